// What the local Lex refuses while it is busy, what it tells when asked, and what it keeps: conflicts, throttling, traces,
// restarts, changed bots. With the real SDK client, and the AWS CLI where there is one.

import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { RecognizeTextCommand, type RecognizeTextCommandOutput } from "@aws-sdk/client-lex-runtime-v2"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { archiveFromFiles } from "#bot/archive/archive.ts"
import { writeArchive } from "#bot/archive/zip.ts"
import { epochMs } from "#core/time.ts"
import { openBotFile } from "#local/lex/bot-file.ts"
import { delegate, type LocalLex, type LocalLexOptions, startLocalLex } from "#test/support/local-lex.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

const opened: LocalLex[] = []
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "local-lex-"))
})

afterEach(async () => {
  for (const lex of opened.splice(0)) await lex.close()
  await rm(folder, { recursive: true })
})

async function open(options: LocalLexOptions = {}): Promise<LocalLex> {
  const lex = await startLocalLex(options)
  opened.push(lex)
  return lex
}

function say(
  lex: LocalLex,
  text: string,
  sessionId = "visitor-1",
  botId = "TRIPBOT001",
): Promise<RecognizeTextCommandOutput> {
  return lex.client.send(
    new RecognizeTextCommand({ botId, botAliasId: "TSTALIASID", localeId: "en_US", sessionId, text }),
  )
}

/** A code hook that answers when told to. */
function heldHook() {
  const releases: (() => void)[] = []
  let arrived = () => {}
  const areCalled = (count: number) =>
    new Promise<void>((resolve) => {
      arrived = () => releases.length >= count && resolve()
      arrived()
    })
  const handler: LocalLexOptions["handler"] = async (event, context, callback) => {
    await new Promise<void>((resolve) => {
      releases.push(resolve)
      arrived()
    })
    return delegate(event, context, callback)
  }
  const release = () => {
    for (const go of releases.splice(0)) go()
  }
  return { handler, areCalled, release }
}

describe("a busy local Lex", () => {
  it("[lex 36] refuses a second turn of a session with a conflict, and takes turns of others", async () => {
    const hook = heldHook()
    const lex = await open({ handler: hook.handler })
    const first = say(lex, "book a trip")
    await hook.areCalled(1)

    const second = say(lex, "book a trip")

    await expect(second).rejects.toMatchObject({ name: "ConflictException", $metadata: { httpStatusCode: 409 } })
    expect((await say(lex, "pay my bill", "visitor-2")).messages?.[0]?.content).toBe("Your code, please.")
    hook.release()
    expect((await first).messages?.[0]?.content).toBe("Which city?")
    expect(lex.problems).toEqual([])
  })

  it("refuses what it can't queue with a throttling error", async () => {
    const hook = heldHook()
    const lex = await open({ handler: hook.handler, maxConcurrentTurns: 1, maxQueuedTurns: 0 })
    const first = say(lex, "book a trip")
    await hook.areCalled(1)

    const second = say(lex, "book a trip", "visitor-2")

    await expect(second).rejects.toMatchObject({ name: "ThrottlingException", $metadata: { httpStatusCode: 429 } })
    hook.release()
    await first
    expect(lex.problems).toEqual([])
  })
})

describe("a local Lex with the quotas of Lex", () => {
  it("[lex 142] holds two conversations at once under TestBotAlias, and more under others", async () => {
    const hook = heldHook()
    const lex = await open({ handler: hook.handler, hasLexQuotas: true })
    const asking = [say(lex, "book a trip", "visitor-1"), say(lex, "book a trip", "visitor-2")]
    await hook.areCalled(2)

    const third = say(lex, "pay my bill", "visitor-3")

    await expect(third).rejects.toMatchObject({ name: "ThrottlingException", $metadata: { httpStatusCode: 429 } })
    const elsewhere = { botId: "TRIPBOT001", botAliasId: "LIVEALIAS1", localeId: "en_US", sessionId: "visitor-3" }
    const other = await lex.client.send(new RecognizeTextCommand({ ...elsewhere, text: "pay my bill" }))
    expect(other.messages?.[0]?.content).toBe("Your code, please.")
    hook.release()
    await Promise.all(asking)
    expect((await say(lex, "pay my bill", "visitor-3")).messages?.[0]?.content).toBe("Your code, please.")
  })
})

