import { describe, expect, it } from "vitest"
import type { FilledSlot } from "#bot/session.ts"
import { meaning, mentionsOf, resolverOf, WEDNESDAY } from "./one-slot.ts"

const american = resolverOf("AMAZON.Date")
const british = resolverOf("AMAZON.Date", { localeId: "en_GB" })

const dateSlot = (date: string): FilledSlot => ({
  value: { originalValue: date, interpretedValue: date, resolvedValues: [date] },
})

describe("[lex 119] [lex 120] [lex 121] AMAZON.Date, asked on Wednesday 25 November 2020", () => {
  it.each([
    { says: "the 3rd of march", means: "2021-03-03" },
    { says: "march the third", means: "2021-03-03" },
    { says: "Mar. 3rd, 2022", means: "2022-03-03" },
    { says: "3-mar-2022", means: "2022-03-03" },
    { says: "march 3 '27", means: "2027-03-03" },
    { says: "march twenty one two thousand twenty seven", means: "2027-03-21" },
    { says: "november twenty twenty six", means: "2026-11-30" }, // a month and a year, not the twentieth
    { says: "2021-02-28", means: "2021-02-28" },
    { says: "20201225", means: "2020-12-25" },
    { says: "30.11.2020", means: "2020-11-30" },
    { says: "25/12", means: "2020-12-25" }, // there is no 25th month
    { says: "29 february", means: "2024-02-29" }, // the next leap year
    { says: "a week from friday", means: "2020-12-04" },
    { says: "a week on saturday", means: "2020-12-05" },
    { says: "friday week", means: "2020-12-04" },
    { says: "in ten days", means: "2020-12-05" },
    { says: "in two weeks' time", means: "2020-12-09" },
    { says: "two weeks from now", means: "2020-12-09" },
    { says: "in a fortnight", means: "2020-12-09" },
    { says: "in 3 business days", means: "2020-11-30" },
    { says: "three days ago", means: "2020-11-22" },
    { says: "day after tomorrow", means: "2020-11-27" },
    { says: "the day before yesterday", means: "2020-11-23" },
    { says: "tmrw", means: "2020-11-26" },
    { says: "tonight", means: "2020-11-25" },
    { says: "this friday", means: "2020-11-27" },
    { says: "this coming sunday", means: "2020-11-29" },
    { says: "wednesday", means: "2020-11-25" }, // today counts
    { says: "this coming wednesday", means: "2020-12-02" }, // today doesn't
    { says: "next friday", means: "2020-12-04" }, // the Friday of next week
    { says: "next monday", means: "2020-11-30" },
    { says: "last friday", means: "2020-11-20" },
    { says: "friday after next", means: "2020-12-11" },
    { says: "tuesday of next week", means: "2020-12-01" },
    { says: "next week on tuesday", means: "2020-12-01" },
    { says: "the weekend", means: "2020-11-28" },
    { says: "next weekend", means: "2020-12-05" },
    { says: "the weekend after next", means: "2020-12-12" },
    { says: "the week after next", means: "2020-12-13" },
    { says: "the month after next", means: "2021-01-31" },
    { says: "end of the month", means: "2020-11-30" },
    { says: "beginning of next week", means: "2020-11-30" },
    { says: "mid december", means: "2020-12-15" },
    { says: "the first monday of march", means: "2021-03-01" },
    { says: "the last day of february", means: "2021-02-28" },
    { says: "march", means: "2021-03-31" },
    { says: "november", means: "2020-11-01" }, // like "this month"
    { says: "christmas eve", means: "2020-12-24" },
    { says: "new year's day", means: "2021-01-01" },
    { says: "thanksgiving", means: "2020-11-26" },
    { says: "St. Patrick's Day", means: "2021-03-17" },
    { says: "good friday", means: "2021-04-02" },
    { says: "christmas 2027", means: "2027-12-25" },
    { says: "the day after christmas", means: "2020-12-26" },
    { says: "the friday after christmas", means: "2021-01-01" },
    { says: "3 days before easter", means: "2021-04-01" },
    { says: "friday november 27", means: "2020-11-27" },
  ])("reads '$says' as $means", ({ says, means }) => {
    expect(meaning(american.resolveSpan(says, WEDNESDAY))).toBe(means)
  })

  it.each([
    { says: "3/4", inAmerica: "2021-03-04", inBritain: "2021-04-03" },
    { says: "4 5 2023", inAmerica: "2023-04-05", inBritain: "2023-05-04" },
    { says: "12 25 2020", inAmerica: "2020-12-25", inBritain: "2020-12-25" },
    { says: "4/5/23", inAmerica: "2023-04-05", inBritain: "2023-05-04" },
    { says: "mother's day", inAmerica: "2021-05-09", inBritain: "2021-03-14" },
  ])("reads '$says' by the customs of the country", ({ says, inAmerica, inBritain }) => {
    expect(meaning(american.resolveSpan(says, WEDNESDAY))).toBe(inAmerica)
    expect(meaning(british.resolveSpan(says, WEDNESDAY))).toBe(inBritain)
  })

  it.each([
    "30 february",
    "february 30",
    "2026-02-30",
    "31 april 2027",
    "13/13",
    "the 32nd",
    "24/7",
    "may i book a room",
    "i will march to the store",
    "wait a second",
    "the 3rd floor",
    "early march",
    "3:30",
    "10am",
    "555-12-1234",
  ])("finds no date in '%s'", (says) => {
    expect(american.resolveAnswer(says, WEDNESDAY)).toBeUndefined()
    expect(american.findMentions(says, WEDNESDAY)).toEqual([])
  })

  it.each([
    { says: "friday november 28", readings: ["2020-11-28", "2020-11-27"] }, // the 28th is a Saturday
    { says: "next december", readings: ["2020-12-31", "2021-12-31"] },
    { says: "next christmas", readings: ["2020-12-25", "2021-12-25"] },
  ])("leaves '$says' open", ({ says, readings }) => {
    expect(american.resolveAnswer(says, WEDNESDAY)).toEqual({
      value: { originalValue: says, resolvedValues: readings },
    })
  })

  it.each([
    { says: "it's the 3rd please", means: "2020-12-03" },
    { says: "uh i'd say friday", means: "2020-11-27" },
    { says: "monday, no, tuesday", means: "2020-12-01" },
    { says: "not monday but tuesday", means: "2020-12-01" },
  ])("takes the answer '$says' as $means", ({ says, means }) => {
    expect(meaning(american.resolveAnswer(says, WEDNESDAY))).toBe(means)
  })

  it("keeps the words of the value, as typed", () => {
    expect(american.resolveAnswer("On The 3rd of March, please", WEDNESDAY)?.value).toEqual({
      originalValue: "The 3rd of March",
      interpretedValue: "2021-03-03",
      resolvedValues: ["2021-03-03"],
    })
  })
})

