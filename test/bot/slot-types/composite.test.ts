import { describe, expect, it } from "vitest"
import { listType, resolverOf, WEDNESDAY } from "./one-slot.ts"

describe("[lex 118] a composite slot", () => {
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

  it("answers nothing when no part is named", () => {
    expect(resolver.resolveAnswer("whatever", WEDNESDAY)).toBeUndefined()
  })
})
