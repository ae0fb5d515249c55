// Phrases of a language with placeholders ("el {weekday} que viene"): compiled once, then matched at a token. How they are
// written is bot/languages/language.ts; what a placeholder may hold and what a phrase means is for the caller.

import { hasWords, type Token, tokenize, wordAt } from "../tokens.ts"

/** What stands at a place, and where it ends. */
export type Captured<Value> = { readonly end: number; readonly value: Value }

/** Reads what a placeholder may hold, by its name. */
export type SlotReaders<Captures> = {
  readonly [Name in keyof Captures]-?: (
    tokens: readonly Token[],
    at: number,
  ) => Captured<NonNullable<Captures[Name]>> | undefined
}

/** A phrase found: its meaning, where it ends, what its placeholders hold, and where each of those ends. */
export type PhraseMatch<Meaning, Captures> = {
  readonly meaning: Meaning
  readonly end: number
  readonly captures: Partial<Captures>
  readonly ends: Partial<Record<keyof Captures, number>>
}

type Piece = {
  readonly isOptional: boolean
  /** Any of these words; or the name of a placeholder. */
  readonly words: ReadonlySet<string>
  readonly slot: string | undefined
}

type Phrase<Meaning> = { readonly meaning: Meaning; readonly pieces: readonly Piece[]; readonly rank: number }

/** Cuts a list at its bars. */
export function partsOf(list: string): string[] {
  return list.split("|").filter((part) => part !== "")
}

/** The folded words of each phrase of a list, marks among them. */
export function wordsOf(list: string): readonly (readonly string[])[] {
  return partsOf(list).map((phrase) => tokenize(phrase).map(({ word }) => word))
}

/** The folded words of a list of single words, parted by bars or spaces; "über" is typed "ueber" as well. */
export function wordSet(list: string): ReadonlySet<string> {
  const plain = list.replaceAll("|", " ")
  return new Set([plain, withoutUmlauts(plain)].flatMap((words) => tokenize(words).map(({ word }) => word)))
}

function withoutUmlauts(words: string): string {
  return words.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue")
}

function piecesOf(phrase: string): Piece[] {
  return phrase.split(" ").flatMap((part): Piece[] => {
    const isOptional = part.endsWith("?")
    const plain = isOptional ? part.slice(0, -1) : part
    const slot = /^\{(\w+)\}$/.exec(plain)?.[1]
    if (slot !== undefined) return [{ isOptional, words: new Set(), slot }]
    if (plain.includes("/")) return [{ isOptional, words: wordSet(plain.replaceAll("/", " ")), slot: undefined }]
    // "après-demain" is typed without its hyphen as well.
    return tokenize(plain).map(({ word, text }) => ({
      isOptional: isOptional || word === "-",
      words: wordSet(text),
      slot: undefined,
    }))
  })
}

/** The phrases of one kind, each with its meaning. */
export class PhraseTable<Meaning, Captures> {
  readonly #byWord = new Map<string, Phrase<Meaning>[]>()
  readonly #bySlot = new Map<keyof Captures, Phrase<Meaning>[]>()

  constructor(phrases: readonly (readonly [meaning: Meaning, said: string])[]) {
    for (const [rank, [meaning, said]] of phrases.entries()) {
      for (const text of partsOf(said)) this.#add({ meaning, pieces: piecesOf(text), rank })
    }
  }

