// Labels as people say them: "kites and people", "a dog". English, as labels are in every language of the service.

import type { PhotoLabel } from "./photo-attribute.ts"

/** Plurals that aren't made by rule. */
const PLURALS: Readonly<Record<string, string>> = {
  person: "people",
  man: "men",
  woman: "women",
  child: "children",
  mouse: "mice",
  knife: "knives",
  scissors: "scissors",
  skis: "skis",
  sheep: "sheep",
  bus: "buses",
  "wine glass": "wine glasses",
}

/** Names that stay in capitals. */
const SAID_AS_IS: ReadonlySet<string> = new Set(["TV", "DJ"])

/** A label in half a sentence, in the plural when there are several: what isn't counted has no article. */
export function sayLabel({ name, count }: PhotoLabel): string {
  const word = SAID_AS_IS.has(name) ? name : name.toLowerCase()
  if (count > 1) return PLURALS[word] ?? pluralByRule(word)
  if (count === 0 || word.endsWith("s")) return word
  return `${/^[aeiou]/i.test(word) ? "an" : "a"} ${word}`
}

function pluralByRule(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  if (/(?:x|ch|sh)$/.test(word)) return `${word}es`
  return word.endsWith("s") ? word : `${word}s`
}
