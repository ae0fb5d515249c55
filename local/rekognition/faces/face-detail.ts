// What an answer tells of a face: a FaceDetail, or the shorter ComparedFace. What no model tells (glasses, beards, what
// covers a face) is left out.

import { toBoundingBox } from "../wire-shapes.ts"
import { DEFAULT_LANDMARKS } from "./face-shape.ts"
import type { FaceNeeds, SeenFace } from "./seen-face.ts"

/** The attributes that may be asked for. */
export const ATTRIBUTES = [
  "DEFAULT",
  "ALL",
  "AGE_RANGE",
  "BEARD",
  "EMOTIONS",
  "EYE_DIRECTION",
  "EYEGLASSES",
  "EYES_OPEN",
  "GENDER",
  "MOUTH_OPEN",
  "MUSTACHE",
  "FACE_OCCLUDED",
  "SMILE",
  "SUNGLASSES",
] as const

/** Those that take the networks of expression, age and gender. */
const ESTIMATED = ["ALL", "AGE_RANGE", "EMOTIONS", "EYES_OPEN", "GENDER", "SMILE"]

/** What the threads must find out for these attributes. */
export function needsOf(attributes: readonly string[]): FaceNeeds {
  return { attributes: attributes.some((attribute) => ESTIMATED.includes(attribute)) }
}

/** A FaceDetail with these attributes. */
export function toFaceDetail(face: SeenFace, attributes: readonly string[]): object {
  const wants = (name: string): boolean => attributes.includes("ALL") || attributes.includes(name)
  const { shape } = face
  return {
    BoundingBox: toBoundingBox(shape.box),
    ...(wants("AGE_RANGE") ? ageRange(face) : {}),
    ...(wants("SMILE") ? smile(face) : {}),
    ...(wants("GENDER") ? gender(face) : {}),
    ...(wants("EYES_OPEN") ? eyesOpen(face) : {}),
    ...(wants("MOUTH_OPEN") ? { MouthOpen: judge(shape.mouthOpenness, MOUTH_OPEN) } : {}),
    ...(wants("EMOTIONS") ? emotions(face) : {}),
    Landmarks: encodeLandmarks(face, attributes.includes("ALL")),
    ...encodeLook(face),
    Confidence: face.confidence,
  }
}

/** A ComparedFace, without what only celebrities get. */
export function toComparedFace(face: SeenFace): object {
  return {
    BoundingBox: toBoundingBox(face.shape.box),
    Confidence: face.confidence,
    Landmarks: encodeLandmarks(face, false),
    ...encodeLook(face),
  }
}

/** Emotions and smile, where the face was estimated. */
export function toFeelings(face: SeenFace): object {
  return { ...emotions(face), ...smile(face) }
}

function encodeLandmarks({ shape }: SeenFace, wantsAll: boolean): object[] {
  return shape.landmarks
    .filter(({ type }) => wantsAll || DEFAULT_LANDMARKS.includes(type))
    .map(({ type, x, y }) => ({ Type: type, X: x, Y: y }))
}

function encodeLook({ shape: { pose }, brightness, sharpness }: SeenFace): object {
  return {
    Pose: { Roll: pose.roll, Yaw: pose.yaw, Pitch: pose.pitch },
    Quality: { Brightness: brightness, Sharpness: sharpness },
  }
}

/** How far the estimate of age is off either way, years: a person's own photos differ by 5 from each other. */
const AGE_MARGIN = 8

function ageRange({ attributes }: SeenFace): object {
  if (attributes === undefined) return {}
  const age = Math.round(attributes.ageYears)
  return { AgeRange: { Low: Math.max(0, age - AGE_MARGIN), High: Math.max(1, age + AGE_MARGIN) } }
}

function gender({ attributes }: SeenFace): object {
  if (attributes === undefined) return {}
  const { male } = attributes
  const isMale = male >= 0.5
  return { Gender: { Value: isMale ? "Male" : "Female", Confidence: 100 * (isMale ? male : 1 - male) } }
}

function smile({ attributes }: SeenFace): object {
  if (attributes === undefined) return {}
  const { happy } = attributes.expressions
  const isSmiling = happy >= 0.5
  return { Smile: { Value: isSmiling, Confidence: 100 * (isSmiling ? happy : 1 - happy) } }
}

/** Rekognition's names; for CONFUSED and UNKNOWN there is no model. */
const EMOTIONS = {
  happy: "HAPPY",
  sad: "SAD",
  angry: "ANGRY",
  fearful: "FEAR",
  disgusted: "DISGUSTED",
  surprised: "SURPRISED",
  neutral: "CALM",
} as const

function emotions({ attributes }: SeenFace): object {
  if (attributes === undefined) return {}
  const told = Object.entries(EMOTIONS).map(([name, Type]) => ({
    Type,
    Confidence: 100 * attributes.expressions[name as keyof typeof EMOTIONS],
  }))
  return { Emotions: told.sort((a, b) => b.Confidence - a.Confidence) }
}

type Bounds = { readonly closed: number; readonly open: number }

/** Height over width of eyes and mouths, measured on photos: closed at most, open at least. */
const EYES_OPEN: Bounds = { closed: 0.17, open: 0.23 }
const MOUTH_OPEN: Bounds = { closed: 0.15, open: 0.35 }

/** A smile narrows eyes until open ones look closed: between the bounds nothing is told, nor below them of who smiles. */
function eyesOpen({ shape, attributes }: SeenFace): object {
  const isSmiling = (attributes?.expressions.happy ?? 0) >= 0.5
  const isDoubtful = shape.eyeOpenness < EYES_OPEN.open && (isSmiling || shape.eyeOpenness > EYES_OPEN.closed)
  return isDoubtful ? {} : { EyesOpen: judge(shape.eyeOpenness, EYES_OPEN) }
}

/** Decides at the middle of the bounds; at either bound it is 90 percent sure. */
function judge(value: number, { closed, open }: Bounds): object {
  const middle = (closed + open) / 2
  const chance = 1 / (1 + Math.exp((-2 * Math.log(9) * (value - middle)) / (open - closed)))
  const isOpen = chance >= 0.5
  return { Value: isOpen, Confidence: 100 * (isOpen ? chance : 1 - chance) }
}
