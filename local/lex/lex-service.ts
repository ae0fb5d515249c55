// Lex V2 of the local endpoint: puts bots, sessions, engines and the runtime's operations together.

import { join } from "node:path"
import type { Bot } from "#bot/definition.ts"
import type { Moment } from "#bot/dialog/exchange.ts"
import type { Session } from "#bot/dialog/session-record.ts"
import { type Log, silentLog } from "#core/log.ts"
import { type Clock, systemClock } from "#core/time.ts"
import type { IdSource, RandomSource } from "#core/units.ts"
import type { AwsService } from "#local/http/aws-service.ts"
import { restJsonService } from "#local/http/rest-json.ts"
import { type BotSource, createBotCatalog, type LanguageLoader } from "./bot-catalog.ts"
import { openBotStore } from "./bot-store.ts"
import type { CodeHook } from "./code-hooks.ts"
import type { ConversationSettings } from "./conversation.ts"
import { openConversationLog } from "./conversation-log.ts"
import { createConversationQuota } from "./conversation-quota.ts"
import { createLexEngine, type TakeTurn } from "./lex-engine.ts"
import { lexModelsOperations } from "./models-service.ts"
import { lexRuntimeOperations } from "./runtime-service.ts"
import { createSessionFiles } from "./session-files.ts"
import { createSessionStore } from "./session-store.ts"
import type { Speech } from "./speech.ts"

/** The dialog engine, as bot/dialog offers it. */
export type DialogEngine = {
  readonly takeTurn: TakeTurn
  readonly createSession: (sessionId: string, now: Moment["nowMs"], newId: IdSource) => Session
}

/** How the local Lex is made. */
export type LexServiceOptions = {
  readonly bots: readonly BotSource[]
  /** Lambda functions by name: of bots by their name or id, of aliases by the name in their ARN. */
  readonly functions?: ReadonlyMap<string, CodeHook>
  readonly dialog: DialogEngine
  readonly loadLanguage: LanguageLoader
  readonly speech?: Speech
  readonly log?: Log
  readonly clock?: Clock
  readonly random?: RandomSource
  readonly newId?: IdSource
  /** Keeps sessions across a restart. */
  readonly folder?: string
  /** Serves only this locale of each bot. */
  readonly localeId?: string
  /** Gets a line per turn, as Lex logs conversations; holds what was said. */
  readonly conversationLogFile?: string
  /** Where visitors are unless they say otherwise (IANA name); UTC by default. */
  readonly timeZone?: string
  readonly maxConcurrentTurns?: number
  readonly maxQueuedTurns?: number
  readonly maxBuildWaitMs?: number
  readonly conversation?: Partial<ConversationSettings>
  /** Refuses more conversations at once than Lex's quotas allow an alias: two for TestBotAlias. */
  readonly hasLexQuotas?: boolean
}

/** The local Lex, and what its host may want of it. */
export type LexService = {
  readonly service: AwsService
  /** Reads the bots and begins to build their languages; the first bot that can't be read is the error. */
  load(): Promise<readonly Bot[]>
}

/** Creates the local Lex. */
export function createLexService(options: LexServiceOptions): LexService {
  const { log = silentLog, clock = systemClock, functions = new Map(), hasLexQuotas = false } = options
  const store = options.folder === undefined ? undefined : openBotStore(join(options.folder, "bots"), log)
  const catalog = createBotCatalog({
    sources: options.bots,
    functions,
    loadLanguage: options.loadLanguage,
    log,
    clock,
    ...(store === undefined ? {} : { store }),
    ...(options.localeId === undefined ? {} : { localeId: options.localeId }),
  })
  const files =
    options.folder === undefined ? undefined : createSessionFiles(join(options.folder, "sessions"), clock, log)
  const sessions = createSessionStore({ clock, ...(files === undefined ? {} : { files }) })
  const conversationLog =
    options.conversationLogFile === undefined ? undefined : openConversationLog(options.conversationLogFile)
  const quota = createConversationQuota({ isStrict: hasLexQuotas })
  const engine = createLexEngine({
    ...options.dialog,
    quota,
    catalog,
    sessions,
    clock,
    log,
    random: options.random ?? Math.random,
    newId: options.newId ?? (() => crypto.randomUUID()),
    ...(conversationLog === undefined ? {} : { conversationLog }),
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
    ...(options.maxConcurrentTurns === undefined ? {} : { maxConcurrentTurns: options.maxConcurrentTurns }),
    ...(options.maxQueuedTurns === undefined ? {} : { maxQueuedTurns: options.maxQueuedTurns }),
    ...(options.maxBuildWaitMs === undefined ? {} : { maxBuildWaitMs: options.maxBuildWaitMs }),
  })
  const conversation = { heartbeatMs: 8000, maxDurationMs: 15 * 60_000, ...options.conversation }
  const speech = options.speech ?? {}
  return {
    load: async () => {
      await catalog.load()
      return catalog.bots().map(({ draft }) => draft)
    },
    service: restJsonService({
      name: "lex",
      signingName: "lex",
      operations: [
        ...lexRuntimeOperations({ catalog, engine, speech, clock, conversation, quota, log }),
        ...lexModelsOperations(catalog, clock),
      ],
      close: async () => {
        await catalog.close()
        await sessions.close()
        await conversationLog?.close()
      },
    }),
  }
}
