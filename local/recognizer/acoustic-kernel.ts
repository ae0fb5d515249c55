// The innermost loops of recognition, in WebAssembly vectors: which Gaussians of a codebook are nearest to each of some frames,
// and how badly the senones of a phone fit there. What the numbers mean is senone-scores.ts.

import { CEPSTRA, STREAMS } from "./cepstra.ts"
import {
  advance,
  bytesOfNumber,
  type Code,
  createWasm,
  f32x4,
  fourTimes,
  get,
  i16x8,
  i32,
  i32x4,
  NUMBER_BYTES,
  repeat,
  set,
  u8x16,
  VECTOR_BYTES,
  v128,
  type WasmFunction,
} from "./wasm-code.ts"

/** Gaussians of a codebook, and how many of the nearest count. */
export const GAUSSIANS = 128
export const NEAREST = 8

/** Gaussians that are looked at together: their peaks, then for each dimension their means and their precisions. */
export const LANES = 4
export const GROUP_NUMBERS = LANES * (1 + 2 * CEPSTRA)
const GROUP_BYTES = GROUP_NUMBERS * NUMBER_BYTES
const GROUPS = GAUSSIANS / LANES
export const CODEBOOK_BYTES = GROUPS * GROUP_BYTES
/** What is nearest, for each stream and rank: codes, then losses. */
export const NEAR_BYTES = 2 * STREAMS * NEAREST

/** Functions over one memory; addresses and lengths are in bytes. */
export type AcousticKernel = {
  readonly memory: ArrayBuffer
  /**
   * Finds the `NEAREST` Gaussians of each frame: peak - sum of (feature - mean)² x precision is greatest. Writes `NEAREST`
   * numbers of 32 bits a frame, the greatest first: the whole number, with its last seven bits replaced by the code.
   *
   * @param features `CEPSTRA` a frame.
   */
  findNearest(frames: number, features: number, codebook: number, keys: number): void
  /**
   * Works out the losses of a phone's senones: over the nearest Gaussians, weight + loss as probabilities are summed, and
   * that over all streams. Writes numbers of 16 bits, `lossStride` from frame to frame.
   *
   * @param near `NEAR_BYTES` a frame.
   * @param weights For each stream and code a row of bytes, one for each senone.
   * @param rowBytes Length of a row, a multiple of `VECTOR_BYTES`.
   */
  weighSenones(
    frames: number,
    near: number,
    weights: number,
    rowBytes: number,
    losses: number,
    lossStride: number,
  ): void
}

/**
 * Compiles the functions.
 *
 * @param sumGains By how much a sum of two probabilities is likelier than the likelier of them, by how far they are apart.
 *   32 are looked at.
 */
export function createAcousticKernel(memoryBytes: number, sumGains: Uint8Array): AcousticKernel {
  const { memory, run } = createWasm([findNearest(), weighSenones(sumGains)], memoryBytes)
  return {
    memory,
    findNearest: (...values) => run.findNearest(...values),
    weighSenones: (frames, near, weights, rowBytes, losses, lossStride) =>
      run.weighSenones(frames, near, weights, rowBytes, losses, lossStride, rowBytes / VECTOR_BYTES),
  }
}

