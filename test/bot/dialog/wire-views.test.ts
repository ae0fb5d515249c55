// What a client sees of a slot, and what a code hook sees of the same.

import { describe, expect, it } from "vitest"
import { toApiSessionState, toEventIntent } from "#bot/dialog/wire-views.ts"
import type { FilledSlot, SessionIntent } from "#bot/session.ts"

const TEN: FilledSlot = { value: { originalValue: "ten", resolvedValues: ["10:00", "22:00"] } }
const ROME: FilledSlot = { value: { originalValue: "roma", interpretedValue: "Rome", resolvedValues: ["Rome"] } }

function intentWith(slot: FilledSlot): SessionIntent {
  return { name: "Trip", slots: { Slot: slot }, state: "InProgress", confirmationState: "None" }
}

const clientSees = (slot: FilledSlot) => toApiSessionState({ intent: intentWith(slot) }).intent?.slots.Slot
const hookSees = (slot: FilledSlot) => toEventIntent(intentWith(slot)).slots.Slot

describe("a slot", () => {
  it.each<{ what: string; slot: FilledSlot; api: FilledSlot | null; event: unknown }>([
    { what: "of one reading", slot: ROME, api: ROME, event: { shape: "Scalar", ...ROME } },
    {
      what: "of two readings",
      slot: TEN,
      api: null,
      event: { shape: "Scalar", value: { ...TEN.value, interpretedValue: null } },
    },
    {
      what: "of several values",
      slot: { shape: "List", values: [ROME, TEN] },
      api: { shape: "List", values: [ROME] },
      event: {
        shape: "List",
        values: [
          { shape: "Scalar", ...ROME },
          { shape: "Scalar", value: { ...TEN.value, interpretedValue: null } },
        ],
      },
    },
    {
      what: "of parts",
      slot: {
        value: { originalValue: "ten", interpretedValue: "", resolvedValues: [] },
        subSlots: { At: TEN, City: ROME },
      },
      api: { subSlots: { At: null, City: ROME } },
      event: {
        shape: "Composite",
        value: { originalValue: "ten", interpretedValue: "", resolvedValues: [] },
        subSlots: {
          At: { shape: "Scalar", value: { ...TEN.value, interpretedValue: null } },
          City: { shape: "Scalar", ...ROME },
        },
      },
    },
    {
      what: "that a code hook filled with nothing",
      slot: { value: { originalValue: "", interpretedValue: "", resolvedValues: [""] } },
      api: null,
      event: { shape: "Scalar", value: { originalValue: "", interpretedValue: "", resolvedValues: [""] } },
    },
  ])("$what", ({ slot, api, event }) => {
    expect(clientSees(slot)).toEqual(api)
    expect(hookSees(slot)).toEqual(event)
  })
})
