import { describe, expect, it } from "vitest"
import type { FilledSlot } from "#bot/session.ts"
import { meaning, mentionsOf, resolverOf, WEDNESDAY } from "./one-slot.ts"

const time = resolverOf("AMAZON.Time")
const duration = resolverOf("AMAZON.Duration")

const slotOf = (value: string): FilledSlot => ({
  value: { originalValue: value, interpretedValue: value, resolvedValues: [value] },
})

describe("[lex 123] AMAZON.Time, asked at 10:20", () => {
  it.each([
    { says: "quarter to ten", means: "09:45|21:45" },
    { says: "ten past four pm", means: "16:10" },
    { says: "half seven", means: "07:30|19:30" },
    { says: "five minutes to six in the evening", means: "17:55" },
    { says: "ten thirty", means: "10:30|22:30" },
    { says: "ten oh five am", means: "10:05" },
    { says: "10:30", means: "10:30|22:30" },
    { says: "09:30", means: "09:30" }, // nobody writes a zero on a twelve-hour clock
    { says: "00:30", means: "00:30" },
    { says: "0930 hours", means: "09:30" },
    { says: "12am", means: "00:00" },
    { says: "12 p.m.", means: "12:00" },
    { says: "12", means: "12:00|00:00" },
    { says: "quarter past noon", means: "12:15" },
    { says: "tonight at 8", means: "20:00" },
    { says: "8 tonight", means: "20:00" },
    { says: "in half an hour", means: "10:50" },
    { says: "20 minutes from now", means: "10:40" },
    { says: "this morning", means: "MO" },
    { says: "7", means: "07:00|19:00" },
  ])("reads '$says' as $means", ({ says, means }) => {
    expect(meaning(time.resolveSpan(says, WEDNESDAY))).toBe(means)
  })

  it("[lex 122] leaves ten o'clock without a value, with both readings", () => {
    expect(time.resolveAnswer("at 10 o'clock", WEDNESDAY)).toEqual({
      value: { originalValue: "10 o'clock", resolvedValues: ["10:00", "22:00"] },
    })
  })

  it.each(["25:00", "10:75", "good morning", "two people", "march 3"])("finds no time in '%s'", (says) => {
    expect(time.resolveAnswer(says, WEDNESDAY)).toBeUndefined()
  })

  it.each([
    { says: "a table at 7 for 4 people", finds: ["7=07:00|19:00"] },
    { says: "between 9pm and 10pm", finds: ["9pm=21:00", "10pm=22:00"] },
    { says: "tomorrow morning at 9", finds: ["morning at 9=09:00"] },
    { says: "a room for 3 nights", finds: [] },
  ])("finds $finds in '$says'", ({ says, finds }) => {
    expect(mentionsOf(time, says)).toEqual(finds)
  })

  it("counts from the slot's present time", () => {
    expect(meaning(time.resolveAnswer("an hour later", { ...WEDNESDAY, currentValue: slotOf("18:30") }))).toBe("19:30")
  })
})

describe("[lex 124] AMAZON.Duration", () => {
  it.each([
    { says: "1h30", means: "PT1H30M" },
    { says: "90 min", means: "PT90M" },
    { says: "a couple of weeks", means: "P2W" },
    { says: "a fortnight", means: "P2W" },
    { says: "two and a half hours", means: "PT2H30M" },
    { says: "1.5 hours", means: "PT1H30M" },
    { says: "2.5 days", means: "P2DT12H" },
    { says: "a year and a half", means: "P1Y6M" },
    { says: "three quarters of an hour", means: "PT45M" },
    { says: "three-day", means: "P3D" },
    { says: "pt1h30m", means: "PT1H30M" },
    { says: "two days, 3 hours and 5 minutes", means: "P2DT3H5M" },
    { says: "ten", means: undefined },
  ])("reads '$says' as $means", ({ says, means }) => {
    expect(meaning(duration.resolveSpan(says, WEDNESDAY))).toBe(means)
  })

  it.each([
    { says: "one more day", means: "P3D" },
    { says: "a day longer", means: "P3D" },
    { says: "one day less", means: "P1D" },
    { says: "five days less", means: undefined },
  ])("changes a present P2D by '$says' to $means", ({ says, means }) => {
    expect(meaning(duration.resolveAnswer(says, { ...WEDNESDAY, currentValue: slotOf("P2D") }))).toBe(means)
  })

  it("takes waiting a second for no duration in a sentence", () => {
    expect(mentionsOf(duration, "wait a second, i stay for two weeks")).toEqual(["two weeks=P2W"])
  })
})
