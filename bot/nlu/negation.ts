// Tells when a value is named to be refused: "not Paris", "instead of Friday". Finding the values is bot/nlu/slot-finder.ts.

import type { Token } from "./text.ts"

const NEGATORS = new Set([
  ..."not never except without neither nor".split(" "),
  ..."nicht kein keine keinen pas sauf sin non nao excepto".split(" "),
])
// "no" before a comma answers; straight before a value it refuses ("no breakfast", "no paris").
const REFUSERS = new Set(["no", "n't"])
const PHRASES: readonly (readonly string[])[] = [
  ["instead", "of"],
  ["rather", "than"],
  ["anything", "but"],
  ["anywhere", "but"],
  ["other", "than"],
  ["en", "lugar", "de"],
  ["au", "lieu", "de"],
  ["invece", "di"],
]
// Words that may stand between the refusal and the value.
const LINKS = new Set(
  "in at on to from for by of with the a an my that this until till via near go going want need be is it any der die das den dem nach in am um a de du la le les el los en per il lo um para".split(
    " ",
  ),
)
const MAX_LINKS = 3

/** Whether the value that begins at token `start` is being refused. */
export function isNegatedAt(tokens: readonly Token[], start: number): boolean {
  let at = start - 1
  for (let links = 0; at >= 0 && links <= MAX_LINKS; links += 1) {
    if (endsNegator(tokens, at)) return true
    if (!LINKS.has(wordAt(tokens, at))) return false
    at -= 1
  }
  return false
}

function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.text ?? ""
}

function endsNegator(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at)
  if (NEGATORS.has(word) || REFUSERS.has(word)) return true
  return PHRASES.some((phrase) =>
    phrase.every((expected, i) => wordAt(tokens, at - phrase.length + 1 + i) === expected),
  )
}
