// Mends words that thumbs misspelt, toward the words of the bot's own sample utterances. Inflections are bot/nlu/stem.ts.

import { hashText } from "./hashing.ts"
import { stemEnglish } from "./stem.ts"
import { synonymGroups } from "./thesaurus.ts"
import { wordClass } from "./word-classes.ts"

/** Shorter words have too many neighbors to be mended safely ("book", "look", "cook"). */
const SHORTEST = 5
const LONGEST = 24
/** No more words of a text are mended; a text with more unknown words is about something else. */
const MOST_REPAIRS = 4

/** Slips that cost more are not believed: a wrong first letter beside no key, say. */
const MOST_COSTLY = 1.25

const KEY_ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]

/** Mends words that are one slip away from exactly one known word. */
export class SpellingCorrector {
  readonly #known: ReadonlySet<string>
  /** Known words by themselves with each one letter left out (hashes): two words a slip apart share such a form. */
  readonly #forms = new Map<number, string[]>()

  readonly #isEnglish: boolean

  constructor(vocabulary: readonly string[], localeId: string) {
    this.#known = new Set(vocabulary)
    this.#isEnglish = localeId.startsWith("en")
    for (const word of vocabulary) {
      if (word.length < SHORTEST || word.length > LONGEST) continue
      for (const form of formsOf(word)) {
        const list = this.#forms.get(form)
        if (list === undefined) this.#forms.set(form, [word])
        else if (!list.includes(word)) list.push(word)
      }
    }
  }

  /** @returns the words with the misspelt ones mended; the same array when nothing was wrong. */
  correct(words: readonly string[]): readonly string[] {
    let repairs = 0
    let mended: string[] | undefined
    for (let i = 0; i < words.length && repairs < MOST_REPAIRS; i += 1) {
      const word = words[i] as string
      if (word.length < SHORTEST - 1 || word.length > LONGEST || this.#isRight(word)) continue
      repairs += 1
      const better = this.#findNeighbor(word)
      if (better === undefined) continue
      mended ??= [...words]
      mended[i] = better
    }
    return mended ?? words
  }

  // "lights" is a word of its own, though "flights" may be the only one the bot knows.
  #isRight(word: string): boolean {
    return this.#known.has(word) || (this.#isEnglish && isEverydayWord(word))
  }

  #findNeighbor(word: string): string | undefined {
    let best: string | undefined
    let bestCost = MOST_COSTLY
    for (const form of formsOf(word)) {
      for (const candidate of this.#forms.get(form) ?? []) {
        const cost = slipCost(word, candidate)
        if (cost < bestCost) {
          best = candidate
          bestCost = cost
        } else if (cost === bestCost && candidate !== best && best !== undefined) {
          best = candidate < best ? candidate : best
        }
      }
    }
    return best
  }
}

function formsOf(word: string): number[] {
  const forms = [hashText(word) | 0]
  for (let i = 0; i < word.length; i += 1) forms.push(hashText(word.slice(0, i) + word.slice(i + 1)) | 0)
  return forms
}

/** The price of the one slip that makes `typed` of `meant`: cheaper for slips thumbs make; infinite for more than one. */
function slipCost(typed: string, meant: string): number {
  let start = 0
  while (start < typed.length && start < meant.length && typed[start] === meant[start]) start += 1
  let tail = 0
  const room = Math.min(typed.length, meant.length) - start
  while (tail < room && typed[typed.length - 1 - tail] === meant[meant.length - 1 - tail]) tail += 1
  const wrong = typed.slice(start, typed.length - tail)
  const right = meant.slice(start, meant.length - tail)
  // The first letter is seldom wrong.
  const place = start === 0 ? 0.6 : 0
  if (wrong.length + right.length === 1) return 0.7 + place
  if (wrong.length === 2 && right.length === 2 && wrong[0] === right[1] && wrong[1] === right[0]) return 0.6 + place
  if (wrong.length === 1 && right.length === 1) return (areNeighbors(wrong, right) ? 0.6 : 1) + place
  return Number.POSITIVE_INFINITY
}

function areNeighbors(a: string, b: string): boolean {
  for (let row = 0; row < KEY_ROWS.length; row += 1) {
    const at = KEY_ROWS[row]?.indexOf(a) ?? -1
    if (at < 0) continue
    return [row - 1, row, row + 1].some((other) => {
      const position = KEY_ROWS[other]?.indexOf(b) ?? -1
      return position >= 0 && Math.abs(position - at) <= 1
    })
  }
  return false
}

function isEverydayWord(word: string): boolean {
  return synonymGroups("en").has(stemEnglish(word)) || wordClass(word) !== undefined
}
