// Parting data into what a model may learn from and what it is measured on. Both ways are the same for the same seed on
// every host; measuring is evaluate.ts.

import { seededRandom } from "#core/units.ts"
import { type Cell, cellsOf, fromRows, type Interactions, selectUsers } from "./interactions.ts"

/** Two matrices over the same visitors and items. */
export type Split = { readonly train: Interactions; readonly heldOut: Interactions }

/**
 * Holds a share of each visitor's items out. Visitors and items in ascending order, each visitor's items shuffled
 * (Fisher–Yates from the end) by one random stream over all visitors, the last `floor(share · n)`, at least one, held out.
 */
export function splitWithinUsers(data: Interactions, share: number, seed: number): Split {
  const random = seededRandom(seed)
  const train: (readonly Cell[])[] = []
  const heldOut: (readonly Cell[])[] = []
  data.userIds.forEach((_, user) => {
    const cells = shuffle(cellsOf(data, user), random)
    const held = Math.max(1, Math.floor(share * cells.length))
    train.push(byColumn(cells.slice(0, cells.length - held)))
    heldOut.push(byColumn(cells.slice(cells.length - held)))
  })
  return { train: fromRows(data.userIds, data.itemIds, train), heldOut: fromRows(data.userIds, data.itemIds, heldOut) }
}

function shuffle(cells: readonly Cell[], random: () => number): readonly Cell[] {
  const order = cells.map((cell) => cell)
  for (let j = order.length - 1; j > 0; j--) {
    const k = Math.floor(random() * (j + 1))
    const cell = order[j]
    const other = order[k]
    if (cell === undefined || other === undefined) continue
    order[j] = other
    order[k] = cell
  }
  return order
}

function byColumn(cells: readonly Cell[]): readonly Cell[] {
  return cells.toSorted((a, b) => a.column - b.column)
}

/**
 * Sets whole visitors aside by a hash of their id: whoever is set aside once is so in every later data set, too, so that
 * models trained at different times can be compared on visitors that none of them has seen.
 *
 * @param share 0 to 1, how many of the visitors are set aside.
 */
export function splitUsers(
  data: Interactions,
  share: number,
): { readonly learned: Interactions; readonly aside: Interactions } {
  const isAside = (userId: string): boolean => hashShare("set aside", userId) < share
  return {
    learned: selectUsers(data, (userId) => !isAside(userId)),
    aside: selectUsers(data, isAside),
  }
}

/** A number in [0, 1) that depends on the words alone (FNV-1a with a final mix), the same on every host. */
export function hashShare(purpose: string, id: string): number {
  let hash = 0x811c9dc5
  for (const symbol of `${purpose}\u0000${id}`) {
    hash = Math.imul(hash ^ (symbol.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296
}
