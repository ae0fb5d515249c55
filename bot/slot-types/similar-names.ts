// Suggests names that are close to one: compounds of it and names that sound the same, from a list.

import { foldWord } from "./tokens.ts"
import { slipsBetween, soundOf } from "./vocabulary.ts"

/** Lex's own examples give two names beside the one said. */
const MAX_SIMILAR = 2
const MAX_SLIPS = 2

/** Prepares suggestions from a list of names. */
export function createSimilarNames(names: readonly string[]): (name: string) => readonly string[] {
  const bySound = Map.groupBy(names, (name) => soundOf(foldWord(name)))
  const compounds = Map.groupBy(
    names.filter((name) => /[ -]/.test(name)),
    (name) => foldWord(name.split(/[ -]/)[0] ?? ""),
  )
  return (name) => {
    const folded = foldWord(name)
    const own = compounds.get(folded) ?? []
    if (own.length > 0) return own.slice(0, MAX_SIMILAR)
    return (bySound.get(soundOf(folded)) ?? [])
      .map((candidate) => ({ candidate, slips: slipsBetween(folded, foldWord(candidate), MAX_SLIPS) }))
      .filter(({ slips }) => slips > 0 && slips <= MAX_SLIPS)
      .map((found) => ({ ...found, stretch: Math.abs(found.candidate.length - name.length) }))
      .sort((first, second) => first.slips - second.slips || first.stretch - second.stretch)
      .slice(0, MAX_SIMILAR)
      .map(({ candidate }) => candidate)
  }
}
