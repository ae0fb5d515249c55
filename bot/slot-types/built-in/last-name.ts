// AMAZON.LastName: last names as typed, with similar names as candidates.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-last-name.html

import type { SlotResolver } from "#bot/language-model.ts"
import { type AnswerWording, ENGLISH_WORDING } from "../answer-wording.ts"
import { FIRST_NAMES, LAST_NAMES, TITLES } from "../data/names.ts"
import { createOpenResolver } from "../gazetteer.ts"
import type { ValueReader, ValueReading } from "../reading.ts"
import { createSimilarNames } from "../similar-names.ts"
import { foldWord, type Token, wordAt } from "../tokens.ts"
import { createListedNameReader, isAfterCue, isBehindHyphen, mayBeName, nameEnd, nameReading } from "./person-name.ts"

const FIRST = new Set(FIRST_NAMES.map(foldWord))

/** Words that belong to the last name that follows: "van Gogh", "de la Cruz". */
const PARTICLES = new Set("van von der den de la le di da del dos du al el bin ibn mac mc st".split(" "))

/** Whether what stands before shows that a last name follows: "mr", "surname", a first name. */
function isCued(tokens: readonly Token[], at: number, { nameCues, lastNameCues }: AnswerWording): boolean {
  if (isAfterCue(tokens, at, lastNameCues)) return true
  const titleAt = wordAt(tokens, at - 1) === "." ? at - 2 : at - 1
  if (TITLES.has(wordAt(tokens, titleAt))) return true
  const isFullName = FIRST.has(wordAt(tokens, at - 1)) && isAfterCue(tokens, at - 1, nameCues)
  const isBothCapital = /^\p{Lu}/u.test(tokens[at]?.text ?? "") && /^\p{Lu}/u.test(tokens[at - 1]?.text ?? "")
  return isFullName || (FIRST.has(wordAt(tokens, at - 1)) && isBothCapital)
}

function hasCapital(token: Token | undefined): boolean {
  return token?.kind === "word" && /^\p{Lu}/u.test(token.text)
}

/** Where a name ends that may have a second part: "García Márquez", "Le Goff". */
function lastEnd(tokens: readonly Token[], end: number, wording: AnswerWording): number {
  return hasCapital(tokens[end]) && mayBeName(tokens[end], wording) ? nameEnd(tokens, end) : end
}

/** Makes the resolver of AMAZON.LastName. */
export function createLastNameResolver(wording: AnswerWording = ENGLISH_WORDING): SlotResolver {
  const similar = createSimilarNames(LAST_NAMES)
  const readListed = createListedNameReader(LAST_NAMES)
  const isEnglish = wording === ENGLISH_WORDING
  const readUnlisted = (tokens: readonly Token[], at: number, hasCue: boolean): ValueReading | undefined => {
    let start = at
    while (start - at < 3 && PARTICLES.has(wordAt(tokens, start))) start++
    // "de la Cruz" is one name, though a list has Cruz.
    const isWhole = !isEnglish && start > at && hasCapital(tokens[start])
    if (!isWhole && (!hasCue || !mayBeName(tokens[start], wording))) return undefined
    return nameReading(tokens, at, nameEnd(tokens, start), similar, !hasCue)
  }
  const read: ValueReader = (tokens, at, context) => {
    // "Smith" of "Ngata-Smith" is half a name.
    if (isBehindHyphen(tokens, at)) return undefined
    const hasCue = isCued(tokens, at, wording)
    const listed = readListed(tokens, at, context)
    if (listed === undefined || "isImpossible" in listed) return readUnlisted(tokens, at, hasCue)
    // "Mark" and "James" are first names where another name follows.
    const isFirst = !hasCue && FIRST.has(wordAt(tokens, at))
    const end = nameEnd(tokens, listed.end - 1)
    const last = isEnglish ? end : lastEnd(tokens, end, wording)
    return nameReading(tokens, at, last, similar, !hasCue && (isFirst || Boolean(listed.isWeak)))
  }
  return createOpenResolver(read, { maxWords: 4, allowsDigits: false, pick: pickLast, similar, wording })
}

/** The last word of a name with the particles before it; all of it when it starts with one. */
function pickLast(words: readonly Token[]): readonly Token[] {
  let start = words.length - 1
  while (start > 0 && (PARTICLES.has(words[start - 1]?.word ?? "") || words[start]?.isGlued)) start--
  return words.slice(start)
}
