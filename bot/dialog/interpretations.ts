// The readings of a turn in Lex's order: the current intent first, then those above the threshold, FallbackIntent, and
// the rest. https://docs.aws.amazon.com/lexv2/latest/dg/using-intent-confidence-scores.html

import { FALLBACK_SIGNATURE, type Intent } from "../definition.ts"
import type { Interpretation, SessionIntent } from "../session.ts"
import { freshIntent } from "./slot-values.ts"
import { fallbackIntent, findIntent, type TurnState } from "./turn-state.ts"

/** Lex gives the chosen intent and at most four alternatives. */
const MAX_INTERPRETATIONS = 5

const KENDRA_SIGNATURE = "AMAZON.KendraSearchIntent"

/** Confidences have two decimals. */
export function roundConfidence(confidence: number): number {
  return Math.round(confidence * 100) / 100
}

/** Lists the readings as of now; alternatives share the first one's state, with empty slots. */
export function listInterpretations(turn: TurnState): Interpretation[] {
  const current = turn.intent ?? turn.droppedIntent
  const listed = ranked(turn).filter(({ definition }) => definition.name !== current?.name)
  const others = listed.map(({ definition, confidence }) => {
    const { state, confirmationState } = current ?? { state: "InProgress", confirmationState: "None" }
    return interpretation(definition, { ...freshIntent(definition), state, confirmationState }, confidence)
  })
  const definition = findIntent(turn, current?.name)
  if (current === undefined || definition === undefined) return others.slice(0, MAX_INTERPRETATIONS)
  const first = interpretation(definition, current, confidenceOf(turn, current.name))
  return [first, ...others].slice(0, MAX_INTERPRETATIONS)
}

/** Above the threshold, FallbackIntent, below it; each part best first. */
function ranked(turn: TurnState): { readonly definition: Intent; readonly confidence: number | undefined }[] {
  const scored = turn.ranking.flatMap(({ intentName, confidence }) => {
    const definition = findIntent(turn, intentName)
    return definition === undefined ? [] : [{ definition, confidence: roundConfidence(confidence) }]
  })
  const threshold = turn.on.locale.nluConfidenceThreshold
  const fallback = fallbackIntent(turn)
  return [
    ...scored.filter(({ confidence }) => confidence >= threshold),
    ...(fallback === undefined || turn.heard.transcriptions.length === 0
      ? []
      : [{ definition: fallback, confidence: undefined }]),
    ...scored.filter(({ confidence }) => confidence < threshold),
  ]
}

function interpretation(definition: Intent, intent: SessionIntent, confidence: number | undefined): Interpretation {
  const hasScore = definition.parentSignature !== FALLBACK_SIGNATURE && definition.parentSignature !== KENDRA_SIGNATURE
  return {
    intent,
    ...(hasScore && confidence !== undefined ? { nluConfidence: confidence } : {}),
    interpretationSource: "Lex",
  }
}

/** An answer to the bot's own question belongs to its intent beyond doubt; an opening is as sure as the model is. */
function confidenceOf(turn: TurnState, intentName: string): number | undefined {
  if (turn.heard.transcriptions.length === 0) return undefined
  const asked = turn.asked?.intentName
  if (asked === intentName) return 1
  const score = turn.ranking.find((candidate) => candidate.intentName === intentName)?.confidence
  return score === undefined ? undefined : roundConfidence(score)
}
