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
  readonly #slots: Int32Array
  readonly #mask: number

  /** @param keys Distinct hashes; a key's place in the array is its position. */
  constructor(keys: Uint32Array) {
    let size = 8
    while (size < keys.length * 2) size *= 2
    this.keys = keys
    this.#mask = size - 1
    this.#slots = new Int32Array(size).fill(-1)
    for (let position = 0; position < keys.length; position += 1) {
      let slot = (keys[position] as number) & this.#mask
      while ((this.#slots[slot] as number) >= 0) slot = (slot + 1) & this.#mask
      this.#slots[slot] = position
    }
  }

  /** @returns the position of a hash, -1 when it is not known. */
  find(hash: number): number {
    let slot = hash & this.#mask
    let position = this.#slots[slot] as number
    while (position >= 0 && this.keys[position] !== hash) {
      slot = (slot + 1) & this.#mask
      position = this.#slots[slot] as number
    }
    return position
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
