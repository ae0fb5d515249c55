import { describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { createNetworkKernel, FRAMES_TOGETHER, GROUP, type LayerRun } from "#local/recognizer/network-kernel.ts"

const INPUTS = 7
const OUTPUTS = 2 * GROUP
const FRAMES = 2 * FRAMES_TOGETHER
/** Frames share all inputs but three with the next. */
const STRIDE = 3
const WEIGHTS = 64
const TO = WEIGHTS + OUTPUTS * (1 + INPUTS)

function fillKernel() {
  const kernel = createNetworkKernel(4 * (TO + FRAMES * OUTPUTS))
  const floats = new Float32Array(kernel.memory)
  const random = seededRandom(3)
  for (let at = 0; at < TO; at++) floats[at] = 2 * random() - 1
  const run: LayerRun = {
    frames: FRAMES,
    from: 0,
    fromStride: 4 * STRIDE,
    inputs: INPUTS,
    weights: 4 * WEIGHTS,
    to: 4 * TO,
    toStride: 4 * OUTPUTS,
    outputs: OUTPUTS,
  }
  return { kernel, floats, run }
}

/** Bias and weighted inputs, added up one by one. */
function sumOf(floats: Float32Array, frame: number, output: number): number {
  const column = output % GROUP
  const group = WEIGHTS + (output - column) * (1 + INPUTS) + column
  let sum = floats[group] ?? 0
  for (let input = 0; input < INPUTS; input++) {
    sum += (floats[frame * STRIDE + input] ?? 0) * (floats[group + (1 + input) * GROUP] ?? 0)
  }
  return sum
}

describe("the kernel of the acoustic network", () => {
  it.each([
    ["runLinear", (sum: number) => sum],
    ["runRectified", (sum: number) => Math.max(0, sum)],
  ] as const)("%s adds up what arithmetic adds up", (name, finish) => {
    const { kernel, floats, run } = fillKernel()
    kernel[name](run)
    for (let frame = 0; frame < FRAMES; frame++) {
      for (let output = 0; output < OUTPUTS; output++) {
        expect(floats[TO + frame * OUTPUTS + output]).toBeCloseTo(finish(sumOf(floats, frame, output)), 5)
      }
    }
  })
})