  #add(phrase: Phrase<Meaning>): void {
    for (const { isOptional, words, slot } of phrase.pieces) {
      if (slot !== undefined) push(this.#bySlot, slot as keyof Captures, phrase)
      for (const word of words) push(this.#byWord, word, phrase)
      if (!isOptional) return
    }
  }

  /** Whether a phrase begins with a word, placeholders aside. */
  mayBegin(word: string): boolean {
    return this.#byWord.has(word)
  }

  /** Every phrase that begins at a token, in the order in which their meanings were given. */
  matches(tokens: readonly Token[], at: number, readers: SlotReaders<Captures>): PhraseMatch<Meaning, Captures>[] {
    const candidates = new Set(this.#byWord.get(wordAt(tokens, at)))
    for (const [slot, phrases] of this.#bySlot) {
      if (readers[slot](tokens, at) !== undefined) for (const phrase of phrases) candidates.add(phrase)
    }
    const found: PhraseMatch<Meaning, Captures>[] = []
    for (const { meaning, pieces } of [...candidates].sort((first, second) => first.rank - second.rank)) {
      const match = align(pieces, 0, tokens, at, readers)
      if (match !== undefined && match.end > at) found.push({ meaning, ...match })
    }
    return found
  }
}

type Alignment<Captures> = Pick<PhraseMatch<unknown, Captures>, "end" | "captures" | "ends">

function align<Captures>(
  pieces: readonly Piece[],
  from: number,
  tokens: readonly Token[],
  at: number,
  readers: SlotReaders<Captures>,
): Alignment<Captures> | undefined {
  const piece = pieces[from]
  if (piece === undefined) return { end: at, captures: {}, ends: {} }
  const taken =
    piece.slot === undefined
      ? piece.words.has(wordAt(tokens, at)) && align(pieces, from + 1, tokens, at + 1, readers)
      : alignSlot(piece.slot as keyof Captures, pieces, from, tokens, at, readers)
  if (taken) return taken
  return piece.isOptional ? align(pieces, from + 1, tokens, at, readers) : undefined
}

function alignSlot<Captures>(
  slot: keyof Captures,
  pieces: readonly Piece[],
  from: number,
  tokens: readonly Token[],
  at: number,
  readers: SlotReaders<Captures>,
): Alignment<Captures> | undefined {
  const read = readers[slot](tokens, at)
  const rest = read && align(pieces, from + 1, tokens, read.end, readers)
  if (rest === undefined || read === undefined) return undefined
  return {
    end: rest.end,
    captures: { ...rest.captures, [slot]: read.value },
    ends: { ...rest.ends, [slot]: read.end },
  }
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}

/** Fixed phrases that stand for values: "pasado mañana", "en punto". The longest at a place counts. */
export class FixedPhrases<Value> {
  readonly #byWord: ReadonlyMap<string, readonly { readonly words: readonly string[]; readonly value: Value }[]>

  constructor(lists: readonly (readonly [value: Value, list: string])[]) {
    const all = lists.flatMap(([value, list]) =>
      partsOf(list).flatMap((text) => spellings(text).map((words) => ({ words, value }))),
    )
    all.sort((first, second) => second.words.length - first.words.length)
    this.#byWord = Map.groupBy(all, ({ words: [first = ""] }) => first)
  }

  /** Whether a phrase begins with a word. */
  mayBegin(word: string): boolean {
    return this.#byWord.has(word)
  }

  at(tokens: readonly Token[], at: number): Captured<Value> | undefined {
    const found = this.#byWord.get(wordAt(tokens, at))?.find(({ words }) => hasWords(tokens, at, words))
    return found && { end: at + found.words.length, value: found.value }
  }

  /** Whether one of the phrases ends right before a token. */
  endsAt(tokens: readonly Token[], end: number): boolean {
    for (let start = Math.max(0, end - LONGEST); start < end; start++) {
      const phrases = this.#byWord.get(wordAt(tokens, start)) ?? []
      if (phrases.some(({ words }) => start + words.length === end && hasWords(tokens, start, words))) return true
    }
    return false
  }
}

/** No fixed phrase is longer. */
const LONGEST = 8

/** A phrase as its words: once for each choice it leaves, with its hyphens and without. */
function spellings(text: string): (readonly string[])[] {
  let all: (readonly string[])[] = [[]]
  for (const { words, isOptional } of piecesOf(text)) {
    const choices = [...words].map((word) => [word])
    all = all.flatMap((before) => [...choices, ...(isOptional ? [[]] : [])].map((choice) => [...before, ...choice]))
  }
  return all.filter((words) => words.length > 0)
}
