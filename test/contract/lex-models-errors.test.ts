// Every error of the bot life cycle over the Lex Models V2 wire, with the real SDK client.

import {
  BuildBotLocaleCommand,
  CreateBotAliasCommand,
  CreateExportCommand,
  DeleteBotAliasCommand,
  DescribeBotCommand,
  DescribeBotLocaleCommand,
  DescribeBotVersionCommand,
  DescribeImportCommand,
  type LexModelsV2Client,
  type MergeStrategy,
  StartImportCommand,
} from "@aws-sdk/client-lex-models-v2"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createModelsClient, type LocalLex, startLocalLex } from "#test/support/local-lex.ts"

let lex: LocalLex
let models: LexModelsV2Client
const problems: string[] = []

beforeAll(async () => {
  lex = await startLocalLex()
  models = createModelsClient(lex.url, problems)
})

afterAll(async () => {
  models.destroy()
  await lex.close()
})

const botSpecification = () => ({
  botImportSpecification: {
    botName: "Tour",
    roleArn: "arn:aws:iam::123456789012:role/lex-role",
    dataPrivacy: { childDirected: false },
  },
})

describe("errors of the model API", () => {
  it.each([
    {
      what: "a bot that isn't there",
      command: new DescribeBotCommand({ botId: "ABCDEFGHIJ" }),
      name: "ResourceNotFoundException",
      status: 404,
    },
    {
      what: "a bot id that is none",
      command: new DescribeBotCommand({ botId: "short" }),
      name: "ValidationException",
      status: 400,
    },
    {
      what: "an import nobody began",
      command: new DescribeImportCommand({ importId: "ABCDEFGHIJ" }),
      name: "ResourceNotFoundException",
      status: 404,
    },
    {
      what: "an import without an upload",
      command: new StartImportCommand({
        importId: "ABCDEFGHIJ",
        resourceSpecification: botSpecification(),
        mergeStrategy: "Overwrite",
      }),
      name: "ResourceNotFoundException",
      status: 404,
    },
    {
      what: "a merge strategy that is none",
      command: new StartImportCommand({
        importId: "ABCDEFGHIJ",
        resourceSpecification: botSpecification(),
        mergeStrategy: "Maybe" as MergeStrategy,
      }),
      name: "ValidationException",
      status: 400,
    },
    {
      what: "a version that isn't there",
      command: new DescribeBotVersionCommand({ botId: "TRIPBOT001", botVersion: "7" }),
      name: "ResourceNotFoundException",
      status: 404,
    },
    {
      what: "a locale that isn't there",
      command: new DescribeBotLocaleCommand({ botId: "TRIPBOT001", botVersion: "DRAFT", localeId: "fr_FR" }),
      name: "ResourceNotFoundException",
      status: 404,
    },
    {
      what: "a build of a locale that isn't there",
      command: new BuildBotLocaleCommand({ botId: "TRIPBOT001", botVersion: "DRAFT", localeId: "fr_FR" }),
      name: "PreconditionFailedException",
      status: 412,
    },
    {
      what: "an alias of the test alias's name",
      command: new CreateBotAliasCommand({ botId: "TRIPBOT001", botAliasName: "TestBotAlias" }),
      name: "ConflictException",
      status: 409,
    },
    {
      what: "an alias of no version",
      command: new CreateBotAliasCommand({ botId: "TRIPBOT001", botAliasName: "live", botVersion: "7" }),
      name: "PreconditionFailedException",
      status: 412,
    },
    {
      what: "an alias nobody made",
      command: new DeleteBotAliasCommand({ botId: "TRIPBOT001", botAliasId: "ABCDEFGHIJ" }),
      name: "PreconditionFailedException",
      status: 412,
    },
    {
      what: "an export of a bot that isn't there",
      command: new CreateExportCommand({
        resourceSpecification: { botExportSpecification: { botId: "ABCDEFGHIJ", botVersion: "DRAFT" } },
        fileFormat: "LexJson",
      }),
      name: "ResourceNotFoundException",
      status: 404,
    },
  ])("$what: $name, status $status", async ({ command, name, status }) => {
    await expect(models.send(command as DescribeBotCommand)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: status },
    })
    expect(problems).toEqual([])
  })

  it("an upload to an address nobody gave: access denied", async () => {
    const answer = await fetch(`${lex.url}/lex-uploads/ABCDEFGHIJ/guess`, { method: "PUT", body: "x" })

    expect(answer.status).toBe(403)
  })
})
