// Measures the dialog engine without the wire: a turn of a bot of twenty intents from the stored session back to the store,
// and what a hundred thousand live sessions weigh. The turn over HTTP is turn.ts.

import {
  type Bot,
  type BotLocale,
  FALLBACK_SIGNATURE,
  type Intent,
  type MessageGroup,
  type Slot,
} from "#bot/definition.ts"
import type { TurnBot, TurnRequest } from "#bot/dialog/exchange.ts"
import { createSession } from "#bot/dialog/session-record.ts"
import { takeTurn } from "#bot/dialog/take-turn.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { isoDate, systemClock } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import { createSessionStore, type SessionKey, type SessionStore } from "#local/lex/session-store.ts"
import { heldBytes } from "./held-bytes.ts"
import { type BenchResult, percentile, round } from "./report.ts"

const VERBS = ["order", "cancel", "track", "repair", "compare"]
const THINGS = ["a phone", "an insurance", "a parcel", "a subscription"]
const FRAMES = [
  "i want to %",
  "please %",
  "can you help me % ",
  "i'd like to % {Day}",
  "% for {Count}",
  "% in {City}",
  "how do i %",
]
const SESSIONS = 100_000
const RESUMED = 2000
const MEASURED_CONVERSATIONS = 500
const ANSWERS = ["tomorrow", "3", "lisbon", "yes"]

/**
 * Runs the measurements; takes about a minute.
 *
 * @throws {Error} when a session of the hundred thousand isn't found again, or a turn is refused.
 */
export async function benchTurnEngine(): Promise<readonly BenchResult[]> {
  const bot = makeBot()
  const store = createSessionStore({ clock: systemClock })
  const turn = turnTaker(bot, store)
  await measureTurns(turn, MEASURED_CONVERSATIONS)
  const times = await measureTurns(turn, MEASURED_CONVERSATIONS)
  const before = heldBytes()
  const startedAt = performance.now()
  for (let i = 0; i < SESSIONS; i++) await turn(`live-${i}`, opening(i))
  const seconds = (performance.now() - startedAt) / 1000
  const grown = heldBytes() - before
  await resume(turn)
  return [
    { name: "engine: intents", value: bot.locale.intents.length - 1, unit: "intents" },
    { name: "engine: turn p50", value: round(percentile(times, 0.5)), unit: "ms" },
    { name: "engine: turn p99", value: round(percentile(times, 0.99)), unit: "ms" },
    { name: "engine: live sessions", value: SESSIONS, unit: "sessions" },
    { name: "engine: memory per live session", value: Math.round(grown / SESSIONS), unit: "bytes" },
    { name: "engine: turns, one thread", value: Math.round(SESSIONS / seconds), unit: "turns/s" },
  ]
}

type TakeTurn = (sessionId: string, text: string) => Promise<string | undefined>

/** The turn as the local Lex takes it: found, taken, stored. */
function turnTaker(bot: TurnBot, store: SessionStore): TakeTurn {
  const random = seededRandom(1)
  return async (sessionId, text) => {
    const key: SessionKey = { botId: bot.bot.id, botAliasId: "TSTALIASID", localeId: "en_US", sessionId }
    const nowMs = systemClock()
    const session = (await store.find(key)) ?? createSession(sessionId, nowMs, () => crypto.randomUUID())
    const request: TurnRequest = { input: { type: "text", text }, responseContentType: "text/plain; charset=utf-8" }
    const moment = { nowMs, random, newId: () => crypto.randomUUID(), today: isoDate(2026, 3, 2), timeOfDay: "10:00" }
    const step = takeTurn(bot, session, request, moment).next()
    if (step.done !== true || step.value.type !== "answered") throw new Error(`the turn "${text}" was not answered`)
    store.save(key, step.value.session, bot.bot.idleSessionTtlInSeconds)
    return step.value.sessionState.dialogAction?.slotToElicit
  }
}

function opening(i: number): string {
  const frame = FRAMES[i % 3] ?? ""
  return `hello, ${frame.replace("%", actionOf(i))}`
}

function actionOf(i: number): string {
  return `${VERBS[i % VERBS.length]} ${THINGS[Math.floor(i / VERBS.length) % THINGS.length]}`
}

async function measureTurns(turn: TakeTurn, conversations: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let i = 0; i < conversations; i++) {
    for (const text of [opening(i), ...ANSWERS]) {
      const startedAt = performance.now()
      await turn(`measured-${i}`, text)
      times.push(performance.now() - startedAt)
    }
  }
  return times
}

/** Sessions from all over the hundred thousand go on where they were. */
async function resume(turn: TakeTurn): Promise<void> {
  for (let i = 0; i < RESUMED; i++) {
    const id = Math.floor((i * SESSIONS) / RESUMED)
    const asked = await turn(`live-${id}`, "tomorrow")
    if (asked !== "Count") throw new Error(`the session live-${id} didn't go on: it asks for ${asked}`)
  }
}

function group(content: string): MessageGroup {
  return [{ contentType: "PlainText", content }]
}

function prompt(text: string) {
  return {
    messageGroups: [group(text)],
    allowInterrupt: true,
    maxRetries: 2,
    messageSelectionStrategy: "Random" as const,
    attempts: {},
  }
}

function slot(name: string, slotTypeName: string, priority: number): Slot {
  return {
    ...{ name, slotTypeName, priority, identifier: `${name.toUpperCase()}000000000`.slice(0, 10) },
    ...{ isRequired: true, isObfuscated: false, allowsMultipleValues: false, sampleUtterances: [], defaultValues: [] },
    prompt: prompt(`Which ${name.toLowerCase()}?`),
  }
}

function intent(i: number): Intent {
  const action = actionOf(i)
  return {
    name: action.replaceAll(/\W+(\w)/g, (_, first: string) => first.toUpperCase()),
    identifier: `INTENT${String(i).padStart(4, "0")}`,
    sampleUtterances: FRAMES.map((frame) => frame.replace("%", action)),
    slots: [slot("Day", "AMAZON.Date", 1), slot("Count", "AMAZON.Number", 2), slot("City", "AMAZON.City", 3)],
    isDialogCodeHookEnabled: false,
    inputContexts: [],
    outputContexts: [],
    confirmation: { isActive: true, prompt: prompt(`Shall I ${action}?`), confirmed: {}, declined: {}, failure: {} },
    closing: { isActive: true, response: { messageGroups: [group("Done.")], allowInterrupt: true } },
  }
}

function makeBot(): TurnBot {
  const { confirmation: _, ...bare } = intent(0)
  const fallback: Intent = {
    ...bare,
    ...{ name: "FallbackIntent", identifier: "FALLBCKINT", parentSignature: FALLBACK_SIGNATURE },
    ...{ sampleUtterances: [], slots: [] },
  }
  const count = VERBS.length * THINGS.length
  const locale: BotLocale = {
    localeId: "en_US",
    nluConfidenceThreshold: 0.4,
    intents: [...Array.from({ length: count }, (__, i) => intent(i)), fallback],
    slotTypes: [],
    customVocabulary: [],
  }
  const bot: Bot = {
    ...{ name: "Bench", id: "BENCHBOT01", version: "DRAFT", isChildDirected: false, idleSessionTtlInSeconds: 86_400 },
    locales: [locale],
  }
  const resolvers = createSlotResolvers(locale)
  return {
    ...{ bot, locale, resolvers, model: trainLanguageModel(locale, resolvers), hasCodeHook: false },
    alias: { id: "TSTALIASID", name: "TestBotAlias" },
  }
}
