// DetectLabels on the wire: its input checked, its answer in Rekognition's shape. What the labels are is detected-labels.ts.

import { list, number, structure, text } from "#local/http/constraints.ts"
import type { RekognitionOperation } from "../operation.ts"
import { invalidParameter } from "../rekognition-error.ts"
import { IMAGE, type ImageInput } from "../request-image.ts"
import { checkParameters, toBoundingBox } from "../wire-shapes.ts"
import { DEFAULT_MIN_CONFIDENCE } from "./confidence.ts"
import {
  type DetectedLabel,
  type FoundObject,
  type LabelFilters,
  nameObjects,
  nameScores,
  toLabels,
} from "./detected-labels.ts"
import type { DominantColor, ImageProperties, Looks } from "./image-properties.ts"

/** The version of the labels: the detector's, and that of the vocabulary it is put into. */
const LABEL_MODEL_VERSION = "3.0"
const DEFAULT_MAX_LABELS = 1000
const DEFAULT_MAX_COLORS = 10

const FILTER_VALUES = list(text({ max: 50, pattern: /^[A-Za-z0-9àâèçñó'\-_(). ]*$/ }), { max: 100 })

const INPUT = structure(
  {
    Image: IMAGE,
    MaxLabels: number({ min: 0, integer: true }),
    MinConfidence: number({ min: 0, max: 100 }),
    Features: list(text({ oneOf: ["GENERAL_LABELS", "IMAGE_PROPERTIES"] }), { max: 2 }),
    Settings: structure({
      GeneralLabels: structure({
        LabelInclusionFilters: FILTER_VALUES,
        LabelExclusionFilters: FILTER_VALUES,
        LabelCategoryInclusionFilters: FILTER_VALUES,
        LabelCategoryExclusionFilters: FILTER_VALUES,
      }),
      ImageProperties: structure({ MaxDominantColors: number({ min: 0, max: 20, integer: true }) }),
    }),
  },
  { required: ["Image"] },
)

/** What is read of the input, once it is checked. */
type Input = {
  readonly Image: ImageInput
  readonly MaxLabels?: number | null
  readonly MinConfidence?: number | null
  readonly Features?: readonly string[] | null
  readonly Settings?: {
    readonly GeneralLabels?: Readonly<Record<string, readonly string[] | null | undefined>> | null
    readonly ImageProperties?: { readonly MaxDominantColors?: number | null } | null
  } | null
}

/** DetectLabels. */
export const detectLabels: RekognitionOperation = async (given, { readImage, look }) => {
  checkParameters(INPUT, given)
  const input = given as Input
  const { wantsLabels, wantsProperties } = readFeatures(input)
  const image = await readImage(input.Image)
  if (!wantsProperties) {
    const { detections, named = [] } = await look("objects", image)
    const objects = [...nameObjects(detections), ...nameScores(named)]
    return { Labels: encodeLabels(objects, input), LabelModelVersion: LABEL_MODEL_VERSION }
  }
  const { finds, properties } = await look("looks", image)
  const objects = nameObjects(finds.detections).map((object, i) => {
    const colors = properties.objects[i]
    return colors === undefined ? object : { ...object, colors }
  })
  return {
    ...(wantsLabels ? { Labels: encodeLabels([...objects, ...nameScores(finds.named ?? [])], input) } : {}),
    LabelModelVersion: LABEL_MODEL_VERSION,
    ImageProperties: encodeProperties(properties, readMaxColors(input)),
  }
}

function readFeatures({ Features, MaxLabels, MinConfidence, Settings }: Input): {
  readonly wantsLabels: boolean
  readonly wantsProperties: boolean
} {
  const features = Features?.length ? Features : ["GENERAL_LABELS"]
  const wantsLabels = features.includes("GENERAL_LABELS")
  const wantsProperties = features.includes("IMAGE_PROPERTIES")
  // "These arguments are only valid when supplying GENERAL_LABELS as a feature type."
  if (!wantsLabels && (isGiven(MaxLabels) || isGiven(MinConfidence) || isGiven(Settings?.GeneralLabels))) {
    throw invalidParameter("MaxLabels, MinConfidence and GeneralLabels need the feature GENERAL_LABELS.")
  }
  if (!wantsProperties && isGiven(Settings?.ImageProperties)) {
    throw invalidParameter("ImageProperties needs the feature IMAGE_PROPERTIES.")
  }
  return { wantsLabels, wantsProperties }
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined
}

function readMaxColors({ Settings }: Input): number {
  return Settings?.ImageProperties?.MaxDominantColors ?? DEFAULT_MAX_COLORS
}

function readFilters(input: Input): LabelFilters {
  const given = input.Settings?.GeneralLabels
  return {
    labels: given?.LabelInclusionFilters ?? [],
    categories: given?.LabelCategoryInclusionFilters ?? [],
    excludedLabels: given?.LabelExclusionFilters ?? [],
    excludedCategories: given?.LabelCategoryExclusionFilters ?? [],
  }
}

function encodeLabels(objects: readonly FoundObject[], input: Input): object[] {
  const labels = toLabels(objects, {
    minConfidence: input.MinConfidence ?? DEFAULT_MIN_CONFIDENCE,
    maxLabels: input.MaxLabels ?? DEFAULT_MAX_LABELS,
    filters: readFilters(input),
  })
  return labels.map((label) => encodeLabel(label, readMaxColors(input)))
}

function encodeLabel(label: DetectedLabel, maxColors: number): object {
  const named = (names: readonly string[]): object[] => names.map((Name) => ({ Name }))
  return {
    Name: label.name,
    Confidence: label.confidence,
    Instances: label.instances.map(({ box, confidence, colors }) => ({
      ...(box === undefined ? {} : { BoundingBox: toBoundingBox(box) }),
      Confidence: confidence,
      ...(colors === undefined ? {} : { DominantColors: encodeColors(colors, maxColors) }),
    })),
    Parents: named(label.parents),
    Aliases: named(label.aliases),
    Categories: named(label.categories),
  }
}

function encodeProperties({ whole, foreground, background }: ImageProperties, maxColors: number): object {
  return {
    ...encodeLooks(whole, maxColors),
    ...(foreground === undefined ? {} : { Foreground: encodeLooks(foreground, maxColors) }),
    ...(background === undefined ? {} : { Background: encodeLooks(background, maxColors) }),
  }
}

function encodeLooks({ colors, brightness, sharpness, contrast }: Looks, maxColors: number): object {
  return {
    Quality: { Brightness: brightness, Sharpness: sharpness, Contrast: contrast },
    DominantColors: encodeColors(colors, maxColors),
  }
}

function encodeColors(colors: readonly DominantColor[], maxColors: number): object[] {
  return colors.slice(0, maxColors).map(({ color: { name, red, green, blue, simple }, share }) => ({
    Red: red,
    Green: green,
    Blue: blue,
    HexCode: `#${[red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("")}`,
    CSSColor: name,
    SimplifiedColor: simple,
    PixelPercent: share,
  }))
}
