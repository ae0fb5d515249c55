// Runs a classifier that is an ONNX file, with ONNX Runtime where the user has installed it: the project doesn't bring it
// along. What goes in and what its numbers mean is label-model.ts.

import { Fault } from "#core/errors.ts"
import type { Classifier } from "./classifier.ts"

/** What is used of ONNX Runtime. */
export type OnnxRuntime = {
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => unknown
  readonly InferenceSession: { create(path: string): Promise<OnnxSession> }
}

type OnnxSession = {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  run(feeds: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, { readonly data: Float32Array }>>>
}

const PACKAGES = ["onnxruntime-node", "onnxruntime-web"]

/** Loads the model; its one input is a batch of pictures, colour by colour (NCHW), its first output a row of numbers. */
export async function loadOnnxClassifier(path: string, loadRuntime = findRuntime): Promise<Classifier> {
  const { Tensor, InferenceSession } = await loadRuntime()
  const session = await InferenceSession.create(path).catch((cause: unknown) => {
    throw new Fault("data-invalid", { hint: `${path} is no ONNX model that can be run here`, cause })
  })
  const [input = "", output = ""] = [session.inputNames[0], session.outputNames[0]]
  return {
    run: async (values, { width, height }) => {
      const tensor = new Tensor("float32", byColor(values, width * height), [1, 3, height, width])
      const outputs = await session.run({ [input]: tensor })
      return outputs[output]?.data ?? new Float32Array()
    },
  }
}

/** All red values, then all green, then all blue. */
function byColor(values: Float32Array, pixels: number): Float32Array {
  return Float32Array.from(values, (_, i) => values[(i % pixels) * 3 + Math.floor(i / pixels)] ?? 0)
}

async function findRuntime(): Promise<OnnxRuntime> {
  for (const name of PACKAGES) {
    const runtime = await import(name).catch(() => undefined)
    if (runtime !== undefined) return (runtime.default ?? runtime) as OnnxRuntime
  }
  throw new Fault("data-invalid", {
    hint: "a label model in ONNX needs ONNX Runtime: npm install onnxruntime-node (or onnxruntime-web)",
  })
}
