// Bots as other people export them, with Lambda functions as other people write them, all unmodified: whole conversations
// through the real SDK client and the AWS CLI, every answer and every code-hook event checked.

import { type ChildProcess, execFile, spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { promisify } from "node:util"
import { RecognizeTextCommand, type RecognizeTextCommandInput } from "@aws-sdk/client-lex-runtime-v2"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { archiveFromFiles } from "#bot/archive/archive.ts"
import { toArchive } from "#bot/archive/to-archive.ts"
import { readBot } from "#bot/archive/to-bot.ts"
import { readArchive, writeArchive } from "#bot/archive/zip.ts"
import type { CodeHookEvent } from "#bot/code-hook.ts"
import { lint } from "#bot/lint/lint.ts"
import { silentLog } from "#core/log.ts"
import { epochMs } from "#core/time.ts"
import { type CodeHook, createUrlHook } from "#local/lex/code-hooks.ts"
import { openFunction } from "#local/lex/functions/open-function.ts"
import { findEventProblems } from "#test/support/code-hook-schema.ts"
import { clinic } from "#test/support/exports/clinic.ts"
import { legacyTaxi } from "#test/support/exports/legacy-taxi.ts"
import { pizzeria } from "#test/support/exports/pizzeria.ts"
import type { ExportFiles } from "#test/support/exports/spelling.ts"
import { type LocalLex, startLocalLex } from "#test/support/local-lex.ts"

// Monday 2 March 2026.
const NOW = epochMs(Date.UTC(2026, 2, 2, 9, 0))
const LAMBDAS = join(import.meta.dirname, "../support/lambdas")

function pack(files: ExportFiles): Promise<Uint8Array> {
  const encoded = Object.entries(files).map(([path, content]): [string, Uint8Array] => [
    path,
    Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
  ])
  return writeArchive(archiveFromFiles(encoded))
}

const events: CodeHookEvent[] = []
let python: ChildProcess
let lex: LocalLex

/** Keeps what the function is called with. */
function watched(hook: CodeHook): CodeHook {
  return {
    ...hook,
    invoke: (event, timeoutMs) => {
      events.push(structuredClone(event))
      return hook.invoke(event, timeoutMs)
    },
  }
}

async function startPython(): Promise<string> {
  python = spawn("python3", [join(LAMBDAS, "clinic.py")], { stdio: ["ignore", "pipe", "inherit"] })
  if (python.stdout === null) throw new Error("python has no output")
  for await (const line of createInterface({ input: python.stdout })) return line
  throw new Error("the Python function didn't start")
}

beforeAll(async () => {
  const url = await startPython()
  const hooks = [
    await openFunction(join(LAMBDAS, "pizzeria.mjs"), { log: silentLog }),
    createUrlHook(url, silentLog),
    await openFunction(join(LAMBDAS, "legacy-taxi.cjs"), { log: silentLog }),
  ]
  const bots = await Promise.all([pizzeria(), clinic(), legacyTaxi()].map(async (files) => readBot(await pack(files))))
  lex = await startLocalLex({
    clock: () => NOW,
    bots: bots.map((bot, i) => ({ bot, codeHook: watched(hooks[i] as CodeHook) })),
  })
})

afterAll(async () => {
  await lex.close()
  python.kill()
})

let sessionCount = 0

/** A conversation with one bot; each turn as one line to read. */
function talk(botId: string, localeId: string) {
  sessionCount++
  const session = { botId, localeId, botAliasId: "TSTALIASID", sessionId: `visitor-${sessionCount}` }
  return async (text: string, more: Partial<RecognizeTextCommandInput> = {}): Promise<string> => {
    const { messages = [], sessionState } = await lex.client.send(
      new RecognizeTextCommand({ ...session, text, ...more }),
    )
    const said = messages.map(({ content, imageResponseCard }) => content ?? `[${imageResponseCard?.title}]`)
    const { dialogAction, intent } = sessionState ?? {}
    const asked = [dialogAction?.slotToElicit, dialogAction?.subSlotToElicit?.name].filter(Boolean).join(".")
    const place = [dialogAction?.type, asked, intent?.name, intent?.state].filter(Boolean).join(" ")
    return `${said.join(" / ")} <${place}>`
  }
}

function checkWire(): void {
  expect(lex.problems).toEqual([])
  expect(events.flatMap(findEventProblems)).toEqual([])
}

describe("a console export with conversation flow, and an ES module", () => {
  it("branches, takes several values and parts, begins again, and closes", async () => {
    const say = talk("PIZZERIA01", "en_US")
    const turns: string[] = []
    for (const text of [
      "can I get a pizza delivered",
      "medium",
      "a large one",
      "ham, olives and funghi",
      "ham and pineapple",
      "12",
      "main street",
      "hmm",
      "no",
      "small",
      "olives",
      "yes",
    ]) {
      turns.push(await say(text))
    }

    expect(turns).toEqual([
      "Welcome to the pizzeria. / <speak>Benvenuto!</speak> / Which size? / [Pick a size] <ElicitSlot Size OrderPizza InProgress>",
      "Small or large? / [Pick a size] <ElicitSlot Size OrderPizza InProgress>",
      "Large, good choice. / Which toppings? <ElicitSlot Toppings OrderPizza InProgress>",
      "Two toppings at most, please. <ElicitSlot Toppings OrderPizza InProgress>",
      "Pineapple, really? / What house number? <ElicitSlot Address.Number OrderPizza InProgress>",
      "What street? <ElicitSlot Address.Street OrderPizza InProgress>",
      "A Large pizza with ham and pineapple to 12 main street, for USD 14? <ConfirmIntent OrderPizza InProgress>",
      "A Large pizza with ham and pineapple to 12 main street, for USD 14? <ConfirmIntent OrderPizza InProgress>",
      "Let us begin again. / Which size? / [Pick a size] <ElicitSlot Size OrderPizza InProgress>",
      "Small, good choice. / Which toppings? <ElicitSlot Toppings OrderPizza InProgress>",
      "A Small pizza with olives to 12 main street, for USD 9? <ConfirmIntent OrderPizza InProgress>",
      'Thank you. / Your Small pizza is on its way to main street. / Enjoy! / {"rating":{"min":1,"max":5}} <Close OrderPizza Fulfilled>',
    ])
    checkWire()
  })

  it("has its other language, and is told by request attributes that it is closed", async () => {
    const say = talk("PIZZERIA01", "en_GB")

    expect([
      await say("pizza please", { requestAttributes: { hour: "4" } }),
      await say("xyzzy plugh"),
      await say("frobnicate"),
    ]).toEqual([
      "Welcome to the pizzeria. / <speak>Benvenuto!</speak> / We are closed, come back at 11:00. <Close OrderPizza InProgress>",
      "I only know pizza. <ElicitIntent>",
      "I give up. <Close FallbackIntent InProgress>",
    ])
    checkWire()
  })

  it("[lex 95] calls its function with the labels of the flow, in order", async () => {
    const say = talk("PIZZERIA01", "en_US")
    events.length = 0
    await say("order a large pizza")
    await say("ham")

    expect(
      events.map(({ invocationLabel, proposedNextState }) => [
        invocationLabel,
        proposedNextState?.dialogAction.slotToElicit,
      ]),
    ).toEqual([
      ["Open", "Toppings"],
      ["Price", "Address"],
    ])
    checkWire()
  })
})

describe("a bot with contexts, and a Python function behind an Invoke endpoint", () => {
  it("books, and remembers what was booked for as long as it may", async () => {
    const say = talk("CLINICBOT1", "en_US")
    const turns: string[] = []
    for (const text of [
      "book a visit with doctor weiss",
      "8 march",
      "tomorrow",
      "3 o'clock",
      "AB 12",
      "ab1234",
      "maybe",
      "yes",
      "how do I get there",
      "how do I get there",
      "how do I get there",
    ]) {
      turns.push(await say(text))
    }

    expect(turns).toEqual([
      "Which day? <ElicitSlot Day BookVisit InProgress>",
      "We are closed on Sundays. Another day? <ElicitSlot Day BookVisit InProgress>",
      "At what time? <ElicitSlot Time BookVisit InProgress>",
      "Your insurance card number? <ElicitSlot Insurance BookVisit InProgress>",
      "Your insurance card number? <ElicitSlot Insurance BookVisit InProgress>",
      "Dr. Weiss on 2026-03-03 at 15:00. Shall I book it? <ConfirmIntent BookVisit InProgress>",
      "Dr. Weiss on 2026-03-03 at 15:00. Shall I book it? <ConfirmIntent BookVisit InProgress>",
      "Booked with Dr. Weiss. / See you on 2026-03-03. <Close BookVisit Fulfilled>",
      "Dr. Weiss is on floor 3. <Close Directions ReadyForFulfillment>",
      "Dr. Weiss is on floor 3. <Close Directions ReadyForFulfillment>",
      "Sorry, I don't follow. <Close FallbackIntent ReadyForFulfillment>",
    ])
    checkWire()
  })

  it("says its own words when the function gives the booking up", async () => {
    const say = talk("CLINICBOT1", "en_US")
    const given = { sessionState: { sessionAttributes: { card: "XY9876", taken: "yes" } } }

    expect([await say("see okafor on 9 march", given), await say("9 am"), await say("yes please")]).toEqual([
      "At what time? <ElicitSlot Time BookVisit InProgress>",
      "Dr. Okafor on 2026-03-09 at 09:00. Shall I book it? <ConfirmIntent BookVisit InProgress>",
      "That's taken. <Close BookVisit Failed>",
    ])
    checkWire()
  })
})

describe("an export from before the conversation flow, and a function of callbacks", () => {
  it("asks by priority, is corrected by its function, and fulfills", async () => {
    const say = talk("TAXIBOT001", "en_GB")
    const turns: string[] = []
    for (const text of ["get me a posh cab", "Leeds", "in the evening", "12", "no 4", "well", "yes"]) {
      turns.push(await say(text))
    }

    expect(turns).toEqual([
      "Where to? <ElicitSlot City BookTaxi InProgress>",
      "When? <ElicitSlot When BookTaxi InProgress>",
      "How many people? <ElicitSlot People BookTaxi InProgress>",
      "Eight people at most. How many are you? <ElicitSlot People BookTaxi InProgress>",
      expect.stringMatching(/taxi to Leeds for 4 at EV\? <ConfirmIntent BookTaxi InProgress>$/),
      expect.stringMatching(/taxi to Leeds for 4 at EV\? <ConfirmIntent BookTaxi InProgress>$/),
      "Your posh taxi is coming. <Close BookTaxi Fulfilled>",
    ])
    checkWire()
  })

  it("reports a function that fails, and goes on with the next turn", async () => {
    const say = talk("TAXIBOT001", "en_GB")
    await say("book a taxi")

    await expect(say("crash")).rejects.toMatchObject({ name: "DependencyFailedException" })
    expect(await say("to Leeds")).toBe("When? <ElicitSlot When BookTaxi InProgress>")
    checkWire()
  })
})

const cases: { name: string; bytes: () => Promise<Uint8Array> }[] = [
  { name: "the pizzeria", bytes: () => pack(pizzeria()) },
  { name: "the clinic", bytes: () => pack(clinic()) },
  { name: "the taxi", bytes: () => pack(legacyTaxi()) },
]
const SHARED = join(import.meta.dirname, "../../../shared/data/bots")
for (const name of ["OrderFlower-repeat-DRAFT-LexJson.zip", "ReminderBot-LexJson.zip"]) {
  const path = join(SHARED, name)
  if (existsSync(path)) cases.push({ name, bytes: async () => readFileSync(path) })
  else process.stderr.write(`skipped: ${path} is not there\n`)
}

describe.each(cases)("the archive of $name", ({ bytes }) => {
  it("is refused by no rule", async () => {
    const findings = lint(await readArchive(await bytes()))

    expect(findings.filter(({ severity }) => severity === "refused")).toEqual([])
  })

  it("is the same bot after it was exported and read again", async () => {
    const bot = await readBot(await bytes())
    const written = await writeArchive(toArchive(bot))
    const again = await readBot(written)

    expect(again).toStrictEqual(bot)
    expect(await writeArchive(toArchive(again))).toStrictEqual(written)
  })
})

const hasCli = await promisify(execFile)("aws", ["--version"]).then(
  () => true,
  () => false,
)
if (!hasCli) process.stderr.write("skipped: the AWS CLI is not on the PATH\n")

describe.runIf(hasCli)("the AWS CLI, unsigned", () => {
  it("holds a conversation with an exported bot", async () => {
    const said: unknown[] = []
    for (const text of ["I need an appointment", "okafor"]) {
      const { stdout } = await promisify(execFile)("aws", [
        ...["lexv2-runtime", "recognize-text", "--endpoint-url", lex.url, "--no-sign-request"],
        ...["--region", "us-east-1", "--bot-id", "CLINICBOT1", "--bot-alias-id", "TSTALIASID"],
        ...["--locale-id", "en_US", "--session-id", "cli", "--text", text, "--output", "json"],
      ])
      said.push(JSON.parse(stdout).messages)
    }

    expect(said).toEqual([
      [{ content: "Which doctor?", contentType: "PlainText" }],
      [{ content: "Which day?", contentType: "PlainText" }],
    ])
    checkWire()
  })
})
