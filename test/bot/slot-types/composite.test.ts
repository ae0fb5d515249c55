import { describe, expect, it } from "vitest"
import type { SubSlotSetting } from "#bot/definition.ts"
import type { FilledSlot } from "#bot/session.ts"
import { findMissingSubSlot, isComplete, mergeComposite } from "#bot/slot-types/composite.ts"
import { listType, meaning, resolverOf, WEDNESDAY } from "./one-slot.ts"

const filled = (text: string): FilledSlot => ({
  value: { originalValue: text, interpretedValue: text, resolvedValues: [text] },
})

const setting = (expression?: string): SubSlotSetting => ({
  ...(expression === undefined ? {} : { expression }),
  specifications: ["day", "time", "guests"].map((name) => ({
    name,
    slotTypeId: "AMAZON.Date",
    defaultValues: [],
    sampleUtterances: [],
  })),
})

describe("isComplete", () => {
  it.each([
    { expression: undefined, has: ["day", "time"], is: false },
    { expression: undefined, has: ["day", "time", "guests"], is: true },
    { expression: "day OR time", has: ["time"], is: true },
    { expression: "day AND time", has: ["time"], is: false },
    { expression: "(day OR time) AND guests", has: ["day"], is: false },
    { expression: "(day or time) and guests", has: ["day", "guests"], is: true },
    { expression: "day OR time AND guests", has: ["day"], is: true }, // AND binds tighter
    { expression: "day AND unknown", has: ["day"], is: false },
    { expression: "((day", has: ["day"], is: true },
  ])("is $is for '$expression' with $has", ({ expression, has, is }) => {
    expect(isComplete(setting(expression), Object.fromEntries(has.map((name) => [name, filled("x")])))).toBe(is)
  })

  it("counts an ambiguous sub-slot as empty", () => {
    const open = { value: { originalValue: "10", resolvedValues: ["10:00", "22:00"] } }

    expect(isComplete(setting("time"), { time: open })).toBe(false)
    expect(findMissingSubSlot(setting("time"), { time: open })).toBe("time")
  })
})

describe("a composite slot", () => {
  const type = {
    ...listType({}, "Concatenation"),
    subSlots: [
      { name: "day", slotTypeId: "AMAZON.Date" },
      { name: "time", slotTypeId: "AMAZON.Time" },
      { name: "size", slotTypeId: "TYPE000002" },
    ],
  }
  const sizes = { ...listType({ Small: [], Large: ["big"] }), name: "Size", identifier: "TYPE000002" }
  const resolver = resolverOf("Listed", { slotTypes: [type, sizes] })

  it("fills the parts an answer names, and leaves the others empty", () => {
    expect(resolver.resolveAnswer("a big table tomorrow please", WEDNESDAY)).toEqual({
      shape: "Composite",
      value: {
        originalValue: "big table tomorrow",
        interpretedValue: "2020-11-26 Large",
        resolvedValues: ["2020-11-26 Large"],
      },
      subSlots: {
        day: { value: { originalValue: "tomorrow", interpretedValue: "2020-11-26", resolvedValues: ["2020-11-26"] } },
        time: null,
        size: { value: { originalValue: "big", interpretedValue: "Large", resolvedValues: ["Large"] } },
      },
    })
  })

  it("adds what is said later to what it holds", () => {
    const before = resolver.resolveAnswer("tomorrow, small", WEDNESDAY)
    const after = mergeComposite(before, resolver.resolveAnswer("8pm, make it large", WEDNESDAY) ?? filled(""))

    expect(Object.entries(after.subSlots ?? {}).map(([name, slot]) => `${name} ${meaning(slot ?? undefined)}`)).toEqual(
      ["day 2020-11-26", "time 20:00", "size Large"],
    )
  })

  it("answers nothing when no part is named", () => {
    expect(resolver.resolveAnswer("whatever", WEDNESDAY)).toBeUndefined()
  })
})
