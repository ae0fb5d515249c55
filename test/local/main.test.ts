// The composition: exported bots and the assistant's own, started as `npm run local` starts them.

import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import type { AddressInfo } from "node:net"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { BotLocale, Intent } from "#bot/definition.ts"
import { silentLog } from "#core/log.ts"
import type { LocalAws, LocalOptions } from "#local/compose-local.ts"
import { startLocal } from "#local/main.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

const BOTS = join(import.meta.dirname, "../../../shared/data/bots")
const hasBots = existsSync(BOTS)
if (!hasBots) process.stderr.write(`skipped: exported bots are not at ${BOTS}\n`)

const opened: LocalAws[] = []
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "local-aws-"))
})

afterEach(async () => {
  for (const local of opened.splice(0)) await local.close()
  await rm(folder, { recursive: true })
})

async function open(options: LocalOptions = {}): Promise<LocalAws> {
  const local = await startLocal({ port: 0, ...options })
  opened.push(local)
  return local
}

type Answer = { messages?: { content?: string }[]; message?: string; sessionState?: { intent?: { name: string } } }

async function say(url: string, botId: string, text: string, sessionId = "visitor-1"): Promise<Answer> {
  const path = `/bots/${botId}/botAliases/TSTALIASID/botLocales/en_US/sessions/${sessionId}/text`
  return (await fetch(url + path, { method: "POST", body: JSON.stringify({ text }) })).json() as Promise<Answer>
}

describe.runIf(hasBots)("exported bots", () => {
  it("are served side by side, each by its id and name", async () => {
    const bots = ["OrderFlower-repeat-DRAFT-LexJson.zip", "ReminderBot-LexJson.zip"].map((name) => join(BOTS, name))
    const { url, summary } = await open({
      bots,
      lambda: (event) => ({ sessionState: { ...event.sessionState, dialogAction: { type: "Delegate" } } }),
    })

    expect(summary[0]).toContain("OrderFlower-repeat, bot id T1HSNATHPI, locales en_US")
    expect((await say(url, "T1HSNATHPI", "I would like to order flowers")).messages?.[0]?.content).toBe(
      "What type of flowers would you like to order?",
    )
    expect((await say(url, "ReminderBot", "please call me")).sessionState?.intent?.name).toBe("CallIntent")
  })
})

describe("a slot type with a grammar", () => {
  const GRAMMAR = `<grammar version="1.0" xmlns="http://www.w3.org/2001/06/grammar" xml:lang="en-US"
      tag-format="semantics/1.0" root="drink">
    <rule id="drink"><one-of><item>flat white</item><item>tea</item></one-of><tag>out = "hot drink"</tag></rule>
  </grammar>`
  const type = {
    name: "Drink",
    identifier: "DRINKTYPE1",
    values: [],
    resolutionStrategy: "OriginalValue",
    usesValuesAsCustomVocabulary: false,
    grammar: { s3BucketName: "own-grammars", s3ObjectKey: "drinks/own.grxml" },
  } as const
  const [locale] = TRIP_BOT.locales as [BotLocale]
  const city = (intent: Intent): Intent => ({
    ...intent,
    slots: intent.slots.map((slot) => (slot.name === "City" ? { ...slot, slotTypeName: "Drink" } : slot)),
  })
  const bot = {
    ...TRIP_BOT,
    locales: [{ ...locale, intents: locale.intents.map(city), slotTypes: [...locale.slotTypes, type] }],
  }

  it("is read from the folder that stands in for S3", async () => {
    const home = join(folder, "s3/own-grammars/drinks")
    await mkdir(home, { recursive: true })
    await writeFile(join(home, "own.grxml"), GRAMMAR)
    const { url } = await open({ bots: [bot], dataFolder: folder })
    await say(url, "TRIPBOT001", "book a trip")
    const refused = await say(url, "TRIPBOT001", "gravel")
    const taken = await say(url, "TRIPBOT001", "tea")

    expect(refused.messages?.[0]?.content).toBe("Which city?")
    expect(JSON.stringify(taken)).toContain('"interpretedValue":"hot drink"')
  })

  it("takes any answer where its grammar isn't there, and says so", async () => {
    const warnings: unknown[] = []
    const log = { ...silentLog, warn: (event: string, fields?: object) => warnings.push({ event, ...fields }) }
    const { url } = await open({ bots: [bot], dataFolder: folder, log })
    await say(url, "TRIPBOT001", "book a trip")

    expect((await say(url, "TRIPBOT001", "gravel")).messages?.[0]?.content).toBe("What day?")
    expect(warnings).toContainEqual({
      event: "slot-type-not-as-defined",
      localeId: "en_US",
      detail: "the grammar drinks/own.grxml of slot type Drink is not here: any answer is taken as it is",
    })
  })
})

describe("the assistant's own bot", () => {
  it("answers with its code hook and its tables, and keeps them in a folder", async () => {
    const { url, summary } = await open({ dataFolder: folder })

    const greeting = await say(url, "CONCIERGE1", "hello")
    const booking = await say(url, "CONCIERGE1", "I need a hotel room in Lisbon")

    expect(summary[0]).toMatch(/^Lex V2: Concierge, bot id CONCIERGE1/)
    expect(greeting.messages?.length).toBeGreaterThan(0)
    expect(booking.sessionState?.intent?.name).toBe("BookHotel")
    await opened.pop()?.close()
    expect(await readdir(folder)).toEqual(expect.arrayContaining(["booking-key", "dynamodb", "lex"]))
  })
})

describe("a start that can't be", () => {
  it.each([
    {
      what: "a bot that isn't there",
      options: { bots: ["no-such.zip"] },
      says: "no-such.zip: there is no such file or folder",
    },
    { what: "a bot that is no archive", options: { bots: [import.meta.filename] }, says: "main.test.ts" },
    {
      what: "a code hook that isn't there",
      options: { lambda: "no-such.ts" },
      says: "there is no code hook at no-such.ts",
    },
    {
      what: "a locale the bot hasn't got",
      options: { localeId: "xx_XX" },
      says: "the bot Concierge has no locale xx_XX",
    },
  ])("for $what, says so", async ({ options, says }) => {
    await expect(startLocal({ port: 0, ...options })).rejects.toThrow(says)
  })

  it("for a taken port, says so", async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
    const { port } = other.address() as AddressInfo

    await expect(startLocal({ port })).rejects.toThrow(`port ${port} is taken`)
    other.close()
  })
})

describe("the command", () => {
  it("tells what it serves, and ends cleanly when told to", async () => {
    const child = spawn(process.execPath, ["local/main.ts", "--port", "0"], {
      cwd: join(import.meta.dirname, "../.."),
      stdio: ["ignore", "pipe", "pipe"],
    })
    let output = ""
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk) => {
        output += String(chunk)
        if (output.includes("DynamoDB")) resolve()
      })
    })
    child.kill("SIGTERM")
    const code = await new Promise((resolve) => child.on("exit", resolve))

    expect(output).toMatch(/^Local AWS endpoint: http:\/\/127\.0\.0\.1:\d+\n {2}Lex V2: Concierge/)
    expect(code).toBe(0)
  })
})
