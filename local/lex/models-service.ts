// Lex Models V2 on the wire: the operations that bring a bot in and out, build it, and give it versions and aliases. Bots
// are made from archives here, never member by member.

import { randomBytes } from "node:crypto"
import type { Bot } from "#bot/definition.ts"
import type { Clock, EpochMs } from "#core/time.ts"
import type { RestOperation } from "#local/http/rest-json.ts"
import type { BotCatalog } from "./bot-catalog.ts"
import type { BotVersion, CatalogBot } from "./bot-types.ts"
import { botAliasOperations } from "./models-aliases.ts"
import { type ModelsInput, paginate, preconditionFailed, resourceNotFound } from "./models-input.ts"
import { findBot, type ModelsContext, modelsOperation, toTimestamp } from "./models-operation.ts"
import { transferOperations } from "./models-transfers.ts"

/** The operations of Lex Models V2 that are offered. */
export function lexModelsOperations(catalog: BotCatalog, clock: Clock): readonly RestOperation[] {
  const context: ModelsContext = { catalog, clock, newResourceId }
  return [
    ...transferOperations(context),
    ...botOperations(context),
    ...versionOperations(context),
    ...botAliasOperations(context),
  ]
}

function newResourceId(): string {
  // 32 letters and digits without those that look alike: five bits each.
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
  return Array.from(randomBytes(10), (byte) => letters[byte & 31]).join("")
}

const ROLE_ARN = "arn:aws:iam::000000000000:role/local"

function describeBot(bot: Bot) {
  return {
    botName: bot.name,
    ...(bot.description === undefined ? {} : { description: bot.description }),
    roleArn: ROLE_ARN,
    dataPrivacy: { childDirected: bot.isChildDirected },
    idleSessionTTLInSeconds: bot.idleSessionTtlInSeconds,
    botStatus: "Available",
    botType: "Bot",
  }
}

function botOperations({ catalog }: ModelsContext): readonly RestOperation[] {
  return [
    modelsOperation("ListBots", "POST", "/bots/", 200, (input) => {
      const { items, next } = paginate(
        catalog.bots().filter((bot) => isWanted(bot, input)),
        input,
      )
      return {
        botSummaries: items.map((bot) => ({
          botId: bot.draft.id,
          botName: bot.draft.name,
          ...(bot.draft.description === undefined ? {} : { description: bot.draft.description }),
          botStatus: "Available",
          ...latestVersion(bot),
          lastUpdatedDateTime: toTimestamp(bot.updatedAtMs),
          botType: "Bot",
        })),
        ...next,
      }
    }),
    modelsOperation("DescribeBot", "GET", "/bots/{botId}/", 200, (input) => {
      const bot = findBot(catalog, input)
      return {
        botId: bot.draft.id,
        ...describeBot(bot.draft),
        creationDateTime: toTimestamp(bot.createdAtMs),
        lastUpdatedDateTime: toTimestamp(bot.updatedAtMs),
      }
    }),
    modelsOperation("DeleteBot", "DELETE", "/bots/{botId}/", 202, (input) => {
      const bot = catalog.findBot(String(input.botId))
      // This operation declares no 404.
      if (bot === undefined) throw preconditionFailed(`Could not find bot '${String(input.botId)}'.`)
      catalog.remove(bot.draft.id)
      return { botId: bot.draft.id, botStatus: "Deleting" }
    }),
    ...localeOperations(catalog),
  ]
}

function localeOperations(catalog: BotCatalog): readonly RestOperation[] {
  const path = "/bots/{botId}/botversions/{botVersion}/botlocales"
  return [
    modelsOperation("ListBotLocales", "POST", `${path}/`, 200, (input) => {
      const { bot, updatedAtMs } = findVersion(catalog, input)
      const { items, next } = paginate(bot.locales, input)
      return {
        botId: bot.id,
        botVersion: input.botVersion,
        botLocaleSummaries: items.map((locale) => ({
          localeId: locale.localeId,
          localeName: nameLocale(locale.localeId),
          botLocaleStatus: catalog.buildStatus(locale),
          lastUpdatedDateTime: toTimestamp(updatedAtMs),
        })),
        ...next,
      }
    }),
    modelsOperation("DescribeBotLocale", "GET", `${path}/{localeId}/`, 200, (input) => {
      const { bot, updatedAtMs, createdAtMs } = findVersion(catalog, input)
      const locale = findLocale(bot, input)
      return {
        botId: bot.id,
        botVersion: input.botVersion,
        localeId: locale.localeId,
        localeName: nameLocale(locale.localeId),
        nluIntentConfidenceThreshold: locale.nluConfidenceThreshold,
        ...(locale.voice === undefined ? {} : { voiceSettings: locale.voice }),
        intentsCount: locale.intents.length,
        slotTypesCount: locale.slotTypes.length,
        botLocaleStatus: catalog.buildStatus(locale),
        creationDateTime: toTimestamp(createdAtMs),
        lastUpdatedDateTime: toTimestamp(updatedAtMs),
      }
    }),
    modelsOperation("BuildBotLocale", "POST", `${path}/{localeId}/`, 202, (input) => {
      const bot = catalog.findBot(String(input.botId))
      const locale = bot?.draft.locales.find(({ localeId }) => localeId === input.localeId)
      // This operation declares no 404.
      if (bot === undefined || locale === undefined) throw preconditionFailed("There is no such bot locale to build.")
      catalog.build(locale)
      return { botId: bot.draft.id, botVersion: "DRAFT", localeId: locale.localeId, botLocaleStatus: "Building" }
    }),
    modelsOperation("ListIntents", "POST", `${path}/{localeId}/intents/`, 200, (input) => {
      const { bot, updatedAtMs } = findVersion(catalog, input)
      const { items, next } = paginate(findLocale(bot, input).intents, input)
      return {
        botId: bot.id,
        botVersion: input.botVersion,
        localeId: input.localeId,
        intentSummaries: items.map((intent) => ({
          intentId: intent.identifier,
          intentName: intent.name,
          ...(intent.description === undefined ? {} : { description: intent.description }),
          ...(intent.parentSignature === undefined ? {} : { parentIntentSignature: intent.parentSignature }),
          inputContexts: intent.inputContexts.map((name) => ({ name })),
          outputContexts: intent.outputContexts,
          lastUpdatedDateTime: toTimestamp(updatedAtMs),
        })),
        ...next,
      }
    }),
  ]
}

