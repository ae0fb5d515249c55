// Lays MediaPipe's mesh of 468 points over a face, and finds its pupils. What the points mean for Rekognition is
// faces/face-shape.ts.

import type { GraphModel } from "@tensorflow/tfjs-converter"
import * as tf from "@tensorflow/tfjs-core"
import type { Pixels } from "./decode-image.ts"
import type { FoundFace } from "./face-detector.ts"
import { type PixelPoint, sampleSquare, squareToPicture, type TurnedSquare } from "./sample-pixels.ts"
import { modelPath, readGraph } from "./tensor-runtime.ts"

/** A point of a face: across and down in pixels of the picture, and towards the viewer on the same scale (less is nearer). */
export type MeshPoint = PixelPoint & { readonly z: number }

/** The mesh of a face. */
export type FaceMesh = {
  readonly points: readonly MeshPoint[]
  /** How sure it is that this is a face, 0 to 1. */
  readonly presence: number
  /** On the picture's left and right. */
  readonly leftPupil: PixelPoint
  readonly rightPupil: PixelPoint
}

const SIDE = 192
/** The mesh wants some room around the face. */
const ROOM = 1.5
const IRIS_SIDE = 64
/** A square this much as wide as the eye. */
const IRIS_ROOM = 2.3
/** The middle of the iris among the points of the eye's model. */
const IRIS_CENTER = 71

/** Corners of the eyes in the mesh, outer first. */
const LEFT_EYE = [33, 133] as const
const RIGHT_EYE = [263, 362] as const

const TO_UNIT = { scale: 1 / 255, offset: [0, 0, 0] } as const

/** The models of mesh and iris. */
export interface FaceMesher {
  mesh(pixels: Pixels, face: FoundFace): Promise<FaceMesh>
}

/** Loads the networks. */
export async function loadFaceMesher(): Promise<FaceMesher> {
  const [face, iris] = await Promise.all([
    readGraph(modelPath("@vladmandic/human", "models", "facemesh.json")),
    readGraph(modelPath("@vladmandic/human", "models", "iris.json")),
  ])
  return {
    mesh: async (pixels, { center, side, leftEye, rightEye }) => {
      const angle = Math.atan2(rightEye.y - leftEye.y, rightEye.x - leftEye.x)
      const { points, presence } = await runMesh(face, pixels, { center, side: side * ROOM, angle })
      const leftPupil = await runIris(iris, pixels, cornersOf(points, LEFT_EYE), false)
      const rightPupil = await runIris(iris, pixels, cornersOf(points, RIGHT_EYE), true)
      return { points, presence, leftPupil, rightPupil }
    },
  }
}

async function runMesh(
  graph: GraphModel,
  pixels: Pixels,
  square: TurnedSquare,
): Promise<{ readonly points: readonly MeshPoint[]; readonly presence: number }> {
  const input = sampleSquare(pixels, square, SIDE, TO_UNIT)
  const outputs = tf.tidy(() => {
    const image = tf.tensor4d(input, [1, SIDE, SIDE, 3])
    return graph.execute(image, ["output_mesh", "output_faceflag"]) as tf.Tensor[]
  })
  try {
    const [mesh, flag] = await Promise.all(outputs.map((output) => output.data()))
    if (!(mesh && flag)) throw new Error("the face mesh has not two outputs")
    const toPicture = squareToPicture(square)
    const points: MeshPoint[] = []
    for (let at = 0; at + 2 < mesh.length; at += 3) {
      const point = toPicture((mesh[at] ?? 0) / SIDE, (mesh[at + 1] ?? 0) / SIDE)
      points.push({ ...point, z: ((mesh[at + 2] ?? 0) / SIDE) * square.side })
    }
    return { points, presence: flag[0] ?? 0 }
  } finally {
    tf.dispose(outputs)
  }
}

function cornersOf(points: readonly MeshPoint[], [outer, inner]: readonly [number, number]): readonly MeshPoint[] {
  return [points[outer], points[inner]].filter((point) => point !== undefined)
}

/** Finds a pupil. The network knows eyes of one side only: the other's picture is mirrored for it. */
async function runIris(
  graph: GraphModel,
  pixels: Pixels,
  corners: readonly MeshPoint[],
  isMirrored: boolean,
): Promise<PixelPoint> {
  const [outer = { x: 0, y: 0 }, inner = outer] = corners
  const center = { x: (outer.x + inner.x) / 2, y: (outer.y + inner.y) / 2 }
  const width = Math.hypot(outer.x - inner.x, outer.y - inner.y)
  const [left, right] = isMirrored ? [inner, outer] : [outer, inner]
  const square = { center, side: width * IRIS_ROOM, angle: Math.atan2(right.y - left.y, right.x - left.x) }
  const input = sampleSquare(pixels, square, IRIS_SIDE, TO_UNIT)
  const output = tf.tidy(() => {
    const image = tf.tensor4d(input, [1, IRIS_SIDE, IRIS_SIDE, 3])
    return graph.execute(isMirrored ? tf.reverse4d(image, 2) : image) as tf.Tensor
  })
  try {
    const values = await output.data()
    const x = (values[IRIS_CENTER * 3] ?? 0) / IRIS_SIDE
    return squareToPicture(square)(isMirrored ? 1 - x : x, (values[IRIS_CENTER * 3 + 1] ?? 0) / IRIS_SIDE)
  } finally {
    output.dispose()
  }
}
