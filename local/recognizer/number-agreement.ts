// One of something is said with another word than two of it: from the sentences that tell how many, those that tell of one.
// English; other languages keep the sentences they have.

/** What is more than one, and one of it, where an "s" more isn't all the difference. */
const SINGULARS: ReadonlyMap<string, string> = new Map([
  ["people", "person"],
  ["children", "child"],
  ["men", "man"],
  ["women", "woman"],
])

/**
 * The sentence about one.
 *
 * @param template A sample utterance, slots in braces.
 * @param isCount Whether a slot's values are numbers, by its lower-case name.
 * @returns `undefined` when no number in it is followed by a word for several things.
 */
export function withOne(template: string, isCount: (slotName: string) => boolean): string | undefined {
  const changed = template.replaceAll(
    /\{([^{}]+)\}(\s+)(\p{L}+)/gu,
    (all, slot: string, space: string, noun: string) => {
      const one = isCount(slot.trim().toLowerCase()) ? toSingular(noun) : undefined
      return one === undefined ? all : `one${space}${one}`
    },
  )
  return changed === template ? undefined : changed
}

function toSingular(noun: string): string | undefined {
  return SINGULARS.get(noun) ?? (/[^su]s$/.test(noun) ? noun.slice(0, -1) : undefined)
}
