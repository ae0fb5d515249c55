// Understands an utterance when no question is open: which intent it begins. https://docs.aws.amazon.com/lexv2/latest/dg/using-intent-confidence-scores.html

import type { Intent } from "../definition.ts"
import { openIntent } from "./answer-stage.ts"
import { eligibleIntents } from "./contexts.ts"
import { rankIntents, SEARCH_SIGNATURES } from "./evidence.ts"
import { roundConfidence } from "./interpretations.ts"
import type { Step } from "./step.ts"
import { fallbackIntent, findIntent, note, type TurnState } from "./turn-state.ts"

/** Chooses the intent that an utterance begins; FallbackIntent when none is certain enough. */
export function openTurn(turn: TurnState): Step {
  noteLeftOut(turn)
  const guesses = turn.heard.transcriptions
    .map(({ transcription }) => transcription)
    .filter((text) => text.trim() !== "")
  const threshold = turn.on.locale.nluConfidenceThreshold
  for (const [i, text] of guesses.entries()) {
    const ranking = rankIntents(turn, text)
    if (i === 0) turn.ranking = ranking
    const best = ranking[0]
    if (best === undefined || roundConfidence(best.confidence) < threshold) continue
    turn.ranking = ranking
    const because = `its confidence reaches the threshold of ${threshold}`
    note(turn, { type: "understood", text, as: `intent ${best.intentName}`, because, ranking })
    return openFound(turn, best.intentName, text)
  }
  const [text = ""] = guesses
  const search = text === "" ? undefined : searchStep(turn, text)
  if (search !== undefined) return search
  const because = guesses.length === 0 ? "nothing was said" : `no intent reaches the threshold of ${threshold}`
  note(turn, { type: "understood", text, as: "no intent", because, ranking: turn.ranking })
  return missedStep(turn)
}

/** An intent that nobody could have chosen is a riddle to its developer: the trace names it. */
function noteLeftOut(turn: TurnState): void {
  const active = new Set(turn.usableContexts.map(({ name }) => name))
  for (const { name, inputContexts } of turn.on.locale.intents) {
    const missingContexts = inputContexts.filter((context) => !active.has(context))
    if (missingContexts.length > 0) note(turn, { type: "left-out", intentName: name, missingContexts })
  }
}

function openFound(turn: TurnState, intentName: string, text: string): Step {
  const definition = findIntent(turn, intentName)
  if (definition === undefined || !isSearchIntent(definition)) return openIntent(turn, intentName, text)
  return searchWith(turn, definition, text) ?? missedStep(turn)
}

/** The first search intent that finds an answer; they are asked only when nothing else fits. */
function searchStep(turn: TurnState, text: string): Step | undefined {
  const eligible = eligibleIntents(turn.on.locale, turn.usableContexts)
  for (const definition of turn.on.locale.intents) {
    if (!isSearchIntent(definition) || !eligible.has(definition.name)) continue
    const step = searchWith(turn, definition, text)
    if (step !== undefined) return step
  }
  return undefined
}

function isSearchIntent({ parentSignature }: Intent): boolean {
  return parentSignature !== undefined && SEARCH_SIGNATURES.has(parentSignature)
}

function searchWith(turn: TurnState, definition: Intent, text: string): Step | undefined {
  const found = turn.on.searchAnswers?.(text, definition)
  if (found === undefined) return undefined
  turn.requestAttributes = { ...turn.requestAttributes, ...found }
  const because = "the search found an answer"
  note(turn, { type: "understood", text, as: `intent ${definition.name}`, because, ranking: turn.ranking })
  return { type: "start-intent", intentName: definition.name, slots: {}, isSilent: false }
}

/** FallbackIntent takes the turn; a bot without one waits for other words. */
function missedStep(turn: TurnState): Step {
  turn.isMissedUtterance = true
  const fallback = fallbackIntent(turn)
  if (fallback === undefined) {
    note(turn, { type: "warning", text: "the bot has no FallbackIntent to answer with" })
    turn.intent = undefined
    return { type: "elicit-intent", messages: [] }
  }
  return { type: "start-intent", intentName: fallback.name, slots: {}, isSilent: false }
}
