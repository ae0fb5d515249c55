// Versions and aliases of a bot, as the model API makes them.

import type { Bot } from "#bot/definition.ts"
import type { EpochMs } from "#core/time.ts"
import type { CodeHook } from "./code-hooks.ts"

/** How an alias serves a locale. */
export type AliasLocaleSettings = {
  readonly enabled: boolean
  readonly codeHookSpecification?: { readonly lambdaCodeHook?: { readonly lambdaARN?: string } }
}

/** A name for a version of a bot. */
export type BotAlias = {
  readonly id: string
  readonly name: string
  readonly description?: string
  /** Absent: the alias serves nothing yet. */
  readonly version?: string
  /** As the model API has them; a locale that is not enabled isn't served. */
  readonly localeSettings: Readonly<Record<string, AliasLocaleSettings>>
  readonly createdAtMs: EpochMs
  readonly updatedAtMs: EpochMs
}

/** A numbered snapshot of a bot. */
export type BotVersion = { readonly bot: Bot; readonly description?: string; readonly createdAtMs: EpochMs }

/** A bot of the catalog. */
export type CatalogBot = {
  draft: Bot
  readonly codeHook: CodeHook | undefined
  readonly versions: Map<string, BotVersion>
  readonly aliases: Map<string, BotAlias>
  createdAtMs: EpochMs
  updatedAtMs: EpochMs
}
