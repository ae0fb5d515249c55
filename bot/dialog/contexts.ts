// Active contexts: which intents they open, how they age, how fulfillment starts them.
// https://docs.aws.amazon.com/lexv2/latest/dg/context-mgmt-active-context.html

import { addMs, type EpochMs } from "#core/time.ts"
import type { BotLocale, OutputContext } from "../definition.ts"
import type { ActiveContext, Attributes, Slots } from "../session.ts"
import { valueText } from "./slot-values.ts"

/** The names of the intents whose input contexts are all active; those without any always are. */
export function eligibleIntents(locale: BotLocale, contexts: readonly ActiveContext[]): Set<string> {
  const active = new Set(contexts.map(({ name }) => name))
  const eligible = locale.intents.filter(({ inputContexts }) => inputContexts.every((name) => active.has(name)))
  return new Set(eligible.map(({ name }) => name))
}

/** One turn later: each context has a turn less, and goes with its last. */
export function ageContexts(contexts: readonly ActiveContext[]): ActiveContext[] {
  return contexts.flatMap((context) => {
    const turnsToLive = context.timeToLive.turnsToLive - 1
    if (turnsToLive <= 0) return []
    return [{ ...context, timeToLive: { ...context.timeToLive, turnsToLive } }]
  })
}

/** When each context ends, counted from now. */
export function contextExpiries(contexts: readonly ActiveContext[], nowMs: EpochMs): Record<string, EpochMs> {
  return Object.fromEntries(
    contexts.map(({ name, timeToLive }) => [name, addMs(nowMs, timeToLive.timeToLiveInSeconds * 1000)]),
  )
}

/** What Lex's model allows of contexts. https://docs.aws.amazon.com/lexv2/latest/APIReference/API_runtime_ActiveContext.html */
export const CONTEXT_LIMITS = {
  contexts: 20,
  attributes: 10,
  attributeLength: 1024,
  timeToLiveInSeconds: { min: 5, max: 86_400 },
  turnsToLive: { min: 1, max: 20 },
} as const

/**
 * What an intent's fulfillment activates: every output context, carrying the values of the filled slots, as many and as
 * long as a context may have.
 */
export function activatedContexts(outputContexts: readonly OutputContext[], slots: Slots): ActiveContext[] {
  const values = Object.entries(slots).flatMap(([name, value]): [string, string][] => {
    const text = valueText(value) ?? ""
    return text === "" ? [] : [[name, text.slice(0, CONTEXT_LIMITS.attributeLength)]]
  })
  const attributes: Attributes = Object.fromEntries(values.slice(0, CONTEXT_LIMITS.attributes))
  return outputContexts.map(({ name, timeToLiveInSeconds, turnsToLive }) => ({
    name,
    timeToLive: { timeToLiveInSeconds, turnsToLive },
    contextAttributes: attributes,
  }))
}

/** Contexts with others laid over them: of two with one name the newer counts, and so it does where there are too many. */
export function withContexts(contexts: readonly ActiveContext[], added: readonly ActiveContext[]): ActiveContext[] {
  const names = new Set(added.map(({ name }) => name))
  return [...contexts.filter(({ name }) => !names.has(name)), ...added].slice(-CONTEXT_LIMITS.contexts)
}
