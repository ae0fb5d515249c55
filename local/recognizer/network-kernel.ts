// The innermost loops of a neural network, in WebAssembly vectors: each output of a layer is a sum of all its inputs, each with
// its own weight. What the network is for is acoustic-network.ts.

import {
  advance,
  type Code,
  createWasm,
  f32x4,
  fourTimes,
  get,
  i32,
  NUMBER_BYTES,
  repeat,
  set,
  VECTOR_BYTES,
  v128,
  type WasmFunction,
} from "./wasm-code.ts"

/** Frames, and vectors of outputs, that are worked out together. */
export const FRAMES_TOGETHER = 4
const VECTORS = 4
/** Outputs that are worked out together: a layer has a multiple of them. */
export const GROUP = (VECTORS * VECTOR_BYTES) / NUMBER_BYTES
const GROUP_BYTES = GROUP * NUMBER_BYTES

/** One layer over some frames. Addresses and strides are in bytes. */
export type LayerRun = {
  /** A multiple of `FRAMES_TOGETHER`. */
  readonly frames: number
  readonly from: number
  /** From the inputs of a frame to those of the next; frames may share inputs. */
  readonly fromStride: number
  readonly inputs: number
  /** For each `GROUP` of outputs: their biases, then their weights input by input. */
  readonly weights: number
  readonly to: number
  readonly toStride: number
  /** A multiple of `GROUP`. */
  readonly outputs: number
}

/** Functions over one memory. */
export type NetworkKernel = {
  readonly memory: ArrayBuffer
  /** Writes the outputs of a layer. */
  runLinear(layer: LayerRun): void
  /** Writes the outputs of a layer, 0 for those below 0. */
  runRectified(layer: LayerRun): void
}

/** Compiles the functions. */
export function createNetworkKernel(memoryBytes: number): NetworkKernel {
  const { memory, run } = createWasm([layer("linear", []), layer("rectified", RECTIFY)], memoryBytes)
  const valuesOf = ({ frames, from, fromStride, inputs, weights, to, toStride, outputs }: LayerRun) =>
    [frames / FRAMES_TOGETHER, from, fromStride, inputs, weights, to, toStride, outputs / GROUP] as const
  return {
    memory,
    runLinear: (own) => run.linear(...valuesOf(own)),
    runRectified: (own) => run.rectified(...valuesOf(own)),
  }
}

const RECTIFY: Code = [v128.constant(fourTimes(0)), f32x4.most]

function layer<Name extends string>(name: Name, finish: Code) {
  const [blocks, from, fromStride, inputs, weights, to, toStride, groups] = [0, 1, 2, 3, 4, 5, 6, 7]
  const [blocksLeft, inputsLeft, weight, input, output, source] = [8, 9, 10, 11, 12, 13]
  const sources = [...Array(FRAMES_TOGETHER).keys()].map((frame) => source + frame)
  const firstVector = source + FRAMES_TOGETHER
  const vectors = [...Array(VECTORS).keys()]
  const weightOf = (vector: number): number => firstVector + vector
  const value = firstVector + VECTORS
  const sumOf = (frame: number, vector: number): number => value + 1 + frame * VECTORS + vector
  const addInput: Code = [
    vectors.map((vector) => [get(weight), v128.load(vector * VECTOR_BYTES), set(weightOf(vector))]),
    sources.map((own, frame) => [
      [get(own), v128.loadNumber(0), set(value)],
      vectors.map((vector) => [
        [get(sumOf(frame, vector)), get(value), get(weightOf(vector)), f32x4.multiply, f32x4.add],
        set(sumOf(frame, vector)),
      ]),
      advance(own, NUMBER_BYTES),
    ]),
    advance(weight, GROUP_BYTES),
  ]
  const block: Code = [
    [get(weights), set(weight)],
    sources.map((own, frame) => [
      [get(input), set(own), get(input), get(fromStride), i32.add, set(input)],
      vectors.map((vector) => [get(weight), v128.load(vector * VECTOR_BYTES), set(sumOf(frame, vector))]),
    ]),
    advance(weight, GROUP_BYTES),
    [get(inputs), set(inputsLeft)],
    repeat(inputsLeft, addInput),
    sources.map((_, frame) => [
      vectors.map((vector) => [[get(output), get(sumOf(frame, vector)), finish], v128.store(vector * VECTOR_BYTES)]),
      [get(output), get(toStride), i32.add, set(output)],
    ]),
  ]
  const body = repeat(groups, [
    [get(blocks), set(blocksLeft), get(from), set(input), get(to), set(output)],
    repeat(blocksLeft, block),
    // The weights of the next group follow.
    [get(weight), set(weights)],
    advance(to, GROUP_BYTES),
  ])
  const vectorCount = VECTORS + 1 + FRAMES_TOGETHER * VECTORS
  return { name, parameters: 8, numbers: 5 + FRAMES_TOGETHER, vectors: vectorCount, body } satisfies WasmFunction
}
