// Describes who a face is as 128 numbers, with dlib's residual network (http://blog.dlib.net/2017/02/high-quality-face-recognition-with-deep.html).
// Two descriptions of one person lie near each other. How near is faces/face-similarity.ts.

import * as tf from "@tensorflow/tfjs-core"
import { modelPath } from "./tensor-runtime.ts"
import { readWeights, type Weights } from "./weight-file.ts"

/** Side of the chip the network looks at. */
export const DESCRIPTOR_SIDE = 150

/** The network. */
export interface FaceDescriber {
  /** @param chip A face cut out by `cutChip` at `DESCRIPTOR_SIDE`. */
  describe(chip: Float32Array): Promise<Float32Array>
}

/** Blocks of the network in order; each either keeps the picture's size or halves it. */
const BLOCKS: readonly (readonly [name: string, kind: "keep" | "halve"])[] = [
  ["conv32_1", "keep"],
  ["conv32_2", "keep"],
  ["conv32_3", "keep"],
  ["conv64_down", "halve"],
  ["conv64_1", "keep"],
  ["conv64_2", "keep"],
  ["conv64_3", "keep"],
  ["conv128_down", "halve"],
  ["conv128_1", "keep"],
  ["conv128_2", "keep"],
  ["conv256_down", "halve"],
  ["conv256_1", "keep"],
  ["conv256_2", "keep"],
  ["conv256_down_out", "halve"],
]

type Convolution = { readonly filters: tf.Tensor4D; readonly bias: tf.Tensor1D }

/** Loads the network. */
export async function loadFaceDescriber(): Promise<FaceDescriber> {
  const path = modelPath("@vladmandic/face-api", "model", "face_recognition_model-weights_manifest.json")
  const weights = await readWeights(path)
  const first = foldScale(weights, "conv32_down")
  const blocks = BLOCKS.map(([name, kind]) => ({
    kind,
    first: foldScale(weights, `${name}/conv1`),
    second: foldScale(weights, `${name}/conv2`),
  }))
  const connected = weights("fc") as tf.Tensor2D
  return {
    describe: async (chip) => {
      const described = tf.tidy(() => {
        const image = tf.tensor4d(chip, [1, DESCRIPTOR_SIDE, DESCRIPTOR_SIDE, 3])
        let layer: tf.Tensor4D = tf.maxPool(convolve(image, first, 2, "valid", "relu"), 3, 2, "valid")
        for (const block of blocks) {
          const isHalving = block.kind === "halve"
          const inner = convolve(layer, block.first, isHalving ? 2 : 1, isHalving ? "valid" : "same", "relu")
          const outer = convolve(inner, block.second, 1, "same")
          layer = tf.relu(isHalving ? addPadded(outer, tf.avgPool(layer, 2, 2, "valid")) : tf.add(outer, layer))
        }
        return tf.matMul(tf.mean(layer, [1, 2]) as tf.Tensor2D, connected)
      })
      try {
        return (await described.data()) as Float32Array
      } finally {
        described.dispose()
      }
    },
  }
}

/** The network scales what a convolution gives; scaled filters give the same at once, and the others aren't kept. */
function foldScale(weights: Weights, name: string): Convolution {
  const [scale, shift] = [weights(`${name}/scale/weights`), weights(`${name}/scale/biases`)]
  const [filters, bias] = [weights(`${name}/conv/filters`), weights(`${name}/conv/bias`)]
  const folded = tf.tidy(() => ({
    filters: tf.mul(filters, scale) as tf.Tensor4D,
    bias: tf.add(tf.mul(bias, scale), shift) as tf.Tensor1D,
  }))
  tf.dispose([scale, shift, filters, bias])
  return folded
}

function convolve(
  x: tf.Tensor4D,
  { filters, bias }: Convolution,
  strides: number,
  pad: "valid" | "same",
  activation: "relu" | "linear" = "linear",
): tf.Tensor4D {
  return tf.fused.conv2d({ x, filter: filters, strides, pad, bias, activation }) as tf.Tensor4D
}

/** Adds two layers; what the smaller one lacks in height, width or depth is zero. */
function addPadded(a: tf.Tensor4D, b: tf.Tensor4D): tf.Tensor4D {
  const shape = a.shape.map((length, axis) => Math.max(length, b.shape[axis] ?? 0))
  const pad = (tensor: tf.Tensor4D): tf.Tensor4D => {
    const paddings = shape.map((length, axis) => [0, length - (tensor.shape[axis] ?? 0)])
    return tf.pad(tensor, paddings as [number, number][]) as tf.Tensor4D
  }
  return tf.add(pad(a), pad(b))
}
