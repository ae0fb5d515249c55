// Gathers what is known about an utterance that answers a question. Judging it is reading.ts.

import type { Slot, SubSlotSetting } from "../definition.ts"
import type { IntentScore, SlotMention } from "../language-model.ts"
import type { FilledSlot } from "../session.ts"
import { eligibleIntents } from "./contexts.ts"
import { findCuedCorrection } from "./cued-correction.ts"
import { dialogWordsOf, fold } from "./dialog-words.ts"
import { withoutHouseNumbers } from "./house-number.ts"
import { correctFilled } from "./lone-correction.ts"
import { findNamedCorrection } from "./named-correction.ts"
import { isPronounOne } from "./pronoun-one.ts"
import type { ConfirmationEvidence, Evidence, SlotEvidence } from "./reading.ts"
import { moveReplacements } from "./replaced-value.ts"
import { matchSlotUtterance, wordsBesideSlots } from "./slot-utterances.ts"
import { compositeOf, filledSubSlots, isFilled, isSameValue, mergeSubSlots } from "./slot-values.ts"
import { contentWordsOutside } from "./spare-words.ts"
import { currentIntent, findIntent, type TurnState } from "./turn-state.ts"
import { resolutionContext, understandingContext } from "./understanding-context.ts"
import { isPlainReply, readYesNo } from "./yes-no.ts"

/** The slot type whose value is whatever was said. */
export const FREE_FORM = "AMAZON.FreeFormInput"

/** Built-in types that take almost any words, so that a value of theirs proves little. */
const OPEN_TYPES = new Set([
  "AMAZON.City",
  "AMAZON.FirstName",
  "AMAZON.LastName",
  "AMAZON.StreetName",
  "AMAZON.AlphaNumeric",
])

/** Intents that look an answer up: only when nothing else is going on and nothing else fits. */
export const SEARCH_SIGNATURES: ReadonlySet<string> = new Set([
  "AMAZON.KendraSearchIntent",
  "AMAZON.QnAIntent",
  "AMAZON.QInConnectIntent",
  "AMAZON.BedrockAgentIntent",
])

/** Intents that say no more than a yes or no. */
const ANSWERING_SIGNATURES: ReadonlySet<string> = new Set([
  "AMAZON.CancelIntent",
  "AMAZON.StopIntent",
  "AMAZON.YesIntent",
  "AMAZON.NoIntent",
])

/** The request attribute by which a client forbids changing the intent. */
const INTENT_SWITCH = "x-amz-lex:intent-switch"

/** Ranks the intents that may be chosen now. */
export function rankIntents(turn: TurnState, text: string): readonly IntentScore[] {
  const eligible = eligibleIntents(turn.on.locale, turn.usableContexts)
  const isQuestion = turn.asked !== undefined
  for (const { name, parentSignature, sampleUtterances } of turn.on.locale.intents) {
    const isSearch = parentSignature !== undefined && SEARCH_SIGNATURES.has(parentSignature)
    if (isSearch && (isQuestion || sampleUtterances.length === 0)) eligible.delete(name)
  }
  if (turn.asked !== undefined) {
    if (mayNotSwitch(turn)) eligible.clear()
    eligible.add(turn.asked.intentName)
  }
  return turn.on.model.rankIntents(text, understandingContext(turn, eligible))
}

function mayNotSwitch(turn: TurnState): boolean {
  return turn.requestAttributes[INTENT_SWITCH]?.trim().toUpperCase() === "DISABLE"
}

/** Finds the slots of an intent in a text. */
export function findMentions(turn: TurnState, text: string, intentName: string): readonly SlotMention[] {
  const context = understandingContext(turn, new Set([intentName]))
  const found = turn.on.model.findSlots(text, intentName, context)
  const definition = findIntent(turn, intentName)
  const names = definition?.slots.map(({ name }) => name) ?? []
  const values = found.filter(
    ({ slot, start, end }) =>
      !isPronounOne(text, start, end, names) && (isKnownValue(slot) || !isOnlyNames(text.slice(start, end), names)),
  )
  return withoutHouseNumbers(text, values, definition, context)
}

function isKnownValue({ value, values = [] }: FilledSlot): boolean {
  return (value?.resolvedValues.length ?? 0) > 0 || values.some(isKnownValue)
}

/** "The size" of "change the size" names a slot; to a type that takes any words it would be a value. */
function isOnlyNames(words: string, names: readonly string[]): boolean {
  return contentWordsOutside(words, [], names).length === 0
}