describe("the trace of a turn", () => {
  const path = "/bots/TRIPBOT001/botAliases/TSTALIASID/botLocales/en_US/sessions/visitor-1/text"

  it("is told to who asks for it", async () => {
    const lex = await open()
    const answer = await fetch(lex.url + path, {
      method: "POST",
      body: '{"text":"book a trip to roma"}',
      headers: { "x-concierge-trace": "1" },
    })
    const { steps } = JSON.parse(Buffer.from(answer.headers.get("x-concierge-trace") ?? "", "base64").toString("utf8"))

    expect(steps).toContainEqual(expect.objectContaining({ type: "understood", text: "book a trip to roma" }))
    expect(steps).toContainEqual(expect.objectContaining({ type: "slot", slotName: "City", value: "Rome" }))
    expect(steps.at(-1)).toMatchObject({ type: "waiting", action: "ElicitSlot", slotToElicit: "Day" })
  })

  it("is told of a refused turn, too", async () => {
    const lex = await open({ handler: () => Promise.reject(new Error("down")) })
    const answer = await fetch(lex.url + path, {
      method: "POST",
      body: '{"text":"book a trip"}',
      headers: { "x-concierge-trace": "1" },
    })
    const { steps } = JSON.parse(Buffer.from(answer.headers.get("x-concierge-trace") ?? "", "base64").toString("utf8"))

    expect(answer.status).toBe(424)
    expect(steps).toContainEqual(expect.objectContaining({ type: "code-hook", outcome: "failed" }))
  })

  it("is not told to others", async () => {
    const lex = await open()
    const answer = await fetch(lex.url + path, { method: "POST", body: '{"text":"book a trip"}' })

    expect(answer.headers.get("x-concierge-trace")).toBeNull()
  })
})

describe("a session", () => {
  it("outlives a restart where a folder is given", async () => {
    const first = await open({ folder })
    await say(first, "book a trip to lisbon")
    await opened.pop()?.close()

    const second = await open({ folder })

    expect((await say(second, "tomorrow")).messages?.[0]?.content).toBe("How many guests?")
  })

  it("[lex 10] [lex 92] begins anew when it was idle for longer than the bot says", async () => {
    let now = epochMs(Date.UTC(2026, 2, 2))
    const lex = await open({ clock: () => now })
    await say(lex, "book a trip")
    now = epochMs(now + 299_000)
    const kept = await say(lex, "lisbon")
    now = epochMs(now + 301_000)
    const fresh = await say(lex, "tomorrow")

    expect(kept.messages?.[0]?.content).toBe("What day?")
    expect(fresh.sessionState?.intent?.name).toBe("FallbackIntent")
  })
})

describe("the conversation log", () => {
  it("[lex 139] has an entry per turn, with secret slots masked", async () => {
    const conversationLogFile = join(folder, "log.jsonl")
    const lex = await open({ conversationLogFile })
    await say(lex, "pay my bill")
    await say(lex, "alpha seven")
    await opened.pop()?.close()

    const text = await readFile(conversationLogFile, "utf8")
    const [first, second] = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))

    expect(first).toMatchObject({
      "message-version": "2.0",
      bot: {
        id: "TRIPBOT001",
        name: "Trip",
        aliasId: "TSTALIASID",
        aliasName: "TestBotAlias",
        localeId: "en_US",
        version: "DRAFT",
      },
      inputTranscript: "pay my bill",
      inputMode: "Text",
      missedUtterance: false,
      operationName: "RecognizeText",
      messages: [{ contentType: "PlainText", content: "Your code, please." }],
    })
    expect(second).toMatchObject({
      inputTranscript: "{Pin}",
      sessionState: { intent: { slots: { Pin: { value: { interpretedValue: "{Pin}" } } } } },
    })
    expect(text).not.toContain("alpha seven")
  })

  it("isn't kept for children's bots", async () => {
    const conversationLogFile = join(folder, "log.jsonl")
    const lex = await open({ conversationLogFile, bots: [{ bot: { ...TRIP_BOT, isChildDirected: true } }] })
    await say(lex, "pay my bill")
    await opened.pop()?.close()

    await expect(readFile(conversationLogFile)).rejects.toMatchObject({ code: "ENOENT" })
  })
})

