import { describe, expect, it } from "vitest"
import { findCuedCorrection } from "#bot/dialog/cued-correction.ts"
import { slot } from "./bot-builder.ts"

const CODE = slot("Code", "AMAZON.AlphaNumeric")
const NIGHTS = slot("Nights", "AMAZON.Number")
const GUESTS = slot("Guests", "AMAZON.Number")

/** Numbers are numbers; codes are one word. */
function resolve({ slotTypeName }: { slotTypeName: string }, span: string) {
  const isValue = slotTypeName === "AMAZON.Number" ? /^\d+$/.test(span) : /^\w+$/.test(span)
  return isValue ? { value: { originalValue: span, interpretedValue: span, resolvedValues: [span] } } : undefined
}

function found(text: string, slots = [CODE]) {
  return findCuedCorrection(text, slots, resolve).map(({ slotName, start, end }) => [slotName, text.slice(start, end)])
}

describe("findCuedCorrection", () => {
  it.each([
    ["i meant XYZ789", "XYZ789"],
    ["No, XYZ789!", "XYZ789"],
    ["oh sorry, it's XYZ789.", "XYZ789"],
    ["  actually make that XYZ789 ", "XYZ789"],
    ["change it to X1", "X1"],
    ["It should be X1?", "X1"],
  ])("%j", (text, value) => {
    expect(found(text)).toEqual([["Code", value]])
  })

  it.each([
    ["without a wording that says so", "XYZ789", [CODE]],
    ["when nothing follows", "no, sorry", [CODE]],
    ["when a code would have no digit", "i meant tomorrow", [CODE]],
    ["when it fits two slots", "make it 3", [NIGHTS, GUESTS]],
    ["when it fits none", "make it rome", [NIGHTS]],
    ["when the words only begin alike", "nobody X1", [CODE]],
  ])("finds nothing %s", (_name, text, slots) => {
    expect(found(text, slots)).toEqual([])
  })

  it("finds the one slot that takes the value", () => {
    expect(found("make it 3", [NIGHTS])).toEqual([["Nights", "3"]])
  })
})
