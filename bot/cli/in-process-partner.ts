// A bot in this process: the same understanding and dialog that the local Lex serves, at the date a conversation wants.
// A bot behind an endpoint is endpoint-partner.ts; the assistant's own code hook is own-assistant.ts.

import type { CodeHookOutcome } from "#bot/code-hook.ts"
import type { Bot, BotLocale } from "#bot/definition.ts"
import type { CodeHookCall, Moment, TurnBot, TurnRequest, TurnResult } from "#bot/dialog/exchange.ts"
import { createSession } from "#bot/dialog/session-record.ts"
import { takeTurn } from "#bot/dialog/take-turn.ts"
import { toApiSessionState } from "#bot/dialog/wire-views.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import type { Answer, Partner } from "#bot/test-set/run-case.ts"
import type { Given } from "#bot/test-set/transcript.ts"
import { Fault } from "#core/errors.ts"
import { addMs, type Clock, type EpochMs, localDateTime, parseInstant, systemClock } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import type { PartnerSource } from "./partner-source.ts"

/** What answers a bot's code-hook calls in a test. */
export interface TestCodeHook {
  invoke(call: CodeHookCall): Promise<CodeHookOutcome>
  /**
   * Prepares a conversation.
   *
   * @returns what of the circumstances can't be brought about; absent when all can.
   */
  begin(sessionId: string, given: Given, clock: Clock): Promise<string | undefined>
  close(): Promise<void>
}

/** Each turn of a test takes this long by the clock of its conversation. */
const TURN_MS = 10_000

/**
 * Trains a locale of a bot and begins conversations with it; locales that transcripts ask for are trained when they do.
 *
 * @throws {Fault} `data-invalid` when the bot hasn't got the locale.
 */
export function createInProcessSource(bot: Bot, localeId: string, hook: TestCodeHook | undefined): PartnerSource {
  const trained = new Map<string, TurnBot>()
  const find = (id: string): TurnBot => {
    const known = trained.get(id) ?? trainLocale(bot, findLocale(bot, id), hook !== undefined)
    trained.set(id, known)
    return known
  }
  let count = 0
  return {
    locale: findLocale(bot, localeId),
    start: async (given) => {
      const sessionId = `test-${++count}`
      const moment = createMoment(given)
      const problem = hook ? await hook.begin(sessionId, given, moment.clock) : findForeignFact(given)
      if (problem !== undefined) return { unavailable: problem }
      return createPartner(find(given.localeId ?? localeId), sessionId, moment, hook)
    },
    close: async () => hook?.close(),
  }
}

/** A bot without backends of ours has no facts to be arranged; that nothing is booked is no fact. */
export function findForeignFact(given: Given): string | undefined {
  const fact = given.facts.find((one) => !/^no bookings?$/i.test(one))
  return fact === undefined ? undefined : `"${fact}" can't be arranged here`
}

function findLocale(bot: Bot, localeId: string): BotLocale {
  const locale = bot.locales.find((candidate) => candidate.localeId === localeId)
  const known = bot.locales.map((candidate) => candidate.localeId).join(", ")
  if (!locale) throw new Fault("data-invalid", { hint: `${bot.name} has no locale ${localeId}, but ${known}` })
  return locale
}

function trainLocale(bot: Bot, locale: BotLocale, hasCodeHook: boolean): TurnBot {
  const resolvers = createSlotResolvers(locale)
  const model = trainLanguageModel(locale, resolvers)
  return { bot, locale, alias: { id: "TSTALIASID", name: "TestBotAlias" }, hasCodeHook, model, resolvers }
}

type ConversationMoment = { readonly clock: Clock; readonly advance: () => Moment }

/** The clock of a conversation: it stands still but for its turns. Without a date it starts now. */
function createMoment(given: Given): ConversationMoment {
  const time = given.time ?? "09:00"
  let nowMs: EpochMs = (given.today && parseInstant(`${given.today}T${time}:00Z`)) || systemClock()
  const random = seededRandom(1)
  let ids = 0
  return {
    clock: () => nowMs,
    advance: () => {
      nowMs = addMs(nowMs, TURN_MS)
      const { date: today, time: timeOfDay } = localDateTime(nowMs, "UTC")
      return { nowMs, random, newId: () => `id-${++ids}`, today, timeOfDay }
    },
  }
}

function createPartner(
  bot: TurnBot,
  sessionId: string,
  moment: ConversationMoment,
  hook: TestCodeHook | undefined,
): Partner {
  let turns = 0
  let session = createSession(sessionId, moment.clock(), () => sessionId)
  return {
    say: async (text, attributes) => {
      const request: TurnRequest = {
        input: { type: "text", text },
        responseContentType: "text/plain; charset=utf-8",
        requestAttributes: { turnId: `${sessionId}-${++turns}`, ...attributes },
      }
      const result = await finish(takeTurn(bot, session, request, moment.advance()), hook)
      if (result.type === "answered") session = result.session
      return toAnswer(result)
    },
  }
}

async function finish(
  turn: Generator<CodeHookCall, TurnResult, CodeHookOutcome>,
  hook: TestCodeHook | undefined,
): Promise<TurnResult> {
  let step = turn.next()
  while (!step.done) {
    const none: CodeHookOutcome = { type: "failed", error: "Unhandled", message: "there is no code hook" }
    step = turn.next(hook ? await hook.invoke(step.value) : none)
  }
  return step.value
}

function toAnswer(result: TurnResult): Answer {
  if (result.type === "refused") return { type: "refused", message: `${result.code}: ${result.message}` }
  const { messages, sessionState, trace } = result
  return { type: "answered", turn: { messages, sessionState: toApiSessionState(sessionState) }, trace }
}
