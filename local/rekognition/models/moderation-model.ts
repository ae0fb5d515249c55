// Tells explicit pictures from others with a MobileNetV2 trained on five kinds of picture. What that is in Rekognition's
// words is moderation/moderation-labels.ts.

import * as tf from "@tensorflow/tfjs-core"
import type { Pixels } from "./decode-image.ts"
import { makeGraph, toArrayBuffer } from "./tensor-runtime.ts"

/** How likely each kind is, 0 to 1; together 1. */
export type ModerationScores = {
  readonly drawing: number
  readonly hentai: number
  readonly neutral: number
  readonly porn: number
  readonly sexy: number
}

/** Width and height the network looks at. */
export const MODERATION_SIDE = 224

/** The model. */
export interface ModerationModel {
  score(image: Pixels): Promise<ModerationScores>
}

/** Loads the model; the package carries it as text in modules. */
export async function loadModerationModel(): Promise<ModerationModel> {
  const { MobileNetV2MidModel } = await import("nsfwjs/models/mobilenet_v2_mid")
  const { default: topology } = await MobileNetV2MidModel.modelJson()
  const loaders: readonly (() => Promise<{ readonly default: string }>)[] = MobileNetV2MidModel.weightBundles
  const parts = await Promise.all(loaders.map(async (load) => (await load()).default))
  const weights = Buffer.concat(parts.map((part) => Buffer.from(part, "base64")))
  const graph = await makeGraph({ topology, weights: toArrayBuffer(weights) })
  return {
    score: async (image) => {
      const scores = tf.tidy(() => {
        const input = Float32Array.from(image.data, (value) => value / 255)
        return graph.execute(tf.tensor4d(input, [1, MODERATION_SIDE, MODERATION_SIDE, 3])) as tf.Tensor
      })
      try {
        const [drawing = 0, hentai = 0, neutral = 0, porn = 0, sexy = 0] = await scores.data()
        return { drawing, hentai, neutral, porn, sexy }
      } finally {
        scores.dispose()
      }
    },
  }
}