/** An export of one intent that says one thing. */
async function writeExport(path: string, greeting: string): Promise<void> {
  const response = { messageGroupsList: [{ message: { plainTextMessage: { value: greeting } } }] }
  const files = {
    "Manifest.json": { metaData: { schemaVersion: "1", fileFormat: "LexJson", resourceType: "BOT" } },
    "Hello/Bot.json": {
      name: "Hello",
      identifier: "HELLOBOT01",
      version: "DRAFT",
      idleSessionTTLInSeconds: 300,
      dataPrivacy: { childDirected: false },
    },
    "Hello/BotLocales/en_US/BotLocale.json": { identifier: "en_US", name: "English (US)", nluConfidenceThreshold: 0.4 },
    "Hello/BotLocales/en_US/Intents/Greet/Intent.json": {
      name: "Greet",
      identifier: "GREETINTEN",
      sampleUtterances: [{ utterance: "hello" }],
      intentClosingSetting: { closingResponse: response },
    },
    "Hello/BotLocales/en_US/Intents/FallbackIntent/Intent.json": {
      name: "FallbackIntent",
      identifier: "FALLBCKINT",
      parentIntentSignature: "AMAZON.FallbackIntent",
    },
  }
  const encoded = Object.entries(files).map(([name, content]) => [name, Buffer.from(JSON.stringify(content))] as const)
  await writeFile(path, await writeArchive(archiveFromFiles(encoded)))
}

describe("an exported bot on disk", () => {
  it("answers with its new words at the turn after it changed", async () => {
    const path = join(folder, "hello.zip")
    await writeExport(path, "Hi.")
    const lex = await open({ bots: [{ file: openBotFile(path) }] })
    const before = await say(lex, "hello", "visitor-1", "HELLOBOT01")
    await writeExport(path, "Good morning.")

    const after = await say(lex, "hello", "visitor-1", "HELLOBOT01")

    expect([before, after].map(({ messages }) => messages?.[0]?.content)).toEqual(["Hi.", "Good morning."])
  })

  it("goes on as it was when its new version is broken", async () => {
    const path = join(folder, "hello.zip")
    await writeExport(path, "Hi.")
    const lex = await open({ bots: [{ file: openBotFile(path) }] })
    await say(lex, "hello", "visitor-1", "HELLOBOT01")
    await writeFile(path, "half a zip")

    const after = await say(lex, "hello", "visitor-1", "HELLOBOT01")

    expect(after.messages?.[0]?.content).toBe("Hi.")
  })

  it("that is missing stops the start, and is named", async () => {
    await expect(open({ bots: [{ file: openBotFile("no-such-bot.zip") }] })).rejects.toThrow(
      "no-such-bot.zip: there is no such file",
    )
  })
})

const aws = await promisify(execFile)("aws", ["--version"]).then(
  () => true,
  () => false,
)
if (!aws) process.stderr.write("skipped: the AWS CLI is not on the PATH\n")

describe.runIf(aws)("the AWS CLI", () => {
  it("talks to the bot", async () => {
    const lex = await open()
    const args = [
      "lexv2-runtime",
      "recognize-text",
      "--endpoint-url",
      lex.url,
      "--bot-id",
      "TRIPBOT001",
      "--bot-alias-id",
      "TSTALIASID",
    ]
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_DEFAULT_REGION: "eu-west-1",
    }

    const { stdout } = await promisify(execFile)(
      "aws",
      [...args, "--locale-id", "en_US", "--session-id", "cli-1", "--text", "book a trip", "--output", "json"],
      { env },
    )

    expect(JSON.parse(stdout)).toMatchObject({
      messages: [{ content: "Which city?" }],
      sessionState: { intent: { slots: { City: null } } },
    })
  })
})
