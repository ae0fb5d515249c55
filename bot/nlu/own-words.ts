// The words of an intent's sample utterances, which are values of a slot only where a sample says so: "date" of "change
// the date to friday" is one of that sample's words. Finding values is slot-finder.ts.

import type { Template } from "./templates.ts"

/** The words of sample utterances, and where values stand among them. */
export class OwnWords {
  readonly #words: ReadonlySet<string>
  /** A slot with the words right before and right behind it, as `frameOf` writes them. */
  readonly #frames: ReadonlySet<string>

  constructor(templates: readonly Template[]) {
    const pieces = templates.flatMap((template) => template.pieces)
    this.#words = new Set(pieces.flatMap((piece) => ("word" in piece ? [piece.word] : [])))
    this.#frames = new Set(templates.flatMap(framesIn))
  }

  /**
   * Whether words are no value of a slot though its type lists them: a sample utterance has them for its own, and none
   * has the slot between the same two words ("change the {What} of my booking").
   */
  has(slotName: string, words: readonly string[], before: string | undefined, after: string | undefined): boolean {
    if (!words.every((word) => this.#words.has(word))) return false
    return before === undefined || after === undefined || !this.#frames.has(frameOf(slotName, before, after))
  }
}

function framesIn({ pieces }: Template): string[] {
  return pieces.flatMap((piece, at) => {
    const [before, after] = [pieces[at - 1], pieces[at + 1]]
    if (!("slotName" in piece) || before === undefined || after === undefined) return []
    return "word" in before && "word" in after ? [frameOf(piece.slotName, before.word, after.word)] : []
  })
}

function frameOf(slotName: string, before: string, after: string): string {
  return `${slotName} ${before} ${after}`
}
