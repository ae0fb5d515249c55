// 32-bit hashes of words and pieces of words: the names under which the models know their features.

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** Spreads every bit of a number over all 32 (MurmurHash3's finalizer). */
export function mix(value: number): number {
  let hash = value
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Hashes a string by its UTF-16 code units (FNV-1a). */
export function hashText(text: string, seed = FNV_OFFSET): number {
  let hash = seed
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  return hash >>> 0
}

/** Takes one more code unit into a running hash. */
export function hashStep(hash: number, codeUnit: number): number {
  return Math.imul(hash ^ codeUnit, FNV_PRIME)
}

/** Joins two hashes; the order matters. */
export function combine(first: number, second: number): number {
  return mix(Math.imul(first, 0x9e3779b1) ^ Math.imul(second ^ (second >>> 15), 0x85ebca77))
}

/**
 * Hashes a text of any length to 128 bits as 32 hexadecimal digits, for naming models by what they were trained on.
 * It finds changes; it is no protection against somebody who wants two texts to collide.
 */
export function contentHash(text: string): string {
  const lanes = [0, 1, 2, 3].map((lane) => mix(FNV_OFFSET + Math.imul(lane, 0x9e3779b1)))
  let [a = 0, b = 0, c = 0, d = 0] = lanes
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    a = takeIn(a, code)
    b = takeIn(b, code + 1)
    c = takeIn(c, code + 2)
    d = takeIn(d, code + 3)
  }
  return [a, b, c, d].map((hash) => mix(hash).toString(16).padStart(8, "0")).join("")
}

function takeIn(hash: number, code: number): number {
  return Math.imul((hash << 5) | (hash >>> 27), 0x85ebca6b) ^ Math.imul(code, 0x9e3779b1)
}

/** From hash to position 0, 1, 2, …: a small open-addressing table that is stored as its keys alone. */
export class HashIndex {
  readonly keys: Uint32Array
  /** Each slot is a key and its position + 1, side by side so that one look into memory gives both; 0 when empty. */
  readonly #table: Uint32Array
  readonly #mask: number

  /** @param keys Distinct hashes; a key's place in the array is its position. */
  constructor(keys: Uint32Array) {
    let size = 8
    while (size < keys.length * 2) size *= 2
    this.keys = keys
    this.#mask = size - 1
    this.#table = new Uint32Array(2 * size)
    const table = this.#table
    for (let position = 0; position < keys.length; position += 1) {
      const key = keys[position] as number
      let slot = key & this.#mask
      while ((table[2 * slot + 1] as number) > 0) slot = (slot + 1) & this.#mask
      table[2 * slot] = key
      table[2 * slot + 1] = position + 1
    }
  }

  /** @returns the position of a hash, -1 when it is not known. */
  find(hash: number): number {
    const table = this.#table
    let slot = hash & this.#mask
    let position = table[2 * slot + 1] as number
    while (position > 0 && table[2 * slot] !== hash) {
      slot = (slot + 1) & this.#mask
      position = table[2 * slot + 1] as number
    }
    return position - 1
  }

  /**
   * Writes the positions of the first `count` hashes into `into`. Quicker than one by one in a large table: the first
   * look reads all places without waiting for what stands there, and memory answers many at a time.
   */
  findAll(hashes: Uint32Array, count: number, into: Int32Array): void {
    const table = this.#table
    const mask = this.#mask
    for (let i = 0; i < count; i += 1) into[i] = table[2 * ((hashes[i] as number) & mask) + 1] as number
    for (let i = 0; i < count; i += 1) {
      const hash = hashes[i] as number
      const isFirst = into[i] === 0 || table[2 * (hash & mask)] === hash
      into[i] = isFirst ? (into[i] as number) - 1 : this.find(hash)
    }
  }
}

/** Numbers hashes 0, 1, 2, … in the order in which they are met: an open-addressing table that grows. */
export class HashNumbering {
  size = 0
  #keys = new Uint32Array(1024)
  /** The number of the hash in each slot, and one more; 0 when empty. */
  #slots = new Uint32Array(2048)

  /** All hashes by their numbers; a view that stays right until the next new one. */
  get keys(): Uint32Array {
    return this.#keys.subarray(0, this.size)
  }

  /** The number of a hash, a new one when it wasn't met before. */
  numberOf(hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash & mask
    let found = this.#slots[slot] as number
    while (found > 0) {
      if (this.#keys[found - 1] === hash) return found - 1
      slot = (slot + 1) & mask
      found = this.#slots[slot] as number
    }
    if (this.size === this.#keys.length) {
      this.#grow()
      return this.numberOf(hash)
    }
    this.#keys[this.size] = hash
    this.size += 1
    this.#slots[slot] = this.size
    return this.size - 1
  }

  #grow(): void {
    const keys = new Uint32Array(this.size * 2)
    keys.set(this.#keys)
    this.#keys = keys
    this.#slots = new Uint32Array(keys.length * 2)
    const mask = this.#slots.length - 1
    for (let number = 0; number < this.size; number += 1) {
      let slot = (keys[number] as number) & mask
      while ((this.#slots[slot] as number) > 0) slot = (slot + 1) & mask
      this.#slots[slot] = number + 1
    }
  }
}

/** Where each row's part of a list of rising places begins, row * width + column each; and where the last one's ends. */
export function rowStarts(places: Uint32Array, width: number, rowCount: number): Uint32Array {
  const starts = new Uint32Array(rowCount + 1)
  for (const place of places) {
    const row = Math.floor(place / width)
    starts[row + 1] = (starts[row + 1] as number) + 1
  }
  for (let row = 0; row < rowCount; row += 1) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number)
  return starts
}

/** The column of each place. */
export function columnsOf(places: Uint32Array, width: number): Uint32Array {
  return places.map((place) => place % width)
}
