// AMAZON.Confirmation: what was said becomes Yes, No, Maybe or Don't know.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-confirmation.html

import { CONFIRMATION_PHRASES, type Confirmation } from "../data/confirmation-words.ts"
import { oneValue, type ValueReader } from "../reading.ts"
import { hasWords, tokenize, wordAt } from "../tokens.ts"

type Phrase = { readonly words: readonly string[]; readonly value: Confirmation }

const PHRASES: readonly Phrase[] = Object.entries(CONFIRMATION_PHRASES)
  .flatMap(([value, phrases]) =>
    phrases.map(
      (phrase): Phrase => ({ words: tokenize(phrase).map(({ word }) => word), value: value as Confirmation }),
    ),
  )
  .sort((first, second) => second.words.length - first.words.length)

const BY_FIRST_WORD = Map.groupBy(PHRASES, ({ words: [first = ""] }) => first)

/** Words that mean yes or no only as a whole answer: in a sentence they do other work. */
const WEAK_WORDS = new Set(
  (
    "right good great fine please n y k course perfect continue stop cancel pass likely possible never nothing true false " +
    "wrong correct submit dont may indeed exactly sometimes depends whatever unknown neither accept confirm"
  ).split(" "),
)

/** Yes and no said more than once, or with a courtesy, are one answer: "yes yes", "no no no". */
const MAX_REPEATS = 8

/** Reads AMAZON.Confirmation. */
export const readConfirmation: ValueReader = (tokens, at) => {
  const phrase = BY_FIRST_WORD.get(wordAt(tokens, at))?.find(({ words }) => hasWords(tokens, at, words))
  if (phrase === undefined) return undefined
  let end = at + phrase.words.length
  for (let repeats = 0; repeats < MAX_REPEATS; repeats++) {
    const from = wordAt(tokens, end) === "," ? end + 1 : end
    const again = BY_FIRST_WORD.get(wordAt(tokens, from))?.find(({ words }) => hasWords(tokens, from, words))
    if (again?.value !== phrase.value) break
    end = from + again.words.length
  }
  return oneValue(end, phrase.value, phrase.words.length === 1 && end === at + 1 && WEAK_WORDS.has(wordAt(tokens, at)))
}
