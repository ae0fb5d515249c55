// AMAZON.StreetName: street names by their looks ("Fifth Avenue"), as typed.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-street-name.html

import type { SlotResolver } from "#bot/language-model.ts"
import { type AnswerWording, ENGLISH_WORDING } from "../answer-wording.ts"
import { FILLER_WORDS } from "../data/answer-words.ts"
import { isCommonWord } from "../data/common-words.ts"
import { COMPASS_WORDS, STREET_WORDS, WORDLIKE_STREET_WORDS } from "../data/place-words.ts"
import { createOpenResolver } from "../gazetteer.ts"
import type { ValueReader } from "../reading.ts"
import { isPhraseEnd, type Token, wordAt } from "../tokens.ts"

/** More words than this before "street" are a sentence. */
const MAX_WORDS = 4

function hasCapital(token: Token | undefined): boolean {
  return token !== undefined && /^\p{Lu}/u.test(token.text)
}

/** Whether a word may be part of a street's name: names and numbers ("5th") are, prepositions and verbs aren't. */
function isNameWord(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined || token.kind === "mark") return false
  if (token.kind === "digits") return tokens[at + 1]?.isGlued === true && tokens[at + 1]?.kind === "word"
  if (hasCapital(token) || token.isGlued) return true
  return !FILLER_WORDS.has(token.word)
}

function isKindWord(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at)
  if (!STREET_WORDS.has(word)) return false
  return !WORDLIKE_STREET_WORDS.has(word) || hasCapital(tokens[at])
}

/** Whether a name may start here: behind a house number, a preposition or a capital, not in the middle of words. */
function isNameStart(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  return before === undefined || before.kind !== "word" || FILLER_WORDS.has(before.word) || hasCapital(tokens[at])
}

/** Where the last word of a street's kind ends that belongs to the name starting here. */
function kindEnd(tokens: readonly Token[], at: number): number | undefined {
  let end: number | undefined
  for (let place = at + 1; place <= at + MAX_WORDS; place++) {
    if (isKindWord(tokens, place)) end = place + 1
    if (!isNameWord(tokens, place)) break
  }
  return end
}

/** Where a street's name ends that starts here: after its kind and a compass word. */
const readStreet: ValueReader = (tokens, at) => {
  if (!isNameWord(tokens, at) || !isNameStart(tokens, at)) return undefined
  const end = kindEnd(tokens, at)
  if (end === undefined) return undefined
  const isPlain = tokens.slice(at, end - 1).every((token) => isCommonWord(token.word) && !hasCapital(token))
  const hasStop = wordAt(tokens, end) === "." && !isPhraseEnd(tokens, end + 1)
  const compassAt = hasStop ? end + 1 : end
  const last = COMPASS_WORDS.has(wordAt(tokens, compassAt)) ? compassAt + 1 : end
  const name = joined(tokens, at, last)
  return { end: last, interpreted: name, resolved: [name], isWeak: isPlain }
}

function joined(tokens: readonly Token[], start: number, end: number): string {
  let text = ""
  for (const token of tokens.slice(start, end)) text += token.isGlued || text === "" ? token.text : ` ${token.text}`
  return text
}

/** Makes the resolver of AMAZON.StreetName; it reads English street names unless given another reader. */
export function createStreetNameResolver(
  read: ValueReader = readStreet,
  wording: AnswerWording = ENGLISH_WORDING,
): SlotResolver {
  return createOpenResolver(read, { maxWords: 6, allowsDigits: true, wording })
}
