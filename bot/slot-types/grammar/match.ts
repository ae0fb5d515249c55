// Matches words against a grammar's rules and tells which scripts to run. What scripts do is tag-script.ts.

import type { Token } from "../tokens.ts"
import { settleWord } from "../vocabulary.ts"
import type { Expansion, Grammar } from "./srgs.ts"

/** A script to run, or a rule that was used with what happened in it; in the order it was said. */
export type Action =
  | { readonly kind: "tag"; readonly script: string }
  | {
      readonly kind: "rule"
      readonly id: string
      readonly start: number
      readonly end: number
      readonly actions: readonly Action[]
    }

/** One way to match: up to which token, and what happens. */
export type Derivation = { readonly end: number; readonly actions: readonly Action[] }

/** Ambiguous grammars could take for ever: beyond this many steps a text counts as not matched. */
const MAX_STEPS = 50_000

class Matcher {
  readonly #grammar: Grammar
  readonly #tokens: readonly Token[]
  readonly #known = new Map<string, readonly Derivation[]>()
  #steps = 0

  constructor(grammar: Grammar, tokens: readonly Token[]) {
    this.#grammar = grammar
    this.#tokens = tokens
  }

  /** The ways a rule matches from a token on, the earliest written first, one per end. */
  matchRule(id: string, start: number): readonly Derivation[] {
    const key = `${start} ${id}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    // A rule that begins with itself matches nothing by it.
    this.#known.set(key, [])
    const expansion = this.#grammar.rules.get(id)
    const found = expansion === undefined ? [] : this.#match(expansion, start)
    const derivations = found.map(
      ({ end, actions }): Derivation => ({ end, actions: [{ kind: "rule", id, start, end, actions }] }),
    )
    this.#known.set(key, derivations)
    return derivations
  }

  #match(expansion: Expansion, start: number): readonly Derivation[] {
    this.#steps++
    if (this.#steps > MAX_STEPS) return []
    switch (expansion.kind) {
      case "words":
        return this.#matchWords(expansion.words, start)
      case "sequence":
        return this.#matchSequence(expansion.parts, start)
      case "choice":
        return onePerEnd(expansion.alternatives.flatMap((alternative) => this.#match(alternative, start)))
      case "repeat":
        return this.#matchRepeat(expansion.of, expansion.least, expansion.most, start)
      case "rule":
        return this.matchRule(expansion.id, start)
      case "garbage":
        return this.#tokens
          .slice(start)
          .reduce<Derivation[]>(
            (all, _token, at) => [...all, { end: start + at + 1, actions: [] }],
            [{ end: start, actions: [] }],
          )
      case "tag":
        return [{ end: start, actions: [{ kind: "tag", script: expansion.script }] }]
      case "never":
        return []
    }
  }

  #matchWords(words: readonly string[], start: number): readonly Derivation[] {
    let at = start
    for (const word of words) {
      while (this.#tokens[at]?.kind === "mark") at++
      const token = this.#tokens[at]
      if (token === undefined || settleWord(token.word) !== word) return []
      at++
    }
    return [{ end: at, actions: [] }]
  }

  #matchSequence(parts: readonly Expansion[], start: number): readonly Derivation[] {
    let open: readonly Derivation[] = [{ end: start, actions: [] }]
    for (const part of parts) {
      open = this.#continue(open, part)
      if (open.length === 0) break
    }
    return open
  }

  #continue(open: readonly Derivation[], part: Expansion): readonly Derivation[] {
    return onePerEnd(
      open.flatMap((derivation) =>
        this.#match(part, derivation.end).map(({ end, actions }) => ({
          end,
          actions: [...derivation.actions, ...actions],
        })),
      ),
    )
  }

  #matchRepeat(of: Expansion, least: number, most: number, start: number): readonly Derivation[] {
    let open: readonly Derivation[] = [{ end: start, actions: [] }]
    const done: Derivation[] = least === 0 ? [...open] : []
    for (let count = 1; count <= most && open.length > 0; count++) {
      const before = new Set(open.map(({ end }) => end))
      open = this.#continue(open, of).filter(({ end }) => count <= least || !before.has(end))
      if (count >= least) done.push(...open)
    }
    // The longest repeat is tried first, as a listener would.
    return onePerEnd(done.reverse())
  }
}

function onePerEnd(derivations: readonly Derivation[]): readonly Derivation[] {
  const seen = new Set<number>()
  return derivations.filter(({ end }) => !seen.has(end) && seen.add(end))
}

/** The longest match of a grammar's root rule from a token on. */
export function matchGrammar(grammar: Grammar, tokens: readonly Token[], start: number): Derivation | undefined {
  const derivations = new Matcher(grammar, tokens).matchRule(grammar.root, start)
  let longest: Derivation | undefined
  for (const derivation of derivations) if (derivation.end > (longest?.end ?? start)) longest = derivation
  return longest
}
