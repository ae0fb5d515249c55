// Sample utterances and messages taken apart for comparison: placeholders, normal forms, content words.
// How the assistant understands sentences is bot/nlu.

import type { Intent } from "#bot/definition.ts"

/** The names in braces, in order: `book a {Size} car` has `Size`. Escaped braces don't count. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/(?<!\\)\{([^{}]*)\}/g)].map((match) => (match[1] ?? "").trim())
}

/** Whether every brace belongs to a pair, not nested. */
export function hasBalancedBraces(text: string): boolean {
  return !/[{}]/.test(text.replace(/\\[{}]/g, "").replace(/\{[^{}]*\}/g, ""))
}

/**
 * The form in which Lex tells utterances apart: case, final punctuation, kinds of apostrophe and white space don't count.
 *
 * @param intent Its slots: a placeholder counts by its slot's type, for two slots of one type understand the same words.
 */
export function normalUtterance(utterance: string, intent: Intent): string {
  const types = new Map(intent.slots.map((slot) => [slot.name.toLowerCase(), slot.slotTypeName]))
  return utterance
    .normalize("NFKC")
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .toLowerCase()
    .replace(/\{([^{}]*)\}/g, (_, name: string) => ` {${types.get(name.trim()) ?? name.trim()}} `)
    .replace(/[.?!,]+(?=\s|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim()
}

const LITTLE_WORDS: ReadonlySet<string> = new Set(
  "a an and are can could do for give have i i'd i'm i'll in is it like me my of on please some that the this to us want we with would you your".split(
    " ",
  ),
)

const QUESTION_WORDS: ReadonlySet<string> = new Set(["what", "which", "who", "how", "when", "where", "why"])

/**
 * The words that carry meaning, each once and sorted: two utterances with the same ones are hard to tell apart.
 * When nothing but a question word is left, every word counts ("what is this", "what can you do").
 */
export function contentWords(normal: string): string {
  const all = normal.split(" ")
  const words = all.filter((word) => !LITTLE_WORDS.has(word))
  const kept = words.every((word) => QUESTION_WORDS.has(word)) ? all : words
  return [...new Set(kept)].sort().join(" ")
}
