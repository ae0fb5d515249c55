// Takes turns: finds the bot, holds the session, lets bot/dialog run and makes the calls it asks for. How requests and
// answers look on the wire is runtime-service.ts and conversation.ts.

import type { CodeHookOutcome } from "#bot/code-hook.ts"
import type { CodeHookCall, Moment, TurnBot, TurnRequest, TurnResult } from "#bot/dialog/exchange.ts"
import type { Session } from "#bot/dialog/session-record.ts"
import type { TraceStep } from "#bot/dialog/trace.ts"
import type { Attributes } from "#bot/session.ts"
import type { Log } from "#core/log.ts"
import { type Clock, localDateTime } from "#core/time.ts"
import type { IdSource, RandomSource } from "#core/units.ts"
import { AwsError, badGateway, throttled } from "#local/http/aws-error.ts"
import { createGate } from "#local/http/gate.ts"
import type { AnsweredTurn, TurnOperation } from "./answered-turn.ts"
import type { BotCatalog, ServedLocale } from "./bot-catalog.ts"
import type { ConversationLog } from "./conversation-log.ts"
import type { ConversationQuota } from "./conversation-quota.ts"
import { notFound } from "./runtime-input.ts"
import type { SessionKey, SessionStore } from "./session-store.ts"

/** One turn of the dialog engine: yields the code-hook calls it needs, returns what it came to. */
export type TakeTurn = (
  bot: TurnBot,
  session: Session,
  request: TurnRequest,
  moment: Moment,
) => Generator<CodeHookCall, TurnResult, CodeHookOutcome>

/** What is known about a request beside its input. */
export type TurnContext = {
  readonly requestId: string
  readonly operation: TurnOperation
  /** Watches each code-hook call of the turn; for the messages of a long fulfillment. */
  readonly onCodeHookCall?: (call: CodeHookCall, answer: Promise<CodeHookOutcome>) => void
  /** Puts the trace on a refusal's error, too. */
  readonly traceHeader?: (trace: readonly TraceStep[]) => Readonly<Record<string, string>>
}

/** Runs conversations. */
export interface LexEngine {
  /** @throws {AwsError} 404 when the bot or locale isn't served. */
  findLocale(key: SessionKey): Promise<ServedLocale>
  /**
   * Takes one turn, and stores the session it leads to.
   *
   * @throws {AwsError} 400, 404, 409 (another turn of the session is under way), 424 (the code hook failed), 429, 502
   *   (the locale can't be built, or isn't yet).
   */
  takeTurn(key: SessionKey, request: TurnRequest, context: TurnContext): Promise<AnsweredTurn>
  /** @returns `undefined` when there is no live session. */
  findSession(key: SessionKey): Promise<Session | undefined>
  /** @throws {AwsError} 404 when there is no live session. */
  getSession(key: SessionKey): Promise<Session>
  /** @throws {AwsError} 404 when there is no live session; 409 when a turn of it is under way. */
  deleteSession(key: SessionKey): Promise<void>
}

/** What an engine is made of. */
export type LexEngineOptions = {
  readonly catalog: BotCatalog
  readonly sessions: SessionStore
  readonly takeTurn: TakeTurn
  readonly createSession: (sessionId: string, now: Moment["nowMs"], newId: IdSource) => Session
  readonly clock: Clock
  readonly random: RandomSource
  readonly newId: IdSource
  readonly log: Log
  readonly conversationLog?: ConversationLog
  /** Where visitors are, unless a request says otherwise; Lex's own default is UTC. */
  readonly timeZone?: string
  /** Turns at once, those waiting for a code hook included; the default is 256. */
  readonly maxConcurrentTurns?: number
  /** Turns that may wait; the default is 1,024. */
  readonly maxQueuedTurns?: number
  /** How long a turn waits for a bot that is being built; the default is 45,000, less than AWS's clients wait. */
  readonly maxBuildWaitMs?: number
  readonly quota: ConversationQuota
}

const DEFAULT_BUILD_WAIT_MS = 45_000

/** Creates an engine. */
export function createLexEngine(options: LexEngineOptions): LexEngine {
  const { catalog, sessions, clock, log } = options
  const gate = createGate(options.maxConcurrentTurns ?? 256, options.maxQueuedTurns ?? 1024)
  const busy = new Set<string>()

  const findLocale = async (key: SessionKey): Promise<ServedLocale> => {
    const found = await catalog.find(key.botId, key.botAliasId, key.localeId)
    if (found === "bot") throw notFound(`Could not find bot '${key.botId}'.`)
    if (found === "locale") throw notFound(`Could not find locale '${key.localeId}' of bot '${key.botId}'.`)
    return found
  }
  const holding = async <Value>(key: SessionKey, task: () => Promise<Value>): Promise<Value> => {
    const id = JSON.stringify(key)
    if (busy.has(id)) {
      throw new AwsError("ConflictException", 409, "Another request for this session is being processed. Try again.")
    }
    busy.add(id)
    try {
      return await task()
    } finally {
      busy.delete(id)
    }
  }

  return {
    findLocale,
    takeTurn: async (givenKey, request, context) => {
      const served = await findLocale(givenKey)
      const key = { ...givenKey, botId: served.bot.id }
      // Before anything is held: turns of a bot that still learns must not keep those of others waiting.
      const bot = await toTurnBot(served, options.maxBuildWaitMs ?? DEFAULT_BUILD_WAIT_MS)
      const run = () =>
        holding(key, async () => {
          const startedAt = clock()
          const found = await sessions.find(key)
          const session = found ?? options.createSession(key.sessionId, startedAt, options.newId)
          const moment = findMoment(options, request, session)
          const result = await runTurn(options.takeTurn(bot, session, request, moment), served, context, log)
          logTurn(log, context.requestId, result, clock() - startedAt)
          if (result.type === "refused") throw toError(result, context)
          sessions.save(key, result.session, served.bot.idleSessionTtlInSeconds)
          options.conversationLog?.write({
            served,
            key,
            request,
            context,
            before: session,
            turn: result,
            at: startedAt,
          })
          return result
        })
      const leave = isInStream(context) ? undefined : options.quota.enter(key, kindOf(request))
      return gate.run(run, () => throttled("rest-json")).finally(leave)
    },
    findSession: async (givenKey) => sessions.find(await resolveKey(givenKey, findLocale)),
    getSession: async (givenKey) => {
      const key = await resolveKey(givenKey, findLocale)
      return (await sessions.find(key)) ?? noSession(key)
    },
    deleteSession: async (givenKey) => {
      const key = await resolveKey(givenKey, findLocale)
      await holding(key, async () => {
        if (!(await sessions.remove(key))) noSession(key)
      })
    },
  }
}

