// Finds faces with BlazeFace. What they look like is face-mesh.ts and what follows it.

import type { GraphModel } from "@tensorflow/tfjs-converter"
import * as tf from "@tensorflow/tfjs-core"
import type { Pixels } from "./decode-image.ts"
import { type PixelPoint, sampleSquare, squareToPicture, type TurnedSquare } from "./sample-pixels.ts"
import { modelPath, readGraph } from "./tensor-runtime.ts"

/** A face as it was found, in pixels of the picture. */
export type FoundFace = {
  readonly center: PixelPoint
  /** Of the square around it. */
  readonly side: number
  /** 0 to 1. */
  readonly score: number
  /** The eye on the picture's left, and the one on its right. */
  readonly leftEye: PixelPoint
  readonly rightEye: PixelPoint
}

/** Side of the square the network looks at. */
const SIDE = 256
const MIN_SCORE = 0.5
/** Finds whose middles are nearer than this share of their size are the same face. */
const SAME_FACE = 0.8
/** Faces that take less than this share of the longer side come in crowds: then the picture is looked at closely. */
const SMALL_FACE = 0.12
/** In a picture that is less than this long there is nothing more to see closely. */
const MIN_CLOSE_SIDE = 400
/** How much of the longer side one close look takes in. */
const CLOSE_SHARE = 0.6
/** Room around a face that fills the picture, so that the network knows it again. */
const FAR_SHARE = 1.6

/** The detector. */
export interface FaceDetector {
  /** Surest first. */
  find(pixels: Pixels): Promise<readonly FoundFace[]>
}

/** Loads the network. */
export async function loadFaceDetector(): Promise<FaceDetector> {
  const graph = await readGraph(modelPath("@vladmandic/human", "models", "blazeface.json"))
  const lookAt = async (pixels: Pixels, squares: readonly TurnedSquare[]): Promise<FoundFace[]> => {
    const found: FoundFace[] = []
    for (const square of squares) found.push(...(await runDetector(graph, pixels, square)))
    return found
  }
  return {
    find: async (pixels) => {
      const { width, height } = pixels
      const longest = Math.max(width, height)
      const center = { x: width / 2, y: height / 2 }
      const first = suppressDoubles(await lookAt(pixels, [{ center, side: longest, angle: 0 }]))
      const isCrowd = first.some(({ side }) => side < SMALL_FACE * longest)
      if (first.length > 0 && !isCrowd) return first
      const closely = longest < MIN_CLOSE_SIDE ? [] : await lookAt(pixels, closeSquares(pixels))
      if (first.length + closely.length > 0) return suppressDoubles([...first, ...closely])
      return suppressDoubles(await lookAt(pixels, [{ center, side: longest * FAR_SHARE, angle: 0 }]))
    },
  }
}

/** Squares that overlap and cover the picture. */
function closeSquares({ width, height }: Pixels): TurnedSquare[] {
  const side = Math.max(width, height) * CLOSE_SHARE
  const middles = (length: number): number[] => (length <= side ? [length / 2] : [side / 2, length - side / 2])
  return middles(height).flatMap((y) => middles(width).map((x) => ({ center: { x, y }, side, angle: 0 })))
}

async function runDetector(graph: GraphModel, pixels: Pixels, square: TurnedSquare): Promise<FoundFace[]> {
  const input = sampleSquare(pixels, square, SIDE, { scale: 1 / 127.5, offset: [-1, -1, -1] })
  const outputs = tf.tidy(() => graph.execute(tf.tensor4d(input, [1, SIDE, SIDE, 3])) as tf.Tensor[])
  try {
    const [fewScores, manyScores, fewBoxes, manyBoxes] = await Promise.all(
      [...outputs].sort((a, b) => a.size - b.size).map((output) => output.data()),
    )
    if (!(fewScores && manyScores && fewBoxes && manyBoxes)) throw new Error("BlazeFace has not four outputs")
    const toPicture = squareToPicture(square)
    return [
      ...readFaces(manyScores, manyBoxes, { stride: 16, each: 2 }, toPicture, square.side),
      ...readFaces(fewScores, fewBoxes, { stride: 32, each: 6 }, toPicture, square.side),
    ]
  } finally {
    tf.dispose(outputs)
  }
}

type Values = { readonly [at: number]: number; readonly length: number }

/** Anchors stand in the middle of each cell of a grid; a box is its middle from the anchor, its size, and six points. */
function readFaces(
  scores: Values,
  boxes: Values,
  { stride, each }: { readonly stride: number; readonly each: number },
  toPicture: (x: number, y: number) => PixelPoint,
  pictureSide: number,
): FoundFace[] {
  const faces: FoundFace[] = []
  const cells = SIDE / stride
  for (let i = 0; i < scores.length; i++) {
    const score = 1 / (1 + Math.exp(-(scores[i] ?? 0)))
    if (score < MIN_SCORE) continue
    const cell = Math.floor(i / each)
    const anchorX = ((cell % cells) + 0.5) * stride
    const anchorY = (Math.floor(cell / cells) + 0.5) * stride
    const point = (at: number): PixelPoint =>
      toPicture((anchorX + (boxes[i * 16 + at] ?? 0)) / SIDE, (anchorY + (boxes[i * 16 + at + 1] ?? 0)) / SIDE)
    const side = (Math.max(boxes[i * 16 + 2] ?? 0, boxes[i * 16 + 3] ?? 0) / SIDE) * pictureSide
    faces.push({ center: point(0), side, score, leftEye: point(4), rightEye: point(6) })
  }
  return faces
}

function suppressDoubles(faces: readonly FoundFace[]): FoundFace[] {
  const kept: FoundFace[] = []
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    const isDouble = kept.some(({ center, side }) => {
      const distance = Math.hypot(center.x - face.center.x, center.y - face.center.y)
      return distance < (SAME_FACE * (side + face.side)) / 2
    })
    if (!isDouble) kept.push(face)
  }
  return kept
}
