// Named weights of a network that comes without its graph. The networks that have such are face-descriptor.ts and
// face-attributes.ts, which know their own layers.

import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import * as tf from "@tensorflow/tfjs-core"
import { startTensors, toArrayBuffer } from "./tensor-runtime.ts"

/** Weights by name. */
export type Weights = (name: string) => tf.Tensor

/** Reads a manifest of weights and the files it names; the tensors stay for as long as the thread. */
export async function readWeights(path: string): Promise<Weights> {
  await startTensors()
  const groups = JSON.parse(await readFile(path, "utf8")) as {
    readonly paths: readonly string[]
    readonly weights: Parameters<typeof tf.io.decodeWeights>[1]
  }[]
  const tensors = new Map<string, tf.Tensor>()
  for (const { paths, weights } of groups) {
    const parts = await Promise.all(paths.map((name) => readFile(join(dirname(path), name))))
    const decoded = tf.io.decodeWeights(toArrayBuffer(Buffer.concat(parts)), weights)
    for (const [name, tensor] of Object.entries(decoded)) tensors.set(name, tensor)
  }
  return (name) => {
    const tensor = tensors.get(name)
    if (tensor === undefined) throw new Error(`there are no weights ${name} in ${path}`)
    return tensor
  }
}