function versionOperations({ catalog, clock }: ModelsContext): readonly RestOperation[] {
  const path = "/bots/{botId}/botversions/"
  return [
    modelsOperation("CreateBotVersion", "PUT", path, 202, (input) => {
      const bot = catalog.findBot(String(input.botId))
      if (bot === undefined) throw preconditionFailed(`Could not find bot '${String(input.botId)}'.`)
      const wanted = input.botVersionLocaleSpecification as Readonly<
        Record<string, { readonly sourceBotVersion: string }>
      >
      const number = String(1 + Math.max(0, ...[...bot.versions.keys()].map(Number)))
      const version = takeVersion(bot, number, wanted, clock())
      const description = typeof input.description === "string" ? { description: input.description } : {}
      bot.versions.set(number, { ...version, ...description })
      catalog.keep(bot)
      return {
        botId: bot.draft.id,
        ...description,
        botVersion: number,
        botVersionLocaleSpecification: wanted,
        botStatus: "Versioning",
        creationDateTime: toTimestamp(version.createdAtMs),
      }
    }),
    modelsOperation("DescribeBotVersion", "GET", `${path}{botVersion}/`, 200, (input) => {
      const { bot, createdAtMs, description } = findVersion(catalog, input)
      return {
        botId: bot.id,
        botVersion: input.botVersion,
        ...describeBot(bot),
        ...(description === undefined ? {} : { description }),
        creationDateTime: toTimestamp(createdAtMs),
      }
    }),
    modelsOperation("ListBotVersions", "POST", path, 200, (input) => {
      const bot = findBot(catalog, input)
      const draft: readonly [string, BotVersion] = ["DRAFT", { bot: bot.draft, createdAtMs: bot.createdAtMs }]
      const { items, next } = paginate([...[...bot.versions].reverse(), draft], input)
      return {
        botId: bot.draft.id,
        botVersionSummaries: items.map(([number, { bot: own, createdAtMs, description }]) => ({
          botName: own.name,
          botVersion: number,
          ...(description === undefined ? {} : { description }),
          botStatus: "Available",
          creationDateTime: toTimestamp(createdAtMs),
        })),
        ...next,
      }
    }),
  ]
}

function takeVersion(
  bot: CatalogBot,
  number: string,
  wanted: Readonly<Record<string, { readonly sourceBotVersion: string }>>,
  createdAtMs: EpochMs,
): BotVersion {
  const locales = Object.entries(wanted).map(([localeId, { sourceBotVersion }]) => {
    const source = sourceBotVersion === "DRAFT" ? bot.draft : bot.versions.get(sourceBotVersion)?.bot
    const locale = source?.locales.find((candidate) => candidate.localeId === localeId)
    if (locale === undefined)
      throw preconditionFailed(`Version ${sourceBotVersion} of the bot has no locale ${localeId}.`)
    return locale
  })
  return { bot: { ...bot.draft, version: number, locales }, createdAtMs }
}

type FoundVersion = BotVersion & { readonly updatedAtMs: EpochMs }

function findVersion(catalog: BotCatalog, input: ModelsInput): FoundVersion {
  const bot = findBot(catalog, input)
  const { draft, createdAtMs, updatedAtMs } = bot
  if (input.botVersion === "DRAFT") return { bot: draft, createdAtMs, updatedAtMs }
  const version = bot.versions.get(String(input.botVersion))
  if (version === undefined) throw resourceNotFound(`version ${String(input.botVersion)} of bot '${draft.id}'`)
  return { ...version, updatedAtMs: version.createdAtMs }
}

function findLocale(bot: Bot, input: ModelsInput): Bot["locales"][number] {
  const locale = bot.locales.find(({ localeId }) => localeId === input.localeId)
  if (locale === undefined) throw resourceNotFound(`locale '${String(input.localeId)}' of bot '${bot.id}'`)
  return locale
}

function latestVersion(bot: CatalogBot): { readonly latestBotVersion?: string } {
  const latest = [...bot.versions.keys()].at(-1)
  return latest === undefined ? {} : { latestBotVersion: latest }
}

type BotFilter = {
  readonly name: "BotName" | "BotType"
  readonly values: readonly string[]
  readonly operator: "CO" | "EQ" | "NE"
}

function isWanted(bot: CatalogBot, input: ModelsInput): boolean {
  const filters = (input.filters ?? []) as readonly BotFilter[]
  return filters.every(({ name, values, operator }) => {
    const value = name === "BotName" ? bot.draft.name : "Bot"
    if (operator === "CO") return values.some((part) => value.includes(part))
    return values.includes(value) === (operator === "EQ")
  })
}

function nameLocale(localeId: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(localeId.replace("_", "-")) ?? localeId
}
