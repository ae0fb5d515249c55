// The two views Lex gives of the same state: the runtime API leaves out what a client can do without, a code hook sees
// every slot with its shape. Serializing them is local/lex.

import type {
  ActiveContext,
  FilledSlot,
  Interpretation,
  SessionIntent,
  SessionState,
  Slots,
  SlotValue,
} from "../session.ts"

/** An interpretation as the runtime API writes it. */
export type ApiInterpretation = {
  readonly intent: { readonly name: string; readonly slots: Slots } & Partial<SessionIntent>
  readonly nluConfidence?: { readonly score: number }
  readonly interpretationSource: "Lex" | "Bedrock"
}

/** The state as RecognizeText answers it: scalars and composites without `shape`, empty and ambiguous slots as `null`. */
export function toApiSessionState(state: SessionState): SessionState {
  const { intent, ...rest } = state
  return intent === undefined ? rest : { ...rest, intent: { ...intent, slots: mapSlots(intent.slots, toApiSlot) } }
}

/**
 * Interpretations as RecognizeText answers them: the current intent in full, the others with name and empty slots, the
 * confidence as an object.
 */
export function toApiInterpretations(interpretations: readonly Interpretation[]): ApiInterpretation[] {
  return interpretations.map((interpretation, i) => {
    const { intent, nluConfidence, interpretationSource } = interpretation
    const slots = mapSlots(intent.slots, toApiSlot)
    return {
      ...(nluConfidence === undefined ? {} : { nluConfidence: { score: nluConfidence } }),
      interpretationSource,
      intent: i === 0 ? { ...intent, slots } : { name: intent.name, slots },
    }
  })
}

/** The intent as a code hook sees it: `shape` on every slot and sub-slot, an ambiguous value's reading as `null`. */
export function toEventIntent(intent: SessionIntent): SessionIntent {
  return { ...intent, slots: mapSlots(intent.slots, toEventSlot) }
}

/** One slot with its shape, and that of what is inside. */
export function toEventSlot(slot: FilledSlot): FilledSlot {
  const { values, subSlots, value } = slot
  return {
    shape: shapeOf(slot),
    ...(value === undefined ? {} : { value: { ...value, interpretedValue: value.interpretedValue ?? NO_READING } }),
    ...(values === undefined ? {} : { values: values.map(toEventSlot) }),
    ...(subSlots === undefined ? {} : { subSlots: mapSlots(subSlots, toEventSlot) }),
  }
}

/** Lex writes `null` here for an ambiguous value; only code hooks, which are not typed, ever see it. */
const NO_READING = null as unknown as string

/**
 * The API's model wants a reading in every value: a slot with none, or with several of which none is certain, is empty to
 * a client.
 */
function toApiSlot(slot: FilledSlot): FilledSlot | null {
  const value = toApiValue(slot.value)
  const values = slot.values?.flatMap((item) => toApiSlot(item) ?? [])
  const subSlots = slot.subSlots === undefined ? undefined : mapSlots(slot.subSlots, toApiSlot)
  if (value === undefined && (values ?? []).length === 0 && subSlots === undefined) return null
  return {
    ...(shapeOf(slot) === "List" ? { shape: "List" } : {}),
    ...(value === undefined ? {} : { value }),
    ...(values === undefined ? {} : { values }),
    ...(subSlots === undefined ? {} : { subSlots }),
  }
}

/** Empty texts, which code hooks may send, are none to the model. */
function toApiValue(value: SlotValue | undefined): SlotValue | undefined {
  if (value?.interpretedValue === undefined || value.interpretedValue === "") return undefined
  const { originalValue, interpretedValue, resolvedValues } = value
  return {
    originalValue: originalValue === "" ? interpretedValue : originalValue,
    interpretedValue,
    resolvedValues: resolvedValues.filter((text) => text !== ""),
  }
}

function shapeOf(slot: FilledSlot): "Scalar" | "List" | "Composite" {
  if (slot.shape !== undefined) return slot.shape
  if (slot.values !== undefined) return "List"
  return slot.subSlots === undefined ? "Scalar" : "Composite"
}

function mapSlots(slots: Slots, change: (slot: FilledSlot) => FilledSlot | null): Slots {
  return Object.fromEntries(Object.entries(slots).map(([name, slot]) => [name, slot === null ? null : change(slot)]))
}

/** The contexts as the runtime API and code hooks see them, without anything else a client may have sent along. */
export function toApiContexts(contexts: readonly ActiveContext[]): ActiveContext[] {
  return contexts.map(({ name, timeToLive, contextAttributes }) => ({ name, timeToLive, contextAttributes }))
}
