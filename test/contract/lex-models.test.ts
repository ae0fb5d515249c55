// The bot life cycle over the Lex Models V2 wire, with the real SDK client: import, build, version, alias, talk, export.

import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  BuildBotLocaleCommand,
  CreateBotAliasCommand,
  CreateBotVersionCommand,
  CreateExportCommand,
  CreateUploadUrlCommand,
  DeleteBotCommand,
  DescribeBotAliasCommand,
  DescribeBotCommand,
  DescribeBotLocaleCommand,
  DescribeBotVersionCommand,
  DescribeExportCommand,
  DescribeImportCommand,
  type ImportResourceSpecification,
  type LexModelsV2Client,
  ListBotAliasesCommand,
  ListBotLocalesCommand,
  ListBotsCommand,
  ListBotVersionsCommand,
  ListImportsCommand,
  ListIntentsCommand,
  type MergeStrategy,
  StartImportCommand,
  UpdateBotAliasCommand,
} from "@aws-sdk/client-lex-models-v2"
import { RecognizeTextCommand } from "@aws-sdk/client-lex-runtime-v2"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { toArchive } from "#bot/archive/to-archive.ts"
import { readBot } from "#bot/archive/to-bot.ts"
import { writeArchive } from "#bot/archive/zip.ts"
import type { Bot } from "#bot/definition.ts"
import { createModelsClient, type LocalLex, startLocalLex } from "#test/support/local-lex.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

let lex: LocalLex
let models: LexModelsV2Client
let problems: string[]

beforeEach(async () => {
  lex = await startLocalLex()
  problems = []
  models = createModelsClient(lex.url, problems)
})

afterEach(async () => {
  models.destroy()
  await lex.close()
})

/** The trip bot, asking for the city in its own way. */
function tourBot(question: string): Bot {
  const text = JSON.stringify({ ...TRIP_BOT, name: "Tour", id: "TOURBOT001" }).replaceAll("Which city?", question)
  return JSON.parse(text) as Bot
}

const botSpecification = (botName = "Tour"): ImportResourceSpecification => ({
  botImportSpecification: {
    botName,
    roleArn: "arn:aws:iam::123456789012:role/lex-role",
    dataPrivacy: { childDirected: false },
  },
})

async function upload(bytes: Uint8Array): Promise<string> {
  const { importId = "", uploadUrl = "" } = await models.send(new CreateUploadUrlCommand({}))
  const answer = await fetch(uploadUrl, { method: "PUT", body: Uint8Array.from(bytes) })
  expect(answer.status).toBe(200)
  return importId
}

async function importBot(
  bot: Bot,
  resourceSpecification = botSpecification(),
  mergeStrategy: MergeStrategy = "Overwrite",
  password?: string,
) {
  const importId = await upload(await writeArchive(toArchive(bot), password === undefined ? {} : { password }))
  const started = await models.send(
    new StartImportCommand({
      importId,
      resourceSpecification,
      mergeStrategy,
      ...(password === undefined ? {} : { filePassword: password }),
    }),
  )
  expect(started.importStatus).toBe("InProgress")
  return waitFor(
    () => models.send(new DescribeImportCommand({ importId })),
    ({ importStatus }) => importStatus !== "InProgress",
  )
}

/** Asks again until the answer will do, as deployments do. */
async function waitFor<Answer>(ask: () => Promise<Answer>, isDone: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (isDone(answer)) return answer
  }
}

async function build(botId: string): Promise<string | undefined> {
  const id = { botId, botVersion: "DRAFT", localeId: "en_US" }
  await models.send(new BuildBotLocaleCommand(id))
  const built = await waitFor(
    () => models.send(new DescribeBotLocaleCommand(id)),
    ({ botLocaleStatus }) => botLocaleStatus !== "Building",
  )
  return built.botLocaleStatus
}

async function firstWords(botId: string, botAliasId = "TSTALIASID"): Promise<string | undefined> {
  const command = new RecognizeTextCommand({
    botId,
    botAliasId,
    localeId: "en_US",
    sessionId: crypto.randomUUID(),
    text: "book a trip",
  })
  return (await lex.client.send(command)).messages?.[0]?.content
}

