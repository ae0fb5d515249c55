// Words that tell slots of one type apart: "until" is said of a last day and never of a first one. Learned from the sample
// utterances; finding the values is slot-finder.ts.

import type { Slot } from "#bot/definition.ts"
import type { Template } from "./templates.ts"

/** So many words before a value may tell what it is. */
const REACH = 3

/** Words that stand in any sentence: that one slot's samples have them and the other's don't is chance. */
const NO_CUES = new Set(
  "i you he she it we they me us them my your our their a an the this that am is are was were be been do does did have has had will would can could shall should may might please and or not so".split(
    " ",
  ),
)

/** The cues of the slots that share their type with another. */
export class SlotCues {
  readonly #cues: ReadonlyMap<string, ReadonlySet<string>>

  constructor(templates: readonly Template[], slots: readonly Slot[]) {
    const near = new Map(slots.map(({ name }): [string, Set<string>] => [name, new Set()]))
    for (const { pieces } of templates) {
      for (const [at, piece] of pieces.entries()) {
        if (!("slotName" in piece)) continue
        for (const other of [...pieces.slice(Math.max(0, at - REACH), at), ...pieces.slice(at + 1, at + 2)]) {
          if ("word" in other && !NO_CUES.has(other.word)) near.get(piece.slotName)?.add(other.word)
        }
      }
    }
    this.#cues = new Map(slots.map((slot) => [slot.name, withoutShared(slot, slots, near)]))
  }

  /**
   * The slots that the words before and behind a value speak of.
   *
   * @param before The words of the text up to the value.
   * @param after Those behind it.
   */
  findTold(slots: readonly Slot[], before: readonly string[], after: readonly string[]): Slot[] {
    const beside = [...before.slice(-REACH), ...after.slice(0, 1)]
    return slots.filter(({ name }) => beside.some((word) => this.#cues.get(name)?.has(word) === true))
  }
}

function withoutShared(
  slot: Slot,
  slots: readonly Slot[],
  near: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const others = slots.filter(({ name, slotTypeName }) => name !== slot.name && slotTypeName === slot.slotTypeName)
  const isOwn = (word: string) => !others.some(({ name }) => near.get(name)?.has(word))
  return new Set([...(near.get(slot.name) ?? [])].filter(isOwn))
}
