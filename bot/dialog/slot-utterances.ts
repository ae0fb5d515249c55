// The sample utterances of a slot: ways of answering its prompt ("in {Days} days"), which may name other slots, too.
// Sample utterances of intents are bot/nlu.

import type { Intent, Slot } from "../definition.ts"
import type { SlotMention } from "../language-model.ts"
import type { FilledSlot } from "../session.ts"
import { type DialogWords, ENGLISH_WORDS, fold } from "./dialog-words.ts"
import { contentWordsOutside } from "./spare-words.ts"

/** Resolves the words at a placeholder. */
export type ResolvePart = (slotName: string, part: string) => FilledSlot | undefined

/**
 * Matches an answer against the sample utterances of the asked slot; the words of a sample have to be there exactly,
 * apart from case and punctuation, and every placeholder has to resolve.
 *
 * @returns the slots of the first sample that fits, as they stand in the text; empty when none does.
 */
export function matchSlotUtterance(
  text: string,
  intent: Intent | undefined,
  asked: Slot,
  resolve: ResolvePart,
  dialogWords: DialogWords = ENGLISH_WORDS,
): SlotMention[] {
  const all = splitWords(text)
  const end = all.findLastIndex(({ word }) => !dialogWords.courtesies.has(fold(word))) + 1
  // A placeholder that takes anything would take the courtesy, too: first without it.
  for (const words of end < all.length ? [all.slice(0, end), all] : [all]) {
    const mentions = matchSamples({ text, intent, resolve, dialogWords }, words, asked)
    if (mentions.length > 0) return mentions
  }
  return []
}

/** What an answer is matched in. */
type AnswerScope = {
  readonly text: string
  readonly intent: Intent | undefined
  readonly resolve: ResolvePart
  readonly dialogWords: DialogWords
}

function matchSamples(scope: AnswerScope, words: readonly Word[], asked: Slot): SlotMention[] {
  const { intent } = scope
  for (const sample of asked.sampleUtterances) {
    const pattern = splitPattern(sample, intent)
    if (!pattern.some((part) => part.type === "slot") || !pattern.some((part) => part.type === "word")) continue
    const mentions = matchBehindLead(scope, words, pattern)
    if (mentions !== undefined) return mentions
  }
  return []
}

/**
 * So many words without content, or of the intent's name or sample utterances, may come before a sample utterance of a
 * slot: "put it" or "book the room" of "book the room in the name of Ann".
 */
const LONGEST_LEAD = 4

function matchBehindLead(
  scope: AnswerScope,
  words: readonly Word[],
  pattern: readonly PatternPart[],
): SlotMention[] | undefined {
  const longest = pattern[0]?.type === "word" ? Math.min(LONGEST_LEAD, words.length - 1) : 0
  for (let lead = 0; lead <= longest; lead++) {
    if (lead > 0 && !isLeadWord(words[lead - 1]?.word ?? "", scope)) return undefined
    const mentions = matchPattern(scope.text, words.slice(lead), pattern, scope.resolve)
    if (mentions !== undefined) return mentions
  }
  return undefined
}

function isLeadWord(word: string, { intent, dialogWords }: AnswerScope): boolean {
  const isIdle = contentWordsOutside(word, [], [intent?.name ?? ""], dialogWords).length === 0
  return isIdle || wordsOfSamples(intent).has(word)
}

const samples = new WeakMap<Intent, ReadonlySet<string>>()

/** The words of an intent's own sample utterances. */
function wordsOfSamples(intent: Intent | undefined): ReadonlySet<string> {
  if (intent === undefined) return new Set()
  const known = samples.get(intent)
  if (known !== undefined) return known
  const parts = intent.sampleUtterances.flatMap((utterance) => splitPattern(utterance, intent))
  const words = new Set(parts.flatMap((part) => (part.type === "word" ? [part.word] : [])))
  samples.set(intent, words)
  return words
}

