// Phrases as alternatives, options and repetitions, and how they become a part of a word graph. The phrases themselves
// are spoken-types.ts and the bot's own.

import { toSpokenWords } from "./spoken-text.ts"
import { inOneBreath, type SpokenWord, type WordGraph } from "./word-graph.ts"

/** What may be said at one place. */
export type Phrase =
  | { readonly type: "word"; readonly word: SpokenWord }
  | { readonly type: "sequence"; readonly parts: readonly Phrase[] }
  | { readonly type: "choice"; readonly parts: readonly Phrase[] }
  | { readonly type: "optional"; readonly part: Phrase }
  /** Once or more often. */
  | { readonly type: "repeated"; readonly part: Phrase }
  /** Whole values, written as they are given; favorites among them are said much oftener than the others. */
  | { readonly type: "list"; readonly values: readonly string[]; readonly favorites?: ReadonlySet<string> }

/** Phrases by the name they are used under in `<…>`. */
export type Rules = ReadonlyMap<string, Phrase>

/**
 * Reads a phrase: words, `[optional]`, `(one | other)`, `<rule>`, and `+` after a part that may be repeated.
 *
 * @throws {RangeError} for a rule that isn't there.
 */
export function parsePhrase(text: string, rules: Rules): Phrase {
  const tokens = text.match(/<[^>]+>|[[\]()|+]|[^\s[\]()|+<>]+/g) ?? []
  let at = 0
  const readChoice = (): Phrase => {
    const parts = [readSequence()]
    while (tokens[at] === "|") {
      at += 1
      parts.push(readSequence())
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { type: "choice", parts }
  }
  const readSequence = (): Phrase => {
    const parts: Phrase[] = []
    for (let token = tokens[at]; token !== undefined && !"|)]".includes(token); token = tokens[at]) {
      at += 1
      const part = readPart(token)
      if (tokens[at] === "+") {
        at += 1
        parts.push({ type: "repeated", part })
      } else parts.push(...(part.type === "sequence" ? part.parts : [part]))
    }
    const [only, ...others] = parts
    return only !== undefined && others.length === 0 ? only : { type: "sequence", parts }
  }
  const readPart = (token: string): Phrase => {
    if (token === "[" || token === "(") {
      const part = readChoice()
      at += 1
      return token === "[" ? { type: "optional", part } : part
    }
    if (!token.startsWith("<")) return wordsOf(token)
    const rule = rules.get(token.slice(1, -1))
    if (rule === undefined) throw new RangeError(`no rule ${token}`)
    return rule
  }
  return readChoice()
}

/** A text as one sequence of words. */
export function wordsOf(text: string): Phrase {
  return { type: "sequence", parts: toSpokenWords(text).map((word) => ({ type: "word", word })) }
}

/** Adds a phrase between two states. A choice's parts are equally likely; what is there twice is twice as likely. */
export function addPhrase(graph: WordGraph, from: number, to: number, phrase: Phrase, weight = 0): void {
  switch (phrase.type) {
    case "word":
      graph.addWord(from, to, phrase.word, weight)
      return
    case "sequence":
      addSequence(graph, from, to, phrase.parts, weight)
      return
    case "choice":
      for (const [part, count] of countAlike(phrase.parts)) {
        addPhrase(graph, from, to, part, weight + Math.log(count / phrase.parts.length))
      }
      return
    case "optional":
      addPhrase(graph, from, to, phrase.part, weight + LOG_HALF)
      graph.addEmpty(from, to, weight + LOG_HALF)
      return
    case "repeated": {
      const [first, last] = [graph.addState(), graph.addState()]
      graph.addEmpty(from, first, weight)
      addPhrase(graph, first, last, phrase.part)
      graph.addEmpty(last, first, LOG_MORE)
      graph.addEmpty(last, to, LOG_HALF)
      return
    }
    case "list":
      addList(graph, from, to, phrase, weight)
  }
}

/** A search follows the best way alone: parts that are alike must be one way to count for all of them. */
function countAlike(parts: readonly Phrase[]): ReadonlyMap<Phrase, number> {
  const firstOf = new Map<Phrase | string, Phrase>()
  const counts = new Map<Phrase, number>()
  for (const part of parts) {
    const key = fixedText(part) ?? part
    const first = firstOf.get(key) ?? part
    firstOf.set(key, first)
    counts.set(first, (counts.get(first) ?? 0) + 1)
  }
  return counts
}

/** The words of a phrase that leaves no choice. */
function fixedText(phrase: Phrase): string | undefined {
  if (phrase.type === "word") return phrase.word.label
  if (phrase.type !== "sequence") return undefined
  const words = phrase.parts.map(fixedText)
  return words.includes(undefined) ? undefined : words.join(" ")
}

/** All words that a phrase may have, as a graph has them. */
export function* wordsIn(phrase: Phrase): Generator<SpokenWord> {
  switch (phrase.type) {
    case "word":
      yield phrase.word
      return
    case "list":
      for (const value of phrase.values) {
        const word = inOneBreath(toSpokenWords(value))
        if (word !== undefined) yield word
      }
      return
    case "optional":
    case "repeated":
      yield* wordsIn(phrase.part)
      return
    case "sequence":
      for (const part of joinWords(phrase.parts)) yield* wordsIn(part)
      return
    case "choice":
      for (const part of phrase.parts) yield* wordsIn(part)
  }
}

/** How many words a phrase has to choose from, roughly. */
export function countWords(phrase: Phrase): number {
  switch (phrase.type) {
    case "word":
      return 1
    case "list":
      return phrase.values.length
    case "optional":
    case "repeated":
      return countWords(phrase.part)
    case "sequence":
    case "choice":
      return phrase.parts.reduce((total, part) => total + countWords(part), 0)
  }
}

/** Values of a list are less rare than if all were alike: people want those that everybody wants. */
const LIST_SHARE = 0.75
/** How much oftener a favorite is said. */
const LOG_FAVORITE = Math.log(8)
const LOG_HALF = Math.log(0.5)
/** Things that are spelled are long. */
const LOG_MORE = Math.log(0.9)

function addSequence(graph: WordGraph, from: number, to: number, parts: readonly Phrase[], weight: number): void {
  if (parts.length === 0) graph.addEmpty(from, to, weight)
  let at = from
  const joined = joinWords(parts)
  for (const [index, part] of joined.entries()) {
    const next = index === joined.length - 1 ? to : graph.addState()
    addPhrase(graph, at, next, part, index === 0 ? weight : 0)
    at = next
  }
}

/** Words that follow each other in any case are said in one breath. */
function joinWords(parts: readonly Phrase[]): readonly Phrase[] {
  const joined: Phrase[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    const word =
      last?.type === "word" && part.type === "word" ? inOneBreath([...toParts(last.word), part.word]) : undefined
    if (word === undefined) joined.push(part)
    else joined.splice(-1, 1, { type: "word", word })
  }
  return joined
}

function toParts(word: SpokenWord): readonly SpokenWord[] {
  return word.parts ?? [word]
}

/** Each value is said in one breath: states are dear, and the search shares what begins alike. */
function addList(
  graph: WordGraph,
  from: number,
  to: number,
  { values, favorites }: Extract<Phrase, { readonly type: "list" }>,
  weight: number,
): void {
  const share = weight - Math.log(Math.max(1, values.length)) * LIST_SHARE
  const known = new Set<string>()
  for (const value of values) {
    const word = inOneBreath(toSpokenWords(value))
    if (word === undefined || known.has(word.label)) continue
    known.add(word.label)
    graph.addWord(from, to, word, favorites?.has(value) ? share + LOG_FAVORITE : share)
  }
}
