import { describe, expect, it } from "vitest"
import { findNamedCorrection } from "#bot/dialog/named-correction.ts"
import { slot } from "./bot-builder.ts"

const SLOTS = [slot("Surname", "AMAZON.LastName"), slot("CheckInDate", "AMAZON.Date"), slot("Day", "AMAZON.Date")]

function found(text: string) {
  const mentions = findNamedCorrection(text, SLOTS, ({ slotTypeName }, span) =>
    slotTypeName === "AMAZON.LastName" || span === "friday"
      ? { value: { originalValue: span, interpretedValue: span, resolvedValues: [span] } }
      : undefined,
  )
  return mentions.map(({ slotName, start, end }) => `${slotName}=${text.slice(start, end)}`)
}

describe("a correction that names its slot", () => {
  it.each([
    { says: "her surname is Browne", means: ["Surname=Browne"] },
    { says: "No, the Surname should be de la Cruz, please.", means: ["Surname=de la Cruz"] },
    { says: "change the check-in date to friday", means: ["CheckInDate=friday"] },
    { says: "checkin date: friday!", means: ["CheckInDate=friday"] },
    // No value, no name, a sentence, another word that begins alike.
    { says: "the day is lovely", means: [] },
    { says: "it's Browne", means: [] },
    { says: "surname is what you call the name that everybody has", means: [] },
    { says: "the daytime is friday", means: [] },
    { says: "my surname is", means: [] },
  ])("'$says' is $means", ({ says, means }) => {
    expect(found(says)).toEqual(means)
  })
})