/** A turn of a stream belongs to a conversation that is counted already. */
function isInStream({ operation }: TurnContext): boolean {
  return operation === "StartConversation"
}

function kindOf({ input }: TurnRequest): "text" | "speech" {
  return input.type === "speech" || input.type === "silence" ? "speech" : "text"
}

/** A session belongs to a bot however the bot was called, by id or by name. */
async function resolveKey(
  key: SessionKey,
  findLocale: (key: SessionKey) => Promise<ServedLocale>,
): Promise<SessionKey> {
  const { bot } = await findLocale(key)
  return { ...key, botId: bot.id }
}

function noSession(key: SessionKey): never {
  throw notFound(`Could not find session '${key.sessionId}'.`)
}

async function runTurn(
  turn: Generator<CodeHookCall, TurnResult, CodeHookOutcome>,
  served: ServedLocale,
  context: TurnContext,
  log: Log,
): Promise<TurnResult> {
  let step = turn.next()
  while (!step.done) {
    const call = step.value
    const answer = invoke(served, call)
    context.onCodeHookCall?.(call, answer)
    const outcome = await answer
    log.debug("code-hook", {
      requestId: context.requestId,
      source: call.event.invocationSource,
      intent: call.event.sessionState.intent.name,
      outcome: outcome.type,
    })
    step = turn.next(outcome)
  }
  return step.value
}

async function invoke(served: ServedLocale, call: CodeHookCall): Promise<CodeHookOutcome> {
  if (served.codeHook === undefined) return { type: "failed", error: "Unhandled", message: "the bot has no code hook" }
  return served.codeHook.invoke(call.event, call.timeoutMs)
}

/** @throws {AwsError} 502 for a locale that can't be built, or isn't yet: Lex has no bot to ask then, either. */
async function toTurnBot(served: ServedLocale, maxWaitMs: number): Promise<TurnBot> {
  const name = `The locale '${served.locale.localeId}' of bot '${served.bot.id}'`
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(badGateway(`${name} is still being built. Try again later.`)), maxWaitMs)
  })
  const built = served.language().catch((cause: unknown) => {
    throw badGateway(`${name} could not be built.`, cause)
  })
  const { model, resolvers } = await Promise.race([built, tooLong]).finally(() => clearTimeout(timer))
  return {
    bot: served.bot,
    locale: served.locale,
    alias: served.alias,
    hasCodeHook: served.codeHook !== undefined,
    model,
    resolvers,
  }
}

function findMoment(options: LexEngineOptions, request: TurnRequest, session: Session): Moment {
  const { clock, random, newId, timeZone = "UTC" } = options
  const nowMs = clock()
  const asked =
    findTimeZone(request.requestAttributes) ??
    findTimeZone(request.sessionState?.sessionAttributes ?? session.state.sessionAttributes)
  const { date, time } = localDateTime(nowMs, asked ?? timeZone)
  return { nowMs, random, newId, today: date, timeOfDay: time }
}

/** Lex reads the visitor's time zone from this attribute; a zone that doesn't exist is passed over. */
function findTimeZone(attributes: Attributes | undefined): string | undefined {
  const zone = attributes?.["x-amz-lex:time-zone"]
  if (zone === undefined) return undefined
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone })
    return zone
  } catch {
    return undefined
  }
}

const STATUSES = { ValidationException: 400, DependencyFailedException: 424, ThrottlingException: 429 } as const

function toError(refusal: Extract<TurnResult, { type: "refused" }>, context: TurnContext): AwsError {
  const headers = context.traceHeader?.(refusal.trace) ?? {}
  return new AwsError(refusal.code, STATUSES[refusal.code], refusal.message, { headers })
}

/** Names and numbers only: what the visitor and the bot said stays out of the log. */
function logTurn(log: Log, requestId: string, result: TurnResult, durationMs: number): void {
  log.debug("turn", {
    requestId,
    durationMs,
    outcome: result.type === "refused" ? result.code : "answered",
    steps: result.trace.map(nameStep).join(" > "),
  })
}

function nameStep(step: TraceStep): string {
  switch (step.type) {
    case "understood":
      return `understood ${step.as}`
    case "slot":
      return `slot ${step.slotName}${step.value === null ? " emptied" : ""}`
    case "stage":
      return step.stage
    case "condition":
      return `condition ${step.branch} ${step.result}`
    case "next-step":
      return `${step.action}${step.target === undefined ? "" : ` ${step.target}`}`
    case "code-hook":
      return `${step.invocationSource} ${step.outcome}${step.action === undefined ? "" : ` ${step.action}`}`
    case "waiting":
      return `waits ${step.action}${step.slotToElicit === undefined ? "" : ` ${step.slotToElicit}`}`
    case "left-out":
    case "code-hook-skipped":
    case "message":
    case "warning":
    case "refused":
      return step.type
  }
}
