// "One" as a pronoun, which counts nothing: "the cheaper one", "that one please". It is English; other languages have
// words of their own for it.

import { contentWordsOutside } from "./spare-words.ts"

/** What points at one of several, and what is said of it: up to three words, none of which leads on to something else. */
const POINTING =
  /\b(?:the|this|that|which|another)((?:\s+(?!(?:and|or|for|to|from|of|in|on|at|with|by|is|are|be|was|only|just)\b)\S+){0,3})\s+$/i
const COURTESY = /^\W*(?:(?:please|thanks|thank you)\W*)?$/i

/**
 * Whether a stretch of a text is the pronoun.
 *
 * @param names Slots' names: "make the rooms one" is a number of rooms.
 */
export function isPronounOne(text: string, start: number, end: number, names: readonly string[]): boolean {
  if (text.slice(start, end).toLowerCase() !== "one" || !COURTESY.test(text.slice(end))) return false
  const described = POINTING.exec(text.slice(0, start))?.[1]
  if (described === undefined) return false
  return described === "" || contentWordsOutside(described, [], names).length > 0
}
