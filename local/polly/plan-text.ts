// Plans how a request's text is spoken: plain text here, SSML by ssml.ts.

import type { FindEntry } from "./normalize.ts"
import { PlanBuilder } from "./plan-builder.ts"
import { PLAIN_STYLE, type SpeechPlan } from "./speech-plan.ts"
import { planSsml } from "./ssml.ts"
import type { Engine, Voice } from "./voices.ts"

/** What is to be planned. */
export type PlanInput = {
  readonly text: string
  readonly textType: "text" | "ssml"
  readonly voice: Pick<Voice, "languageCode">
  readonly engine: Engine
  readonly findEntry?: FindEntry
}

/**
 * Plans a text.
 *
 * @throws {AwsError} `InvalidSsmlException`
 */
export function planText({ text, textType, voice, engine, findEntry }: PlanInput): SpeechPlan {
  const builder = new PlanBuilder({ isDayFirst: voice.languageCode !== "en-US" }, findEntry)
  if (textType === "ssml") return planSsml(text, engine, builder)
  builder.addText(text, (offset) => offset, PLAIN_STYLE)
  return { sentences: builder.finish(), billedCharacters: [...text].length }
}
