// Estimates expression, age and gender of a face with the small networks of face-api.js. What is told of it is
// faces/face-detail.ts.

import * as tf from "@tensorflow/tfjs-core"
import { modelPath } from "./tensor-runtime.ts"
import { readWeights, type Weights } from "./weight-file.ts"

/** The expressions there are, in the order of the network. */
export const EXPRESSIONS = ["neutral", "happy", "sad", "angry", "fearful", "disgusted", "surprised"] as const

/** What a face looks like. */
export type FaceAttributes = {
  /** How likely each is, 0 to 1; together 1. */
  readonly expressions: Readonly<Record<(typeof EXPRESSIONS)[number], number>>
  readonly ageYears: number
  /** How likely the face is a man's, 0 to 1. */
  readonly male: number
}

/** Side of the chip the networks look at. */
export const ATTRIBUTES_SIDE = 112

/** The networks. */
export interface FaceEstimator {
  /** @param chip A face cut out by `cutChip` at `ATTRIBUTES_SIDE`. */
  estimate(chip: Float32Array): Promise<FaceAttributes>
}

/** Loads the networks. */
export async function loadFaceEstimator(): Promise<FaceEstimator> {
  const manifest = (name: string): string => modelPath("@vladmandic/face-api", "model", `${name}-weights_manifest.json`)
  const [expression, ageGender] = await Promise.all([
    readWeights(manifest("face_expression_model")),
    readWeights(manifest("age_gender_model")),
  ])
  return {
    estimate: async (chip) => {
      const outputs = tf.tidy(() => {
        const image = tf.tensor4d(chip, [1, ATTRIBUTES_SIDE, ATTRIBUTES_SIDE, 3])
        return [tf.softmax(runExpression(image, expression)), ...runAgeGender(image, ageGender)]
      })
      try {
        const [expressions, age, gender] = await Promise.all(outputs.map((output) => output.data()))
        return {
          expressions: Object.fromEntries(
            EXPRESSIONS.map((name, i) => [name, expressions?.[i] ?? 0]),
          ) as FaceAttributes["expressions"],
          ageYears: age?.[0] ?? 0,
          male: gender?.[0] ?? 0,
        }
      } finally {
        tf.dispose(outputs)
      }
    },
  }
}

function runExpression(image: tf.Tensor4D, weights: Weights): tf.Tensor {
  let layer = image
  for (const [i, name] of ["dense0", "dense1", "dense2", "dense3"].entries()) {
    layer = runDense(layer, weights, name, i === 0)
  }
  return connect(pool(layer), weights, "fc")
}

/** A block whose every layer sees all the layers before it. */
function runDense(input: tf.Tensor4D, weights: Weights, name: string, isFirst: boolean): tf.Tensor4D {
  const head = isFirst ? convolve(input, weights, `${name}/conv0`, 2) : separate(input, weights, `${name}/conv0`, 2)
  let sum: tf.Tensor4D = tf.relu(head)
  let layer = sum
  for (const part of ["conv1", "conv2", "conv3"]) {
    sum = tf.add(sum, separate(layer, weights, `${name}/${part}`, 1))
    layer = tf.relu(sum)
  }
  return layer
}

function runAgeGender(image: tf.Tensor4D, weights: Weights): tf.Tensor[] {
  let layer: tf.Tensor4D = tf.relu(convolve(image, weights, "entry_flow/conv_in", 2))
  layer = reduce(layer, layer, weights, "entry_flow/reduction_block_0")
  layer = reduce(layer, tf.relu(layer), weights, "entry_flow/reduction_block_1")
  for (const block of ["middle_flow/main_block_0", "middle_flow/main_block_1"]) {
    let inner = layer
    for (const part of ["separable_conv0", "separable_conv1", "separable_conv2"]) {
      inner = separate(tf.relu(inner), weights, `${block}/${part}`, 1)
    }
    layer = tf.add(inner, layer)
  }
  layer = reduce(layer, tf.relu(layer), weights, "exit_flow/reduction_block")
  const pooled = pool(tf.relu(separate(layer, weights, "exit_flow/separable_conv", 1)))
  return [connect(pooled, weights, "fc/age"), tf.softmax(connect(pooled, weights, "fc/gender"))]
}

/** Halves a layer, beside a plain way around. */
function reduce(input: tf.Tensor4D, activated: tf.Tensor4D, weights: Weights, name: string): tf.Tensor4D {
  const inner = separate(activated, weights, `${name}/separable_conv0`, 1)
  const outer = separate(tf.relu(inner), weights, `${name}/separable_conv1`, 1)
  return tf.add(tf.maxPool(outer, 3, 2, "same"), convolve(input, weights, `${name}/expansion_conv`, 2))
}

function convolve(input: tf.Tensor4D, weights: Weights, name: string, strides: number): tf.Tensor4D {
  const filters = weights(`${name}/filters`) as tf.Tensor4D
  return tf.add(tf.conv2d(input, filters, strides, "same"), weights(`${name}/bias`))
}

function separate(input: tf.Tensor4D, weights: Weights, name: string, strides: number): tf.Tensor4D {
  const depthwise = weights(`${name}/depthwise_filter`) as tf.Tensor4D
  const pointwise = weights(`${name}/pointwise_filter`) as tf.Tensor4D
  return tf.add(tf.separableConv2d(input, depthwise, pointwise, strides, "same"), weights(`${name}/bias`))
}

function pool(layer: tf.Tensor4D): tf.Tensor2D {
  return tf.reshape(tf.avgPool(layer, 7, 2, "valid"), [1, -1])
}

function connect(layer: tf.Tensor2D, weights: Weights, name: string): tf.Tensor2D {
  return tf.add(tf.matMul(layer, weights(`${name}/weights`) as tf.Tensor2D), weights(`${name}/bias`))
}
