// DetectText on the wire. What is told of the text is text-detections.ts.

import { list, number, structure } from "#local/http/constraints.ts"
import type { RekognitionOperation } from "../operation.ts"
import { invalidParameter } from "../rekognition-error.ts"
import { IMAGE, type ImageInput } from "../request-image.ts"
import { checkParameters, toBoundingBox } from "../wire-shapes.ts"
import { type Region, type TextDetection, type TextFilters, toTextDetections } from "./text-detections.ts"

/** The version of AWS's own model whose rules are followed. */
const TEXT_MODEL_VERSION = "3.0"
/** The service's default for words. */
const DEFAULT_MIN_CONFIDENCE = 80

const SHARE = number({ min: 0, max: 1 })
const INPUT = structure(
  {
    Image: IMAGE,
    Filters: structure({
      WordFilter: structure({
        MinConfidence: number({ min: 0, max: 100 }),
        MinBoundingBoxHeight: SHARE,
        MinBoundingBoxWidth: SHARE,
      }),
      RegionsOfInterest: list(
        structure({
          BoundingBox: structure({ Width: number(), Height: number(), Left: number(), Top: number() }),
          Polygon: list(structure({ X: number(), Y: number() })),
        }),
        { max: 10 },
      ),
    }),
  },
  { required: ["Image"] },
)

type RegionInput = {
  readonly BoundingBox?: {
    readonly Width?: number
    readonly Height?: number
    readonly Left?: number
    readonly Top?: number
  } | null
  readonly Polygon?: readonly { readonly X?: number; readonly Y?: number }[] | null
}
type Input = {
  readonly Image: ImageInput
  readonly Filters?: {
    readonly WordFilter?: Readonly<Record<string, number | null | undefined>> | null
    readonly RegionsOfInterest?: readonly RegionInput[] | null
  } | null
}

/** DetectText. */
export const detectText: RekognitionOperation = async (given, { readImage, look }) => {
  checkParameters(INPUT, given)
  const input = given as Input
  const filters = readFilters(input)
  const lines = await look("text", await readImage(input.Image))
  return { TextDetections: toTextDetections(lines, filters).map(encode), TextModelVersion: TEXT_MODEL_VERSION }
}

function readFilters({ Filters }: Input): TextFilters {
  const words = Filters?.WordFilter
  return {
    minConfidence: words?.MinConfidence ?? DEFAULT_MIN_CONFIDENCE,
    minWidth: words?.MinBoundingBoxWidth ?? 0,
    minHeight: words?.MinBoundingBoxHeight ?? 0,
    regions: (Filters?.RegionsOfInterest ?? []).map(readRegion),
  }
}

function readRegion({ BoundingBox, Polygon }: RegionInput): Region {
  if (BoundingBox && Polygon) throw invalidParameter("A region of interest is a BoundingBox or a Polygon.")
  if (BoundingBox) {
    const { Left: left = 0, Top: top = 0, Width: width = 0, Height: height = 0 } = BoundingBox
    return { left, top, width, height }
  }
  if (!Polygon || Polygon.length < 3) throw invalidParameter("The Polygon of a region needs three points.")
  return Polygon.map(({ X: x = 0, Y: y = 0 }) => ({ x, y }))
}

function encode({ type, id, parentId, text, confidence, box, polygon }: TextDetection): object {
  return {
    DetectedText: text,
    Type: type,
    Id: id,
    ...(parentId === undefined ? {} : { ParentId: parentId }),
    Confidence: confidence,
    Geometry: { BoundingBox: toBoundingBox(box), Polygon: polygon.map(({ x, y }) => ({ X: x, Y: y })) },
  }
}
