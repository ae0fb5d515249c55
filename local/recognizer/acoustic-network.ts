// The second opinion on what is heard: a neural network that looks at a sixth of a second at once, up to the highest
// frequencies there are, and tells how likely each state of each phone is there. What it
// hears of a frame is network-bands.ts. It was trained with synthetic voices only
// (training/README.md) and is weighed against the acoustic model, which was made of people, in senone-scores.ts.

import { readFile } from "node:fs/promises"
import { LOG_STEP } from "./log-steps.ts"
import { NETWORK_BANDS } from "./network-bands.ts"
import { createNetworkKernel, FRAMES_TOGETHER, GROUP, type NetworkKernel } from "./network-kernel.ts"
import { NUMBER_BYTES, toVectorStart } from "./wasm-code.ts"

/** Frames that it looks at to either side. */
const REACH = 7
/** Frames worked out at a time. */
const BLOCK = 32

/** How badly each state of each phone fits each frame, beside the one that fits best: steps of log-steps.ts. */
export type StateLosses = { readonly data: Uint16Array; readonly states: number }

/** Tells how well phones fit. */
export interface AcousticNetwork {
  /** @param bands `NETWORK_BANDS` a frame (network-bands.ts). */
  judge(bands: Float32Array): StateLosses
}

/** Reads the network's weights: half a megabyte. @throws {Error} when they aren't of this kind. */
export async function loadAcousticNetwork(): Promise<AcousticNetwork> {
  return readNetwork(await readFile(new URL("data/acoustic-network.bin", import.meta.url)))
}

/** A layer in the kernel's memory. */
type Layer = { readonly inputs: number; readonly outputs: number; readonly weights: number; readonly to: number }

/**
 * The file: the number of sizes and the sizes, 32 bits each: of the input, of each layer's output. Then for each layer its
 * outputs' scales and biases, and its weights, output by output: bytes from -127 to 127, to be multiplied by the scale.
 *
 * @throws {Error} when the file is of another kind.
 */
export function readNetwork(file: Buffer): AcousticNetwork {
  const sizes = Array.from({ length: file.readInt32LE(0) }, (_, index) => file.readInt32LE(4 + 4 * index))
  if (sizes[0] !== NETWORK_BANDS * (2 * REACH + 1)) throw new Error("the acoustic network is of another kind")
  const inputBytes = toVectorStart((BLOCK + 2 * REACH) * NETWORK_BANDS * NUMBER_BYTES)
  let free = inputBytes
  const layers = sizes.slice(1).map((size, index): Layer => {
    const outputs = Math.ceil(size / GROUP) * GROUP
    const inputs = sizes[index] ?? 0
    const to = free
    const weights = to + BLOCK * outputs * NUMBER_BYTES
    free = weights + (1 + inputs) * outputs * NUMBER_BYTES
    return { inputs, outputs, weights, to }
  })
  const kernel = createNetworkKernel(free)
  const floats = new Float32Array(kernel.memory)
  let at = 4 + 4 * sizes.length
  const end = layers.reduce((sum, { inputs }, index) => sum + (sizes[index + 1] ?? 0) * (2 * NUMBER_BYTES + inputs), at)
  if (end !== file.length) throw new Error("the acoustic network is not complete")
  for (const [index, layer] of layers.entries()) {
    const size = sizes[index + 1] ?? 0
    writeLayer(floats.subarray(layer.weights / NUMBER_BYTES), layer.inputs, size, file.subarray(at))
    at += size * (2 * NUMBER_BYTES + layer.inputs)
  }
  return new KernelNetwork(kernel, layers, sizes.at(-1) ?? 0)
}

/** In the kernel's order. */
function writeLayer(memory: Float32Array, inputs: number, size: number, file: Buffer): void {
  for (let output = 0; output < size; output++) {
    const column = output % GROUP
    const group = (output - column) * (1 + inputs)
    const scale = file.readFloatLE(output * NUMBER_BYTES)
    memory[group + column] = file.readFloatLE((size + output) * NUMBER_BYTES)
    const weights = 2 * size * NUMBER_BYTES + output * inputs
    for (let input = 0; input < inputs; input++) {
      memory[group + (1 + input) * GROUP + column] = scale * file.readInt8(weights + input)
    }
  }
}

class KernelNetwork implements AcousticNetwork {
  readonly #kernel: NetworkKernel
  readonly #floats: Float32Array
  readonly #layers: readonly Layer[]
  readonly #states: number

  constructor(kernel: NetworkKernel, layers: readonly Layer[], states: number) {
    this.#kernel = kernel
    this.#floats = new Float32Array(kernel.memory)
    this.#layers = layers
    this.#states = states
  }

  judge(bands: Float32Array): StateLosses {
    const states = this.#states
    const frames = bands.length / NETWORK_BANDS
    const data = new Uint16Array(frames * states)
    const { to = 0, outputs = 0 } = this.#layers.at(-1) ?? {}
    for (let first = 0; first < frames; first += BLOCK) {
      const count = Math.min(BLOCK, frames - first)
      this.#hear(bands, first, count)
      for (let frame = 0; frame < count; frame++) {
        const start = to / NUMBER_BYTES + frame * outputs
        writeLosses(data.subarray((first + frame) * states), this.#floats.subarray(start, start + states))
      }
    }
    return { data, states }
  }

  /** Before the beginning it sounds as at the beginning, after the end as at the end. */
  #hear(bands: Float32Array, first: number, count: number): void {
    const last = bands.length / NETWORK_BANDS - 1
    for (let place = 0; place < BLOCK + 2 * REACH; place++) {
      const frame = Math.max(0, Math.min(last, first + place - REACH))
      const own = bands.subarray(frame * NETWORK_BANDS, (frame + 1) * NETWORK_BANDS)
      this.#floats.set(own, place * NETWORK_BANDS)
    }
    let [from, fromStride] = [0, NETWORK_BANDS * NUMBER_BYTES]
    for (const [index, { inputs, outputs, weights, to }] of this.#layers.entries()) {
      const frames = Math.ceil(count / FRAMES_TOGETHER) * FRAMES_TOGETHER
      const toStride = outputs * NUMBER_BYTES
      const run = { frames, from, fromStride, inputs, weights, to, toStride, outputs }
      if (index === this.#layers.length - 1) this.#kernel.runLinear(run)
      else this.#kernel.runRectified(run)
      from = to
      fromStride = toStride
    }
  }
}

function writeLosses(losses: Uint16Array, logarithms: Float32Array): void {
  const best = logarithms.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
  for (let state = 0; state < logarithms.length; state++) {
    losses[state] = Math.round((best - (logarithms[state] ?? 0)) / LOG_STEP)
  }
}
