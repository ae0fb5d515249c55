// Runs a classifier that is a TensorFlow.js graph model. What goes in and what its numbers mean is label-model.ts.

import * as tf from "@tensorflow/tfjs-core"
import type { Classifier } from "./classifier.ts"
import { readGraph } from "./tensor-runtime.ts"

/** Loads the model; its one input is a batch of pictures, its first output a row of numbers. */
export async function loadGraphClassifier(path: string): Promise<Classifier> {
  const graph = await readGraph(path)
  return {
    run: async (values, { width, height }) => {
      const output = tf.tidy(() => {
        const outputs = graph.predict(tf.tensor4d(values, [1, height, width, 3]))
        return (Array.isArray(outputs) ? outputs[0] : outputs) as tf.Tensor
      })
      try {
        return (await output.data()) as Float32Array
      } finally {
        output.dispose()
      }
    },
  }
}