function findNearest() {
  const [frames, features, codebook, keys, group, groups] = [0, 1, 2, 3, 4, 5]
  const [sum, apart, key, codes, feature] = [6, 7, 8, 9, 10]
  const best = feature + CEPSTRA
  const dimensions = [...Array(CEPSTRA).keys()]
  const ranks = [...Array(NEAREST).keys()]
  const meansAt = (dimension: number): number => VECTOR_BYTES * (1 + 2 * dimension)
  /** Puts the keys among the best of their lanes: each takes a place or passes on what was there. */
  const insert: Code = ranks.map((rank) => [
    [get(best + rank), get(key), i32x4.most],
    [get(best + rank), get(key), i32x4.least, set(key), set(best + rank)],
  ])
  /** Puts the best of other lanes among those of the first. */
  const takeFromLane = (lane: number): Code => {
    const places = [...Array(VECTOR_BYTES).keys()].map((place) => (place + lane * NUMBER_BYTES) % VECTOR_BYTES)
    const others = ranks.map((rank) => [get(best + rank), get(best + rank), v128.shuffle(places), set(feature + rank)])
    return [others, ranks.map((rank) => [get(feature + rank), set(key), insert])]
  }
  const compareGroup: Code = [
    [get(group), v128.load(0), set(sum)],
    dimensions.map((dimension) => [
      [get(feature + dimension), get(group), v128.load(meansAt(dimension)), f32x4.subtract, set(apart)],
      [get(sum), get(apart), get(apart), f32x4.multiply],
      [get(group), v128.load(meansAt(dimension) + VECTOR_BYTES), f32x4.multiply, f32x4.subtract, set(sum)],
    ]),
    [get(sum), i32x4.ofFloats, v128.constant(fourTimes(-GAUSSIANS)), v128.and, get(codes), v128.or, set(key)],
    insert,
    [get(codes), v128.constant(fourTimes(LANES)), i32x4.add, set(codes)],
    advance(group, GROUP_BYTES),
  ]
  const body = repeat(frames, [
    dimensions.map((dimension) => [get(features), v128.loadNumber(NUMBER_BYTES * dimension), set(feature + dimension)]),
    ranks.map((rank) => [v128.constant(fourTimes(-0x80_00_00_00)), set(best + rank)]),
    [v128.constant([0, 1, 2, 3].flatMap(bytesOfNumber)), set(codes)],
    [get(codebook), set(group), i32.constant(GROUPS), set(groups)],
    repeat(groups, compareGroup),
    [takeFromLane(2), takeFromLane(1)],
    ranks.map((rank) => [get(keys), get(best + rank), v128.storeNumber(NUMBER_BYTES * rank)]),
    advance(features, CEPSTRA * NUMBER_BYTES),
    advance(keys, NEAREST * NUMBER_BYTES),
  ])
  const vectors = 4 + CEPSTRA + NEAREST
  return { name: "findNearest", parameters: 4, numbers: 2, vectors, body } as const satisfies WasmFunction
}

function weighSenones(sumGains: Uint8Array) {
  const [frames, near, weights, rowBytes, losses, lossStride, vectorCount] = [0, 1, 2, 3, 4, 5, 6]
  const [vectorsLeft, to, row] = [7, 8, 9]
  const places = [...Array(STREAMS * NEAREST).keys()]
  const loss = row + places.length
  const sum = loss + places.length
  const [other, apart, first, last] = [sum + 1, sum + 2, sum + 3, sum + 4]
  const gains = [0, VECTOR_BYTES].map((from) => v128.constant([...sumGains.subarray(from, from + VECTOR_BYTES)]))
  const sixteen = v128.constant(Array(VECTOR_BYTES).fill(VECTOR_BYTES))
  const addOther: Code = [
    [get(sum), get(other), u8x16.subtractToZero, get(other), get(sum), u8x16.subtractToZero, v128.or, set(apart)],
    [get(sum), get(other), u8x16.least],
    [gains[0] ?? [], get(apart), u8x16.lookUp],
    [gains[1] ?? [], get(apart), sixteen, u8x16.subtract, u8x16.lookUp, u8x16.add],
    [u8x16.subtractToZero, set(sum)],
  ]
  const weigh = (place: number): Code => [
    [get(row + place), v128.load(0), get(loss + place), u8x16.addToMost],
    place % NEAREST === 0 ? set(sum) : [set(other), addOther],
    advance(row + place, VECTOR_BYTES),
    place % NEAREST < NEAREST - 1
      ? []
      : [
          [get(first), get(sum), i16x8.ofFirstBytes, i16x8.add, set(first)],
          [get(last), get(sum), i16x8.ofLastBytes, i16x8.add, set(last)],
        ],
  ]
  const zero = v128.constant(fourTimes(0))
  const body = repeat(frames, [
    places.map((place) => [
      [get(near), i32.loadByte(place), i32.constant(Math.floor(place / NEAREST) * GAUSSIANS), i32.add],
      [get(rowBytes), i32.multiply, get(weights), i32.add, set(row + place)],
      [get(near), v128.loadByte(places.length + place), set(loss + place)],
    ]),
    [get(losses), set(to), get(vectorCount), set(vectorsLeft)],
    repeat(vectorsLeft, [
      [zero, set(first), zero, set(last)],
      places.map(weigh),
      [get(to), get(first), v128.store(0), get(to), get(last), v128.store(VECTOR_BYTES)],
      advance(to, 2 * VECTOR_BYTES),
    ]),
    advance(near, NEAR_BYTES),
    [get(losses), get(lossStride), i32.add, set(losses)],
  ])
  const numbers = 2 + places.length
  const vectors = places.length + 5
  return { name: "weighSenones", parameters: 7, numbers, vectors, body } as const satisfies WasmFunction
}
