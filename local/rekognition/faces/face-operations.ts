// DetectFaces, CompareFaces and RecognizeCelebrities on the wire. Faces that are remembered are in collections/.

import { list, number, structure, text } from "#local/http/constraints.ts"
import type { RekognitionOperation } from "../operation.ts"
import { invalidParameters } from "../rekognition-error.ts"
import { IMAGE, type ImageInput } from "../request-image.ts"
import { checkParameters, toBoundingBox } from "../wire-shapes.ts"
import { ATTRIBUTES, needsOf, toComparedFace, toFaceDetail, toFeelings } from "./face-detail.ts"
import { findFlaws, QUALITY_FILTERS, type QualityFilter } from "./face-quality.ts"
import { similarity } from "./face-similarity.ts"

const DEFAULT_SIMILARITY = 80

const DETECT_INPUT = structure({ Image: IMAGE, Attributes: list(text({ oneOf: ATTRIBUTES })) }, { required: ["Image"] })

/** DetectFaces. */
export const detectFaces: RekognitionOperation = async (given, { readImage, lookAtFaces }) => {
  checkParameters(DETECT_INPUT, given)
  const input = given as { readonly Image: ImageInput; readonly Attributes?: readonly string[] | null }
  const attributes = input.Attributes ?? []
  const faces = await lookAtFaces(await readImage(input.Image), needsOf(attributes))
  return { FaceDetails: faces.map((face) => toFaceDetail(face, attributes)) }
}

const COMPARE_INPUT = structure(
  {
    SourceImage: IMAGE,
    TargetImage: IMAGE,
    SimilarityThreshold: number({ min: 0, max: 100 }),
    QualityFilter: text({ oneOf: QUALITY_FILTERS }),
  },
  { required: ["SourceImage", "TargetImage"] },
)

type CompareInput = {
  readonly SourceImage: ImageInput
  readonly TargetImage: ImageInput
  readonly SimilarityThreshold?: number | null
  readonly QualityFilter?: QualityFilter | null
}

/** CompareFaces. */
export const compareFaces: RekognitionOperation = async (given, { readImage, lookAtFaces }) => {
  checkParameters(COMPARE_INPUT, given)
  const input = given as CompareInput
  const filter = input.QualityFilter ?? "NONE"
  const see = async (image: ImageInput) => {
    const faces = await lookAtFaces(await readImage(image), { descriptors: true })
    return faces.filter((face) => findFlaws(face, filter).length === 0)
  }
  const [source] = await see(input.SourceImage)
  if (source?.descriptor === undefined) throw invalidParameters()
  const { descriptor } = source
  const targets = (await see(input.TargetImage)).map((face) => ({
    face,
    similarity: face.descriptor === undefined ? 0 : similarity(descriptor, face.descriptor),
  }))
  const threshold = input.SimilarityThreshold ?? DEFAULT_SIMILARITY
  const matches = targets.filter((target) => target.similarity >= threshold)
  return {
    SourceImageFace: { BoundingBox: toBoundingBox(source.shape.box), Confidence: source.confidence },
    FaceMatches: matches
      .sort((a, b) => b.similarity - a.similarity)
      .map((target) => ({ Similarity: target.similarity, Face: toComparedFace(target.face) })),
    UnmatchedFaces: targets.filter((target) => target.similarity < threshold).map(({ face }) => toComparedFace(face)),
  }
}

const CELEBRITIES_INPUT = structure({ Image: IMAGE }, { required: ["Image"] })

/** RecognizeCelebrities: nobody is a celebrity here, so every face is unrecognized. */
export const recognizeCelebrities: RekognitionOperation = async (given, { readImage, lookAtFaces }) => {
  checkParameters(CELEBRITIES_INPUT, given)
  const input = given as { readonly Image: ImageInput }
  const faces = await lookAtFaces(await readImage(input.Image), { attributes: true })
  return {
    CelebrityFaces: [],
    UnrecognizedFaces: faces.map((face) => ({ ...toComparedFace(face), ...toFeelings(face) })),
  }
}
