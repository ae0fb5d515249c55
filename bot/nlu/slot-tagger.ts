// Tags the tokens of an utterance with the slots of one intent: training sentences in, likeliest tags out.
// Turning tags into accepted values is bot/nlu/slot-finder.ts.

import { seededRandom } from "#core/units.ts"
import type { Analysis } from "./analysis.ts"
import { coverTokens } from "./analysis.ts"
import {
  beginTag,
  Field,
  type FieldOptions,
  type FieldParts,
  FieldTrainer,
  quantizeField,
  slotOfTag,
  type TaggedSentence,
} from "./crf.ts"
import { combine, contentHash } from "./hashing.ts"
import { collectSlotFeatures, Gazetteer, type Recognition, type SlotTokens } from "./slot-features.ts"

/** A slot's value as annotated: UTF-16 offsets into the text. */
export type SlotAnnotation = { readonly slotName: string; readonly start: number; readonly end: number }

/** A text with its slots marked. */
export type AnnotatedUtterance = { readonly analysis: Analysis; readonly slots: readonly SlotAnnotation[] }

/** A stretch of tokens tagged as a slot. `probability` is that of its first token. */
export type TaggedSpan = {
  readonly slotName: string
  readonly tokenStart: number
  readonly tokenEnd: number
  readonly probability: number
}

/** What a tagger is kept as; the values it knows are kept once for all taggers. */
export type TaggerParts = {
  /** Names what it was trained on. */
  readonly lessonHash: string
  readonly slotNames: readonly string[]
  /** Whether it looks further around each token. */
  readonly isWide: boolean
  readonly field: FieldParts
}

/** No more tokens than this are tagged: a longer text is no order for one intent. */
const MAX_TOKENS = 300

/** From so many utterances on a tagger looks further around each token. */
const WIDE_FROM = 1000

/** Chosen on held-out parts of training data, see docs/nlu.md. */
const FIELD_OPTIONS: FieldOptions = { epochs: 8, rate: 0.2, decay: 0.01, settled: 0.1 }
const FEW_FIELD_OPTIONS: FieldOptions = { ...FIELD_OPTIONS, epochs: 16 }
const WIDE_FIELD_OPTIONS: FieldOptions = { ...FIELD_OPTIONS, epochs: 16, settled: 0.03 }

/** With fewer utterances than this every one has to be seen more often. */
const FEW = 100

function fieldOptions(utteranceCount: number, isWide: boolean): FieldOptions {
  if (isWide) return WIDE_FIELD_OPTIONS
  return utteranceCount < FEW ? FEW_FIELD_OPTIONS : FIELD_OPTIONS
}

/** Collects the values of all marked slots: what is a city in one intent is one in the others, too. */
export function collectValues(utterances: readonly AnnotatedUtterance[]): Gazetteer {
  const gazetteer = new Gazetteer()
  for (const utterance of utterances) {
    const { tokens } = utterance.analysis
    for (const { slotName, start, end } of markTokens(utterance)) {
      const words = tokens.slice(start, end).map((token) => token.text)
      gazetteer.add(slotName, words)
    }
  }
  return gazetteer
}

/** Taggers trained before, by what they were trained on. */
export interface KnownTaggers {
  /** @returns `undefined` when there is none that learned this lesson. */
  findTagger(lessonHash: string): TaggerParts | undefined
  keepTagger(parts: TaggerParts): void
}

/**
 * Trains the tagger of one intent in steps. Gives `undefined` when no utterance has a slot in it.
 *
 * @param gazetteer Values known beforehand; those of these very utterances may be among them.
 * @param known A tagger that learned the same is taken from here, and a new one put in.
 */
export function* trainTagger(
  utterances: readonly AnnotatedUtterance[],
  gazetteer: Gazetteer,
  seed: number,
  known?: KnownTaggers,
): Generator<void, TaggerParts | undefined> {
  const slotNames = [...new Set(utterances.flatMap((utterance) => utterance.slots.map((slot) => slot.slotName)))]
  if (slotNames.length === 0) return undefined
  const sentences: TaggedSentence[] = []
  const isWide = utterances.length >= WIDE_FROM
  for (const utterance of utterances) {
    sentences.push(toSentence(utterance.analysis, markTokens(utterance), gazetteer, slotNames, isWide))
    yield
  }
  const options = fieldOptions(utterances.length, isWide)
  const lessonHash = hashLesson(sentences, [seed, slotNames, options])
  yield
  const parts = known?.findTagger(lessonHash) ?? {
    lessonHash,
    slotNames,
    isWide,
    field: yield* trainField(sentences, slotNames.length, options, seed),
  }
  known?.keepTagger(parts)
  return parts
}

