import { describe, expect, it } from "vitest"
import { SlotCues } from "#bot/nlu/slot-cues.ts"
import { parseTemplates } from "#bot/nlu/templates.ts"
import { buildLocale } from "./build-locale.ts"

const [FLY] = buildLocale({
  Fly: {
    utterances: [
      "from {Origin} on {Out}, return {Back}",
      "out {Out} back {Back}",
      "fly on {Out} and back on {Back}",
      "fly on {Out}",
      "on {Out} please",
      "coming back {Back}",
      "there and back, leaving {Out}",
    ],
    slots: { Origin: "AMAZON.City", Out: "AMAZON.Date", Back: "AMAZON.Date" },
  },
}).intents

describe("the words beside values", () => {
  if (FLY === undefined) throw new RangeError("the bot has no intent")
  const dates = FLY.slots.filter(({ slotTypeName }) => slotTypeName === "AMAZON.Date")
  const cues = new SlotCues(parseTemplates(FLY, true), dates)

  it.each([
    // Behind one date and before the other: only before a value it tells of the way back.
    { text: "and return on _", told: ["Back"] },
    { text: "_ return", told: ["Out"] },
    // Beside both, mostly beside one; and nearer than "fly".
    { text: "fly back on _", told: ["Back"] },
    { text: "leaving _", told: ["Out"] },
    // Mostly beside one, and said of any day.
    { text: "on _", told: [] },
    { text: "sometime _", told: [] },
  ])("of '$text' tell of $told", ({ text, told }) => {
    const [before = "", after = ""] = text.split("_").map((part) => part.trim())
    const words = (part: string) => part.split(" ").filter(Boolean)

    expect(cues.findTold(dates, words(before), words(after)).map(({ name }) => name)).toEqual(told)
  })
})

describe("what slots are called, and the value before", () => {
  const [MOVE] = buildLocale({
    Move: {
      utterances: ["move {Amount} from {SourceAccount} to {TargetAccount}", "{TargetAccount}"],
      slots: { Amount: "AMAZON.Number", SourceAccount: "AMAZON.FirstName", TargetAccount: "AMAZON.FirstName" },
    },
  }).intents
  if (MOVE === undefined) throw new RangeError("the bot has no intent")
  const alike = MOVE.slots.filter(({ slotTypeName }) => slotTypeName === "AMAZON.FirstName")
  const cues = new SlotCues(parseTemplates(MOVE, true), alike)

  it.each([
    { before: ["from"], told: ["SourceAccount"] },
    { before: ["to"], told: ["TargetAccount"] },
    { before: ["target", "is"], told: ["TargetAccount"] },
    // What both are called tells nothing.
    { before: ["account"], told: [] },
  ])("$before tells of $told", ({ before, told }) => {
    expect(cues.findTold(alike, before, []).map(({ name }) => name)).toEqual(told)
  })
})