/** What is known about an answer to a slot's prompt. */
export function gatherSlotEvidence(turn: TurnState, text: string, asked: Slot): SlotEvidence {
  const evidence = gatherEvidence(turn, text)
  if (turn.heard.inputMode === "DTMF") return keyedEvidence(turn, evidence, asked)
  const intentName = evidence.intentName
  const sampled = matchSlotUtterance(
    text,
    currentIntent(turn),
    asked,
    (name, part) =>
      turn.on.resolvers.forSlot(intentName, name).resolveSpan(part, resolutionContext(turn, intentName, name)),
    evidence.words,
  )
  // "To {City}" would take "stay in Geneva" of "I'd like to stay in Geneva".
  const phrased = sampled.filter((part) => !evidence.mentions.some((mention) => isPartOf(mention, part)))
  const answer = phrased.find(({ slotName }) => slotName === asked.name)?.slot ?? resolveAnswer(turn, text, asked)
  const isReply = isPlainReply(text, turn.on.locale.localeId)
  const isOpenAnswer = isOpen(turn, asked, answer)
  // A type that takes anything takes "what about Rome instead", too.
  const corrected = isOpenAnswer ? findCorrection(turn, text) : []
  const others = [...phrased.filter(({ slotName }) => slotName !== asked.name), ...corrected]
  const isNews = (mention: SlotMention) =>
    !others.some((one) => one.slotName === mention.slotName) &&
    !corrected.some((one) => one.start < mention.end && mention.start < one.end)
  return {
    ...evidence,
    mentions: [...others, ...evidence.mentions.filter(isNews)],
    asked,
    // Anything is a name to a type that takes all words; "no, thanks" still is none.
    answer: isReply && (isOpenAnswer || OPEN_TYPES.has(asked.slotTypeName)) ? undefined : answer,
    isPlainReply: isReply,
    wordsOfSlots: wordsBesideSlots(currentIntent(turn)),
    isOpenAnswer,
  }
}

/** Keys answer what was asked, all of them, and nothing else: "12#4" is no two numbers. */
function keyedEvidence(turn: TurnState, evidence: Evidence, asked: Slot): SlotEvidence {
  const answer = resolveAnswer(turn, evidence.text, asked)
  const isWhole = answer?.value === undefined || answer.value.originalValue === evidence.text
  return {
    ...evidence,
    mentions: [],
    asked,
    answer: isWhole ? answer : undefined,
    isPlainReply: false,
    wordsOfSlots: wordsBesideSlots(currentIntent(turn)),
    isOpenAnswer: isOpen(turn, asked, answer),
  }
}

/** Whether a mention of the same slot is in words beside it. */
function isPartOf(mention: SlotMention, whole: SlotMention): boolean {
  const isInside = whole.start <= mention.start && mention.end <= whole.end
  const isShorter = mention.end - mention.start < whole.end - whole.start
  return mention.slotName === whole.slotName && !mention.isNegated && isInside && isShorter
}

/** What is known about an answer to a confirmation prompt. */
export function gatherConfirmationEvidence(turn: TurnState, text: string): ConfirmationEvidence {
  const evidence = gatherEvidence(turn, text)
  const yesNo = readYesNo(text, turn.on.locale.localeId)
  // "No, leave it" answers the question: what has been said already needs no intent of Lex's own for it.
  const isTold = (name: string) => ANSWERING_SIGNATURES.has(findIntent(turn, name)?.parentSignature ?? "")
  const ranking = yesNo === undefined ? evidence.ranking : evidence.ranking.filter((score) => !isTold(score.intentName))
  return { ...evidence, ranking, yesNo }
}

function gatherEvidence(turn: TurnState, text: string): Evidence {
  const definition = currentIntent(turn)
  const intentName = definition?.name ?? ""
  const definitions = definition?.slots ?? []
  const slots = turn.intent?.slots ?? {}
  const wordsOfSlots = wordsBesideSlots(definition)
  const resolve = (slotName: string, part: string) => resolveListed(turn, intentName, slotName, part)
  const tagged = moveReplacements(text, findMentions(turn, text, intentName), { definitions, slots, resolve })
  const askedName = turn.asked?.slotName
  const words = dialogWordsOf(turn.on.locale.localeId)
  const found = words.change.test(fold(text))
    ? correctFilled(text, tagged, { definitions, slots, askedName, wordsOfSlots })
    : tagged
  return {
    text,
    intentName,
    slots,
    definitions,
    mentions: found.length > 0 ? withoutReply(turn, text, found) : findCorrection(turn, text),
    ranking: rankIntents(turn, text),
    words,
    switchConfidence: Math.max(turn.on.locale.nluConfidenceThreshold, turn.settings.switchConfidence),
  }
}

/** A text as a value that a slot's type lists or knows; types that take any words know none. */
function resolveListed(turn: TurnState, intentName: string, slotName: string, text: string): FilledSlot | undefined {
  const slot = findIntent(turn, intentName)?.slots.find(({ name }) => name === slotName)
  if (slot === undefined || OPEN_TYPES.has(slot.slotTypeName) || slot.slotTypeName === FREE_FORM) return undefined
  const resolver = turn.on.resolvers.forSlot(intentName, slotName)
  const value = resolver.resolveSpan(text, resolutionContext(turn, intentName, slotName))
  return isAnyText(turn, slot, value) ? undefined : value
}

