// Tags the tokens of an utterance with the slots of one intent: training sentences in, likeliest tags out.
// Turning tags into accepted values is bot/nlu/slot-finder.ts.

import type { RandomSource } from "#core/units.ts"
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
import { collectSlotFeatures, Gazetteer, type Recognition } from "./slot-features.ts"

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

/** What a tagger is kept as. */
export type TaggerParts = {
  readonly slotNames: readonly string[]
  readonly field: FieldParts
  /** Known values: hashes of phrases and of the words in them. */
  readonly phrases: Uint32Array
  readonly members: Uint32Array
}

/** No more tokens than this are tagged: a longer text is no order for one intent. */
const MAX_TOKENS = 300

/** The options that docs/nlu.md measures as best for this many sentences. */
export function defaultFieldOptions(sentenceCount: number): FieldOptions {
  return { epochs: sentenceCount > 1000 ? 12 : 20, rate: 0.3, decay: 1e-4 }
}

/** Trains the tagger of one intent in steps. Gives `undefined` when no utterance has a slot in it. */
export function* trainTagger(
  utterances: readonly AnnotatedUtterance[],
  random: RandomSource,
  learnsValues: boolean,
  options = defaultFieldOptions(utterances.length),
): Generator<void, TaggerParts | undefined> {
  const slotNames = [...new Set(utterances.flatMap((utterance) => utterance.slots.map((slot) => slot.slotName)))]
  if (slotNames.length === 0) return undefined
  const gazetteer = new Gazetteer()
  const marked = utterances.map((utterance) => markTokens(utterance, slotNames))
  if (learnsValues) {
    for (const { analysis, places } of marked) {
      for (const place of places) {
        const words = analysis.tokens.slice(place.start, place.end).map((token) => token.text)
        gazetteer.add(place.slot, words)
      }
    }
  }
  const sentences: TaggedSentence[] = []
  for (const { analysis, places } of marked) {
    sentences.push(toSentence(analysis, places, gazetteer, slotNames.length))
    yield
  }
  const trainer = new FieldTrainer(sentences, slotNames.length, options)
  yield* trainer.steps(random)
  return {
    slotNames,
    field: quantizeField(trainer),
    phrases: Uint32Array.from(gazetteer.counts.keys()),
    members: Uint32Array.from(gazetteer.memberCounts.keys()),
  }
}

type Place = { readonly slot: number; readonly start: number; readonly end: number }

function markTokens(utterance: AnnotatedUtterance, slotNames: readonly string[]) {
  const places: Place[] = []
  for (const { slotName, start, end } of utterance.slots) {
    const covered = coverTokens(utterance.analysis.tokens, start, end)
    if (covered === undefined) continue
    places.push({ slot: slotNames.indexOf(slotName), start: covered.tokenStart, end: covered.tokenEnd })
  }
  return { analysis: utterance.analysis, places }
}

function toSentence(
  analysis: Analysis,
  places: readonly Place[],
  gazetteer: Gazetteer,
  slotCount: number,
): TaggedSentence {
  const tokens = analysis.tokens.slice(0, MAX_TOKENS)
  const tags = new Uint8Array(tokens.length)
  for (const { slot, start, end } of places) {
    for (let i = start; i < Math.min(end, tokens.length); i += 1) tags[i] = beginTag(slot) + (i > start ? 1 : 0)
  }
  const recognitions = [...recognized(analysis), ...gazetteer.find(slotCount, tokens, places)]
  return { features: collectSlotFeatures(analysis.text, tokens, recognitions), tags }
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

  constructor(parts: TaggerParts) {
    this.slotNames = parts.slotNames
    this.#field = new Field(parts.field)
    const toCounts = (hashes: Uint32Array) => new Map(Array.from(hashes, (hash): [number, number] => [hash, 1]))
    this.#gazetteer = new Gazetteer(toCounts(parts.phrases), toCounts(parts.members))
  }

  /** Finds the likeliest slots, left to right, and how likely each slot is to begin at each token. */
  tag(analysis: Analysis): {
    readonly spans: readonly TaggedSpan[]
    beginsAt(slotName: string, token: number): number
  } {
    const tokens = analysis.tokens.slice(0, MAX_TOKENS)
    if (tokens.length === 0) return { spans: [], beginsAt: () => 0 }
    const recognitions = [...recognized(analysis), ...this.#gazetteer.find(this.slotNames.length, tokens)]
    const { tags, lattice } = this.#field.tag(collectSlotFeatures(analysis.text, tokens, recognitions))
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
