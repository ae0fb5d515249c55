import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DetectLabelsCommand } from "@aws-sdk/client-rekognition"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openImage } from "#local/rekognition/models/decode-image.ts"
import { activate, loadLabelModel } from "#local/rekognition/models/label-model.ts"
import { loadOnnxClassifier } from "#local/rekognition/models/onnx-classifier.ts"
import { createVision } from "#local/rekognition/vision.ts"
import { startRekognition } from "#test/support/local-rekognition.ts"
import { draw } from "#test/support/pictures.ts"

const RED = () => draw('<rect width="100%" height="100%" fill="#e00000"/>', 120, 100)
const BLUE = () => draw('<rect width="100%" height="100%" fill="#0000e0"/>', 120, 100)

/** A graph that averages the picture and weighs its colours: red for the first class, blue for the second. */
const GRAPH = {
  format: "graph-model",
  modelTopology: {
    node: [
      {
        name: "image",
        op: "Placeholder",
        attr: {
          dtype: { type: "DT_FLOAT" },
          shape: { shape: { dim: [{ size: "1" }, { size: "8" }, { size: "8" }, { size: "3" }] } },
        },
      },
      {
        name: "axes",
        op: "Const",
        attr: {
          dtype: { type: "DT_INT32" },
          value: { tensor: { dtype: "DT_INT32", tensorShape: { dim: [{ size: "2" }] } } },
        },
      },
      {
        name: "mean",
        op: "Mean",
        input: ["image", "axes"],
        attr: { keep_dims: { b: false }, T: { type: "DT_FLOAT" } },
      },
      {
        name: "kernel",
        op: "Const",
        attr: {
          dtype: { type: "DT_FLOAT" },
          value: { tensor: { dtype: "DT_FLOAT", tensorShape: { dim: [{ size: "3" }, { size: "2" }] } } },
        },
      },
      {
        name: "out",
        op: "MatMul",
        input: ["mean", "kernel"],
        attr: { transpose_a: { b: false }, transpose_b: { b: false }, T: { type: "DT_FLOAT" } },
      },
    ],
    library: {},
    versions: { producer: 134 },
  },
  weightsManifest: [
    {
      paths: ["weights.bin"],
      weights: [
        { name: "axes", shape: [2], dtype: "int32" },
        { name: "kernel", shape: [3, 2], dtype: "float32" },
      ],
    },
  ],
}

describe("a label model of the user's own", () => {
  let folder = ""
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "label-model-"))
    await mkdir(join(folder, "colours"))
    const weights = Buffer.concat([
      Buffer.from(Int32Array.of(1, 2).buffer),
      Buffer.from(Float32Array.of(4, 0, 0, 0, 0, 4).buffer),
    ])
    await writeFile(join(folder, "colours", "weights.bin"), weights)
    await writeFile(join(folder, "colours", "model.json"), JSON.stringify(GRAPH))
    await writeFile(join(folder, "colours", "labels.txt"), "Sunset\nSea\n")
    await writeFile(join(folder, "colours", "label-model.json"), JSON.stringify({ width: 8, height: 8 }))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it("names pictures in DetectLabels, beside the embedded detector", async () => {
    const rekognition = await startRekognition({ vision: createVision({ labelModel: join(folder, "colours") }) })
    const names = async (Bytes: Uint8Array, more = {}) => {
      const { Labels = [] } = await rekognition.client.send(new DetectLabelsCommand({ Image: { Bytes }, ...more }))
      return Labels.map(({ Name, Categories, Instances }) => [Name, Categories, Instances])
    }

    expect(await names(await RED())).toEqual([["Sunset", [], []]])
    expect(await names(await BLUE())).toEqual([["Sea", [], []]])
    expect(await names(await BLUE(), { Features: ["GENERAL_LABELS", "IMAGE_PROPERTIES"] })).toEqual([["Sea", [], []]])
    await rekognition.close()
  })

  it("isn't there when its folder isn't", async () => {
    expect(await loadLabelModel(join(folder, "none"))).toBeUndefined()
  })

  it.each([
    { files: {}, hint: /labels\.txt/ },
    { files: { "labels.txt": "A\n" }, hint: /neither model\.json .* nor model\.onnx/ },
    { files: { "labels.txt": "A\n", "label-model.json": "{" }, hint: /is not JSON/ },
    { files: { "labels.txt": "A\n", "model.onnx": "x" }, hint: /npm install onnxruntime-node/ },
  ])("says what is wrong with its folder: $hint", async ({ files, hint }) => {
    const broken = await mkdtemp(join(folder, "broken-"))
    for (const [name, content] of Object.entries(files)) await writeFile(join(broken, name), content)

    await expect(loadLabelModel(broken)).rejects.toThrow(hint)
  })

  it("must have as many labels as numbers", async () => {
    const model = await loadLabelModel(join(folder, "colours"))
    await writeFile(join(folder, "colours", "labels.txt"), "Sunset\nSea\nMoon\n")
    const other = await loadLabelModel(join(folder, "colours"))
    await writeFile(join(folder, "colours", "labels.txt"), "Sunset\nSea\n")
    const image = await openImage(await RED())
    const opened = image.ok ? image.value : undefined

    expect(opened).toBeDefined()
    expect(await model?.classify(opened as never)).toMatchObject({ ok: true })
    await expect(other?.classify(opened as never)).rejects.toThrow("3 labels, but its model gives 2 numbers")
  })

  it("is given its colours one after the other where it is ONNX", async () => {
    const fed: unknown[] = []
    const classifier = await loadOnnxClassifier("model.onnx", async () => ({
      Tensor: class {
        readonly parts: readonly unknown[]
        constructor(...parts: readonly unknown[]) {
          this.parts = parts
        }
      },
      InferenceSession: {
        create: async () => ({
          inputNames: ["input"],
          outputNames: ["output"],
          run: async (feeds) => {
            fed.push((feeds.input as { parts: unknown }).parts)
            return { output: { data: Float32Array.of(0.25, 0.75) } }
          },
        }),
      },
    }))

    expect(await classifier.run(Float32Array.of(1, 2, 3, 4, 5, 6), { width: 2, height: 1 })).toEqual(
      Float32Array.of(0.25, 0.75),
    )
    expect(fed).toEqual([["float32", Float32Array.of(1, 4, 2, 5, 3, 6), [1, 3, 1, 2]]])
  })

  it.each([
    { activation: "none", scores: [0, 0.5, 1] },
    { activation: "sigmoid", scores: [0.119, 0.622, 0.953] },
    { activation: "softmax", scores: [0.006, 0.075, 0.918] },
  ] as const)("has scores of 0 to 1 by $activation", ({ activation, scores }) => {
    const activated = [...activate(Float32Array.of(-2, 0.5, 3), activation)]

    expect(activated.map((score) => Number(score.toFixed(3)))).toEqual(scores)
  })
})
