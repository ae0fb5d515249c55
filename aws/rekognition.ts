// The door to Rekognition: what a picture shows, as plain data; Rekognition's errors as faults. What is made of it is
// web/photo.

import {
  DetectLabelsCommand,
  DetectModerationLabelsCommand,
  DetectTextCommand,
  RekognitionClient,
  type TextDetection,
} from "@aws-sdk/client-rekognition"
import { Fault } from "#core/errors.ts"
import { toFault } from "./aws-errors.ts"
import { type AwsSettings, clientOptions } from "./clients.ts"

/** Something that was seen. Confidences are percentages, as Rekognition gives them. */
export type SeenLabel = {
  readonly name: string
  readonly confidence: number
  /** What it is a kind of ("Dog": "Animal", "Pet"). */
  readonly parents: readonly string[]
  readonly categories: readonly string[]
  /** How many of it were found, where each was found by itself; 0 for scenes and ideas. */
  readonly count: number
}

/** The colors a picture is made of; `share` is a percentage of its pixels. */
export type SeenColor = { readonly red: number; readonly green: number; readonly blue: number; readonly share: number }

/** What is printed: the words that were read surely, and every word, doubtful ones as well as they could be read. */
export type SeenText = { readonly lines: readonly string[]; readonly doubtfulLines: readonly string[] }

/** A label of the moderation taxonomy, with the one above it. */
export type ModerationLabel = { readonly name: string; readonly parent: string; readonly confidence: number }

/**
 * Rekognition, for JPEG and PNG of at most 5 MB. Every method throws `Fault`: `vision-unavailable` (silent, throttling or
 * out of reach), `image-unreadable` (these bytes are no picture to it), `setting-invalid`.
 */
export interface Rekognition {
  /** @param minConfidence 0 to 100: what is less certain is left out. */
  moderate(image: Uint8Array, minConfidence: number, signal: AbortSignal): Promise<readonly ModerationLabel[]>
  /** The surest first, parents among them. */
  detectLabels(
    image: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ readonly labels: readonly SeenLabel[]; readonly colors: readonly SeenColor[] }>
  /** What is printed in the picture, line by line from top to bottom. */
  detectText(image: Uint8Array, signal: AbortSignal): Promise<SeenText>
}

const MAX_LABELS = 30
const MIN_LABEL_CONFIDENCE = 55
const MAX_COLORS = 5
/** Rekognition's own default for words that are worth telling. */
const SURE_CONFIDENCE = 80
/** Codes are read badly, as no dictionary knows them; what was read can be held against those that exist. */
const DOUBTFUL_CONFIDENCE = 0
const REQUEST_TIMEOUT_MS = 20_000
/** Rekognition answers 100 words at most; no more lines than that can come. */
const MAX_LINES = 100

/** What says that the picture, and not the service, is the trouble. */
const IMAGE_ERRORS: ReadonlySet<string> = new Set([
  "InvalidImageFormatException",
  "ImageTooLargeException",
  "InvalidParameterException",
])

/** Creates the client; what is read has no effect, so the SDK's own attempts are fine. */
export function createRekognition(settings: AwsSettings): Rekognition {
  const client = new RekognitionClient(clientOptions(settings, { requestTimeoutMs: REQUEST_TIMEOUT_MS }))
  return {
    async moderate(image, minConfidence, signal) {
      const command = new DetectModerationLabelsCommand({ Image: { Bytes: image }, MinConfidence: minConfidence })
      const answer = await translated(client.send(command, { abortSignal: signal }))
      return (answer.ModerationLabels ?? []).map(({ Name = "", ParentName = "", Confidence = 0 }) => ({
        name: Name,
        parent: ParentName,
        confidence: Confidence,
      }))
    },

    async detectLabels(image, signal) {
      const command = new DetectLabelsCommand({
        Image: { Bytes: image },
        MaxLabels: MAX_LABELS,
        MinConfidence: MIN_LABEL_CONFIDENCE,
        Features: ["GENERAL_LABELS", "IMAGE_PROPERTIES"],
        Settings: { ImageProperties: { MaxDominantColors: MAX_COLORS } },
      })
      const answer = await translated(client.send(command, { abortSignal: signal }))
      return {
        labels: (answer.Labels ?? []).map((label) => ({
          name: label.Name ?? "",
          confidence: label.Confidence ?? 0,
          parents: (label.Parents ?? []).flatMap(({ Name }) => Name ?? []),
          categories: (label.Categories ?? []).flatMap(({ Name }) => Name ?? []),
          count: label.Instances?.length ?? 0,
        })),
        colors: (answer.ImageProperties?.DominantColors ?? []).map(({ Red, Green, Blue, PixelPercent }) => ({
          red: Red ?? 0,
          green: Green ?? 0,
          blue: Blue ?? 0,
          share: PixelPercent ?? 0,
        })),
      }
    },

    async detectText(image, signal) {
      const filters = { WordFilter: { MinConfidence: DOUBTFUL_CONFIDENCE } }
      const command = new DetectTextCommand({ Image: { Bytes: image }, Filters: filters })
      const answer = await translated(client.send(command, { abortSignal: signal }))
      const found = answer.TextDetections ?? []
      const lines = found.filter(({ Type }) => Type === "LINE").slice(0, MAX_LINES)
      const sureWordsOf = ({ Id }: TextDetection) =>
        found.filter(({ ParentId, Confidence = 0 }) => ParentId === Id && Confidence >= SURE_CONFIDENCE).map(wordsOf)
      return {
        lines: lines.map((line) => sureWordsOf(line).join(" ")).filter((line) => line !== ""),
        doubtfulLines: lines.map(wordsOf),
      }
    },
  }
}

function wordsOf({ DetectedText = "" }: TextDetection): string {
  return DetectedText.trim()
}

async function translated<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    const name = error instanceof Error ? error.name : ""
    if (IMAGE_ERRORS.has(name)) throw new Fault("image-unreadable", { cause: error, hint: `Rekognition: ${name}` })
    throw toFault(error, "vision-unavailable")
  }
}