describe("the life of a bot", () => {
  it("leads from the archive to a conversation", async () => {
    const imported = await importBot(tourBot("Where to?"))
    const botId = imported.importedResourceId ?? ""

    expect(imported).toMatchObject({
      importStatus: "Completed",
      importedResourceName: "Tour",
      importedResourceId: "TOURBOT001",
    })
    expect(await build(botId)).toBe("Built")
    expect(await firstWords(botId)).toBe("Where to?")
    expect(problems).toEqual([])
  })

  it("keeps each alias at its version", async () => {
    await importBot(tourBot("Where to?"))
    const { botVersion } = await models.send(
      new CreateBotVersionCommand({
        botId: "TOURBOT001",
        botVersionLocaleSpecification: { en_US: { sourceBotVersion: "DRAFT" } },
      }),
    )
    const { botAliasId = "" } = await models.send(
      new CreateBotAliasCommand({
        botId: "TOURBOT001",
        botAliasName: "live",
        ...(botVersion === undefined ? {} : { botVersion }),
      }),
    )
    await importBot(tourBot("Which place?"))

    expect(await firstWords("TOURBOT001", botAliasId)).toBe("Where to?")
    expect(await firstWords("TOURBOT001")).toBe("Which place?")

    const next = await models.send(
      new CreateBotVersionCommand({
        botId: "TOURBOT001",
        botVersionLocaleSpecification: { en_US: { sourceBotVersion: "DRAFT" } },
      }),
    )
    await models.send(
      new UpdateBotAliasCommand({
        botId: "TOURBOT001",
        botAliasId,
        botAliasName: "live",
        botVersion: next.botVersion ?? "",
      }),
    )

    expect([botVersion, next.botVersion]).toEqual(["1", "2"])
    expect(await firstWords("TOURBOT001", botAliasId)).toBe("Which place?")
    expect(problems).toEqual([])
  })

  it("can be looked at from every side", async () => {
    await importBot(tourBot("Where to?"))
    const botId = "TOURBOT001"
    await models.send(
      new CreateBotVersionCommand({ botId, botVersionLocaleSpecification: { en_US: { sourceBotVersion: "DRAFT" } } }),
    )
    const { botAliasId = "" } = await models.send(
      new CreateBotAliasCommand({
        botId,
        botAliasName: "live",
        botVersion: "1",
        botAliasLocaleSettings: { en_US: { enabled: true } },
      }),
    )

    const bots = await models.send(
      new ListBotsCommand({ filters: [{ name: "BotName", values: ["Tour"], operator: "EQ" }] }),
    )
    const bot = await models.send(new DescribeBotCommand({ botId }))
    const locales = await models.send(new ListBotLocalesCommand({ botId, botVersion: "DRAFT" }))
    const version = await models.send(new DescribeBotVersionCommand({ botId, botVersion: "1" }))
    const versions = await models.send(new ListBotVersionsCommand({ botId }))
    const alias = await models.send(new DescribeBotAliasCommand({ botId, botAliasId }))
    const testAlias = await models.send(new DescribeBotAliasCommand({ botId, botAliasId: "TSTALIASID" }))
    const aliases = await models.send(new ListBotAliasesCommand({ botId }))
    const intents = await models.send(new ListIntentsCommand({ botId, botVersion: "1", localeId: "en_US" }))
    const imports = await models.send(new ListImportsCommand({}))

    expect(bots.botSummaries).toMatchObject([{ botId, botName: "Tour", botStatus: "Available", latestBotVersion: "1" }])
    expect(bot).toMatchObject({ botName: "Tour", idleSessionTTLInSeconds: 300, dataPrivacy: { childDirected: false } })
    expect(locales.botLocaleSummaries).toMatchObject([{ localeId: "en_US", localeName: "American English" }])
    expect(version).toMatchObject({ botName: "Tour", botVersion: "1", botStatus: "Available" })
    expect(versions.botVersionSummaries?.map(({ botVersion }) => botVersion)).toEqual(["1", "DRAFT"])
    expect(alias).toMatchObject({
      botAliasName: "live",
      botVersion: "1",
      botAliasLocaleSettings: { en_US: { enabled: true } },
    })
    expect(testAlias).toMatchObject({ botAliasName: "TestBotAlias", botVersion: "DRAFT" })
    expect(aliases.botAliasSummaries?.map(({ botAliasName }) => botAliasName)).toEqual(["TestBotAlias", "live"])
    expect(intents.intentSummaries?.map(({ intentName }) => intentName)).toEqual([
      "BookTrip",
      "Pay",
      "Wait",
      "FallbackIntent",
    ])
    expect(imports.importSummaries).toMatchObject([{ importedResourceName: "Tour", importedResourceType: "Bot" }])
    expect(problems).toEqual([])
  })

  it("outlasts a restart where a folder is given", async () => {
    const folder = await mkdtemp(join(tmpdir(), "lex-models-"))
    await lex.close()
    lex = await startLocalLex({ folder })
    models = createModelsClient(lex.url, problems)
    await importBot(tourBot("Where to?"))
    await models.send(
      new CreateBotVersionCommand({
        botId: "TOURBOT001",
        botVersionLocaleSpecification: { en_US: { sourceBotVersion: "DRAFT" } },
      }),
    )
    const { botAliasId = "" } = await models.send(
      new CreateBotAliasCommand({ botId: "TOURBOT001", botAliasName: "live", botVersion: "1" }),
    )
    await lex.close()

    lex = await startLocalLex({ folder })
    const words = await firstWords("TOURBOT001", botAliasId)
    models = createModelsClient(lex.url, problems)
    await models.send(new DeleteBotCommand({ botId: "TOURBOT001" }))
    await lex.close()
    const kept = await readdir(join(folder, "bots"))
    await rm(folder, { recursive: true })

    expect(words).toBe("Where to?")
    expect(kept).toEqual([])
  })

  it("lists in pages", async () => {
    await importBot(tourBot("Where to?"))

    const first = await models.send(new ListBotsCommand({ maxResults: 1 }))
    const second = await models.send(
      new ListBotsCommand({ maxResults: 1, ...(first.nextToken === undefined ? {} : { nextToken: first.nextToken }) }),
    )

    expect([first, second].map(({ botSummaries }) => botSummaries?.map(({ botName }) => botName))).toEqual([
      ["Trip"],
      ["Tour"],
    ])
    expect(second.nextToken).toBeUndefined()
    expect(problems).toEqual([])
  })

  it("ends when it is deleted", async () => {
    await importBot(tourBot("Where to?"))
    await models.send(new DeleteBotCommand({ botId: "TOURBOT001" }))

    await expect(firstWords("TOURBOT001")).rejects.toMatchObject({ name: "ResourceNotFoundException" })
    expect(problems).toEqual([])
  })

  it("exports as an archive that reads as the same bot", async () => {
    const { exportId = "" } = await models.send(
      new CreateExportCommand({
        resourceSpecification: { botExportSpecification: { botId: "TRIPBOT001", botVersion: "DRAFT" } },
        fileFormat: "LexJson",
      }),
    )
    const { downloadUrl = "" } = await waitFor(
      () => models.send(new DescribeExportCommand({ exportId })),
      ({ exportStatus }) => exportStatus !== "InProgress",
    )

    const bot = await readBot(new Uint8Array(await (await fetch(downloadUrl)).arrayBuffer()))

    expect(bot.locales[0]?.intents.map(({ name }) => name)).toEqual(["BookTrip", "Pay", "Wait", "FallbackIntent"])
    expect(problems).toEqual([])
  })
})

