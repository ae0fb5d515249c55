// IndexFaces, ListFaces, DeleteFaces, SearchFaces and SearchFacesByImage on the wire. Where faces are kept is
// face-collection.ts.

import { createHash } from "node:crypto"
import type { IdSource } from "#core/units.ts"
import { list, number, structure, text } from "#local/http/constraints.ts"
import { ATTRIBUTES, needsOf, toFaceDetail } from "../faces/face-detail.ts"
import { findFlaws, QUALITY_FILTERS, type QualityFilter } from "../faces/face-quality.ts"
import { similarity } from "../faces/face-similarity.ts"
import type { SeenFace } from "../faces/seen-face.ts"
import { overlap } from "../models/object-detector.ts"
import type { RekognitionCall, RekognitionOperation } from "../operation.ts"
import { takePage } from "../paging.ts"
import { invalidParameter, rekognitionError } from "../rekognition-error.ts"
import { IMAGE, type ImageInput } from "../request-image.ts"
import { checkParameters, toBoundingBox } from "../wire-shapes.ts"
import { COLLECTION_ID, DEFAULT_PAGE, FACE_MODEL_VERSION, getCollection, PAGING } from "./collection-operations.ts"
import type { CollectionStore } from "./collection-store.ts"
import type { FaceCollection, StoredFace } from "./face-collection.ts"

const FACE_ID = text({ pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/ })
const FACE_IDS = list(FACE_ID, { min: 1, max: 4096 })
const PERCENT = number({ min: 0, max: 100 })
const QUALITY = text({ oneOf: QUALITY_FILTERS })
const MAX_FACES = number({ min: 1, max: 4096, integer: true })

const DEFAULT_THRESHOLD = 80
/** What a search gives when nobody says how many. */
const DEFAULT_MATCHES = 80
/** IndexFaces remembers no more of one picture. */
const MAX_INDEXED = 100
/** Faces of one picture that share more of their boxes are the same. */
const SAME_PLACE = 0.9

/** The operations on the faces of collections. */
export function faceIndexOperations(
  store: CollectionStore,
  ids: IdSource,
): Readonly<Record<string, RekognitionOperation>> {
  return {
    IndexFaces: (input, call) => indexFaces(store, ids, input, call),
    ListFaces: (input) => listFaces(store, input),
    DeleteFaces: (input) => deleteFaces(store, input),
    SearchFaces: (input) => searchFaces(store, input),
    SearchFacesByImage: (input, call) => searchFacesByImage(store, input, call),
  }
}

type Input = Readonly<Record<string, unknown>>

const INDEX_INPUT = structure(
  {
    CollectionId: COLLECTION_ID,
    Image: IMAGE,
    ExternalImageId: text({ min: 1, max: 255, pattern: /^[a-zA-Z0-9_.\-:]+$/ }),
    DetectionAttributes: list(text({ oneOf: ATTRIBUTES })),
    MaxFaces: number({ min: 1, integer: true }),
    QualityFilter: QUALITY,
  },
  { required: ["CollectionId", "Image"] },
)

type IndexInput = {
  readonly Image: ImageInput
  readonly ExternalImageId?: string | null
  readonly DetectionAttributes?: readonly string[] | null
  readonly MaxFaces?: number | null
  readonly QualityFilter?: QualityFilter | null
}

async function indexFaces(store: CollectionStore, ids: IdSource, given: Input, call: RekognitionCall): Promise<object> {
  checkParameters(INDEX_INPUT, given)
  const input = given as IndexInput
  const collection = await getCollection(store, given)
  const attributes = input.DetectionAttributes ?? []
  const image = await call.readImage(input.Image)
  const faces = await call.lookAtFaces(image, { ...needsOf(attributes), descriptors: true })
  const judged = judge(faces, input)
  const origin = {
    imageId: ids(),
    imageHash: createHash("sha256").update(image).digest("hex"),
    ...(input.ExternalImageId ? { externalImageId: input.ExternalImageId } : {}),
  }
  const indexed = judged
    .filter(({ reasons }) => reasons.length === 0)
    .map(({ face }) => ({
      face,
      stored: findAgain(collection, origin, face) ?? remember(face, { ...origin, faceId: ids() }),
    }))
  await collection.add(
    indexed.map(({ stored }) => stored).filter(({ faceId }) => collection.find(faceId) === undefined),
  )
  return {
    FaceRecords: indexed.map(({ face, stored }) => ({
      Face: encodeFace(stored),
      FaceDetail: toFaceDetail(face, attributes),
    })),
    FaceModelVersion: FACE_MODEL_VERSION,
    UnindexedFaces: judged
      .filter(({ reasons }) => reasons.length > 0)
      .map(({ face, reasons }) => ({ Reasons: reasons, FaceDetail: toFaceDetail(face, attributes) })),
  }
}

type JudgedFace = { readonly face: SeenFace; readonly reasons: readonly string[] }

/** Why each face isn't indexed, if it isn't: the quality first, then what is too many, the smallest. */
function judge(faces: readonly SeenFace[], { QualityFilter, MaxFaces }: IndexInput): JudgedFace[] {
  let left = Math.min(MAX_INDEXED, MaxFaces ?? MAX_INDEXED)
  return faces.map((face) => {
    const flaws = findFlaws(face, QualityFilter ?? "AUTO")
    if (flaws.length > 0) return { face, reasons: flaws }
    left -= 1
    return { face, reasons: left < 0 ? ["EXCEEDS_MAX_FACES"] : [] }
  })
}

