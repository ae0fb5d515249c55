// A weighted graph of words, as speech is searched with it: states, words between them, and ways that need no word.
// What is in the graph is language-graph.ts; what searches it is search-network.ts.

/** A word as it may be said. */
export type SpokenWord = {
  /** Tells words with different writings or sounds apart; never empty, without spaces. */
  readonly label: string
  /** What is written when it is said; empty for what is heard but not written. */
  readonly text: string
  /** A letter or digit of something spelled, which is written without a space to its neighbors. */
  readonly isSpelled?: true
  /** ARPAbet, phones parted by spaces; without it the dictionary and the spelling tell. */
  readonly phones?: string
  /** Words said in one breath, which are searched as one: "New York". */
  readonly parts?: readonly SpokenWord[]
}

/** Words as one; a single one stays what it is. */
export function inOneBreath(parts: readonly SpokenWord[]): SpokenWord | undefined {
  if (parts.length < 2) return parts[0]
  return { label: parts.map(({ label }) => label).join("_"), text: parts.map(({ text }) => text).join(" "), parts }
}

/** One word between two states. Weights are natural logarithms of probabilities. */
export type WordArc = {
  readonly from: number
  readonly to: number
  readonly word: SpokenWord
  readonly weight: number
}

type EmptyArc = { readonly to: number; readonly weight: number }

/** Grows state by state; state numbers count from 0. */
export class WordGraph {
  readonly arcs: WordArc[] = []
  readonly #empty: EmptyArc[][] = []

  /** How many states there are. */
  get size(): number {
    return this.#empty.length
  }

  addState(): number {
    return this.#empty.push([]) - 1
  }

  addWord(from: number, to: number, word: SpokenWord, weight = 0): void {
    this.arcs.push({ from, to, word, weight })
  }

  /** Joins two states by a way that needs no word. */
  addEmpty(from: number, to: number, weight = 0): void {
    if (from !== to) this.#empty[from]?.push({ to, weight })
  }

  /** The best way without a word from a state to each other one that has any, and to itself: chains are followed. */
  waysFrom(from: number): readonly { readonly to: number; readonly weight: number }[] {
    return [...this.#reach(from)].map(([to, weight]) => ({ to, weight }))
  }

  #reach(from: number): ReadonlyMap<number, number> {
    const best = new Map([[from, 0]])
    const open = [from]
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      const weight = best.get(state) ?? 0
      for (const arc of this.#empty[state] ?? []) {
        const known = best.get(arc.to)
        // Weights are negative, so no way around gains anything.
        if (known !== undefined && known >= weight + arc.weight) continue
        best.set(arc.to, weight + arc.weight)
        open.push(arc.to)
      }
    }
    return best
  }
}