describe("an import", () => {
  it.each([
    {
      what: "of a name that is taken, when it may not be",
      specification: botSpecification("Trip"),
      strategy: "FailOnConflict" as const,
      reason: "There is already a bot named 'Trip'",
    },
    {
      what: "of a locale of no bot",
      specification: { botLocaleImportSpecification: { botId: "ABCDEFGHIJ", botVersion: "DRAFT", localeId: "en_US" } },
      strategy: "Overwrite" as const,
      reason: "Could not find bot 'ABCDEFGHIJ'",
    },
  ])("$what fails, and says why", async ({ specification, strategy, reason }) => {
    const failed = await importBot(tourBot("Where to?"), specification, strategy)

    expect(failed.importStatus).toBe("Failed")
    expect(failed.failureReasons?.[0]).toContain(reason)
    expect(problems).toEqual([])
  })

  it("of something that is no archive fails, and says why", async () => {
    const importId = await upload(Buffer.from("not a zip"))
    await models.send(
      new StartImportCommand({ importId, resourceSpecification: botSpecification(), mergeStrategy: "Overwrite" }),
    )
    const failed = await waitFor(
      () => models.send(new DescribeImportCommand({ importId })),
      ({ importStatus }) => importStatus !== "InProgress",
    )

    expect(failed).toMatchObject({ importStatus: "Failed", failureReasons: [expect.stringContaining("zip")] })
  })

  it("opens an archive with its password", async () => {
    expect((await importBot(tourBot("Where to?"), botSpecification(), "Overwrite", "open sesame")).importStatus).toBe(
      "Completed",
    )
  })

  it("of a name that is taken keeps the id of the bot it replaces", async () => {
    const { importedResourceId } = await importBot(tourBot("Where to?"), botSpecification("Trip"))

    expect(importedResourceId).toBe("TRIPBOT001")
    expect(await firstWords("TRIPBOT001")).toBe("Where to?")
  })

  it("replaces one locale of a bot", async () => {
    const specification = {
      botLocaleImportSpecification: {
        botId: "TRIPBOT001",
        botVersion: "DRAFT",
        localeId: "en_US",
        nluIntentConfidenceThreshold: 0.7,
      },
    }
    await importBot(tourBot("Where to?"), specification)
    const locale = await models.send(
      new DescribeBotLocaleCommand({ botId: "TRIPBOT001", botVersion: "DRAFT", localeId: "en_US" }),
    )

    expect(locale.nluIntentConfidenceThreshold).toBe(0.7)
    expect(await firstWords("TRIPBOT001")).toBe("Where to?")
    expect(problems).toEqual([])
  })
})
