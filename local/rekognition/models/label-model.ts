// A label model of the user's own: a classifier and the names of its classes, in a folder. The embedded detector stays
// beside it. How a model file is run is graph-classifier.ts and onnx-classifier.ts.

import { access, readFile } from "node:fs/promises"
import { join } from "node:path"
import { Fault } from "#core/errors.ts"
import { ok, type Result } from "#core/result.ts"
import type { Classifier } from "./classifier.ts"
import type { ImageRefusal, OpenedImage } from "./decode-image.ts"
import { loadGraphClassifier } from "./graph-classifier.ts"
import { loadOnnxClassifier } from "./onnx-classifier.ts"

/** A class and how sure the model is of it, 0 to 1. */
export type NamedScore = { readonly name: string; readonly score: number }

/** Names what a picture as a whole shows. */
export interface LabelModel {
  classify(image: OpenedImage): Promise<Result<readonly NamedScore[], ImageRefusal>>
}

/** What `label-model.json` may say; every member may be absent. */
export type LabelModelSettings = {
  /** Size the picture is stretched to, in pixels; 224 each. */
  readonly width: number
  readonly height: number
  /** Values of 0 to 1 are put to `(value - mean) / std`, colour by colour; 0 and 1. */
  readonly mean: readonly [number, number, number]
  readonly std: readonly [number, number, number]
  /** What makes scores of 0 to 1 of the numbers that come out; `softmax`. */
  readonly activation: "softmax" | "sigmoid" | "none"
}

const DEFAULTS: LabelModelSettings = {
  width: 224,
  height: 224,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  activation: "softmax",
}

/**
 * Loads a model from its folder: `labels.txt` with a name a line, `model.json` (a TensorFlow.js graph model) or
 * `model.onnx`, and where wanted `label-model.json`.
 *
 * @returns `undefined` when there is no such folder.
 * @throws {Fault} `data-invalid` for a folder that isn't one, or when ONNX Runtime isn't installed.
 */
export async function loadLabelModel(folder: string): Promise<LabelModel | undefined> {
  if (!(await isThere(folder))) return undefined
  const labels = (await readText(join(folder, "labels.txt"))).split(/\r?\n/).map((line) => line.trim())
  const names = labels.at(-1) === "" ? labels.slice(0, -1) : labels
  const settings = { ...DEFAULTS, ...(await readSettings(join(folder, "label-model.json"))) }
  const classifier = await loadClassifier(folder)
  const { width, height, mean, std, activation } = settings
  return {
    classify: async (image) => {
      const pixels = await image.readStretched(width, height)
      if (!pixels.ok) return pixels
      const values = Float32Array.from(
        pixels.value.data,
        (value, i) => (value / 255 - (mean[i % 3] ?? 0)) / (std[i % 3] ?? 1),
      )
      const output = await classifier.run(values, settings)
      if (output.length !== names.length) {
        throw invalid(`${folder} has ${names.length} labels, but its model gives ${output.length} numbers`)
      }
      const scores = activate(output, activation)
      return ok(names.map((name, i) => ({ name, score: scores[i] ?? 0 })))
    },
  }
}

async function loadClassifier(folder: string): Promise<Classifier> {
  const graph = join(folder, "model.json")
  if (await isThere(graph)) return loadGraphClassifier(graph)
  const onnx = join(folder, "model.onnx")
  if (await isThere(onnx)) return loadOnnxClassifier(onnx)
  throw invalid(`${folder} has neither model.json (a TensorFlow.js graph model) nor model.onnx`)
}

async function readSettings(path: string): Promise<Partial<LabelModelSettings>> {
  if (!(await isThere(path))) return {}
  const text = await readText(path)
  try {
    return JSON.parse(text) as Partial<LabelModelSettings>
  } catch (cause) {
    throw new Fault("data-invalid", { hint: `${path} is not JSON`, cause })
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: unknown) => {
    throw new Fault("data-invalid", { hint: `a label model needs ${path}`, cause })
  })
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Makes scores of 0 to 1 of a model's numbers. */
export function activate(values: Float32Array, activation: LabelModelSettings["activation"]): Float32Array {
  if (activation === "none") return values.map((value) => Math.min(1, Math.max(0, value)))
  if (activation === "sigmoid") return values.map((value) => 1 / (1 + Math.exp(-value)))
  const highest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const powers = values.map((value) => Math.exp(value - highest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

function invalid(hint: string): Fault {
  return new Fault("data-invalid", { hint })
}
