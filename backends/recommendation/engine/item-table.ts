// The one form every trained model has: for each item of a visitor's history, how much it speaks for each other item.
// Scoring adds the rows of the history up. How the weights come about is ease.ts, neighbors.ts and content.ts.

/** Item to item weights: row = item of the history, column = item it speaks for. */
export type ItemTable = {
  readonly size: number
  readonly weights: Float32Array
  /** Absent: every row is full, `size` weights long. */
  readonly sparse?: { readonly starts: Uint32Array; readonly columns: Uint32Array }
}

/** Adds up what a history says about every item. */
export function addScores(table: ItemTable, history: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const scores = new Float64Array(table.size)
  for (let at = 0; at < history.length; at++) {
    const item = history[at] ?? 0
    const weight = weights[at] ?? 0
    if (table.sparse === undefined) addFullRow(table, item, weight, scores)
    else addSparseRow(table.sparse, table.weights, item, weight, scores)
  }
  return scores
}

function addFullRow({ size, weights }: ItemTable, item: number, weight: number, scores: Float64Array): void {
  const start = item * size
  for (let column = 0; column < size; column++) {
    scores[column] = (scores[column] as number) + weight * (weights[start + column] as number)
  }
}

function addSparseRow(
  { starts, columns }: NonNullable<ItemTable["sparse"]>,
  weights: Float32Array,
  item: number,
  weight: number,
  scores: Float64Array,
): void {
  const end = starts[item + 1] ?? 0
  for (let at = starts[item] ?? 0; at < end; at++) {
    const column = columns[at] as number
    scores[column] = (scores[column] as number) + weight * (weights[at] as number)
  }
}

/** How much one item speaks for another; 0 when nothing is known. */
export function weightBetween(table: ItemTable, item: number, other: number): number {
  if (table.sparse === undefined) return table.weights[item * table.size + other] ?? 0
  const { starts, columns } = table.sparse
  const end = starts[item + 1] ?? 0
  for (let at = starts[item] ?? 0; at < end; at++) {
    if (columns[at] === other) return table.weights[at] ?? 0
  }
  return 0
}

/** Collects the strongest weights of each row, row after row. */
export class RowCollector {
  readonly #starts: number[] = [0]
  readonly #columns: Uint32Array[] = []
  readonly #weights: Float32Array[] = []
  readonly #size: number
  readonly #keep: number

  /** @param keep How many weights of a row are kept, the largest by amount. */
  constructor(size: number, keep: number) {
    this.#size = size
    this.#keep = keep
  }

  /** Takes the next row's weights; zeros are left out. Of equal ones at the limit the lower columns stay. */
  add(row: Float64Array): void {
    const found: number[] = []
    for (let column = 0; column < this.#size; column++) if (row[column] !== 0) found.push(column)
    const kept = found.length <= this.#keep ? found : strongest(found, row, this.#keep)
    this.#columns.push(Uint32Array.from(kept))
    this.#weights.push(Float32Array.from(kept, (column) => row[column] ?? 0))
    this.#starts.push((this.#starts.at(-1) ?? 0) + kept.length)
  }

  /** The rows as a table. */
  finish(): ItemTable {
    const starts = Uint32Array.from(this.#starts)
    const columns = new Uint32Array(starts.at(-1) ?? 0)
    const weights = new Float32Array(columns.length)
    this.#columns.forEach((part, row) => {
      columns.set(part, starts[row])
      weights.set(this.#weights[row] ?? [], starts[row])
    })
    return { size: this.#size, weights, sparse: { starts, columns } }
  }
}

/** Columns of the largest weights by amount, ascending. */
function strongest(found: readonly number[], row: Float64Array, keep: number): number[] {
  const limit = findNthLargest(
    Float64Array.from(found, (column) => Math.abs(row[column] as number)),
    keep,
  )
  const above = found.filter((column) => Math.abs(row[column] as number) > limit).length
  let atLimit = keep - above
  return found.filter((column) => {
    const amount = Math.abs(row[column] as number)
    return amount > limit || (amount === limit && atLimit-- > 0)
  })
}

/** The nth largest of some numbers, 1 the largest, by Hoare's selection; reorders them. */
function findNthLargest(values: Float64Array, nth: number): number {
  const target = values.length - nth
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const { left, right } = partition(values, low, high)
    if (target > right && target < left) break
    if (target <= right) high = right
    else low = left
  }
  return values[target] as number
}

/** Moves what is smaller than the middle value before what is larger; those between `right` and `left` equal it. */
function partition(values: Float64Array, low: number, high: number): { readonly left: number; readonly right: number } {
  const pivot = values[(low + high) >> 1] as number
  let [left, right] = [low, high]
  while (left <= right) {
    while ((values[left] as number) < pivot) left++
    while ((values[right] as number) > pivot) right--
    if (left > right) break
    const swapped = values[left] as number
    values[left++] = values[right] as number
    values[right--] = swapped
  }
  return { left, right }
}

/** Turns rows into columns: what spoke for an item becomes what an item speaks for. */
export function turnTable(table: ItemTable): ItemTable {
  if (table.sparse === undefined) throw new RangeError("only sparse tables are turned")
  const { starts, columns } = table.sparse
  const { size } = table
  const turnedStarts = new Uint32Array(size + 1)
  for (const column of columns) turnedStarts[column + 1] = (turnedStarts[column + 1] ?? 0) + 1
  for (let item = 0; item < size; item++) {
    turnedStarts[item + 1] = (turnedStarts[item + 1] ?? 0) + (turnedStarts[item] ?? 0)
  }
  const next = turnedStarts.slice()
  const turnedColumns = new Uint32Array(columns.length)
  const weights = new Float32Array(columns.length)
  for (let row = 0; row < size; row++) {
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const column = columns[at] ?? 0
      const place = next[column] ?? 0
      turnedColumns[place] = row
      weights[place] = table.weights[at] ?? 0
      next[column] = place + 1
    }
  }
  return { size, weights, sparse: { starts: turnedStarts, columns: turnedColumns } }
}
