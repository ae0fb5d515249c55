// Decides what an utterance is: the answer to the bot's question, a correction of something said before, another matter,
// or not understood. Pure judgment over evidence; gathering it is evidence.ts, acting on it answer-stage.ts.

import type { Slot } from "../definition.ts"
import type { IntentScore, SlotMention } from "../language-model.ts"
import type { FilledSlot, Slots } from "../session.ts"
import { type DialogWords, fold } from "./dialog-words.ts"
import { changedList } from "./list-change.ts"
import { isFilled, isSameValue } from "./slot-values.ts"
import { contentWordsOutside } from "./spare-words.ts"
import { isRefusal, type YesNo } from "./yes-no.ts"

/** A slot that changes; `null` takes its value away ("not Paris"). */
export type SlotChange = { readonly slotName: string; readonly value: FilledSlot | null }

/** What an utterance was taken for, and the rule that decided it. */
export type Reading = { readonly because: string } & (
  | { readonly type: "answer"; readonly value: FilledSlot; readonly others: readonly SlotChange[] }
  /** The question stays open. */
  | { readonly type: "correction"; readonly others: readonly SlotChange[] }
  | { readonly type: "yes" | "no" }
  | { readonly type: "other-intent"; readonly intentName: string }
  /** `value` has several readings ("ten o'clock"), none of which is certain. */
  | { readonly type: "not-understood"; readonly value?: FilledSlot }
)

/** What is known about an utterance that answers a question. */
export type Evidence = {
  readonly text: string
  readonly intentName: string
  readonly slots: Slots
  /** Definitions of the intent's slots. */
  readonly definitions: readonly Slot[]
  /** Slots of the current intent found in the text. */
  readonly mentions: readonly SlotMention[]
  /** All intents that may be chosen, best first; only the current one when switching is not allowed. */
  readonly ranking: readonly IntentScore[]
  /** From here on another intent may interrupt, 0 to 1. */
  readonly switchConfidence: number
  /** The words of the locale's language. */
  readonly words: DialogWords
}

/** Evidence for an answer to a slot's prompt. */
export type SlotEvidence = Evidence & {
  readonly asked: Slot
  /** The text as the asked slot's type reads it. */
  readonly answer: FilledSlot | undefined
  /** The type takes anything: that the text could be read as a value proves little. */
  readonly isOpenAnswer: boolean
  /** Nothing but yes, no or "I don't know" was said. */
  readonly isPlainReply: boolean
  /** Words that stand beside a slot in the sample utterances, by slot. */
  readonly wordsOfSlots: ReadonlyMap<string, readonly string[]>
}

/** Evidence for an answer to a confirmation prompt. */
export type ConfirmationEvidence = Evidence & { readonly yesNo: YesNo | undefined }

/** Values of less than this share of the text are an aside of something else, if that something is certain. */
const MAIN_SHARE = 0.5

/** Decides what an answer to a slot's prompt is. */
export function readSlotAnswer(evidence: SlotEvidence): Reading {
  const { asked, text, mentions } = evidence
  const value = wholeAnswer(evidence) ?? mentionedAnswer(evidence)
  const other = interruptingIntent(evidence)
  // "No, thanks" is about the question, unless an intent has those very words for its own. "Not that one" always is: the
  // words point at what was just asked or shown.
  const isReply = evidence.isPlainReply && (other === undefined || other.confidence < 1 || isRefusal(text))
  const isOther = other !== undefined && !isReply
  if (isOther && !outweighs(evidence, value, other) && !saysOnlyChange(evidence, other)) {
    return { type: "other-intent", intentName: other.intentName, because: interruption(other) }
  }
  // What the asked slot could make several values of ("around 8", asked for a time) is said of no other slot, either.
  const said = value ?? ambiguousAnswer(evidence)
  const span = said === undefined ? undefined : spanOf(text, said)
  const others = changes(
    evidence,
    mentions.filter((mention) => mention.slotName !== asked.name && !overlaps(mention, span)),
  )
  if (value !== undefined) {
    const meant = others.filter((change) => isMeant(evidence, change))
    return { type: "answer", value, others: meant, because: `it is a value of slot ${asked.name}` }
  }
  return readWithoutValue(evidence, others)
}

