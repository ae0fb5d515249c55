// What language understanding and slot resolution are told of the conversation. What they make of it is bot/nlu and
// bot/slot-types.

import type { ResolutionContext, UnderstandingContext } from "../language-model.ts"
import type { RuntimeHint, RuntimeHints } from "../session.ts"
import type { TurnState } from "./turn-state.ts"

/** The moment, and for a slot that is asked for its hints, its style and its present value. */
export function resolutionContext(
  turn: TurnState,
  intentName: string,
  slotName: string,
  subSlotName?: string,
): ResolutionContext {
  const isAsked = turn.asked?.intentName === intentName && turn.asked.slotName === slotName
  const style = isAsked ? turn.dialogAction?.slotElicitationStyle : undefined
  const hint = turn.runtimeHints?.slotHints?.[intentName]?.[slotName]
  const phrases = phrasesOf(subSlotName === undefined ? hint : hint?.subSlotHints?.[subSlotName])
  const present = turn.intent?.name === intentName ? turn.intent.slots[slotName] : undefined
  return {
    today: turn.moment.today,
    timeOfDay: turn.moment.timeOfDay,
    ...(style === undefined ? {} : { style }),
    // Lex looks at hints only while their slot is asked for.
    ...(isAsked && phrases.length > 0 ? { hints: phrases } : {}),
    ...(present === undefined || present === null ? {} : { currentValue: present }),
  }
}

/** Everything a model is told: which intents may be chosen, what is asked, what is known. */
export function understandingContext(turn: TurnState, eligibleIntents: ReadonlySet<string>): UnderstandingContext {
  const { asked, intent } = turn
  const hints = slotHints(turn.runtimeHints, asked?.intentName, asked?.slotName)
  return {
    today: turn.moment.today,
    timeOfDay: turn.moment.timeOfDay,
    eligibleIntents,
    ...(asked === undefined
      ? {}
      : {
          expecting: {
            intentName: asked.intentName,
            ...(asked.slotName === undefined ? {} : { slotName: asked.slotName }),
          },
        }),
    ...(hints === undefined ? {} : { slotHints: hints }),
    ...(intent === undefined || asked === undefined ? {} : { filledSlots: intent.slots }),
  }
}

function slotHints(hints: RuntimeHints | undefined, intentName: string | undefined, slotName: string | undefined) {
  if (intentName === undefined || slotName === undefined) return undefined
  const phrases = phrasesOf(hints?.slotHints?.[intentName]?.[slotName])
  return phrases.length === 0 ? undefined : { [intentName]: { [slotName]: phrases } }
}

function phrasesOf(hint: RuntimeHint | undefined): string[] {
  return (hint?.runtimeHintValues ?? []).map(({ phrase }) => phrase)
}
