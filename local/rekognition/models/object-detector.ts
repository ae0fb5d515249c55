// Finds objects of COCO's 80 kinds with CenterNet on MobileNetV3, and tells what a picture as a whole is like. Names for
// the kinds are labels/coco-labels.ts.

import type { GraphModel } from "@tensorflow/tfjs-converter"
import * as tf from "@tensorflow/tfjs-core"
import type { Letterbox } from "./decode-image.ts"
import { modelPath, readGraph } from "./tensor-runtime.ts"

/** A rectangle in a picture, in shares of its width and height; may reach over its edges before it is clipped. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** An object in a picture. */
export type Detection = {
  /** Class among COCO's 80. */
  readonly kind: number
  /** The network's own score, 0 to 1; low by nature: .35 is as good a find as not. */
  readonly score: number
  readonly box: Box
}

/** What the network says of one picture. */
export type ObjectFinds = {
  /** Best first; doubles taken out. */
  readonly detections: readonly Detection[]
  /** The mean of a layer's 120 channels: pictures of like scenes point the same way. */
  readonly embedding: Float32Array
}

/** Side of the square the network looks at. */
export const DETECTOR_SIDE = 512

/** The name of the network and its layer: vectors of different ones can't be compared. */
export const EMBEDDING_MODEL = "centernet-mobilenetv3/expanded_conv_14"

const DETECTIONS = "tower_0/detections"
const EMBEDDED = "tower_0/MobilenetV3/expanded_conv_14/add"
/** Below this it is noise. */
const MIN_SCORE = 0.1
/** Two boxes of one kind that share more than this are the same thing. */
const MAX_OVERLAP = 0.5

/** The detector. */
export interface ObjectDetector {
  find(image: Letterbox): Promise<ObjectFinds>
}

/** Loads the network. */
export async function loadObjectDetector(): Promise<ObjectDetector> {
  const graph = await readGraph(modelPath("@vladmandic/human", "models", "centernet.json"))
  return {
    find: async (image) => {
      const { rows, embedding } = await runDetector(graph, image.pixels.data)
      return { detections: suppressDoubles(readRows(rows, image)), embedding }
    },
  }
}

/** One pass of the network over a square of pixels, for whoever measures it. */
export async function runDetector(
  graph: GraphModel,
  pixels: Uint8Array,
): Promise<{ readonly rows: Float32Array; readonly embedding: Float32Array }> {
  const [rows, embedding] = tf.tidy(() => {
    const input = tf.tensor4d(Float32Array.from(pixels), [1, DETECTOR_SIDE, DETECTOR_SIDE, 3])
    const [found, layer] = graph.execute(input, [DETECTIONS, EMBEDDED]) as [tf.Tensor, tf.Tensor]
    return [found, tf.mean(layer, [1, 2])]
  })
  try {
    return { rows: (await rows.data()) as Float32Array, embedding: (await embedding.data()) as Float32Array }
  } finally {
    tf.dispose([rows, embedding])
  }
}

/** Rows of left, top, right, bottom (in pixels of the square), score and kind. */
function readRows(rows: Float32Array, square: Letterbox): Detection[] {
  const detections: Detection[] = []
  for (let at = 0; at + 6 <= rows.length; at += 6) {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, score = 0, kind = 0] = rows.subarray(at, at + 6)
    const box = clip({
      left: (x0 / DETECTOR_SIDE - square.left) / square.width,
      top: (y0 / DETECTOR_SIDE - square.top) / square.height,
      width: (x1 - x0) / DETECTOR_SIDE / square.width,
      height: (y1 - y0) / DETECTOR_SIDE / square.height,
    })
    if (score >= MIN_SCORE && box.width > 0 && box.height > 0) detections.push({ kind: Math.round(kind), score, box })
  }
  return detections
}

/** Cuts a box off at the edges of the picture. */
export function clip({ left, top, width, height }: Box): Box {
  const right = Math.min(1, Math.max(0, left + width))
  const bottom = Math.min(1, Math.max(0, top + height))
  const x = Math.min(1, Math.max(0, left))
  const y = Math.min(1, Math.max(0, top))
  return { left: x, top: y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) }
}

function suppressDoubles(detections: readonly Detection[]): Detection[] {
  const kept: Detection[] = []
  for (const candidate of [...detections].sort((a, b) => b.score - a.score)) {
    const isDouble = kept.some(({ kind, box }) => kind === candidate.kind && overlap(box, candidate.box) > MAX_OVERLAP)
    if (!isDouble) kept.push(candidate)
  }
  return kept
}

/** The area two boxes share, over the area they cover together. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (a.width * a.height + b.width * b.height - shared)
}
