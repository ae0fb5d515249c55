// How many come along when children are counted apart: they take a bed or a seat like anybody else.

import type { AttributeChanges, Turn } from "../lex-event.ts"

/** How many there are in all, once the children that were told apart are among them. */
export type Party = { readonly total: number; readonly attributes: AttributeChanges }

/**
 * Adds children to the number of people. What is told of children later replaces the children, not everybody: "only two
 * children" of four adults and three children leaves six.
 *
 * @param people As told; everybody, once children were added.
 * @param children As told since they were last added.
 * @returns `undefined` while one of the numbers is unknown, or is no number of people.
 */
export function addChildren(turn: Turn, people: number | undefined, children: number | undefined): Party | undefined {
  if (people === undefined || children === undefined || !Number.isInteger(children) || children < 0) return undefined
  const known = parseParty(turn.attributes.party)
  // Another total than the one reckoned with was told anew, without children.
  const adults = known !== undefined && known.adults + known.children === people ? known.adults : people
  return { total: adults + children, attributes: { party: JSON.stringify({ adults, children }) } }
}

function parseParty(text: string | undefined) {
  return text === undefined ? undefined : (JSON.parse(text) as { readonly adults: number; readonly children: number })
}