/** A "no" that replies to the bot, before anything else is said. */
const LONE_NO = /^\s*(?:no|nope|nah|nein|nee|non|não)\b[\s,.!-]*$/i

/**
 * "No 4" says four, unless four is what is known already, or something else is said for the same slot ("no ham, just
 * olives"): then there is something to take back.
 */
function withoutReply(turn: TurnState, text: string, mentions: readonly SlotMention[]): SlotMention[] {
  return mentions.map((mention) => {
    if (!mention.isNegated || !LONE_NO.test(text.slice(0, mention.start))) return mention
    const isReplaced = mentions.some(({ slotName, isNegated }) => slotName === mention.slotName && !isNegated)
    const present = turn.intent?.slots[mention.slotName] ?? null
    return isReplaced || isSameValue(mention.slot, present) ? mention : { ...mention, isNegated: false }
  })
}

/**
 * A correction of a slot that is named, or whose values prove themselves: a type that takes anything would take every
 * correction.
 */
function findCorrection(turn: TurnState, text: string): SlotMention[] {
  const intentName = turn.intent?.name ?? ""
  const filled = (currentIntent(turn)?.slots ?? []).filter((slot) => {
    const isOther = slot.name !== turn.asked?.slotName && slot.slotTypeName !== FREE_FORM
    return isOther && slot.subSlots === undefined && isFilled(slot, turn.intent?.slots[slot.name])
  })
  const resolve = (slot: Slot, span: string) => {
    const context = resolutionContext(turn, intentName, slot.name)
    return turn.on.resolvers.forSlot(intentName, slot.name).resolveSpan(span, context)
  }
  const named = turn.on.locale.localeId.startsWith("en") ? findNamedCorrection(text, filled, resolve) : []
  if (named.length > 0) return named
  const proving = filled.filter(
    ({ slotTypeName }) => slotTypeName === "AMAZON.AlphaNumeric" || !OPEN_TYPES.has(slotTypeName),
  )
  const resolveProving = (slot: Slot, span: string) => {
    const value = resolve(slot, span)
    return isAnyText(turn, slot, value) ? undefined : value
  }
  return findCuedCorrection(text, proving, resolveProving, dialogWordsOf(turn.on.locale.localeId))
}

function resolveAnswer(turn: TurnState, text: string, asked: Slot): FilledSlot | undefined {
  const intentName = turn.intent?.name ?? ""
  const subSlotName = turn.asked?.subSlotName
  const present = turn.intent?.slots[asked.name] ?? null
  const context = resolutionContext(turn, intentName, asked.name, subSlotName)
  const value = turn.on.resolvers.forSlot(intentName, asked.name).resolveAnswer(text, context)
  if (asked.subSlots === undefined || value === undefined) return value
  return mergeSubSlots(present, toAskedPart(value, asked.subSlots, subSlotName), asked.subSlots)
}

/** A lone value belongs to the part that was asked for, if that part takes values of its type. */
function toAskedPart(value: FilledSlot, setting: SubSlotSetting, subSlotName: string | undefined): FilledSlot {
  if (subSlotName === undefined) return value
  if (value.subSlots === undefined) return compositeOf({ [subSlotName]: value })
  const [found, ...others] = filledSubSlots(value)
  if (found === undefined || others.length > 0 || found === subSlotName) return value
  const typeOf = (part: string) => setting.specifications.find(({ name }) => name === part)?.slotTypeId
  return typeOf(found) === typeOf(subSlotName) ? compositeOf({ [subSlotName]: value.subSlots[found] ?? null }) : value
}

/** Whether the type takes anything, and nothing shows that this value is one of its own. */
function isOpen(turn: TurnState, asked: Slot, answer: FilledSlot | undefined): boolean {
  if (answer === undefined) return false
  const part = asked.subSlots?.specifications.find(({ name }) => name === turn.asked?.subSlotName)
  if (part !== undefined) return OPEN_TYPES.has(part.slotTypeId) && part.slotTypeId !== "AMAZON.AlphaNumeric"
  if (asked.slotTypeName.startsWith("AMAZON.")) return OPEN_TYPES.has(asked.slotTypeName)
  return isAnyText(turn, asked, answer)
}

/** Whether a value of a list that takes other words, too, is such other words. */
function isAnyText(turn: TurnState, asked: Slot, answer: FilledSlot | undefined): boolean {
  const type = turn.on.locale.slotTypes.find(({ name }) => name === asked.slotTypeName)
  if (type === undefined || type.resolutionStrategy !== "OriginalValue") return false
  return (answer?.value?.resolvedValues ?? []).length === 0
}

/** Whether an answer brought a composite slot further though not to its end. */
export function isProgress(turn: TurnState, asked: Slot, value: FilledSlot | undefined): boolean {
  if (asked.subSlots === undefined || value?.subSlots === undefined || isFilled(asked, value)) return false
  const present = turn.intent?.slots[asked.name] ?? null
  return filledSubSlots(value).size > filledSubSlots(present).size
}
