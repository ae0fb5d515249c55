// What the dialog engine asks of language understanding, and what slot resolution promises both: the ports between
// bot/dialog, bot/nlu and bot/slot-types. No rules here.

import type { IsoDate } from "#core/time.ts"
import type { ElicitationStyle, FilledSlot } from "./session.ts"

/** What a resolver needs to know of the moment. */
export type ResolutionContext = {
  /** The visitor's own date (Lex: the bot's time zone). */
  readonly today: IsoDate
  /** The visitor's wall-clock time, `HH:MM`. */
  readonly timeOfDay: string
  readonly style?: ElicitationStyle
  /** Runtime hints for this slot: phrases that count as values though the type does not list them. */
  readonly hints?: readonly string[]
  /** The slot's present value, so that "the day after" and "one more night" can be understood. */
  readonly currentValue?: FilledSlot
}

/** A value found inside a longer text. Offsets are UTF-16 code units into the text that was given. */
export type Mention = { readonly start: number; readonly end: number; readonly slot: FilledSlot }

/** Turns words into the value of one slot: one resolver per slot of a locale (type, multiple values, sub-slots known). */
export interface SlotResolver {
  /**
   * Resolves a whole answer to the slot's prompt, which may have words around the value ("two people please").
   *
   * @returns `undefined` when the answer holds no value of the type. A slot whose value lacks `interpretedValue` is
   *   ambiguous (`resolvedValues` has the readings).
   */
  resolveAnswer(text: string, context: ResolutionContext): FilledSlot | undefined
  /** Resolves a span that is believed to be just the value; nothing may stand around it. */
  resolveSpan(text: string, context: ResolutionContext): FilledSlot | undefined
  /** Finds every value of the type in a longer text, left to right, without overlaps, the longest at each place. */
  findMentions(text: string, context: ResolutionContext): readonly Mention[]
}

/** Resolvers of a locale. */
export interface SlotResolvers {
  /** The resolver of a slot; intent and slot must be of the locale the resolvers were made for. */
  forSlot(intentName: string, slotName: string): SlotResolver
}

/** What is known of the conversation when a text is understood. */
export type UnderstandingContext = ResolutionContext & {
  /** Intents that may be chosen: their input contexts are active. Absent means all. */
  readonly eligibleIntents?: ReadonlySet<string>
  /** The slot or confirmation being asked for, which makes its intent likelier. */
  readonly expecting?: { readonly intentName: string; readonly slotName?: string }
  /** Phrases per intent and slot from runtime hints. */
  readonly slotHints?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  /** Filled slots of the current intent, for corrections ("the day after", "not Paris"). */
  readonly filledSlots?: Readonly<Record<string, FilledSlot | null>>
}

/** One intent's score for a text. */
export type IntentScore = {
  readonly intentName: string
  /** A calibrated probability, 0 to 1. Exactly 1 only for an exact sample utterance. */
  readonly confidence: number
}

/** A slot value found in an utterance, for a given intent. */
export type SlotMention = Mention & {
  readonly slotName: string
  /** The visitor said that it is not this ("not Paris"): the value is to be dropped, never filled. */
  readonly isNegated: boolean
}

/** Understands one locale of one bot. Pure: same model, text and context give the same answer on every host. */
export interface LanguageModel {
  /**
   * Ranks the eligible intents, FallbackIntent left out, best first; empty when none is eligible.
   * A text like nothing the bot knows gets low confidences throughout.
   */
  rankIntents(text: string, context: UnderstandingContext): readonly IntentScore[]
  /** Finds the slots of one intent in a text; every value was accepted by its resolver. */
  findSlots(text: string, intentName: string, context: UnderstandingContext): readonly SlotMention[]
}
