// Which words of an utterance carry content besides given parts of it: "make it three nights, please" is about nothing
// but three nights. Finding those parts is bot/nlu.

import { type DialogWords, ENGLISH_WORDS, fold } from "./dialog-words.ts"

/** A stretch of a text in UTF-16 code units. */
type Span = { readonly start: number; readonly end: number }

/**
 * The words outside the given stretches that say something.
 *
 * @param names Names whose words ("NumberOfNights": number, nights) count as saying nothing new.
 */
export function contentWordsOutside(
  text: string,
  spans: readonly Span[],
  names: readonly string[],
  { fillers, word }: DialogWords = ENGLISH_WORDS,
): string[] {
  const known = new Set(names.flatMap(wordsOfName))
  const words: string[] = []
  for (const match of fold(text).replaceAll("’", "'").matchAll(word)) {
    const [start, end] = [match.index, match.index + match[0].length]
    if (spans.some((span) => start < span.end && span.start < end)) continue
    if (!fillers.has(match[0]) && !known.has(stem(match[0]))) words.push(match[0])
  }
  return words
}

function wordsOfName(name: string): string[] {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^\p{L}\p{N}]+/u)
  return words.filter(Boolean).map((word) => stem(fold(word)))
}

/** Singular and plural are one word. */
function stem(word: string): string {
  return word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word
}
