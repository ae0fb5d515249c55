// Which words follow which in the sentences a recognizer listens for: speech about something else can be made of the same
// words, but seldom of the same pairs. What a sentence is made of is language-graph.ts.

import type { LanguageMaterial, Token } from "./language-graph.ts"
import { wordsIn } from "./spoken-grammar.ts"

/** Pairs of words that are known to follow each other. */
export interface WordPairs {
  /**
   * Counts the steps of a sentence that nobody foresaw, those to its first word and from its last among them.
   *
   * @param labels Of its words.
   */
  countUnknown(labels: readonly string[]): number
}

/** Where a sentence begins and ends; no word is written so. */
const EDGE = "|"

/** Learns the pairs of all sentences. Words within a value follow each other in any order. */
export function learnWordPairs({ sentences, values }: LanguageMaterial): WordPairs {
  const followers = new Map<string, Set<string>>()
  for (const { tokens, isPart } of sentences) {
    const symbols = [
      ...(isPart === "end" ? [] : [EDGE]),
      ...tokens.map(symbolOf),
      ...(isPart === "beginning" ? [] : [EDGE]),
    ]
    for (const [index, symbol] of symbols.entries()) if (index > 0) addTo(followers, symbols[index - 1] ?? EDGE, symbol)
  }
  const kinds = new Map<string, Set<string>>()
  for (const [kind, phrase] of values) for (const { label } of wordsIn(phrase)) addTo(kinds, label, kindSymbol(kind))
  const isKnown = (last: string, next: string): boolean => {
    const [lastKinds, nextKinds] = [kinds.get(last) ?? [], kinds.get(next) ?? new Set<string>()]
    if ([...lastKinds].some((kind) => nextKinds.has(kind))) return true
    return [last, ...lastKinds].some((from) => [next, ...nextKinds].some((to) => followers.get(from)?.has(to)))
  }
  return {
    countUnknown: (labels) =>
      [...labels, EDGE].filter((label, index) => !isKnown(labels[index - 1] ?? EDGE, label)).length,
  }
}

function symbolOf(token: Token): string {
  return token.type === "value" ? kindSymbol(token.kind) : token.word.label
}

function kindSymbol(kind: string): string {
  return `{${kind}}`
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key)
  if (known === undefined) sets.set(key, new Set([value]))
  else known.add(value)
}
