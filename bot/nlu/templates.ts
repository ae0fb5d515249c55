// Sample utterances with {Slot} placeholders: reading them, and matching texts against them word for word.
// Filling them with values for training is bot/nlu/expansion.ts.

import type { Intent } from "#bot/definition.ts"
import { tokenize } from "./text.ts"

/** A word that must stand there, or a slot whose value stands there. */
export type TemplatePiece = { readonly word: string } | { readonly slotName: string }

/** A sample utterance, read. */
export type Template = {
  readonly intentName: string
  /** Set when it is an answer to this slot's prompt, which counts only while the slot is asked for. */
  readonly answersSlot?: string
  readonly source: string
  readonly pieces: readonly TemplatePiece[]
  readonly wordCount: number
}

const PLACEHOLDER = /\{([^{}]{1,100})\}/g

/** Cuts a sample utterance at its placeholders: literal text and slot names in turn, literal text first and last. */
export function splitPlaceholders(sample: string): string[] {
  return sample.split(PLACEHOLDER).map((part, i) => (i % 2 === 0 ? part : part.trim()))
}

const parsed = new WeakMap<Intent, readonly Template[]>()

/** Reads all sample utterances of an intent and of its slots, once; placeholders of slots it doesn't have are plain words. */
export function parseTemplates(intent: Intent, isEnglish: boolean): readonly Template[] {
  const known = parsed.get(intent)
  if (known !== undefined) return known
  const templates = parseAll(intent, isEnglish)
  parsed.set(intent, templates)
  return templates
}

function parseAll(intent: Intent, isEnglish: boolean): Template[] {
  const slotNames = new Map(intent.slots.map((slot) => [slot.name.toLowerCase(), slot.name]))
  const scope: TemplateScope = { intentName: intent.name, slotNames, isEnglish }
  const own = intent.sampleUtterances.map((source) => parseTemplate(scope, source))
  const answers = intent.slots.flatMap((slot) =>
    slot.sampleUtterances.map((source) => parseTemplate(scope, source, slot.name)),
  )
  return [...own, ...answers].filter((template) => template.pieces.length > 0)
}

type TemplateScope = {
  readonly intentName: string
  readonly slotNames: ReadonlyMap<string, string>
  readonly isEnglish: boolean
}

function parseTemplate(
  { intentName, slotNames, isEnglish }: TemplateScope,
  source: string,
  answersSlot?: string,
): Template {
  const pieces: TemplatePiece[] = []
  splitPlaceholders(source).forEach((part, i) => {
    const slotName = i % 2 === 1 ? slotNames.get(part.toLowerCase()) : undefined
    if (slotName !== undefined) pieces.push({ slotName })
    else for (const word of tokenize(part, isEnglish).flatMap((token) => token.words)) pieces.push({ word })
  })
  const wordCount = pieces.filter((piece) => "word" in piece).length
  return { intentName, source, pieces, wordCount, ...(answersSlot === undefined ? {} : { answersSlot }) }
}

/** Where a slot's value stands: from word `start` up to, not including, word `end`. */
export type SlotPlace = { readonly slotName: string; readonly start: number; readonly end: number }

/** A text that is a sample utterance word for word, its placeholders filled. */
export type TemplateMatch = { readonly template: Template; readonly places: readonly SlotPlace[] }

/** Ends of the values of a slot that begin at a word: positions after their last word, longest first. */
export type ValueEnds = (
  template: Template,
  slotName: string,
  start: number,
  nextWord: string | undefined,
) => readonly number[]

/** No text is tried further than this many steps against one template: ambiguous placeholders could multiply. */
const MAX_STEPS = 400

/** Values of more words than this are not looked for in the place of a placeholder. */
export const LONGEST_VALUE = 10

/** Finds the sample utterances that a text is an instance of. */
export class TemplateMatcher {
  readonly #literal = new Map<string, Template[]>()
  readonly #withSlots = new Map<string, Template[]>()

  /** Adds a template. */
  add(template: Template): void {
    const words = template.pieces.flatMap((piece) => ("word" in piece ? [piece.word] : []))
    const hasSlots = words.length < template.pieces.length
    const table = hasSlots ? this.#withSlots : this.#literal
    const key = hasSlots ? rarestWord(words) : words.join(" ")
    const list = table.get(key)
    if (list === undefined) table.set(key, [template])
    else list.push(template)
  }

  /** Finds every matching template; those of plain words first. */
  match(words: readonly string[], valueEnds: ValueEnds): TemplateMatch[] {
    const matches: TemplateMatch[] = (this.#literal.get(words.join(" ")) ?? []).map((template) => ({
      template,
      places: [],
    }))
    const present = new Set(words)
    for (const key of ["", ...present]) {
      for (const template of this.#withSlots.get(key) ?? []) {
        const places = couldMatch(template, words, present) ? alignTemplate(template, words, valueEnds) : undefined
        if (places !== undefined) matches.push({ template, places })
      }
    }
    return matches
  }
}

// The longest word is the best key to look a template up by; "" when it has none.
function rarestWord(words: readonly string[]): string {
  return words.reduce((best, word) => (word.length > best.length ? word : best), "")
}

// Nearly every template is ruled out here: by a word the text lacks, or by its length.
function couldMatch(template: Template, words: readonly string[], present: ReadonlySet<string>): boolean {
  const slotCount = template.pieces.length - template.wordCount
  if (words.length < template.pieces.length || words.length > template.wordCount + slotCount * LONGEST_VALUE)
    return false
  return template.pieces.every((piece) => "slotName" in piece || present.has(piece.word))
}

function alignTemplate(
  template: Template,
  words: readonly string[],
  valueEnds: ValueEnds,
): readonly SlotPlace[] | undefined {
  let steps = 0
  const { pieces } = template
  const alignSlot = (slotName: string, piece: number, at: number): SlotPlace[] | undefined => {
    const next = pieces[piece + 1]
    const nextWord = next !== undefined && "word" in next ? next.word : undefined
    for (const end of valueEnds(template, slotName, at, nextWord)) {
      if (next === undefined && end !== words.length) continue
      const rest = align(piece + 1, end)
      if (rest !== undefined) return [{ slotName, start: at, end }, ...rest]
    }
    return undefined
  }
  const align = (piece: number, at: number): SlotPlace[] | undefined => {
    steps += 1
    const current = pieces[piece]
    if (steps > MAX_STEPS) return undefined
    if (current === undefined) return at === words.length ? [] : undefined
    if ("slotName" in current) return alignSlot(current.slotName, piece, at)
    return words[at] === current.word ? align(piece + 1, at + 1) : undefined
  }
  return align(0, 0)
}
