// Who had to do with what, as a sparse matrix: one row a visitor, one column an item. Where the events come from and
// what each kind of event weighs is decided by event-log.ts.

/** That a visitor liked, chose or booked an item. */
export type Interaction = {
  readonly userId: string
  readonly itemId: string
  /** Above 0; 1 is a plain "yes". */
  readonly weight: number
}

/** A sparse matrix in compressed rows; the columns of a row ascend. */
export type Interactions = {
  readonly userIds: readonly string[]
  readonly itemIds: readonly string[]
  /** Row `u` is from `starts[u]` up to, not including, `starts[u + 1]`. */
  readonly starts: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
}

const WHOLE_NUMBER = /^\d{1,15}$/

/** Orders ids: whole numbers by value and before anything else, the rest by UTF-16 code units, the same on every host. */
export function compareIds(a: string, b: string): number {
  const isNumberA = WHOLE_NUMBER.test(a)
  const isNumberB = WHOLE_NUMBER.test(b)
  if (isNumberA && isNumberB) return Number(a) - Number(b)
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Builds the matrix. A pair that comes more than once counts with its highest weight; the order of the interactions
 * plays no part.
 *
 * @param knownItemIds Items that get a column even when nobody had to do with them yet.
 */
export function buildInteractions(
  interactions: Iterable<Interaction>,
  knownItemIds: Iterable<string> = [],
): Interactions {
  const rows = new Map<string, Map<string, number>>()
  const items = new Set(knownItemIds)
  for (const { userId, itemId, weight } of interactions) {
    if (!(weight > 0)) continue
    items.add(itemId)
    const row = rows.get(userId) ?? new Map<string, number>()
    row.set(itemId, Math.max(weight, row.get(itemId) ?? 0))
    rows.set(userId, row)
  }
  const itemIds = [...items].sort(compareIds)
  const columnOf = new Map(itemIds.map((itemId, column) => [itemId, column]))
  const userIds = [...rows.keys()].sort(compareIds)
  const toCells = (row: ReadonlyMap<string, number>) =>
    [...row].map(([itemId, weight]) => ({ column: columnOf.get(itemId) ?? 0, weight }))
  const cells = userIds.map((userId) => toCells(rows.get(userId) ?? new Map()).sort((a, b) => a.column - b.column))
  return fromRows(userIds, itemIds, cells)
}

/** A cell of a row. */
export type Cell = { readonly column: number; readonly weight: number }

/** Packs rows whose cells are sorted by column. */
export function fromRows(
  userIds: readonly string[],
  itemIds: readonly string[],
  rows: readonly (readonly Cell[])[],
): Interactions {
  const count = rows.reduce((sum, row) => sum + row.length, 0)
  const starts = new Uint32Array(rows.length + 1)
  const columns = new Uint32Array(count)
  const values = new Float32Array(count)
  let next = 0
  rows.forEach((row, user) => {
    for (const { column, weight } of row) {
      columns[next] = column
      values[next] = weight
      next++
    }
    starts[user + 1] = next
  })
  return { userIds, itemIds, starts, columns, values }
}

/** The items a visitor had to do with, as columns, ascending; a view, not a copy. */
export function historyOf({ starts, columns }: Interactions, user: number): Uint32Array {
  return columns.subarray(starts[user] ?? 0, starts[user + 1] ?? 0)
}

/** The cells of a row. */
export function cellsOf({ starts, columns, values }: Interactions, user: number): readonly Cell[] {
  const cells: Cell[] = []
  for (let at = starts[user] ?? 0; at < (starts[user + 1] ?? 0); at++) {
    cells.push({ column: columns[at] ?? 0, weight: values[at] ?? 0 })
  }
  return cells
}

/** Keeps some of the visitors; the items stay. */
export function selectUsers(data: Interactions, isKept: (userId: string) => boolean): Interactions {
  const users = data.userIds.flatMap((userId, user) => (isKept(userId) ? [user] : []))
  const names = users.map((user) => data.userIds[user] ?? "")
  return fromRows(
    names,
    data.itemIds,
    users.map((user) => cellsOf(data, user)),
  )
}

/** The matrix turned: for each item the visitors who had to do with it, ascending. */
export type ByItem = { readonly starts: Uint32Array; readonly users: Uint32Array; readonly values: Float32Array }

/** Turns the matrix. */
export function toByItem({ itemIds, starts, columns, values }: Interactions): ByItem {
  const itemStarts = new Uint32Array(itemIds.length + 1)
  for (const column of columns) itemStarts[column + 1] = (itemStarts[column + 1] ?? 0) + 1
  for (let item = 0; item < itemIds.length; item++) {
    itemStarts[item + 1] = (itemStarts[item + 1] ?? 0) + (itemStarts[item] ?? 0)
  }
  const users = new Uint32Array(columns.length)
  const turned = new Float32Array(columns.length)
  const next = itemStarts.slice()
  for (let user = 0; user + 1 < starts.length; user++) {
    for (let at = starts[user] ?? 0; at < (starts[user + 1] ?? 0); at++) {
      const item = columns[at] ?? 0
      const place = next[item] ?? 0
      users[place] = user
      turned[place] = values[at] ?? 0
      next[item] = place + 1
    }
  }
  return { starts: itemStarts, users, values: turned }
}

/** How many visitors had to do with each item. */
export function countByItem({ itemIds, columns }: Interactions): Float32Array {
  const counts = new Float32Array(itemIds.length)
  for (const column of columns) counts[column] = (counts[column] ?? 0) + 1
  return counts
}
