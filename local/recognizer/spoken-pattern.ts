// What is said for a slot type that is a regular expression: its letters and digits spelled one by one, in the places the
// pattern has them. Patterns this can't follow are spelled freely. Judging what was said is bot/slot-types.

import type { Phrase } from "./spoken-grammar.ts"
import { spelledDigit, spelledLetter } from "./spoken-text.ts"
import type { SpokenWord } from "./word-graph.ts"

/** Repetitions beyond this many are said as "once or more often". */
const MAX_COPIES = 16
const SILENT: Phrase = { type: "sequence", parts: [] }

/** @returns `undefined` when the pattern holds what this can't follow. */
export function patternPhrase(pattern: string): Phrase | undefined {
  try {
    return new PatternReader(pattern).read()
  } catch (error) {
    if (error instanceof UnreadablePattern) return undefined
    throw error
  }
}

class UnreadablePattern extends Error {}

class PatternReader {
  readonly #text: string
  #at = 0

  constructor(pattern: string) {
    this.#text = pattern.replace(/^\^/, "").replace(/\$$/, "")
  }

  read(): Phrase {
    const phrase = this.#readChoice()
    if (this.#at < this.#text.length) throw new UnreadablePattern()
    return phrase
  }

  #readChoice(): Phrase {
    const parts = [this.#readSequence()]
    while (this.#take("|")) parts.push(this.#readSequence())
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { type: "choice", parts }
  }

  #readSequence(): Phrase {
    const parts: Phrase[] = []
    while (this.#at < this.#text.length && !"|)".includes(this.#text[this.#at] ?? "")) {
      parts.push(this.#readCount(this.#readAtom()))
    }
    return { type: "sequence", parts }
  }

  #readAtom(): Phrase {
    if (this.#take("(")) {
      if (this.#take("?") && !this.#take(":")) throw new UnreadablePattern()
      const inner = this.#readChoice()
      if (!this.#take(")")) throw new UnreadablePattern()
      return inner
    }
    if (this.#take("[")) return this.#readClass()
    const character = this.#next()
    if (character === "\\") return toPhrase(this.#readEscape())
    if ("*+?{}^$.".includes(character)) throw new UnreadablePattern()
    return toPhrase([character])
  }

  #readClass(): Phrase {
    if (this.#take("^")) throw new UnreadablePattern()
    const characters: string[] = []
    for (let character = this.#next(); character !== "]"; character = this.#next()) {
      if (character === "\\") characters.push(...this.#readEscape())
      else if (this.#text[this.#at] === "-" && this.#text[this.#at + 1] !== "]") {
        this.#at += 1
        characters.push(...range(character, this.#next()))
      } else characters.push(character)
    }
    return toPhrase(characters)
  }

  #readEscape(): readonly string[] {
    const character = this.#next()
    if (character === "d") return range("0", "9")
    if (character === "w") return [...range("a", "z"), ...range("0", "9")]
    if (character === "s") return [" "]
    if (/[a-z]/i.test(character)) throw new UnreadablePattern()
    return [character]
  }

  #readCount(part: Phrase): Phrase {
    if (this.#take("?")) return { type: "optional", part }
    if (this.#take("+")) return { type: "repeated", part }
    if (this.#take("*")) return { type: "optional", part: { type: "repeated", part } }
    const count = /^\{(\d+)(,?)(\d*)\}/.exec(this.#text.slice(this.#at))
    if (count === null) return part
    this.#at += count[0].length
    const least = Number(count[1])
    const most = count[2] === "" ? least : count[3] === "" ? MAX_COPIES + 1 : Number(count[3])
    if (most > MAX_COPIES) return { type: "repeated", part }
    let rest = SILENT
    for (let copies = least; copies < most; copies++) {
      rest = { type: "optional", part: { type: "sequence", parts: [part, rest] } }
    }
    return { type: "sequence", parts: [...Array.from({ length: least }, () => part), rest] }
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false
    this.#at += 1
    return true
  }

  #next(): string {
    const character = this.#text[this.#at]
    if (character === undefined) throw new UnreadablePattern()
    this.#at += 1
    return character
  }
}

function range(first: string, last: string): readonly string[] {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)]
  if (to < from || to - from > 128) throw new UnreadablePattern()
  return Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i))
}

/** One of some characters, as it is said; marks may be left unsaid. */
function toPhrase(characters: readonly string[]): Phrase {
  const said = new Map<string, SpokenWord>()
  let isSilent = characters.length === 0
  for (const character of characters) {
    const word = /\d/.test(character) ? spelledDigit(character) : spelledLetter(character)
    if (word === undefined) isSilent = true
    else said.set(word.label, word)
  }
  const parts = [...said.values()].map((word): Phrase => ({ type: "word", word }))
  if (parts.length === 0) return characters.includes("-") ? { type: "optional", part: DASH } : SILENT
  const choice: Phrase = { type: "choice", parts }
  return isSilent ? { type: "optional", part: choice } : choice
}

const DASH: Phrase = { type: "word", word: { label: "dash", text: "-", isSpelled: true } }
