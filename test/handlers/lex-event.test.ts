import { describe, expect, it } from "vitest"
import { formatDecision, parseTurn } from "#handlers/lex-event.ts"
import { codeHookEvent, filled } from "#test/support/code-hook-event.ts"

describe("parseTurn", () => {
  it("gives numbers, dates and words their types, and leaves empty slots out", () => {
    const event = codeHookEvent("BookHotel", {
      City: filled("lisboa", "lisboa", ["Lisbon"]),
      CheckInDate: filled("friday", "2026-03-06"),
      Nights: filled("two", "2"),
      Guests: null,
    })

    const { turn } = parseTurn(event)

    expect(turn.slots).toEqual({ City: "Lisbon", CheckInDate: "2026-03-06", Nights: 2 })
  })

  it("keeps a name as it was said, however near it is to an example of the list", () => {
    const event = codeHookEvent("BookHotel", { GuestName: filled("Anna Kellar", "Anna Kellar", ["Anna Keller"]) })

    const { turn } = parseTurn(event)

    expect(turn.slots).toEqual({ GuestName: "Anna Kellar" })
  })

  it("gives a list for a slot with several values", () => {
    const feature = { shape: "List" as const, values: [filled("quiet", "quiet"), filled("the sea", "by the sea")] }

    const { turn } = parseTurn(codeHookEvent("RecommendPlace", { Feature: feature }))

    expect(turn.slots).toEqual({ Feature: ["quiet", "by the sea"] })
  })

  it("leaves out what is still ambiguous", () => {
    const ambiguous = { shape: "Scalar" as const, value: { originalValue: "the 5th", resolvedValues: ["a", "b"] } }

    const { turn } = parseTurn(codeHookEvent("BookHotel", { CheckInDate: ambiguous }))

    expect(turn.slots).toEqual({})
  })

  it.each([
    { why: "nothing at all", event: null },
    { why: "no event of Lex", event: { hello: "world" } },
    { why: "an intent of another bot", event: codeHookEvent("OrderFlowers", {}) },
    { why: "a language without words", event: { ...codeHookEvent("Greet", {}), bot: { localeId: "xx_XX" } } },
  ])("refuses $why", ({ event }) => {
    expect(() => parseTurn(event)).toThrow("data-invalid")
  })
})

describe("formatDecision", () => {
  const event = codeHookEvent(
    "BookHotel",
    { City: filled("Rome", "Rome"), Hotel: null },
    { sessionAttributes: { hold: "BK-2222-2222", other: "kept" }, requestAttributes: { turnId: "t1" } },
  )

  it("sets and empties slots, and keeps the others", () => {
    const response = formatDecision(event, {
      action: { type: "ElicitSlot", slot: "Nights" as never },
      slots: { Hotel: "Harbour House", City: null } as never,
    })

    expect(response.sessionState.dialogAction).toEqual({ type: "ElicitSlot", slotToElicit: "Nights" })
    expect(response.sessionState.intent?.slots).toEqual({
      City: null,
      Hotel: {
        shape: "Scalar",
        value: {
          originalValue: "Harbour House",
          interpretedValue: "Harbour House",
          resolvedValues: ["Harbour House"],
        },
      },
    })
  })

  it("merges attributes, and removes those set to undefined", () => {
    const decision = { action: { type: "Delegate" as const }, attributes: { hold: undefined, guestName: "Anna" } }

    expect(formatDecision(event, decision).sessionState.sessionAttributes).toEqual({ other: "kept", guestName: "Anna" })
  })

  it("closes with the state of the decision", () => {
    const response = formatDecision(event, { action: { type: "Close", state: "Failed" } })

    expect(response.sessionState.intent?.state).toBe("Failed")
  })

  it("passes the request attributes back", () => {
    expect(formatDecision(event, { action: { type: "Delegate" } }).requestAttributes).toEqual({ turnId: "t1" })
  })

  it("names the phrases to expect under the intent", () => {
    const response = formatDecision(event, { action: { type: "Delegate" }, hints: { Hotel: ["Harbour House"] } })

    expect(response.sessionState.runtimeHints).toEqual({
      slotHints: { BookHotel: { Hotel: { runtimeHintValues: [{ phrase: "Harbour House" }] } } },
    })
  })
})
