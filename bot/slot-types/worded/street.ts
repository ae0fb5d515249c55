// AMAZON.StreetName in the words of a language besides English: behind a word for its kind ("calle Mayor", "rue du Bac"), or
// with one at its end ("Hauptstraße"). House numbers are no part of it.

import type { Language } from "#bot/languages/language.ts"
import type { AnswerWording } from "../answer-wording.ts"
import { oneValue, type ValueReader } from "../reading.ts"
import { type Token, wordAt } from "../tokens.ts"
import { partsOf, wordSet } from "./phrase.ts"

/** No street's name has more words. */
const MOST_WORDS = 6

function isCapital(token: Token | undefined): boolean {
  return token?.kind === "word" && /^\p{Lu}/u.test(token.text)
}

/** Makes the reader of AMAZON.StreetName in a language. */
export function createWordedStreetReader({ streets }: Language, wording: AnswerWording): ValueReader {
  const kinds = wordSet(streets.kinds)
  const endings = [...wordSet(partsOf(streets.endings ?? "").join(" "))]
  const { placeParticles, fillers } = wording

  const isCompound = (token: Token | undefined): boolean =>
    token?.kind === "word" &&
    endings.some((ending) => token.word.length > ending.length + 1 && token.word.endsWith(ending))

  /** Where the name behind a word for its kind ends. */
  const nameEnd = (tokens: readonly Token[], from: number): number | undefined => {
    let end: number | undefined
    let at = from
    for (let words = 0; words < MOST_WORDS; words++) {
      const token = tokens[at]
      const isHyphen = token?.word === "-" && token.isGlued && tokens[at + 1]?.isGlued === true
      const isName = isCapital(token) || (end === undefined && token?.kind === "word" && !fillers.has(token.word))
      if (isName) end = at + 1
      else if (!isHyphen && !placeParticles.has(token?.word ?? "")) break
      at++
    }
    return end
  }

  return (tokens, at) => {
    if (tokens[at]?.kind !== "word") return undefined
    const isKind = kinds.has(wordAt(tokens, at))
    const lastOf = isCapital(tokens[at]) && !isKind && kinds.has(wordAt(tokens, at + 1)) ? at + 2 : undefined
    const ending = isCompound(tokens[at]) ? at + 1 : streets.endings === undefined ? undefined : lastOf
    const end = isKind ? nameEnd(tokens, at + 1) : ending
    return end === undefined ? undefined : oneValue(end, nameOf(tokens, at, end))
  }
}

function nameOf(tokens: readonly Token[], start: number, end: number): string {
  let text = ""
  for (const token of tokens.slice(start, end)) text += token.isGlued || text === "" ? token.text : ` ${token.text}`
  return text
}