describe("AMAZON.Date in a sentence", () => {
  it.each([
    { says: "march 3 to 5", finds: ["march 3=2021-03-03", "5=2021-03-05"] },
    { says: "from the 3rd to the 5th of march", finds: ["the 3rd=2021-03-03", "the 5th of march=2021-03-05"] },
    { says: "a room from 5 to 8 december", finds: ["5=2020-12-05", "8 december=2020-12-08"] },
    { says: "march 3 to 5 people", finds: ["march 3=2021-03-03"] },
    { says: "from saturday to friday", finds: ["saturday=2020-11-28", "friday=2020-12-04"] },
    { says: "december 30 to january 2", finds: ["december 30=2020-12-30", "january 2=2021-01-02"] },
    { says: "i sat in the sun in may", finds: ["may=2021-05-31"] },
    { says: "on sat or sun", finds: ["sat=2020-11-28", "sun=2020-11-29"] },
    { says: "second thoughts, the second of december", finds: ["the second of december=2020-12-02"] },
    { says: "two nights on friday", finds: ["friday=2020-11-27"] },
    { says: "leave the 5th, return the 9th", finds: ["the 5th=2020-12-05", "the 9th=2020-12-09"] },
  ])("finds $finds in '$says'", ({ says, finds }) => {
    expect(mentionsOf(american, says)).toEqual(finds)
  })
})

describe("AMAZON.Date when the slot holds 10 December 2020", () => {
  const context = { ...WEDNESDAY, currentValue: dateSlot("2020-12-10") }

  it.each([
    { says: "the day after", means: "2020-12-11" },
    { says: "make it saturday", means: "2020-12-12" }, // of the week of the 10th, a Thursday
    { says: "monday", means: "2020-12-07" },
    { says: "next saturday", means: "2020-12-05" }, // counted from today, as ever
    { says: "a day later", means: "2020-12-11" },
    { says: "one more night", means: "2020-12-11" },
    { says: "another two days", means: "2020-12-12" },
    { says: "two days earlier", means: "2020-12-08" },
    { says: "a week later", means: "2020-12-17" },
    { says: "the following friday", means: "2020-12-11" },
    { says: "make it the next day", means: "2020-12-11" },
    { says: "same day", means: "2020-12-10" },
    { says: "day after tomorrow", means: "2020-11-27" },
  ])("reads '$says' as $means", ({ says, means }) => {
    expect(meaning(american.resolveAnswer(says, context))).toBe(means)
  })

  it("reads nothing of the kind while the slot is empty", () => {
    expect(american.resolveAnswer("the day after", WEDNESDAY)).toBeUndefined()
  })
})

describe("the nextWeek option", () => {
  it("[lex 120] gives the last day of next week when set to calendar", () => {
    const calendar = resolverOf("AMAZON.Date", { options: { nextWeek: "calendar" } })

    expect(meaning(calendar.resolveSpan("next week", WEDNESDAY))).toBe("2020-12-06")
  })
})
