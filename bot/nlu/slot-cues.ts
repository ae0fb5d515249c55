// Words that tell slots of one type apart: "until" is said of a last day and never of a first one. Learned from the sample
// utterances; finding the values is slot-finder.ts.

import type { Slot } from "#bot/definition.ts"
import type { Template, TemplatePiece } from "./templates.ts"
import { wordClass } from "./word-classes.ts"

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
    // What a slot is called tells of it, too: "pick up" of PickUpDate.
    const near: Near = new Map(
      slots.map(({ name }) => [name, new Map(cuesOf(wordsOfName(name), []).map((cue) => [cue, 1]))]),
    )
    const typeOf = new Map(slots.map(({ name, slotTypeName }) => [name, slotTypeName]))
    for (const { pieces } of templates) {
      for (const [at, piece] of pieces.entries()) {
        if (!("slotName" in piece)) continue
        const wordsOf = (from: number, to: number) =>
          pieces.slice(Math.max(0, from), to).flatMap((other) => ("word" in other ? [other.word] : []))
        const counts = near.get(piece.slotName)
        // What stands before another value of the type is said of that one: "from" of "from {Origin} to {Destination}".
        const type = typeOf.get(piece.slotName)
        const isAlike = (other: TemplatePiece) => "slotName" in other && typeOf.get(other.slotName) === type
        const lastAlike = pieces.slice(0, at).findLastIndex(isAlike)
        for (const cue of cuesOf(wordsOf(Math.max(at - REACH, lastAlike + 1), at), wordsOf(at + 1, at + 2))) {
          counts?.set(cue, (counts.get(cue) ?? 0) + 1)
        }
      }
    }
    this.#cues = new Map(slots.map((slot) => [slot.name, withoutShared(slot, slots, near)]))
  }

  /**
   * The slots that the words before and behind a value speak of: the nearest that tells of any decides.
   *
   * @param before The words of the text up to the value.
   * @param after Those behind it.
   */
  findTold(slots: readonly Slot[], before: readonly string[], after: readonly string[]): Slot[] {
    for (let distance = 1; distance <= REACH; distance += 1) {
      const nearest = cuesOf(before.slice(-distance).slice(0, 1), distance === 1 ? after.slice(0, 1) : [])
      const told = slots.filter(({ name }) => nearest.some((cue) => this.#cues.get(name)?.has(cue) === true))
      if (told.length > 0) return told
    }
    return []
  }
}

// What stands behind a value is another cue than the same word before it: "friday, return sunday" tells of a way back
// behind "return", and of the way out before it.
function cuesOf(before: readonly string[], after: readonly string[]): string[] {
  const isCue = (word: string) => !NO_CUES.has(word)
  return [...before.filter(isCue), ...after.filter(isCue).map((word) => BEHIND + word)]
}

const BEHIND = "…"

function wordsOfName(name: string): string[] {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^A-Za-z0-9]+/)
  return words.filter(Boolean).map((word) => word.toLowerCase())
}

function wordOf(cue: string): string {
  return cue.startsWith(BEHIND) ? cue.slice(BEHIND.length) : cue
}

/** How often each cue stands beside each slot in the sample utterances. */
type Near = ReadonlyMap<string, Map<string, number>>

/**
 * A cue tells of a slot when it stands beside it so many times as often as beside any other of its type. Prepositions have
 * to stand beside no other: "on" is said of any day.
 */
const MOSTLY = 3

function withoutShared(slot: Slot, slots: readonly Slot[], near: Near): ReadonlySet<string> {
  const others = slots.filter(({ name, slotTypeName }) => name !== slot.name && slotTypeName === slot.slotTypeName)
  const isOwn = (cue: string, count: number) => {
    const elsewhere = Math.max(0, ...others.map(({ name }) => near.get(name)?.get(cue) ?? 0))
    return elsewhere === 0 || (count >= MOSTLY * elsewhere && wordClass(wordOf(cue)) !== "preposition")
  }
  return new Set([...(near.get(slot.name) ?? [])].filter(([cue, count]) => isOwn(cue, count)).map(([cue]) => cue))
}
