// Corrections that say which slot they are for by its name: "her surname is Browne", "change the email to ann@lee.org". The
// name proves what is meant even where a type takes any words; values that prove themselves are cued-correction.ts's.

import type { Slot } from "../definition.ts"
import type { SlotMention } from "../language-model.ts"
import type { ResolveSpan } from "./cued-correction.ts"

/** What stands between the name of a slot and its value. */
const IS = "(?:is|was|should be|must be|has to be|to|=|:)"

const CLOSING = /(?:[\s.!?,]|\b(?:please|instead|not)\b)+$/i

/** More words than these are no value of a slot, but a sentence. */
const MOST_WORDS = 6

/**
 * Finds the slot that a sentence names, and its new value.
 *
 * @param candidates The slots that may be meant.
 * @returns an empty list when none is named, or more than one.
 */
export function findNamedCorrection(text: string, candidates: readonly Slot[], resolve: ResolveSpan): SlotMention[] {
  const found = candidates.flatMap((slot): SlotMention[] => {
    const match = patternFor(slot.name)?.exec(text)
    const said = match?.[1]?.replace(CLOSING, "") ?? ""
    if (match === null || match === undefined || said === "" || said.split(/\s+/).length > MOST_WORDS) return []
    const value = resolve(slot, said)
    if (value?.value?.interpretedValue === undefined) return []
    const start = match.index + match[0].length - (match[1]?.length ?? 0)
    return [{ slotName: slot.name, start, end: start + said.length, slot: value, isNegated: false }]
  })
  return found.length === 1 ? found : []
}

const patterns = new Map<string, RegExp>()

/** The name in words, however it is written; a name of one letter is none. */
function patternFor(slotName: string): RegExp | undefined {
  const known = patterns.get(slotName)
  if (known !== undefined) return known
  const words = slotName
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  if (words.join("").length < 2) return undefined
  const pattern = new RegExp(`\\b${words.join("[\\s-]?")}\\s*${IS}\\s+(\\S.*)$`, "i")
  patterns.set(slotName, pattern)
  return pattern
}
