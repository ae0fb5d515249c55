// The nodes of a search network in columns, which grow: one node is one phone of a tree of words.

/** One phone. */
type NewNode = {
  /** Number of its senone sequence. */
  readonly sequence: number
  readonly phone: number
  /** What it costs to come to it, in steps. */
  readonly weight: number
  readonly target: number
  /** Number of the set of phones that may follow its exit. */
  readonly followers?: number
}

const FIRST_CAPACITY = 4096
const GROWTH = 1.5
const LEAST_WEIGHT = -0x80_00
/** No node. */
export const NONE = -1
/** In place of a child: it is yet to be made. */
export const BUD = -2

/** Nodes by number; columns are replaced when they grow. */
export class NodeTable {
  sequence = new Uint16Array(FIRST_CAPACITY)
  phone = new Uint8Array(FIRST_CAPACITY)
  weight = new Int16Array(FIRST_CAPACITY)
  /** The first of its children, `BUD`, or `toExit` of the exit. */
  target = new Int32Array(FIRST_CAPACITY)
  followers = new Uint16Array(FIRST_CAPACITY)
  /** The next node with the same parent. */
  sibling = new Int32Array(FIRST_CAPACITY)
  /** Where a search has it among its active ones. */
  place = new Int32Array(FIRST_CAPACITY)
  #size = 0

  /** How many there are. */
  get size(): number {
    return this.#size
  }

  /** @returns its number. */
  add(own: NewNode): number {
    const node = this.#size
    if (node === this.sequence.length) this.#grow()
    this.sequence[node] = own.sequence
    this.phone[node] = own.phone
    this.weight[node] = Math.max(LEAST_WEIGHT, own.weight)
    this.target[node] = own.target
    this.followers[node] = own.followers ?? 0
    this.sibling[node] = NONE
    this.place[node] = NONE
    this.#size += 1
    return node
  }

  /** Makes nodes children of one parent. @returns the first, the likeliest. */
  addFamily(nodes: readonly number[]): number {
    const sorted = nodes.toSorted((one, other) => (this.weight[other] ?? 0) - (this.weight[one] ?? 0))
    for (const [index, node] of sorted.entries()) this.sibling[node] = sorted[index + 1] ?? NONE
    return sorted[0] ?? NONE
  }

  #grow(): void {
    const capacity = Math.ceil(this.sequence.length * GROWTH)
    this.sequence = withColumn(new Uint16Array(capacity), this.sequence)
    this.phone = withColumn(new Uint8Array(capacity), this.phone)
    this.weight = withColumn(new Int16Array(capacity), this.weight)
    this.target = withColumn(new Int32Array(capacity), this.target)
    this.followers = withColumn(new Uint16Array(capacity), this.followers)
    this.sibling = withColumn(new Int32Array(capacity), this.sibling)
    this.place = withColumn(new Int32Array(capacity), this.place)
  }
}

/** An exit as a node's target, below all others. Also the way back. */
export function toExit(exitOrTarget: number): number {
  return BUD - 1 - exitOrTarget
}

function withColumn<Column extends { set(from: Column): void }>(next: Column, column: Column): Column {
  next.set(column)
  return next
}
