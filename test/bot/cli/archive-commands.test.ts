import { mkdir, readdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { writeArchive } from "#bot/archive/zip.ts"
import { exportCommand, importCommand } from "#bot/cli/archive-commands.ts"
import { diffCommand } from "#bot/cli/diff-command.ts"
import { lintCommand } from "#bot/cli/lint-command.ts"
import { TRIP, tripBundle, tripFile } from "../archive/bundle.ts"
import { inFolder, run } from "./terminal.ts"

const COMMANDS = [lintCommand, importCommand, exportCommand, diffCommand]

async function writeTrip(path: string, changes: Readonly<Record<string, unknown>> = {}, password?: string) {
  await writeFile(path, await writeArchive(tripBundle(changes), password === undefined ? {} : { password }))
}

describe("bot import and bot export", () => {
  it("give back the same bot, and the same folder the second time", () =>
    inFolder(async (path) => {
      await writeTrip(path("trip.zip"))
      const imported = await run(COMMANDS, ["import", path("trip.zip"), path("one")])
      const exported = await run(COMMANDS, ["export", path("one"), path("out/again.zip")])
      await run(COMMANDS, ["import", path("out/again.zip"), path("two")])
      const compared = await run(COMMANDS, ["diff", path("trip.zip"), path("two")])

      expect(imported).toMatchObject({ exitCode: 0, output: `${path("one")}: Trip, 7 files` })
      expect(exported).toMatchObject({ exitCode: 0, output: `${path("out/again.zip")}: Trip, 7 files` })
      expect(compared).toMatchObject({ exitCode: 0, output: "No differences." })
      const text = await readFile(join(path("one"), TRIP.slotType), "utf8")
      expect(text).toContain('  "name": "Size",\n')
      expect(await readFile(join(path("two"), TRIP.slotType), "utf8")).toBe(text)
    }))

  it("leave out the folder around a bot, and what is no part of an export", () =>
    inFolder(async (path) => {
      await writeTrip(path("trip.zip"))
      await run(COMMANDS, ["import", path("trip.zip"), path("repository/export")])
      await writeFile(path("repository/README.md"), "# Trip")
      await mkdir(path("repository/.git"))
      await writeFile(path("repository/.git/Bot.json"), "{}")
      await run(COMMANDS, ["export", path("repository"), path("again.zip")])
      await run(COMMANDS, ["import", path("again.zip"), path("again")])

      expect((await readdir(path("again"))).sort()).toEqual(["Manifest.json", "Trip"])
    }))

  it("replace a bot only when told to, and nothing but the bot", () =>
    inFolder(async (path) => {
      await writeTrip(path("trip.zip"))
      await writeTrip(path("less.zip"), { [TRIP.slot]: undefined, ...tripFile(TRIP.intent, { slotPriorities: [] }) })
      await run(COMMANDS, ["import", path("trip.zip"), path("bot")])
      await writeFile(path("bot/notes.json"), "{}")

      const refused = await run(COMMANDS, ["import", path("less.zip"), path("bot")])
      expect(refused.exitCode).toBe(1)
      expect(refused.complaints).toContain("--force replaces the bot in it")

      await run(COMMANDS, ["import", path("less.zip"), path("bot"), "--force"])
      expect(await readdir(path("bot/Trip/BotLocales/en_US/Intents/Book"))).toEqual(["Intent.json", "Slots"])
      expect(await readdir(path("bot/Trip/BotLocales/en_US/Intents/Book/Slots/Size"))).toEqual([])
      expect(await readFile(path("bot/notes.json"), "utf8")).toBe("{}")
    }))

  it("take a password from an option or the environment", () =>
    inFolder(async (path) => {
      await writeTrip(path("trip.zip"), {}, "sesame")

      expect((await run(COMMANDS, ["lint", path("trip.zip")])).complaints).toContain("protected by a password")
      expect(await run(COMMANDS, ["lint", path("trip.zip"), "--password", "sesame"])).toMatchObject({ exitCode: 0 })
      expect(await run(COMMANDS, ["lint", path("trip.zip")], { LEX_ARCHIVE_PASSWORD: "sesame" })).toMatchObject({
        exitCode: 0,
      })
    }))

  it("refuse a folder that holds two bots", () =>
    inFolder(async (path) => {
      await writeTrip(path("trip.zip"))
      await run(COMMANDS, ["import", path("trip.zip"), path("bots/one")])
      await run(COMMANDS, ["import", path("trip.zip"), path("bots/two")])

      expect((await run(COMMANDS, ["export", path("bots"), path("out.zip")])).complaints).toContain("more than one bot")
    }))
})

describe("bot lint", () => {
  it("exits with 1 for what Lex refuses, and shows where", () =>
    inFolder(async (path) => {
      await writeTrip(path("trip.zip"), tripFile(TRIP.slot, { slotTypeName: "Colour" }))
      const { exitCode, output } = await run(COMMANDS, ["lint", path("trip.zip")])

      expect(exitCode).toBe(1)
      expect(output).toContain(`${TRIP.slot}\n  refused  slotTypeName: there is no slot type Colour`)
    }))

  it("exits with 0 for advice, unless it is strict", () =>
    inFolder(async (path) => {
      await writeTrip(path("trip.zip"))

      expect(await run(COMMANDS, ["lint", path("trip.zip")])).toMatchObject({ exitCode: 0 })
      expect(await run(COMMANDS, ["lint", "--strict", path("trip.zip")])).toMatchObject({ exitCode: 1 })
    }))

  it("prints JSON", () =>
    inFolder(async (path) => {
      await writeTrip(path("trip.zip"))
      const { output } = await run(COMMANDS, ["lint", path("trip.zip"), "--json"])

      expect(JSON.parse(output)[0]).toMatchObject({ severity: "risky", rule: "few-utterances", file: TRIP.intent })
    }))
})

describe("bot diff", () => {
  it("exits with 1 when bots differ", () =>
    inFolder(async (path) => {
      await writeTrip(path("a.zip"))
      await writeTrip(path("b.zip"), tripFile(TRIP.bot, { idleSessionTTLInSeconds: 60 }))

      expect(await run(COMMANDS, ["diff", path("a.zip"), path("b.zip")])).toEqual({
        exitCode: 1,
        output: "~ session timeout: 600 s → 60 s",
        complaints: "",
      })
    }))
})

describe("npm run bot", () => {
  it.each([
    { args: [], exitCode: 2, says: "Usage: npm run bot -- COMMAND" },
    { args: ["--help"], exitCode: 0, says: "lint    find what Lex would refuse" },
    { args: ["lint", "--help"], exitCode: 0, says: "Usage: npm run bot -- lint FILE|DIR" },
    { args: ["fly"], exitCode: 2, says: "There is no command fly." },
    { args: ["lint"], exitCode: 2, says: "FILE|DIR is missing" },
    { args: ["diff", "a"], exitCode: 2, says: "AFTER is missing" },
    { args: ["diff", "a", "b", "c"], exitCode: 2, says: "c is one too many" },
    { args: ["lint", "--colour", "a"], exitCode: 2, says: "Unknown option '--colour'" },
    { args: ["lint", "no-such-file.zip"], exitCode: 1, says: "no-such-file.zip: there is no such file or folder" },
  ])("answers $args with exit code $exitCode", async ({ args, exitCode, says }) => {
    const outcome = await run(COMMANDS, args)

    expect(outcome.exitCode).toBe(exitCode)
    expect(outcome.output + outcome.complaints).toContain(says)
  })
})