/** Decides what a text is that has no value for the asked slot. */
function readWithoutValue(evidence: SlotEvidence, changes: readonly SlotChange[]): Reading {
  const { asked } = evidence
  // A bare "yes" is a value of another slot's pattern, or an airport, by chance only.
  const announced = evidence.isPlainReply ? [] : changes.filter((change) => isAnnounced(evidence, change))
  if (announced.length > 0 && !isHearsay(evidence, announced)) return correction(announced)
  const ambiguous = ambiguousAnswer(evidence)
  if (ambiguous !== undefined) {
    return { type: "not-understood", value: ambiguous, because: `it can mean several values of slot ${asked.name}` }
  }
  return {
    type: "not-understood",
    because: `it is no value of slot ${asked.name}, and no other intent is certain enough`,
  }
}

/**
 * Whether nothing but unlisted values of lists was found, in a sentence that is like no other of this intent: any words
 * can be such a value, so that nothing proves they are meant as one.
 */
function isHearsay({ ranking, intentName, definitions, switchConfidence }: Evidence, changes: readonly SlotChange[]) {
  const own = ranking.find((score) => score.intentName === intentName)?.confidence ?? 0
  const isProven = ({ slotName, value }: SlotChange) =>
    definitions.find(({ name }) => name === slotName)?.slotTypeName.startsWith("AMAZON.") === true ||
    value === null ||
    (value.values ?? [value]).some((item) => (item.value?.resolvedValues.length ?? 1) > 0)
  return own < switchConfidence && !changes.some(isProven)
}

/**
 * Whether a value that is no answer changes what is known. A number is in many an answer that isn't understood ("ten
 * hundred hours", asked for a time, says nothing of the age; nor does "7241", asked for a card): it must be announced, or
 * come with words for its slot; with any words, where nothing is known yet.
 */
function isAnnounced(evidence: SlotEvidence, { slotName, value }: SlotChange): boolean {
  const isNumber = evidence.definitions.find(({ name }) => name === slotName)?.slotTypeName === "AMAZON.Number"
  if (value === null || !isNumber) return true
  if (announcesChange(evidence) || isNamed(evidence, slotName)) return true
  const isKnown = (evidence.slots[slotName] ?? null) !== null
  return !isKnown && contentWordsOutside(evidence.text, [spanOf(evidence.text, value)], [], evidence.words).length > 0
}

function announcesChange({ text, words }: Evidence): boolean {
  return words.change.test(fold(text))
}

/** Whether there are words for a slot: those of its name, or those that stand beside it in sample utterances. */
function isNamed({ text, wordsOfSlots, words }: SlotEvidence, slotName: string): boolean {
  const names = [slotName, ...(wordsOfSlots.get(slotName) ?? [])]
  return contentWordsOutside(text, [], names, words).length < contentWordsOutside(text, [], [], words).length
}

/**
 * Whether a value found beside the answer is meant to change what is known already. What is new always is, and what is
 * of another kind than the answer. One of the same kind must be announced, or name its slot: "two adults and one child",
 * asked for the guests, says nothing of the nights; "two guests for three nights" does.
 */
function isMeant(evidence: SlotEvidence, { slotName, value }: SlotChange): boolean {
  const { asked, definitions, slots } = evidence
  const isOfSameKind = definitions.find(({ name }) => name === slotName)?.slotTypeName === asked.slotTypeName
  const isKnown = (slots[slotName] ?? null) !== null
  if (value === null || !isOfSameKind || !isKnown || announcesChange(evidence)) return true
  return isNamed(evidence, slotName)
}

