// A Rekognition for the tests of web/: the real wire, and answers that the test gives. What is seen in real pixels is
// tested against local/rekognition.

import { AwsError } from "#local/http/aws-error.ts"
import type { AwsService } from "#local/http/aws-service.ts"
import { jsonTargetService } from "#local/http/json-target.ts"

/** What the next photos show; each may be changed between calls. */
export type FakeSight = {
  labels: readonly { readonly name: string; readonly confidence?: number; readonly count?: number }[]
  lines: readonly string[]
  /** By label of moderation, how sure. */
  moderation: Readonly<Record<string, number>>
}

/** The fake and what tests do with it. */
export type FakeRekognition = {
  readonly service: AwsService
  readonly sight: FakeSight
  /** The operations asked for, in order, with the pictures. */
  readonly calls: { readonly operation: string; readonly image: Uint8Array }[]
  readonly fail: (error: { readonly status: number; readonly type: string }) => void
  /** Makes calls wait until the returned function is called. */
  readonly hold: () => () => void
}

/** Creates the fake; it sees nothing until told. */
export function createFakeRekognition(): FakeRekognition {
  const sight: FakeSight = { labels: [], lines: [], moderation: {} }
  const calls: { operation: string; image: Uint8Array }[] = []
  const failures: { readonly status: number; readonly type: string }[] = []
  let gate = Promise.resolve()
  const look = (operation: string, answer: (minConfidence: number) => object) => {
    return async (input: Readonly<Record<string, unknown>>) => {
      const { Bytes = "" } = input.Image as { readonly Bytes?: string }
      calls.push({ operation, image: Buffer.from(Bytes, "base64") })
      const failure = failures.shift()
      if (failure !== undefined) throw new AwsError(failure.type, failure.status, "as the test asked for")
      await gate
      return answer(Number(input.MinConfidence ?? 0))
    }
  }
  const service = jsonTargetService({
    name: "rekognition",
    signingName: "rekognition",
    protocol: "json-1.1",
    targetPrefix: "RekognitionService",
    maxBodyBytes: 8_000_000,
    operations: {
      DetectModerationLabels: look("DetectModerationLabels", (minConfidence) => ({
        ModerationLabels: Object.entries(sight.moderation)
          .filter(([, confidence]) => confidence >= minConfidence)
          .map(([Name, Confidence]) => ({ Name, Confidence, ParentName: "" })),
      })),
      DetectLabels: look("DetectLabels", () => ({
        Labels: sight.labels.map(({ name, confidence = 90, count = 1 }) => ({
          Name: name,
          Confidence: confidence,
          Instances: Array.from({ length: count }, () => ({ Confidence: confidence })),
          Parents: [],
          Categories: [],
        })),
      })),
      DetectText: look("DetectText", () => ({
        TextDetections: sight.lines.flatMap((DetectedText, Id) => [
          { DetectedText, Id, Type: "LINE", Confidence: 99 },
          { DetectedText, Id: Id + 1000, ParentId: Id, Type: "WORD", Confidence: 99 },
        ]),
      })),
    },
  })
  return {
    service,
    sight,
    calls,
    fail: (error) => failures.push(error),
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
  }
}