/** The same picture under the same external id is remembered once. */
function findAgain(
  collection: FaceCollection,
  origin: Pick<StoredFace, "imageHash" | "externalImageId">,
  { shape }: SeenFace,
): StoredFace | undefined {
  return collection
    .faces()
    .find(
      ({ imageHash, externalImageId, box }) =>
        imageHash === origin.imageHash &&
        externalImageId === origin.externalImageId &&
        overlap(box, shape.box) > SAME_PLACE,
    )
}

function remember(face: SeenFace, origin: Omit<StoredFace, "box" | "confidence" | "descriptor">): StoredFace {
  const { descriptor, shape, confidence } = face
  if (descriptor === undefined) throw new Error("the face was not described")
  return { ...origin, box: shape.box, confidence, descriptor }
}

const LIST_INPUT = structure(
  { CollectionId: COLLECTION_ID, ...PAGING, UserId: text({ min: 1, max: 128 }), FaceIds: FACE_IDS },
  { required: ["CollectionId"] },
)

async function listFaces(store: CollectionStore, given: Input): Promise<object> {
  checkParameters(LIST_INPUT, given)
  const input = given as {
    readonly NextToken?: string | null
    readonly MaxResults?: number | null
    readonly UserId?: string | null
    readonly FaceIds?: readonly string[] | null
  }
  const collection = await getCollection(store, given)
  if (input.UserId) throw rekognitionError("ResourceNotFoundException", "There are no users in the collection")
  const faces = collection
    .faces()
    .filter(({ faceId }) => input.FaceIds?.includes(faceId) ?? true)
    .sort((a, b) => (a.faceId < b.faceId ? -1 : 1))
  const page = takePage(faces, ({ faceId }) => faceId, {
    token: input.NextToken,
    size: input.MaxResults || DEFAULT_PAGE,
  })
  return {
    Faces: page.items.map(encodeFace),
    FaceModelVersion: FACE_MODEL_VERSION,
    ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
  }
}

const DELETE_INPUT = structure(
  { CollectionId: COLLECTION_ID, FaceIds: FACE_IDS },
  { required: ["CollectionId", "FaceIds"] },
)

async function deleteFaces(store: CollectionStore, given: Input): Promise<object> {
  checkParameters(DELETE_INPUT, given)
  const collection = await getCollection(store, given)
  const { FaceIds } = given as { readonly FaceIds: readonly string[] }
  const wanted = [...new Set(FaceIds)]
  const deleted = wanted.filter((faceId) => collection.find(faceId) !== undefined)
  await collection.remove(deleted)
  return {
    DeletedFaces: deleted,
    UnsuccessfulFaceDeletions: wanted
      .filter((faceId) => !deleted.includes(faceId))
      .map((FaceId) => ({ FaceId, Reasons: ["FACE_NOT_FOUND"] })),
  }
}

const SEARCH_INPUT = structure(
  { CollectionId: COLLECTION_ID, FaceId: FACE_ID, MaxFaces: MAX_FACES, FaceMatchThreshold: PERCENT },
  { required: ["CollectionId", "FaceId"] },
)

async function searchFaces(store: CollectionStore, given: Input): Promise<object> {
  checkParameters(SEARCH_INPUT, given)
  const collection = await getCollection(store, given)
  const faceId = String(given.FaceId)
  const face = collection.find(faceId)
  if (face === undefined) throw invalidParameter(`faceId: ${faceId} was not found in the collection`)
  const others = collection.faces().filter((other) => other.faceId !== faceId)
  return { SearchedFaceId: faceId, ...findMatches(others, face.descriptor, given) }
}

const SEARCH_BY_IMAGE_INPUT = structure(
  {
    CollectionId: COLLECTION_ID,
    Image: IMAGE,
    MaxFaces: MAX_FACES,
    FaceMatchThreshold: PERCENT,
    QualityFilter: QUALITY,
  },
  { required: ["CollectionId", "Image"] },
)

async function searchFacesByImage(store: CollectionStore, given: Input, call: RekognitionCall): Promise<object> {
  checkParameters(SEARCH_BY_IMAGE_INPUT, given)
  const input = given as { readonly Image: ImageInput; readonly QualityFilter?: QualityFilter | null }
  const collection = await getCollection(store, given)
  const seen = await call.lookAtFaces(await call.readImage(input.Image), { descriptors: true })
  const [face] = seen.filter((candidate) => findFlaws(candidate, input.QualityFilter ?? "NONE").length === 0)
  if (face?.descriptor === undefined) {
    throw invalidParameter("There are no faces in the image. Should be at least 1.")
  }
  return {
    SearchedFaceBoundingBox: toBoundingBox(face.shape.box),
    SearchedFaceConfidence: face.confidence,
    ...findMatches(collection.faces(), face.descriptor, given),
  }
}

function findMatches(faces: readonly StoredFace[], descriptor: Float32Array, given: Input): object {
  const input = given as { readonly MaxFaces?: number | null; readonly FaceMatchThreshold?: number | null }
  const threshold = input.FaceMatchThreshold ?? DEFAULT_THRESHOLD
  const matches = faces
    .map((face) => ({ face, similarity: similarity(descriptor, face.descriptor) }))
    .filter((match) => match.similarity >= threshold)
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, input.MaxFaces ?? DEFAULT_MATCHES)
  return {
    FaceMatches: matches.map((match) => ({ Similarity: match.similarity, Face: encodeFace(match.face) })),
    FaceModelVersion: FACE_MODEL_VERSION,
  }
}

function encodeFace({ faceId, imageId, externalImageId, box, confidence }: StoredFace): object {
  return {
    FaceId: faceId,
    BoundingBox: toBoundingBox(box),
    ImageId: imageId,
    ...(externalImageId === undefined ? {} : { ExternalImageId: externalImageId }),
    Confidence: confidence,
    IndexFacesModelVersion: FACE_MODEL_VERSION,
  }
}
