// Which Lambda function serves which bot, alias and locale, with the real SDK clients: by alias ARN, by bot, by default.

import {
  CreateBotAliasCommand,
  CreateBotVersionCommand,
  type LexModelsV2Client,
  UpdateBotAliasCommand,
} from "@aws-sdk/client-lex-models-v2"
import { RecognizeTextCommand } from "@aws-sdk/client-lex-runtime-v2"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { silentLog } from "#core/log.ts"
import { type CodeHook, createFunctionHook } from "#local/lex/code-hooks.ts"
import { createModelsClient, type LocalLex, startLocalLex } from "#test/support/local-lex.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

/** A function that closes with its own name. */
function saying(name: string): CodeHook {
  return createFunctionHook(
    (event) => ({
      sessionState: { dialogAction: { type: "Close" }, intent: { ...event.sessionState.intent, state: "Fulfilled" } },
      messages: [{ contentType: "PlainText", content: name }],
    }),
    silentLog,
  )
}

const TOUR_BOT = { ...TRIP_BOT, id: "TOURBOT001", name: "Tour" }
const SILENT_BOT = { ...TRIP_BOT, id: "SILENTBOT1", name: "Silent" }
const botId = "TRIPBOT001"

let lex: LocalLex
let models: LexModelsV2Client
const problems: string[] = []

beforeEach(async () => {
  lex = await startLocalLex({
    bots: [{ bot: TRIP_BOT, codeHook: saying("own") }, { bot: TOUR_BOT, codeHook: saying("own") }, { bot: SILENT_BOT }],
    functions: new Map([
      ["book-trip", saying("book-trip")],
      ["Tour", saying("Tour")],
    ]),
  })
  models = createModelsClient(lex.url, problems)
})

afterEach(async () => {
  models.destroy()
  await lex.close()
  expect(problems.splice(0)).toEqual([])
})

async function firstWords(id: string, botAliasId = "TSTALIASID"): Promise<string | undefined> {
  const sessionId = crypto.randomUUID()
  const said = { botId: id, botAliasId, localeId: "en_US", sessionId, text: "book a trip" }
  return (await lex.client.send(new RecognizeTextCommand(said))).messages?.[0]?.content
}

function calling(lambdaARN: string) {
  return {
    en_US: { enabled: true, codeHookSpecification: { lambdaCodeHook: { lambdaARN, codeHookInterfaceVersion: "1.0" } } },
  }
}

async function aliasCalling(id: string, lambdaARN: string): Promise<string> {
  const botVersionLocaleSpecification = { en_US: { sourceBotVersion: "DRAFT" } }
  const { botVersion = "" } = await models.send(
    new CreateBotVersionCommand({ botId: id, botVersionLocaleSpecification }),
  )
  const created = await models.send(
    new CreateBotAliasCommand({
      botId: id,
      botAliasName: "live",
      botVersion,
      botAliasLocaleSettings: calling(lambdaARN),
    }),
  )
  return created.botAliasId ?? ""
}

describe("the function of a bot", () => {
  it("is its own, or the one of its name", async () => {
    expect([await firstWords(botId), await firstWords("TOURBOT001")]).toEqual(["own", "Tour"])
  })

  it.each([
    "arn:aws:lambda:us-east-1:123456789012:function:book-trip",
    "arn:aws:lambda:us-east-1:123456789012:function:book-trip:live",
  ])("is the one that its alias names as %s", async (arn) => {
    expect(await firstWords(botId, await aliasCalling(botId, arn))).toBe("book-trip")
  })

  it("is its own where the one that its alias names isn't here", async () => {
    const alias = await aliasCalling(botId, "arn:aws:lambda:us-east-1:123456789012:function:elsewhere")

    expect(await firstWords(botId, alias)).toBe("own")
  })

  it("fails where its alias names one that isn't here, and it has none", async () => {
    const alias = await aliasCalling("SILENTBOT1", "arn:aws:lambda:us-east-1:123456789012:function:elsewhere")

    await expect(firstWords("SILENTBOT1", alias)).rejects.toMatchObject({ name: "DependencyFailedException" })
    expect(await firstWords("SILENTBOT1")).toBe("Which city?")
  })

  it("of the draft is set with its TestBotAlias", async () => {
    const draft = { botId, botAliasId: "TSTALIASID", botAliasName: "TestBotAlias", botVersion: "DRAFT" }
    const botAliasLocaleSettings = calling("arn:aws:lambda:us-east-1:123456789012:function:book-trip")
    await models.send(new UpdateBotAliasCommand({ ...draft, botAliasLocaleSettings }))

    expect(await firstWords(botId)).toBe("book-trip")
  })
})
