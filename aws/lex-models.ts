// The door to the Lex V2 model API: a bot from an archive to a tested alias, each step waited for. What stands in the
// archive is bot/archive; holding conversations with the bot is lex.ts.

import {
  BuildBotLocaleCommand,
  CreateBotAliasCommand,
  CreateBotVersionCommand,
  CreateUploadUrlCommand,
  DescribeBotAliasCommand,
  DescribeBotLocaleCommand,
  DescribeBotVersionCommand,
  DescribeImportCommand,
  LexModelsV2Client,
  ListBotAliasesCommand,
  type MergeStrategy,
  StartImportCommand,
  UpdateBotAliasCommand,
} from "@aws-sdk/client-lex-models-v2"
import { Fault } from "#core/errors.ts"
import { toFault } from "./aws-errors.ts"
import { type AwsSettings, clientOptions } from "./clients.ts"

/** What becomes of a bot that is there already. */
export type ImportMerge = MergeStrategy

/** What an import needs besides the archive. */
export type BotImport = {
  /** The bot is made, or found, by this name. */
  readonly name: string
  readonly isChildDirected: boolean
  readonly idleSessionTtlInSeconds: number
  /** The role under which Lex runs the bot. */
  readonly roleArn: string
  readonly merge: ImportMerge
}

/** Where an alias is to point. */
export type AliasTarget = {
  readonly name: string
  readonly version: string
  readonly localeIds: readonly string[]
  /** The code hook of every locale; absent keeps the one there is. */
  readonly lambdaArn?: string
}

/**
 * The steps from an archive to a live bot. Each resolves when Lex has finished it. All throw `Fault`: `data-invalid` with
 * Lex's own reasons when it refuses the bot, `setting-invalid` for names, roles or credentials, `dialog-unavailable` when
 * it is silent, and `dialog-timeout` when it hasn't finished within a quarter of an hour.
 */
export interface LexModels {
  /** @returns the bot's id. */
  importBot(zip: Uint8Array, bot: BotImport): Promise<string>
  /** Builds the draft of a language. */
  buildLocale(botId: string, localeId: string): Promise<void>
  /** Makes a numbered version of the draft. */
  createVersion(botId: string, localeIds: readonly string[]): Promise<string>
  /**
   * Points an alias, made when there is none, to a version; its log and sentiment settings stay.
   *
   * @returns the alias's id.
   */
  pointAlias(botId: string, alias: AliasTarget): Promise<string>
}

const POLL_MS = 2000
const MAX_POLLS = 450
const UPLOAD_TIMEOUT_MS = 60_000

/**
 * Creates the door.
 *
 * @param wait Lets so many milliseconds pass; called between two looks at something that takes its time.
 */
export function createLexModels(settings: AwsSettings, wait: (milliseconds: number) => Promise<void>): LexModels {
  const client = new LexModelsV2Client(clientOptions(settings))
  return {
    importBot: (zip, bot) => translated(importBot(client, zip, bot, wait)),
    buildLocale: (botId, localeId) => translated(buildLocale(client, botId, localeId, wait)),
    createVersion: (botId, localeIds) => translated(createVersion(client, botId, localeIds, wait)),
    pointAlias: (botId, alias) => translated(pointAlias(client, botId, alias, wait)),
  }
}

type Wait = (milliseconds: number) => Promise<void>

/** Looks until something is as wanted. */
async function poll<State>(look: () => Promise<State>, isDone: (state: State) => boolean, wait: Wait): Promise<State> {
  for (let i = 0; i < MAX_POLLS; i++) {
    const state = await look()
    if (isDone(state)) return state
    await wait(POLL_MS)
  }
  throw new Fault("dialog-timeout", { hint: "Lex has not finished within 15 minutes" })
}

async function importBot(client: LexModelsV2Client, zip: Uint8Array, bot: BotImport, wait: Wait): Promise<string> {
  const { importId, uploadUrl = "" } = await client.send(new CreateUploadUrlCommand({}))
  await upload(uploadUrl, zip)
  await client.send(
    new StartImportCommand({
      importId,
      mergeStrategy: bot.merge,
      resourceSpecification: {
        botImportSpecification: {
          botName: bot.name,
          roleArn: bot.roleArn,
          dataPrivacy: { childDirected: bot.isChildDirected },
          idleSessionTTLInSeconds: bot.idleSessionTtlInSeconds,
        },
      },
    }),
  )
  const done = await poll(
    () => client.send(new DescribeImportCommand({ importId })),
    ({ importStatus }) => importStatus === "Completed" || importStatus === "Failed",
    wait,
  )
  if (done.importStatus === "Failed") throw refusal("the import", done.failureReasons)
  return done.importedResourceId ?? ""
}

/** The address is signed already; it belongs to S3, not to Lex. */
async function upload(url: string, zip: Uint8Array): Promise<void> {
  const response = await fetch(url, {
    method: "PUT",
    body: new Blob([zip.slice()]),
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
  })
  if (!response.ok) throw new Fault("dialog-unavailable", { hint: `the upload was answered with ${response.status}` })
}

function refusal(what: string, reasons: readonly string[] | undefined): Fault {
  return new Fault("data-invalid", { hint: `Lex refused ${what}: ${reasons?.join("; ") || "it gave no reason"}` })
}

