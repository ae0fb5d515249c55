// Words that some write in one and others in two: "birthstone" and "birth stone", "log in" and "login". A text is written
// the way the bot's own sample utterances are. Misspelt words are spelling.ts's.

import { hashText } from "./hashing.ts"
import type { Template } from "./templates.ts"
import type { Token } from "./text.ts"

/** Shorter words are put together by chance ("as is"), unless a hyphen does it ("wi-fi"). */
const SHORTEST = 5
/** Of a part of a word in two. */
const SHORTEST_PART = 2
const LONGEST = 30
const BETWEEN = /^(?:\s+|-)$/u

/** Writes words in one or in two as the sample utterances of a bot have them. */
export class Compounds {
  readonly #words: ReadonlySet<string>
  /** Hashes of two words beside each other in a sample utterance. */
  readonly #pairs: ReadonlySet<number>

  constructor(templates: Iterable<Template>) {
    const words = new Set<string>()
    const pairs = new Set<number>()
    for (const { pieces } of templates) {
      for (const [at, piece] of pieces.entries()) {
        if (!("word" in piece)) continue
        words.add(piece.word)
        const next = pieces[at + 1]
        if (next !== undefined && "word" in next) pairs.add(pairOf(piece.word, next.word))
      }
    }
    this.#words = words
    this.#pairs = pairs
  }

  /** @returns the text with its compounds written as the bot writes them; the same text when there are none. */
  mend(text: string, tokens: readonly Token[]): string {
    let mended = ""
    let from = 0
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at] as Token
      // "Check-in" is three tokens.
      const otherAt = tokens[at + 1]?.text === "-" ? at + 2 : at + 1
      const joined = this.#joined(text, token, tokens[otherAt])
      const written = joined ?? this.#split(token)
      if (written === undefined) continue
      mended += text.slice(from, token.start) + written
      if (joined !== undefined) at = otherAt
      from = tokens[at]?.end ?? text.length
    }
    return from === 0 ? text : mended + text.slice(from)
  }

  #joined(text: string, first: Token, second: Token | undefined): string | undefined {
    const [one, other] = [lonely(first), second && lonely(second)]
    if (one === undefined || other === undefined || second === undefined) return
    if (!BETWEEN.test(text.slice(first.end, second.start))) return
    const joined = one + other
    const isShort = joined.length < SHORTEST && text[first.end] !== "-"
    if (isShort || !this.#words.has(joined)) return
    return this.#pairs.has(pairOf(one, other)) ? undefined : joined
  }

  #split(token: Token): string | undefined {
    const word = lonely(token)
    if (word === undefined || word.length < SHORTEST || word.length > LONGEST || this.#words.has(word)) return
    for (let end = SHORTEST_PART; end <= word.length - SHORTEST_PART; end += 1) {
      const [one, other] = [word.slice(0, end), word.slice(end)]
      if (this.#pairs.has(pairOf(one, other))) return `${one} ${other}`
    }
    return
  }
}

/** The word of a token that is just one. */
function lonely({ words }: Token): string | undefined {
  return words.length === 1 ? words[0] : undefined
}

function pairOf(one: string, other: string): number {
  return hashText(`${one} ${other}`) | 0
}
