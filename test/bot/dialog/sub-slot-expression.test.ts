import { describe, expect, it } from "vitest"
import { isExpressionComplete, missingSubSlot } from "#bot/dialog/sub-slot-expression.ts"

function setting(expression?: string) {
  const specifications = ["a", "b", "c"].map((name) => ({
    name,
    slotTypeId: name,
    defaultValues: [],
    sampleUtterances: [],
  }))
  return { specifications, ...(expression === undefined ? {} : { expression }) }
}

describe("[lex 118] the expression of a composite slot", () => {
  it.each([
    [undefined, "a b", "c"],
    [undefined, "a b c", undefined],
    ["a", "", "a"],
    ["a", "a", undefined],
    ["a OR b", "b", undefined],
    ["(a OR b) AND c", "c", "a"],
    // Once one of two suffices, the other is not asked for.
    ["(a OR b) AND c", "b", "c"],
    ["(a AND b) or c", "a", "b"],
    ["a AND b OR c", "c", undefined],
    ["((a))", "", "a"],
    // What can't be read asks for everything.
    ["a AND", "a", "b"],
    ["a AND moon", "a", "b"],
    ["(a", "a", "b"],
    [`${"(".repeat(300)}a${")".repeat(300)}`, "a", "b"],
  ])("%s with %j filled misses %s", (expression, filled, missing) => {
    const names = new Set(filled.split(" ").filter(Boolean))

    expect(missingSubSlot(setting(expression), names)).toBe(missing)
    expect(isExpressionComplete(setting(expression), names)).toBe(missing === undefined)
  })
})