function* trainField(
  sentences: readonly TaggedSentence[],
  slotCount: number,
  options: FieldOptions,
  seed: number,
): Generator<void, FieldParts> {
  const trainer = new FieldTrainer(sentences, slotCount, options)
  yield* trainer.steps(seededRandom(seed))
  return quantizeField(trainer)
}

function hashLesson(sentences: readonly TaggedSentence[], settings: readonly unknown[]): string {
  let first = 1
  let second = 2
  const take = (numbers: Uint32Array | Uint8Array | readonly number[]) => {
    first = combine(first, numbers.length)
    for (let i = 0; i < numbers.length; i += 1) {
      const number = numbers[i] as number
      first = (Math.imul(first, 0x9e3779b1) + number) | 0
      second = Math.imul(second ^ number, 0x85ebca6b) ^ (second >>> 15)
    }
  }
  for (const { features, tags } of sentences) {
    take(features.ends)
    take(features.hashes)
    take(tags)
  }
  return contentHash(JSON.stringify([...settings, first >>> 0, second >>> 0]))
}

function markTokens(utterance: AnnotatedUtterance): SlotTokens[] {
  return utterance.slots.flatMap(({ slotName, start, end }) => {
    const covered = coverTokens(utterance.analysis.tokens, start, end)
    return covered === undefined ? [] : [{ slotName, start: covered.tokenStart, end: covered.tokenEnd }]
  })
}

function toSentence(
  analysis: Analysis,
  places: readonly SlotTokens[],
  gazetteer: Gazetteer,
  slotNames: readonly string[],
  isWide: boolean,
): TaggedSentence {
  const tokens = analysis.tokens.slice(0, MAX_TOKENS)
  const tags = new Uint8Array(tokens.length)
  for (const { slotName, start, end } of places) {
    const first = beginTag(slotNames.indexOf(slotName))
    for (let i = start; i < Math.min(end, tokens.length); i += 1) tags[i] = i > start ? first + 1 : first
  }
  const recognitions = [...recognized(analysis), ...gazetteer.find(slotNames, tokens, places)]
  return { features: collectSlotFeatures(analysis.text, tokens, recognitions, isWide), tags }
}

function recognized(analysis: Analysis): Recognition[] {
  return analysis.mentions
    .filter((mention) => mention.tokenEnd <= MAX_TOKENS)
    .map((mention) => ({ kind: mention.typeHash, start: mention.tokenStart, end: mention.tokenEnd }))
}

/** Tags utterances for one intent. */
export class SlotTagger {
  readonly slotNames: readonly string[]
  readonly #field: Field
  readonly #gazetteer: Gazetteer
  readonly #isWide: boolean

  constructor(parts: TaggerParts, gazetteer: Gazetteer) {
    this.slotNames = parts.slotNames
    this.#field = new Field(parts.field)
    this.#gazetteer = gazetteer
    this.#isWide = parts.isWide
  }

  /** Finds the likeliest slots, left to right, and how likely each slot is to begin at each token. */
  tag(analysis: Analysis): {
    readonly spans: readonly TaggedSpan[]
    beginsAt(slotName: string, token: number): number
  } {
    const tokens = analysis.tokens.slice(0, MAX_TOKENS)
    if (tokens.length === 0) return { spans: [], beginsAt: () => 0 }
    const recognitions = [...recognized(analysis), ...this.#gazetteer.find(this.slotNames, tokens)]
    const { tags, lattice } = this.#field.tag(collectSlotFeatures(analysis.text, tokens, recognitions, this.#isWide))
    const spans: TaggedSpan[] = []
    for (let i = 0; i < tags.length; i += 1) {
      const tag = tags[i] as number
      if (tag === 0) continue
      let end = i + 1
      while (end < tags.length && tags[end] === tag + 1) end += 1
      const slotName = this.slotNames[slotOfTag(tag)] ?? ""
      spans.push({ slotName, tokenStart: i, tokenEnd: end, probability: lattice.marginal(i, tag) })
      i = end - 1
    }
    const beginsAt = (slotName: string, token: number): number => {
      const slot = this.slotNames.indexOf(slotName)
      return slot < 0 || token >= tokens.length ? 0 : lattice.marginal(token, beginTag(slot))
    }
    return { spans, beginsAt }
  }
}