const besideSlots = new WeakMap<Intent, ReadonlyMap<string, readonly string[]>>()

/** The words right before and behind each slot in the utterances of its intent: "people" of `for {Guests} people`. */
export function wordsBesideSlots(intent: Intent | undefined): ReadonlyMap<string, readonly string[]> {
  if (intent === undefined) return new Map()
  const known = besideSlots.get(intent)
  if (known !== undefined) return known
  const utterances = [...intent.sampleUtterances, ...intent.slots.flatMap(({ sampleUtterances }) => sampleUtterances)]
  const pairs = utterances.flatMap((utterance) => pairsIn(splitPattern(utterance, intent)))
  const words = new Map(
    [...Map.groupBy(pairs, ({ slotName }) => slotName)].map(([name, own]) => [name, own.map(({ word }) => word)]),
  )
  besideSlots.set(intent, words)
  return words
}

/** Slots with the words before and behind them. */
function pairsIn(pattern: readonly PatternPart[]): { readonly slotName: string; readonly word: string }[] {
  return pattern.flatMap((part, i) => {
    if (part.type !== "slot") return []
    const beside = [pattern[i - 1], pattern[i + 1]]
    return beside.flatMap((other) => (other?.type === "word" ? [{ slotName: part.slotName, word: other.word }] : []))
  })
}

type Word = { readonly word: string; readonly start: number; readonly end: number }

type PatternPart =
  | { readonly type: "word"; readonly word: string }
  | { readonly type: "slot"; readonly slotName: string }

const WORD = /[\p{L}\p{M}\p{N}'’]+/gu

function splitWords(text: string): Word[] {
  return [...text.matchAll(WORD)].map((match) => ({
    word: lowered(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

function lowered(word: string): string {
  return word.toLowerCase().replaceAll("’", "'")
}

function splitPattern(sample: string, intent: Intent | undefined): PatternPart[] {
  return [...sample.matchAll(/\{([^{}]*)\}|[\p{L}\p{M}\p{N}'’]+/gu)].flatMap((match): PatternPart[] => {
    const name = match[1]?.trim().toLowerCase()
    if (name === undefined) return [{ type: "word", word: lowered(match[0]) }]
    const slot = intent?.slots.find((candidate) => candidate.name.toLowerCase() === name)
    return slot === undefined ? [] : [{ type: "slot", slotName: slot.name }]
  })
}

/**
 * Matches words from left to right. A placeholder takes all words up to where the next fixed word of the pattern stands
 * first; two placeholders side by side can't be told apart and never match.
 */
function matchPattern(
  text: string,
  words: readonly Word[],
  pattern: readonly PatternPart[],
  resolve: ResolvePart,
): SlotMention[] | undefined {
  const mentions: SlotMention[] = []
  let at = 0
  for (const [i, part] of pattern.entries()) {
    if (part.type === "word") {
      if (words[at]?.word !== part.word) return undefined
      at++
      continue
    }
    const end = endOfPlaceholder(words, at, pattern[i + 1])
    const mention = end === undefined ? undefined : mentionOf(text, words.slice(at, end), part.slotName, resolve)
    if (end === undefined || mention === undefined) return undefined
    mentions.push(mention)
    at = end
  }
  return at === words.length ? mentions : undefined
}

function endOfPlaceholder(words: readonly Word[], from: number, next: PatternPart | undefined): number | undefined {
  if (next === undefined) return words.length
  if (next.type === "slot") return undefined
  const end = words.findIndex(({ word }, i) => i > from && word === next.word)
  return end < 0 ? undefined : end
}

function mentionOf(
  text: string,
  words: readonly Word[],
  slotName: string,
  resolve: ResolvePart,
): SlotMention | undefined {
  const [first, last] = [words[0], words.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const slot = resolve(slotName, text.slice(first.start, last.end))
  if (slot === undefined) return undefined
  return { slotName, start: first.start, end: last.end, slot, isNegated: false }
}