/** Decides what an answer to a confirmation prompt is. */
export function readConfirmation(evidence: ConfirmationEvidence): Reading {
  const { yesNo, mentions } = evidence
  if (yesNo?.isWhole === true) return { type: yesNo.answer, because: `it says ${yesNo.answer}` }
  const others = changes(evidence, mentions)
  const other = interruptingIntent(evidence)
  if (other !== undefined && (others.length === 0 || other.confidence === 1)) {
    return { type: "other-intent", intentName: other.intentName, because: interruption(other) }
  }
  if (others.length > 0) return correction(others)
  if (yesNo !== undefined) return { type: yesNo.answer, because: `it says ${yesNo.answer} among other things` }
  return { type: "not-understood", because: "it is neither a yes nor a no, and no other intent is certain enough" }
}

function correction(others: readonly SlotChange[]): Reading {
  const names = others.map(({ slotName }) => slotName).join(", ")
  return { type: "correction", others, because: `it tells about ${names} instead of what was asked` }
}

function interruption(other: IntentScore): string {
  return `it is intent ${other.intentName} with confidence ${other.confidence.toFixed(2)}`
}

/** Another intent that is certain enough, and likelier than the present one. */
function interruptingIntent({ ranking, intentName, switchConfidence }: Evidence): IntentScore | undefined {
  const best = ranking[0]
  if (best === undefined || best.intentName === intentName || best.confidence < switchConfidence) return undefined
  return best
}

/** Whether the text is the answer all the same: a certain value that makes up most of what was said. */
function outweighs(evidence: SlotEvidence, value: FilledSlot | undefined, other: IntentScore): boolean {
  if (value === undefined) return false
  if (evidence.isOpenAnswer) return false
  if (shareOf(evidence, value) >= MAIN_SHARE) return true
  const own = evidence.ranking.find(({ intentName }) => intentName === evidence.intentName)?.confidence ?? 0
  return other.confidence < 1 && own >= MAIN_SHARE
}

/** Whether all that is said is another value for what is known already ("the day after"): no other matter is spoken of. */
function saysOnlyChange({ text, mentions, slots, isOpenAnswer, words }: SlotEvidence, other: IntentScore): boolean {
  const known = mentions.filter(({ slotName, slot }) => {
    const present = slots[slotName] ?? null
    return present !== null && !isSameValue(slot, present)
  })
  return (
    other.confidence < 1 &&
    !isOpenAnswer &&
    known.length > 0 &&
    contentWordsOutside(text, known, [], words).length === 0
  )
}

/** The text as a value of the asked slot, unless its words are about something else. */
function wholeAnswer(evidence: SlotEvidence): FilledSlot | undefined {
  const { asked, answer } = evidence
  if (answer === undefined || !isFilled(asked, answer)) return undefined
  const isNone = isClaimedElsewhere(evidence, answer) || isTakenBack(evidence, answer) || isOpeningAgain(evidence)
  return isNone ? undefined : answer
}

/** Free text that is, word for word, an utterance which opens this very intent: the visitor asks again, not answers. */
function isOpeningAgain({ isOpenAnswer, ranking, intentName }: SlotEvidence): boolean {
  const [best] = ranking
  return isOpenAnswer && best?.intentName === intentName && best.confidence === 1
}

/** The answer when it can mean several values of the asked slot, or is only a part of one. */
function ambiguousAnswer(evidence: SlotEvidence): FilledSlot | undefined {
  const { asked, answer, isOpenAnswer } = evidence
  if (answer?.value === undefined || isFilled(asked, answer)) return undefined
  return isOpenAnswer && isClaimedElsewhere(evidence, answer) ? undefined : answer
}

/** The asked slot where the model found it inside a text that as a whole is no answer. */
function mentionedAnswer({ mentions, asked }: SlotEvidence): FilledSlot | undefined {
  const mention = mentions.find(({ slotName, isNegated }) => slotName === asked.name && !isNegated)
  return mention !== undefined && isFilled(asked, mention.slot) ? mention.slot : undefined
}

/**
 * Whether the value that could answer is said of another slot: the model found that slot there and not the asked one,
 * and there are words besides both values that made it do so ("make it three nights", asked for the number of guests;
 * not "the 30th of December", asked for a day, where December might be a city).
 */
