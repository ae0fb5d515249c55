import { readFile, writeFile } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { writeArchive } from "#bot/archive/zip.ts"
import { testCommand } from "#bot/cli/test-command.ts"
import { startLocal } from "#local/main.ts"
import { tripBundle } from "../archive/bundle.ts"
import { inFolder, run } from "./terminal.ts"

const COMMANDS = [testCommand]

const GOOD = `# Books a large car
given: today is 2026-03-02

guest: book a car
bot: Which size? [ElicitSlot Size; intent: Book]
guest: a big one
bot: A Large car, yes? [ConfirmIntent; Size=Large]
guest: yes
bot: Done. [Close; confirmation: Confirmed]
`

const CSV = `Line #,Conversation #,Source,Input,Expected Output Intent,Expected Output Slot 1
1,1,User,book a big car,Book,Size = big
2,1,Agent,"A Large car, yes?",,
3,1,User,no,Book,
4,1,Agent,"Okay, not booked. Done.",,
5,N/A,User,book a car,Rent,
`

const LAMBDA = `exports.handler = async (event) => ({
  sessionState: { ...event.sessionState, dialogAction: { type: "Close" }, intent: { ...event.sessionState.intent, state: "Fulfilled" } },
  messages: [{ contentType: "PlainText", content: "Booked by the function." }],
})`

describe("bot test", () => {
  it("holds transcripts and tables with an exported bot, and writes its report", () =>
    inFolder(async (path) => {
      await writeFile(path("trip.zip"), await writeArchive(tripBundle()))
      await writeFile(path("good.txt"), GOOD)
      await writeFile(path("set.csv"), CSV)
      const { exitCode, output } = await run(COMMANDS, [
        "test",
        path("good.txt"),
        path("set.csv"),
        ...["--bot", path("trip.zip"), "--html", path("out/report.html"), "--json", path("out/report.json")],
      ])

      expect(output).toContain(`✓ ${path("good.txt")}: Books a large car`)
      expect(output).toContain("intent: expected Rent, got Book")
      expect(output).toContain("Rent as Book: 1")
      expect(exitCode).toBe(1)
      expect(await readFile(path("out/report.html"), "utf8")).toContain("Books a large car")
      expect(JSON.parse(await readFile(path("out/report.json"), "utf8"))).toMatchObject({
        skipped: 0,
        coverage: [{ name: "intents", total: 2, missed: ["FallbackIntent"] }, {}, {}],
      })
    }))

  it("calls the code hook it is given", () =>
    inFolder(async (path) => {
      const hooked = tripBundle({
        "Trip/BotLocales/en_US/Intents/Thank/Intent.json": {
          name: "Thank",
          sampleUtterances: [{ utterance: "thank you" }],
          fulfillmentCodeHook: { enabled: true },
        },
      })
      await writeFile(path("trip.zip"), await writeArchive(hooked))
      await writeFile(path("hook.cjs"), LAMBDA)
      await writeFile(
        path("thanks.txt"),
        "guest: thank you\nbot: Booked by the function. [Close Fulfilled; intent: Thank]",
      )

      expect(
        await run(COMMANDS, ["test", path("thanks.txt"), "--bot", path("trip.zip"), "--lambda", path("hook.cjs")]),
      ).toMatchObject({ exitCode: 0, complaints: "" })
    }))

  it("talks to a Lex V2 endpoint, and skips what can't be brought about there", () =>
    inFolder(async (path) => {
      await writeFile(path("trip.zip"), await writeArchive(tripBundle()))
      await writeFile(path("good.txt"), GOOD)
      const local = await startLocal({ port: 0, bots: [path("trip.zip")] })
      const args = ["test", path("good.txt"), "--endpoint", local.url, "--bot-id", "TRIPBOT001"]
      const skipped = await run(COMMANDS, args)
      const held = await run(COMMANDS, [...args, "--ignore-given"])
      await local.close()

      expect(skipped.exitCode).toBe(1)
      expect(skipped.output).toContain("Books a large car (an endpoint can't be taken to 2026-03-02)")
      expect(held).toMatchObject({ exitCode: 0, complaints: "" })
      expect(held.output).toContain("1 passed, 0 failed, 0 skipped")
    }))

  it("holds a conversation with the assistant itself", () =>
    inFolder(async (path) => {
      await writeFile(
        path("own.txt"),
        "given: the guest has a room in Lisbon from 2026-03-20 for 2 nights, today is 2026-03-02\nguest: what did I book?\nbot: …\nbot: [card: *, Lisbon]",
      )

      expect(await run(COMMANDS, ["test", path("own.txt")])).toMatchObject({ exitCode: 0, complaints: "" })
    }))

  it.each([
    { content: "guest: hi\nbot: x [y]", says: /own\.txt, line 2: the note "y" is none of/ },
    { content: "# Nothing", says: /there is no conversation in what was given/ },
  ])("refuses the transcript '$content'", ({ content, says }) =>
    inFolder(async (path) => {
      await writeFile(path("own.txt"), content)

      expect((await run(COMMANDS, ["test", path("own.txt")])).complaints).toMatch(says)
    }),
  )
})
