// Looks at every face of a picture: finds it, measures it, and where wanted estimates and describes it. The networks are
// each in a file of their own.

import { ok, type Result } from "#core/result.ts"
import { readShape } from "../faces/face-shape.ts"
import type { FaceNeeds, SeenFace } from "../faces/seen-face.ts"
import { isAnimal } from "../labels/coco-labels.ts"
import { measure, toGrey } from "../labels/image-properties.ts"
import type { ImageRefusal, OpenedImage, Pixels } from "./decode-image.ts"
import { ATTRIBUTES_SIDE, type FaceEstimator } from "./face-attributes.ts"
import { cutChip, findChip } from "./face-chip.ts"
import { DESCRIPTOR_SIDE, type FaceDescriber } from "./face-descriptor.ts"
import type { FaceDetector, FoundFace } from "./face-detector.ts"
import type { FaceMesh, FaceMesher } from "./face-mesh.ts"
import type { Detection } from "./object-detector.ts"
import { sampleSquare, type TurnedSquare } from "./sample-pixels.ts"

/** The models, each loaded when it is first needed. */
export type FaceModels = {
  detector(): Promise<FaceDetector>
  mesher(): Promise<FaceMesher>
  describer(): Promise<FaceDescriber>
  estimator(): Promise<FaceEstimator>
  /** The objects of a picture, to tell dogs' faces from people's. */
  findObjects(image: OpenedImage): Promise<Result<readonly Detection[], ImageRefusal>>
}

/** Longest side that faces are looked for in; Rekognition's smallest face is 40 pixels of 1,920. */
const FACES_SIDE = 1920
/** Rekognition tells of the hundred largest. */
const MAX_FACES = 100
/** Below this the mesh found no face where the detector saw one. */
const MIN_PRESENCE = 0.1
/** Below this it may be a dog's: theirs get up to .94. */
const SURE_PRESENCE = 0.99
/** What animals and people are asked for when it is to be decided. */
const MIN_OBJECT_SCORE = 0.3

/** Sees the faces of a picture, the largest first. */
export async function readFaces(
  models: FaceModels,
  image: OpenedImage,
  needs: FaceNeeds,
): Promise<Result<readonly SeenFace[], ImageRefusal>> {
  const read = await image.read(FACES_SIDE)
  if (!read.ok) return read
  const pixels = read.value
  const found = await (await models.detector()).find(pixels)
  const meshed = await meshFaces(models, pixels, found)
  const people = await leaveOutAnimals(models, image, pixels, meshed)
  if (!people.ok) return people
  const faces: SeenFace[] = []
  for (const face of people.value) faces.push(await seeFace(models, pixels, face, needs))
  return ok(faces.sort((a, b) => b.sidePixels - a.sidePixels).slice(0, MAX_FACES))
}

type MeshedFace = { readonly found: FoundFace; readonly mesh: FaceMesh }

async function meshFaces(
  models: FaceModels,
  pixels: Pixels,
  found: readonly FoundFace[],
): Promise<readonly MeshedFace[]> {
  const meshed: MeshedFace[] = []
  for (const face of found) {
    const mesh = await (await models.mesher()).mesh(pixels, face)
    if (mesh.presence >= MIN_PRESENCE) meshed.push({ found: face, mesh })
  }
  return meshed
}

/** A face in doubt isn't told of where there is an animal and nobody else. */
async function leaveOutAnimals(
  models: FaceModels,
  image: OpenedImage,
  pixels: Pixels,
  faces: readonly MeshedFace[],
): Promise<Result<readonly MeshedFace[], ImageRefusal>> {
  if (faces.every(({ mesh }) => mesh.presence >= SURE_PRESENCE)) return ok(faces)
  const objects = await models.findObjects(image)
  if (!objects.ok) return objects
  const isIn = ({ found }: MeshedFace, { box }: Detection): boolean => {
    const x = found.center.x / pixels.width
    const y = found.center.y / pixels.height
    return x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height
  }
  const sure = objects.value.filter(({ score }) => score >= MIN_OBJECT_SCORE)
  return ok(
    faces.filter((face) => {
      const around = sure.filter((object) => isIn(face, object))
      const isAnimals = around.some(({ kind }) => isAnimal(kind)) && !around.some(({ kind }) => kind === PERSON)
      return face.mesh.presence >= SURE_PRESENCE || !isAnimals
    }),
  )
}

const PERSON = 0

async function seeFace(
  models: FaceModels,
  pixels: Pixels,
  { found, mesh }: MeshedFace,
  needs: FaceNeeds,
): Promise<SeenFace> {
  const shape = readShape(mesh, pixels.width, pixels.height)
  const chip = findChip(mesh.points)
  const sidePixels = Math.min(shape.box.width * pixels.width, shape.box.height * pixels.height)
  return {
    shape,
    // Both must be sure: the detector of the place, the mesh of what is there.
    confidence: 100 * Math.sqrt(found.score * Math.min(1, mesh.presence)),
    sidePixels,
    sideShare: sidePixels / Math.max(pixels.width, pixels.height),
    ...measureFace(pixels, chip),
    ...(needs.attributes === true
      ? { attributes: await (await models.estimator()).estimate(cutChip(pixels, chip, ATTRIBUTES_SIDE)) }
      : {}),
    ...(needs.descriptors === true
      ? { descriptor: await (await models.describer()).describe(cutChip(pixels, chip, DESCRIPTOR_SIDE)) }
      : {}),
  }
}

/** Faces are measured at one size, so that their sharpness can be compared. */
const MEASURED_SIDE = 128

function measureFace(pixels: Pixels, chip: TurnedSquare): { readonly brightness: number; readonly sharpness: number } {
  const data = sampleSquare(pixels, chip, MEASURED_SIDE, { scale: 1, offset: [0, 0, 0] })
  const size = { width: MEASURED_SIDE, height: MEASURED_SIDE }
  const { brightness, sharpness } = measure(size, toGrey({ ...size, data }), () => true)
  return { brightness, sharpness }
}