function isClaimedElsewhere(evidence: SlotEvidence, answer: FilledSlot): boolean {
  const { mentions, asked, text, words } = evidence
  const span = spanOf(text, answer)
  const touching = mentions.filter((mention) => overlaps(mention, span))
  // What another slot takes of a longer answer is a part of it, too: "555-1212" of "call me on +1 (509) 555-1212".
  const rivals = touching.filter(
    (mention) => mention.slotName !== asked.name && (evidence.isOpenAnswer || !isWithin(mention, span)),
  )
  if (rivals.length === 0) return false
  const isFoundHere = touching.some(({ slotName, isNegated }) => slotName === asked.name && !isNegated)
  // Free text swallows everything, the rivals' words included: what counts is whether anything else is left.
  if (evidence.isOpenAnswer)
    return isFoundHere || contentWordsOutside(text, rivals, wordsFor(evidence, rivals), words).length === 0
  if (isFoundHere) return false
  // A number inside a longer value is a part of it: "two weeks", asked for a number.
  if (rivals.some((rival) => isWithin(span, rival))) return true
  return mentionedAnswer(evidence) !== undefined || contentWordsOutside(text, [...rivals, span], [], words).length > 0
}

/** The names of the slots that were found, and the words that stand beside them in sample utterances. */
function wordsFor({ wordsOfSlots }: SlotEvidence, mentions: readonly SlotMention[]): string[] {
  return mentions.flatMap(({ slotName }) => [slotName, ...(wordsOfSlots.get(slotName) ?? [])])
}

/** "Not Paris" is no answer to where to. */
function isTakenBack({ mentions, asked, text }: SlotEvidence, answer: FilledSlot): boolean {
  const span = spanOf(text, answer)
  const own = mentions.filter((mention) => mention.slotName === asked.name && overlaps(mention, span))
  return own.length > 0 && own.every(({ isNegated }) => isNegated)
}

/** What mentions change of what is known: new values, and those the visitor took back. */
function changes(evidence: Evidence, mentions: readonly SlotMention[]): SlotChange[] {
  return evidence.definitions.flatMap((definition): SlotChange[] => {
    const own = mentions.filter(({ slotName }) => slotName === definition.name)
    const present = evidence.slots[definition.name] ?? null
    if (definition.allowsMultipleValues) {
      const list = changedList(evidence.text, own, present)
      return list === undefined ? [] : [{ slotName: definition.name, value: list }]
    }
    const value = chosenValue(definition, own, present)
    if (value !== undefined) return [{ slotName: definition.name, value }]
    const isDenied = own.some(({ isNegated, slot }) => isNegated && isSameValue(slot, present))
    return isDenied ? [{ slotName: definition.name, value: null }] : []
  })
}

/** The first value that says something new. */
function chosenValue(
  definition: Slot,
  mentions: readonly SlotMention[],
  present: FilledSlot | null,
): FilledSlot | undefined {
  const values = mentions.filter(({ isNegated }) => !isNegated).map(({ slot }) => slot)
  return values.find((value) => isFilled(definition, value) && !isSameValue(value, present))
}

type Span = { readonly start: number; readonly end: number }

/** Where a value stands in the text; the whole text when it can't be found there. */
function spanOf(text: string, value: FilledSlot): Span {
  const said = value.value?.originalValue ?? ""
  const start = said === "" ? -1 : text.toLowerCase().indexOf(said.toLowerCase())
  return start < 0 ? { start: 0, end: text.length } : { start, end: start + said.length }
}

function isSameSpan(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end
}

/** Whether a stretch is a part of another, and not all of it. */
function isWithin(part: Span, whole: Span): boolean {
  return whole.start <= part.start && part.end <= whole.end && !isSameSpan(part, whole)
}

function overlaps(mention: Span, span: Span | undefined): boolean {
  return span !== undefined && mention.start < span.end && span.start < mention.end
}

/** How much of what was said is the value, by words; words without content don't count. */
function shareOf({ text, words }: Evidence, value: FilledSlot): number {
  const span = spanOf(text, value)
  const inside = text.slice(span.start, span.end).split(/\s+/).filter(Boolean).length
  const outside = contentWordsOutside(text, [span], [], words).length
  return inside / Math.max(1, inside + outside)
}