async function buildLocale(client: LexModelsV2Client, botId: string, localeId: string, wait: Wait): Promise<void> {
  const target = { botId, botVersion: "DRAFT", localeId }
  const look = () => client.send(new DescribeBotLocaleCommand(target))
  // Right after an import the locale may still be busy, and a build would be refused.
  await poll(
    look,
    ({ botLocaleStatus = "" }) => !/^(Creating|Importing|Processing|Building)$/.test(botLocaleStatus),
    wait,
  )
  await client.send(new BuildBotLocaleCommand(target))
  const done = await poll(
    look,
    ({ botLocaleStatus }) => botLocaleStatus === "Built" || botLocaleStatus === "Failed",
    wait,
  )
  if (done.botLocaleStatus === "Failed") throw refusal(`to build ${localeId}`, done.failureReasons)
}

async function createVersion(
  client: LexModelsV2Client,
  botId: string,
  localeIds: readonly string[],
  wait: Wait,
): Promise<string> {
  const botVersionLocaleSpecification = Object.fromEntries(
    localeIds.map((localeId) => [localeId, { sourceBotVersion: "DRAFT" }]),
  )
  const { botVersion } = await client.send(new CreateBotVersionCommand({ botId, botVersionLocaleSpecification }))
  const done = await poll(
    () => findVersion(client, botId, botVersion),
    (found) => found?.botStatus === "Available" || found?.botStatus === "Failed",
    wait,
  )
  if (done?.botStatus === "Failed") throw refusal(`version ${botVersion}`, done.failureReasons)
  return botVersion ?? ""
}

/** A version that was just asked for may not be there yet. */
async function findVersion(client: LexModelsV2Client, botId: string, botVersion: string | undefined) {
  try {
    return await client.send(new DescribeBotVersionCommand({ botId, botVersion }))
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined
    throw error
  }
}

async function pointAlias(client: LexModelsV2Client, botId: string, alias: AliasTarget, wait: Wait): Promise<string> {
  const known = await findAlias(client, botId, alias.name)
  const botAliasId = known === undefined ? await createAlias(client, botId, alias) : known
  if (known !== undefined) await updateAlias(client, botId, known, alias)
  const done = await poll(
    () => client.send(new DescribeBotAliasCommand({ botId, botAliasId })),
    ({ botAliasStatus }) => botAliasStatus === "Available" || botAliasStatus === "Failed",
    wait,
  )
  if (done.botAliasStatus === "Failed") throw refusal(`the alias ${alias.name}`, undefined)
  return botAliasId
}

async function findAlias(client: LexModelsV2Client, botId: string, name: string): Promise<string | undefined> {
  for (let nextToken: string | undefined; ; ) {
    const page = await client.send(new ListBotAliasesCommand({ botId, ...(nextToken ? { nextToken } : {}) }))
    const found = page.botAliasSummaries?.find((alias) => alias.botAliasName === name)
    if (found !== undefined) return found.botAliasId
    nextToken = page.nextToken
    if (!nextToken) return undefined
  }
}

function localeSettings(alias: AliasTarget) {
  const hook = alias.lambdaArn === undefined ? {} : { codeHookSpecification: codeHook(alias.lambdaArn) }
  return Object.fromEntries(alias.localeIds.map((localeId) => [localeId, { enabled: true, ...hook }]))
}

function codeHook(lambdaARN: string) {
  return { lambdaCodeHook: { lambdaARN, codeHookInterfaceVersion: "1.0" } }
}

async function createAlias(client: LexModelsV2Client, botId: string, alias: AliasTarget): Promise<string> {
  const command = new CreateBotAliasCommand({
    botId,
    botAliasName: alias.name,
    botVersion: alias.version,
    botAliasLocaleSettings: localeSettings(alias),
  })
  return (await client.send(command)).botAliasId ?? ""
}

/** An update replaces everything, so what is to stay is sent along. */
async function updateAlias(
  client: LexModelsV2Client,
  botId: string,
  botAliasId: string,
  alias: AliasTarget,
): Promise<void> {
  const old = await client.send(new DescribeBotAliasCommand({ botId, botAliasId }))
  const settings = Object.entries(localeSettings(alias)).map(([localeId, setting]) => [
    localeId,
    { ...old.botAliasLocaleSettings?.[localeId], ...setting },
  ])
  await client.send(
    new UpdateBotAliasCommand({
      botId,
      botAliasId,
      botAliasName: alias.name,
      botVersion: alias.version,
      botAliasLocaleSettings: Object.fromEntries(settings),
      ...(old.description === undefined ? {} : { description: old.description }),
      ...(old.conversationLogSettings && { conversationLogSettings: old.conversationLogSettings }),
      ...(old.sentimentAnalysisSettings && { sentimentAnalysisSettings: old.sentimentAnalysisSettings }),
    }),
  )
}

/** Refusals of the request itself; the words are Lex's, about the bot, and safe to show to its developer. */
const REFUSALS: ReadonlySet<string> = new Set([
  "ConflictException",
  "PreconditionFailedException",
  "ServiceQuotaExceededException",
  "ValidationException",
])

async function translated<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call
  } catch (error) {
    if (error instanceof Error && REFUSALS.has(error.name)) {
      throw new Fault("data-invalid", { cause: error, hint: `Lex refused: ${error.message}` })
    }
    throw toFault(error, "dialog-unavailable")
  }
}
