// Whom a test set talks to: a bot in this process, or one behind a Lex V2 runtime endpoint. Each is a file of its own.

import type { BotLocale } from "#bot/definition.ts"
import type { Partner } from "#bot/test-set/run-case.ts"
import type { Given } from "#bot/test-set/transcript.ts"

/** Begins conversations. */
export interface PartnerSource {
  /** What coverage is measured against; absent when the bot's definition isn't known. */
  readonly locale: BotLocale | undefined
  /** @returns a partner under these circumstances, or why they can't be brought about. */
  start(given: Given): Promise<Partner | { readonly unavailable: string }>
  close(): Promise<void>
}
