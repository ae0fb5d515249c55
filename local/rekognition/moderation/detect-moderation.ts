// DetectModerationLabels on the wire. What the labels are is moderation-labels.ts.

import { number, structure, text } from "#local/http/constraints.ts"
import type { RekognitionOperation } from "../operation.ts"
import { rekognitionError } from "../rekognition-error.ts"
import { IMAGE, type ImageInput } from "../request-image.ts"
import { checkParameters } from "../wire-shapes.ts"
import { DEFAULT_MIN_MODERATION_CONFIDENCE, toModeration } from "./moderation-labels.ts"

/** The version of the taxonomy. */
const MODERATION_MODEL_VERSION = "7.0"

const INPUT = structure(
  {
    Image: IMAGE,
    MinConfidence: number({ min: 0, max: 100 }),
    HumanLoopConfig: structure(
      { HumanLoopName: text({ min: 1, max: 63 }), FlowDefinitionArn: text({ max: 256 }) },
      { required: ["HumanLoopName", "FlowDefinitionArn"] },
    ),
    ProjectVersion: text({ min: 20, max: 2048 }),
  },
  { required: ["Image"] },
)

type Input = {
  readonly Image: ImageInput
  readonly MinConfidence?: number | null
  readonly HumanLoopConfig?: object | null
  readonly ProjectVersion?: string | null
}

/** DetectModerationLabels. */
export const detectModerationLabels: RekognitionOperation = async (given, { readImage, look }) => {
  checkParameters(INPUT, given)
  const input = given as Input
  if (input.HumanLoopConfig) {
    throw rekognitionError("HumanLoopQuotaExceededException", "There are no people here to loop in.")
  }
  if (input.ProjectVersion) {
    throw rekognitionError("ResourceNotFoundException", "There are no adapters for moderation here.")
  }
  const scores = await look("moderation", await readImage(input.Image))
  const { labels, contentTypes } = toModeration(scores, input.MinConfidence ?? DEFAULT_MIN_MODERATION_CONFIDENCE)
  return {
    ModerationLabels: labels.map(({ name, parent, level, confidence }) => ({
      Confidence: confidence,
      Name: name,
      ParentName: parent,
      TaxonomyLevel: level,
    })),
    ModerationModelVersion: MODERATION_MODEL_VERSION,
    ContentTypes: contentTypes.map(({ name, confidence }) => ({ Confidence: confidence, Name: name })),
  }
}
