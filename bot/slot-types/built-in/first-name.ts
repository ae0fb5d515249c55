// AMAZON.FirstName: first names as typed, with similar names as candidates.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-first-name.html

import type { SlotResolver } from "#bot/language-model.ts"
import { type AnswerWording, ENGLISH_WORDING } from "../answer-wording.ts"
import { FIRST_NAMES, TITLES } from "../data/names.ts"
import { createOpenResolver } from "../gazetteer.ts"
import type { ValueReader } from "../reading.ts"
import { createSimilarNames } from "../similar-names.ts"
import { type Token, wordAt } from "../tokens.ts"
import { createListedNameReader, isAfterCue, isBehindHyphen, mayBeName, nameEnd, nameReading } from "./person-name.ts"

/** "i am" and "this is" open much else than names: after them only listed names count. */
const LOOSE_CUES = new Set(["am", "im", "is"])

/** Makes the resolver of AMAZON.FirstName. */
export function createFirstNameResolver(wording: AnswerWording = ENGLISH_WORDING): SlotResolver {
  const similar = createSimilarNames(FIRST_NAMES)
  const readListed = createListedNameReader(FIRST_NAMES)
  const read: ValueReader = (tokens, at, context) => {
    if (isBehindHyphen(tokens, at)) return undefined
    const listed = readListed(tokens, at, context)
    const isCued = isAfterCue(tokens, at, wording.nameCues)
    if (listed !== undefined && !("isImpossible" in listed)) {
      // "Mary-Anne" is one name, though a list has Mary.
      const end = nameEnd(tokens, listed.end - 1)
      return nameReading(tokens, at, end, similar, Boolean(listed.isWeak) && !isCued)
    }
    const isLoose = LOOSE_CUES.has(wordAt(tokens, at - 1)) && !["name", "names"].includes(wordAt(tokens, at - 2))
    if (!isCued || isLoose || !mayBeName(tokens[at], wording) || TITLES.has(wordAt(tokens, at))) return undefined
    return nameReading(tokens, at, nameEnd(tokens, at), similar, false)
  }
  return createOpenResolver(read, {
    maxWords: 4,
    allowsDigits: false,
    pick: pickFirst,
    similar,
    wording,
  })
}

/** The first word of a name behind a title, with what hyphens join to it. */
function pickFirst(words: readonly Token[]): readonly Token[] {
  const start = words.length > 1 && TITLES.has(words[0]?.word ?? "") ? 1 : 0
  let end = start + 1
  while (words[end]?.isGlued) end++
  return words.slice(start, end)
}
