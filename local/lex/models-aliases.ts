// Aliases in the model API: names for the versions of a bot.

import { AwsError } from "#local/http/aws-error.ts"
import type { RestOperation } from "#local/http/rest-json.ts"
import { TEST_ALIAS } from "./bot-catalog.ts"
import type { BotAlias, CatalogBot } from "./bot-types.ts"
import { type ModelsInput, paginate, preconditionFailed, resourceNotFound } from "./models-input.ts"
import { findBot, type ModelsContext, modelsOperation, toTimestamp } from "./models-operation.ts"

/** The operations on aliases. */
export function botAliasOperations({ catalog, clock, newResourceId }: ModelsContext): readonly RestOperation[] {
  const path = "/bots/{botId}/botaliases/"
  return [
    modelsOperation("CreateBotAlias", "PUT", path, 202, (input) => {
      const bot = catalog.findBot(String(input.botId))
      if (bot === undefined) throw preconditionFailed(`Could not find bot '${String(input.botId)}'.`)
      checkName(bot, String(input.botAliasName), undefined)
      const now = clock()
      const alias = { ...readAlias(bot, input), id: newResourceId(), createdAtMs: now, updatedAtMs: now }
      bot.aliases.set(alias.id, alias)
      catalog.keep(bot)
      const { lastUpdatedDateTime: _, ...created } = describeAlias(bot, alias)
      return { ...created, botAliasStatus: "Creating" }
    }),
    modelsOperation("UpdateBotAlias", "PUT", `${path}{botAliasId}/`, 202, (input) => {
      const bot = catalog.findBot(String(input.botId))
      const present = bot && findAlias(bot, String(input.botAliasId))
      if (bot === undefined || present === undefined) {
        throw preconditionFailed(`Could not find alias '${String(input.botAliasId)}' of bot '${String(input.botId)}'.`)
      }
      checkName(bot, String(input.botAliasName), present.id)
      const alias = {
        ...readAlias(bot, input, present.id),
        id: present.id,
        createdAtMs: present.createdAtMs,
        updatedAtMs: clock(),
      }
      bot.aliases.set(alias.id, alias)
      catalog.keep(bot)
      return describeAlias(bot, alias)
    }),
    modelsOperation("DescribeBotAlias", "GET", `${path}{botAliasId}/`, 200, (input) => {
      const bot = findBot(catalog, input)
      const id = String(input.botAliasId)
      const alias = findAlias(bot, id)
      if (alias === undefined) throw resourceNotFound(`alias '${id}' of bot '${bot.draft.id}'`)
      return describeAlias(bot, alias)
    }),
    modelsOperation("ListBotAliases", "POST", path, 200, (input) => {
      const bot = findBot(catalog, input)
      const { items, next } = paginate(listAliases(bot), input)
      return {
        botId: bot.draft.id,
        botAliasSummaries: items.map((alias) => {
          const { botId: _, botAliasLocaleSettings: __, ...summary } = describeAlias(bot, alias)
          return summary
        }),
        ...next,
      }
    }),
    modelsOperation("DeleteBotAlias", "DELETE", `${path}{botAliasId}/`, 202, (input) => {
      const bot = catalog.findBot(String(input.botId))
      const id = String(input.botAliasId)
      if (id === TEST_ALIAS.id || !bot?.aliases.delete(id))
        throw preconditionFailed(`There is no alias '${id}' that could be deleted.`)
      catalog.keep(bot)
      return { botId: bot.draft.id, botAliasId: id, botAliasStatus: "Deleting" }
    }),
  ]
}

function readAlias(
  bot: CatalogBot,
  input: ModelsInput,
  ownId?: string,
): Pick<BotAlias, "name" | "description" | "version" | "localeSettings"> {
  const { botAliasName, description, botVersion, botAliasLocaleSettings } = input
  const isDraft = ownId === TEST_ALIAS.id && botVersion === "DRAFT"
  if (typeof botVersion === "string" && !isDraft && !bot.versions.has(botVersion)) {
    throw preconditionFailed(`Could not find version ${botVersion} of bot '${bot.draft.id}'.`)
  }
  return {
    name: String(botAliasName),
    localeSettings: (botAliasLocaleSettings ?? {}) as BotAlias["localeSettings"],
    ...(typeof description === "string" ? { description } : {}),
    ...(typeof botVersion === "string" ? { version: botVersion } : {}),
  }
}

function checkName(bot: CatalogBot, name: string, ownId: string | undefined): void {
  const isTaken = listAliases(bot).some((alias) => alias.name === name && alias.id !== ownId)
  if (isTaken) throw new AwsError("ConflictException", 409, `The bot already has an alias named '${name}'.`)
}

function describeAlias(bot: CatalogBot, alias: BotAlias) {
  return {
    botId: bot.draft.id,
    botAliasId: alias.id,
    botAliasName: alias.name,
    ...(alias.description === undefined ? {} : { description: alias.description }),
    ...(alias.version === undefined ? {} : { botVersion: alias.version }),
    ...(Object.keys(alias.localeSettings).length === 0 ? {} : { botAliasLocaleSettings: alias.localeSettings }),
    botAliasStatus: "Available",
    creationDateTime: toTimestamp(alias.createdAtMs),
    lastUpdatedDateTime: toTimestamp(alias.updatedAtMs),
  }
}

function findAlias(bot: CatalogBot, id: string): BotAlias | undefined {
  return listAliases(bot).find((alias) => alias.id === id)
}

function listAliases(bot: CatalogBot): readonly BotAlias[] {
  const others = [...bot.aliases.values()].filter(({ id }) => id !== TEST_ALIAS.id)
  return [bot.aliases.get(TEST_ALIAS.id) ?? testAliasOf(bot), ...others]
}

/** The alias of the draft, which every bot has without its having been made. */
function testAliasOf(bot: CatalogBot): BotAlias {
  return {
    ...TEST_ALIAS,
    version: "DRAFT",
    localeSettings: Object.fromEntries(bot.draft.locales.map(({ localeId }) => [localeId, { enabled: true }])),
    createdAtMs: bot.createdAtMs,
    updatedAtMs: bot.updatedAtMs,
  }
}
