// The steps from a bot to an alias that can be talked to: import, build, version, alias. The calls are aws/lex-models.ts.

import type { ImportMerge, LexModels } from "#aws/lex-models.ts"
import type { Bot } from "#bot/definition.ts"

/** How a bot is to be in Lex. */
export type BotPlan = {
  readonly name: string
  readonly roleArn: string
  readonly merge: ImportMerge
  /** The code hook of the alias; absent keeps the one it has. */
  readonly lambdaArn?: string
  /** The alias to point to the new version; absent: it stays a draft. */
  readonly alias?: string
  readonly print: (line: string) => void
}

/** A bot in Lex; a draft has no alias. */
export type DeployedBot = { readonly botId: string; readonly aliasId?: string }

/**
 * Brings a bot to Lex, telling each step.
 *
 * @param zip Its archive.
 */
export async function deployBot(lex: LexModels, bot: Bot, zip: Uint8Array, plan: BotPlan): Promise<DeployedBot> {
  const { print, name, roleArn, merge, alias, lambdaArn } = plan
  const { isChildDirected, idleSessionTtlInSeconds } = bot
  const botId = await lex.importBot(zip, { name, isChildDirected, idleSessionTtlInSeconds, roleArn, merge })
  print(`Imported ${name}: bot ${botId}`)
  const localeIds = bot.locales.map((locale) => locale.localeId)
  for (const localeId of localeIds) {
    await lex.buildLocale(botId, localeId)
    print(`Built ${localeId}`)
  }
  if (alias === undefined) return { botId }
  const version = await lex.createVersion(botId, localeIds)
  print(`Made version ${version}`)
  const target = { name: alias, version, localeIds, ...(lambdaArn === undefined ? {} : { lambdaArn }) }
  const aliasId = await lex.pointAlias(botId, target)
  print(`Pointed ${alias} to version ${version}`)
  return { botId, aliasId }
}
