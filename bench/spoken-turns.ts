// What the assistant makes of what was heard: the real understanding and dialog without the code hook, and whether that is
// what the sentence should come to. Also how many words were heard wrong.

import type { Transcription } from "#bot/code-hook.ts"
import { compileBot } from "#bot/compile.ts"
import type { TurnBot } from "#bot/dialog/exchange.ts"
import { createSession, type Session } from "#bot/dialog/session-record.ts"
import { takeTurn } from "#bot/dialog/take-turn.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import type { FilledSlot, SessionIntent } from "#bot/session.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { epochMs, isoDate } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import type { SpokenSentence } from "./spoken-data.ts"

/** What became of a sentence. */
export type SpokenOutcome = {
  readonly intent: SessionIntent | undefined
  /** Nothing was made of it: it was not heard, or not understood. */
  readonly isRejected: boolean
}

/** The assistant, trained. */
export function trainAssistant(): TurnBot {
  const bot = compileBot()
  const [locale] = bot.locales
  if (locale === undefined) throw new Error("the bot has no locale")
  const resolvers = createSlotResolvers(locale)
  const model = trainLanguageModel(locale, resolvers)
  return { bot, locale, alias: { id: "TSTALIASID", name: "TestBotAlias" }, hasCodeHook: false, model, resolvers }
}

/** Takes the turn that the transcriptions make. */
export function hearTurn(
  assistant: TurnBot,
  asked: SpokenSentence["asked"],
  transcriptions: readonly Transcription[],
): SpokenOutcome {
  if (transcriptions.length === 0) return { intent: undefined, isRejected: true }
  const session = askedSession(assistant, asked)
  const input = { type: "speech", transcriptions } as const
  const request = { input, responseContentType: "text/plain; charset=utf-8" }
  const moment = {
    nowMs: epochMs(Date.UTC(2026, 0, 14, 10)),
    random: seededRandom(7),
    newId: () => "id",
    today: isoDate(2026, 1, 14),
    timeOfDay: "10:00",
  }
  const step = takeTurn(assistant, session, request, moment).next()
  if (step.done !== true || step.value.type !== "answered") return { intent: undefined, isRejected: true }
  const { sessionState, isMissedUtterance } = step.value
  const isUnanswered = asked !== undefined && !hasAnswer(sessionState.intent, asked)
  return { intent: sessionState.intent, isRejected: isMissedUtterance || isUnanswered }
}

/** Nothing but what the question's own intent held before it. */
function hasAnswer(intent: SessionIntent | undefined, asked: NonNullable<SpokenSentence["asked"]>): boolean {
  if (intent === undefined) return false
  if (intent.name !== asked.intentName) return intent.name !== "FallbackIntent"
  return intent.confirmationState !== "None" || Object.values(intent.slots).some((slot) => slot !== null)
}

/** Whether intent and slots are the wanted ones, no more and no fewer. */
export function isRight({ intent }: SpokenOutcome, wanted: NonNullable<SpokenSentence["wanted"]>): boolean {
  if (intent?.name !== wanted.intentName) return false
  if (wanted.confirmation !== undefined) {
    return intent.confirmationState === (wanted.confirmation === "yes" ? "Confirmed" : "Denied")
  }
  const filled = Object.entries(intent.slots).filter(([, slot]) => slot !== null)
  return (
    filled.length === Object.keys(wanted.slots).length &&
    filled.every(([name, slot]) => {
      const key = toKey(wanted.slots[name] ?? [])
      return key === toKey(valuesOf(slot, "interpreted")) || key === toKey(valuesOf(slot, "resolved"))
    })
  )
}

/** Types that keep the visitor's own words have the listed value only among the resolved ones. */
function valuesOf(slot: FilledSlot | null, kind: "interpreted" | "resolved"): readonly string[] {
  if (slot === null) return []
  if (slot.values !== undefined) return slot.values.flatMap((part) => valuesOf(part, kind))
  const { interpretedValue, resolvedValues = [], originalValue = "" } = slot.value ?? {}
  return [(kind === "interpreted" ? interpretedValue : resolvedValues[0]) ?? originalValue]
}

/** References may be written with dashes, names in capitals. */
function toKey(values: readonly string[]): string {
  return values
    .map((value) => (/^\d{4}-/.test(value) ? value : value.replace(/[\s-]/g, "").toLowerCase()))
    .toSorted()
    .join("+")
}

function askedSession(assistant: TurnBot, asked: SpokenSentence["asked"]): Session {
  const session = createSession("visitor", epochMs(Date.UTC(2026, 0, 14, 9, 59)), () => "id")
  if (asked === undefined) return session
  const own = assistant.locale.intents.find(({ name }) => name === asked.intentName)
  if (own === undefined) throw new RangeError(`no intent ${asked.intentName}`)
  const { intentName: name, slotName: slotToElicit } = asked
  const slots = Object.fromEntries(own.slots.map((slot) => [slot.name, null]))
  const intent = { name, slots, state: "InProgress", confirmationState: "None" } as const
  const dialogAction =
    slotToElicit === undefined ? ({ type: "ConfirmIntent" } as const) : ({ type: "ElicitSlot", slotToElicit } as const)
  return { ...session, state: { ...session.state, intent, dialogAction }, question: { ...asked, attempt: 0 } }
}

/** Words that are wrong, missing or too many, and how many were said. */
export function countWordErrors(said: string, heard: string): { readonly errors: number; readonly words: number } {
  const [wanted, got] = [toWords(said), toWords(heard)]
  let row = got.map((_, index) => index + 1)
  row.unshift(0)
  for (const [index, word] of wanted.entries()) {
    const next = [index + 1]
    for (const [at, other] of got.entries()) {
      const replaced = (row[at] ?? 0) + (word === other ? 0 : 1)
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return { errors: row.at(-1) ?? 0, words: wanted.length }
}

const DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]

/** What is spelled ("BK4F7Q") counts letter by letter. */
function toWords(text: string): readonly string[] {
  return text.split(/\s+/).flatMap((word): readonly string[] => {
    const isSpelled = /^[A-Z0-9-]*\d[A-Z0-9-]*$/.test(word) || /^[A-Z]{2,}$/.test(word)
    const parts = isSpelled ? [...word.replaceAll("-", "")] : [word]
    return parts.map((part) => DIGITS[Number(part)] ?? part.toLowerCase().replace(/[^a-z0-9']/g, "")).filter(Boolean)
  })
}
