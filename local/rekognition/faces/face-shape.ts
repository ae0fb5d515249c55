// What the mesh of a face means in Rekognition's words: its box, landmarks and pose, and how open eyes and mouth are. The
// mesh is models/face-mesh.ts.

import type { FaceMesh, MeshPoint } from "../models/face-mesh.ts"
import type { Box } from "../models/object-detector.ts"
import type { PixelPoint } from "../models/sample-pixels.ts"

/** A landmark, in shares of the picture's width and height. */
export type Landmark = { readonly type: string; readonly x: number; readonly y: number }

/** Degrees. Roll is positive when the head leans to the picture's right, yaw when it is turned there, pitch when it looks up. */
export type Pose = { readonly roll: number; readonly yaw: number; readonly pitch: number }

/** What the mesh tells of a face. */
export type FaceShape = {
  /** From forehead to chin; may reach over the edge of the picture. */
  readonly box: Box
  readonly landmarks: readonly Landmark[]
  readonly pose: Pose
  /** Height over width of the more open eye. */
  readonly eyeOpenness: number
  /** Height over width of the gap between the lips. */
  readonly mouthOpenness: number
}

/** Rekognition's landmarks among the points of the mesh; left and right are the picture's. */
const LANDMARKS: Readonly<Record<string, number | readonly number[]>> = {
  eyeLeft: [33, 133, 159, 145],
  eyeRight: [263, 362, 386, 374],
  mouthLeft: 61,
  mouthRight: 291,
  nose: 1,
  leftEyeBrowLeft: 70,
  leftEyeBrowRight: 107,
  leftEyeBrowUp: 105,
  rightEyeBrowLeft: 336,
  rightEyeBrowRight: 300,
  rightEyeBrowUp: 334,
  leftEyeLeft: 33,
  leftEyeRight: 133,
  leftEyeUp: 159,
  leftEyeDown: 145,
  rightEyeLeft: 362,
  rightEyeRight: 263,
  rightEyeUp: 386,
  rightEyeDown: 374,
  noseLeft: 98,
  noseRight: 327,
  mouthUp: 0,
  mouthDown: 17,
  upperJawlineLeft: 127,
  midJawlineLeft: 172,
  chinBottom: 152,
  midJawlineRight: 397,
  upperJawlineRight: 356,
}

/** The five landmarks that DEFAULT attributes have. */
export const DEFAULT_LANDMARKS: readonly string[] = ["eyeLeft", "eyeRight", "mouthLeft", "mouthRight", "nose"]

/** Corners, upper and lower edge of each eye, and of the inner lips. */
const EYES = [
  [33, 133, 159, 145],
  [362, 263, 386, 374],
] as const
const LIPS = [78, 308, 13, 14] as const

/** Reads the mesh of a face in a picture of this size. */
export function readShape(mesh: FaceMesh, width: number, height: number): FaceShape {
  const { points } = mesh
  const toShare = ({ x, y }: PixelPoint): PixelPoint => ({ x: x / width, y: y / height })
  const left = Math.min(...points.map(({ x }) => x)) / width
  const top = Math.min(...points.map(({ y }) => y)) / height
  const right = Math.max(...points.map(({ x }) => x)) / width
  const bottom = Math.max(...points.map(({ y }) => y)) / height
  const landmarks = Object.entries(LANDMARKS).map(([type, at]) => ({ type, ...toShare(middle(points, at)) }))
  return {
    box: { left, top, width: right - left, height: bottom - top },
    landmarks: [
      ...landmarks,
      { type: "leftPupil", ...toShare(mesh.leftPupil) },
      { type: "rightPupil", ...toShare(mesh.rightPupil) },
    ],
    pose: readPose(points),
    eyeOpenness: Math.max(...EYES.map((eye) => openness(points, eye))),
    mouthOpenness: openness(points, LIPS),
  }
}

function middle(points: readonly MeshPoint[], at: number | readonly number[]): PixelPoint {
  const chosen = (typeof at === "number" ? [at] : at).map((i) => pointAt(points, i))
  const mean = (pick: (point: MeshPoint) => number): number =>
    chosen.reduce((sum, point) => sum + pick(point), 0) / chosen.length
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) }
}

function openness(
  points: readonly MeshPoint[],
  [a, b, upper, lower]: readonly [number, number, number, number],
): number {
  const distance = (from: MeshPoint, to: MeshPoint): number => Math.hypot(from.x - to.x, from.y - to.y, from.z - to.z)
  const width = distance(pointAt(points, a), pointAt(points, b))
  return width === 0 ? 0 : distance(pointAt(points, upper), pointAt(points, lower)) / width
}

/** Outer corners of the eyes; forehead and chin. */
const ACROSS = [33, 263] as const
const DOWN = [10, 152] as const

function readPose(points: readonly MeshPoint[]): Pose {
  const between = ([from, to]: readonly [number, number]): MeshPoint => {
    const a = pointAt(points, from)
    const b = pointAt(points, to)
    return { x: b.x - a.x, y: b.y - a.y, z: b.z - a.z }
  }
  const across = between(ACROSS)
  const down = between(DOWN)
  const roll = Math.atan2(across.y, across.x)
  // Seen upright, what is left of both lines leads into the picture.
  const length = Math.cos(roll) * down.y - Math.sin(roll) * down.x
  return {
    roll: toDegrees(roll),
    yaw: toDegrees(Math.atan2(across.z, Math.hypot(across.x, across.y))),
    pitch: toDegrees(Math.atan2(-down.z, length)),
  }
}

function toDegrees(radians: number): number {
  return (radians * 180) / Math.PI
}

function pointAt(points: readonly MeshPoint[], i: number): MeshPoint {
  const point = points[i]
  if (point === undefined) throw new RangeError(`the mesh has no point ${i}`)
  return point
}
