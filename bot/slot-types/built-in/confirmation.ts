// AMAZON.Confirmation: what was said becomes Yes, No, Maybe or Don't know.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-confirmation.html

import { CONFIRMATION_PHRASES, type Confirmation } from "../data/confirmation-words.ts"
import { oneValue, type ValueReader } from "../reading.ts"
import { hasWords, type Token, tokenize, wordAt } from "../tokens.ts"

type Phrase = { readonly words: readonly string[]; readonly value: Confirmation }

function byFirstWord(
  phrases: Readonly<Record<Confirmation, readonly string[]>>,
): ReadonlyMap<string, readonly Phrase[]> {
  const all = Object.entries(phrases).flatMap(([value, texts]) =>
    texts.map((text): Phrase => ({ words: tokenize(text).map(({ word }) => word), value: value as Confirmation })),
  )
  all.sort((first, second) => second.words.length - first.words.length)
  return Map.groupBy(all, ({ words: [first = ""] }) => first)
}

/** English words that mean yes or no only as a whole answer: in a sentence they do other work. */
const WEAK_WORDS: ReadonlySet<string> = new Set(
  (
    "right good great fine please n y k course perfect continue stop cancel pass likely possible never nothing true false " +
    "wrong correct submit dont may indeed exactly sometimes depends whatever unknown neither accept confirm"
  ).split(" "),
)

/** Yes and no said more than once, or with a courtesy, are one answer: "yes yes", "no no no". */
const MAX_REPEATS = 8

/**
 * Makes the reader of AMAZON.Confirmation.
 *
 * @param weakWords Words that mean yes or no only as a whole answer.
 */
export function createConfirmationReader(
  phrases: Readonly<Record<Confirmation, readonly string[]>> = CONFIRMATION_PHRASES,
  weakWords: ReadonlySet<string> = WEAK_WORDS,
): ValueReader {
  const known = byFirstWord(phrases)
  const phraseAt = (tokens: readonly Token[], at: number) =>
    known.get(wordAt(tokens, at))?.find(({ words }) => hasWords(tokens, at, words))
  return (tokens, at) => {
    const phrase = phraseAt(tokens, at)
    if (phrase === undefined) return undefined
    let end = at + phrase.words.length
    for (let repeats = 0; repeats < MAX_REPEATS; repeats++) {
      const from = wordAt(tokens, end) === "," ? end + 1 : end
      const again = phraseAt(tokens, from)
      if (again?.value !== phrase.value) break
      end = from + again.words.length
    }
    const isWeak = phrase.words.length === 1 && end === at + 1 && weakWords.has(wordAt(tokens, at))
    return oneValue(end, phrase.value, isWeak)
  }
}
