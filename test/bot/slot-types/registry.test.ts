import { describe, expect, it } from "vitest"
import { supportsLocale } from "#bot/slot-types/locale-support.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { localeWith, meaning, resolverOf, WEDNESDAY } from "./one-slot.ts"

describe("[lex 126] [lex 127] [lex 129] [lex 130] [lex 132] values of the built-in types as the guide documents them", () => {
  it.each([
    { type: "AMAZON.Number", says: "one hundred twenty three point four five", means: "123.45" },
    { type: "AMAZON.Number", says: "one hundred twenty three dot four five", means: "123.45" },
    { type: "AMAZON.Number", says: "point four two", means: "0.42" },
    { type: "AMAZON.Number", says: "point forty two", means: "0.42" },
    { type: "AMAZON.Number", says: "232.998", means: "232.998" },
    { type: "AMAZON.Number", says: "50", means: "50" },
    { type: "AMAZON.Number", says: "-15", means: "-15" },
    { type: "AMAZON.Number", says: "minus 15", means: "-15" },
    { type: "AMAZON.Number", says: "minus fifteen point two four five", means: "-15.245" },
    { type: "AMAZON.Percentage", says: "50%", means: "50%" },
    { type: "AMAZON.Percentage", says: "0.4%", means: "0.4%" },
    { type: "AMAZON.Percentage", says: "23.5%", means: "23.5%" },
    { type: "AMAZON.Percentage", says: "twenty five percent", means: "25%" },
    { type: "AMAZON.Percentage", says: "12", means: "12" },
    { type: "AMAZON.PhoneNumber", says: "+61 7 4445 1061", means: "+61744451061" },
    { type: "AMAZON.PhoneNumber", says: "+1 (509) 555-1212", means: "+15095551212" },
    { type: "AMAZON.PhoneNumber", says: "1 (509) 555-1212", means: "15095551212" },
    { type: "AMAZON.PhoneNumber", says: "(03) 5115 4444", means: "0351154444" },
    { type: "AMAZON.PhoneNumber", says: "555-1212", means: "5551212" },
    { type: "AMAZON.Date", says: "today", means: "2020-11-25" },
    { type: "AMAZON.Date", says: "now", means: "2020-11-25" },
    { type: "AMAZON.Date", says: "November twenty-fifth", means: "2020-11-25" },
    { type: "AMAZON.Date", says: "tomorrow", means: "2020-11-26" },
    { type: "AMAZON.Date", says: "next week", means: "2020-11-29" },
    { type: "AMAZON.Date", says: "this week", means: "2020-11-23" },
    { type: "AMAZON.Date", says: "last week", means: "2020-11-16" },
    { type: "AMAZON.Date", says: "next month", means: "2020-12-31" },
    { type: "AMAZON.Date", says: "this month", means: "2020-11-01" },
    { type: "AMAZON.Date", says: "last month", means: "2020-10-01" },
    { type: "AMAZON.Date", says: "next year", means: "2021-12-31" },
    { type: "AMAZON.Date", says: "last year", means: "2019-01-01" },
    { type: "AMAZON.Date", says: "this year", means: "2020-01-01" },
    { type: "AMAZON.Date", says: "April 2017", means: "2017-04-30" },
    { type: "AMAZON.Date", says: "2016", means: "2016-12-31" },
    { type: "AMAZON.Date", says: "Friday", means: "2020-11-27" },
    { type: "AMAZON.Date", says: "the 5th", means: "2020-12-05" },
    { type: "AMAZON.Date", says: "1st of next month", means: "2020-12-01" },
    { type: "AMAZON.Time", says: "10:00 AM", means: "10:00" },
    { type: "AMAZON.Time", says: "10 am", means: "10:00" },
    { type: "AMAZON.Time", says: "3pm", means: "15:00" },
    { type: "AMAZON.Time", says: "22:15", means: "22:15" },
    { type: "AMAZON.Time", says: "10 o'clock", means: "10:00|22:00" },
    { type: "AMAZON.Time", says: "in the morning", means: "MO" },
    { type: "AMAZON.Time", says: "in the afternoon", means: "AF" },
    { type: "AMAZON.Time", says: "in the evening", means: "EV" },
    { type: "AMAZON.Time", says: "in the night", means: "NI" },
    { type: "AMAZON.Time", says: "am", means: "AM" },
    { type: "AMAZON.Time", says: "pm", means: "PM" },
    { type: "AMAZON.Time", says: "noon", means: "12:00" },
    { type: "AMAZON.Time", says: "midnight", means: "00:00" },
    { type: "AMAZON.Time", says: "half past nine", means: "09:30|21:30" },
    { type: "AMAZON.Time", says: "9 in the evening", means: "21:00" },
    { type: "AMAZON.Duration", says: "ten minutes", means: "PT10M" },
    { type: "AMAZON.Duration", says: "five hours", means: "PT5H" },
    { type: "AMAZON.Duration", says: "three days", means: "P3D" },
    { type: "AMAZON.Duration", says: "forty five seconds", means: "PT45S" },
    { type: "AMAZON.Duration", says: "eight weeks", means: "P8W" },
    { type: "AMAZON.Duration", says: "seven years", means: "P7Y" },
    { type: "AMAZON.Duration", says: "five hours ten minutes", means: "PT5H10M" },
    { type: "AMAZON.Duration", says: "two years three hours ten minutes", means: "P2YT3H10M" },
    { type: "AMAZON.Duration", says: "half an hour", means: "PT30M" },
    { type: "AMAZON.Duration", says: "an hour and a half", means: "PT1H30M" },
    { type: "AMAZON.Duration", says: "a day", means: "P1D" },
    { type: "AMAZON.Confirmation", says: "yep", means: "Yes" },
    { type: "AMAZON.Confirmation", says: "sure", means: "Yes" },
    { type: "AMAZON.Confirmation", says: "ok", means: "Yes" },
    { type: "AMAZON.Confirmation", says: "I have it", means: "Yes" },
    { type: "AMAZON.Confirmation", says: "I can agree", means: "Yes" },
    { type: "AMAZON.Confirmation", says: "nope", means: "No" },
    { type: "AMAZON.Confirmation", says: "no way", means: "No" },
    { type: "AMAZON.Confirmation", says: "forget it", means: "No" },
    { type: "AMAZON.Confirmation", says: "I'll decline", means: "No" },
    { type: "AMAZON.Confirmation", says: "perhaps", means: "Maybe" },
    { type: "AMAZON.Confirmation", says: "it's possible", means: "Maybe" },
    { type: "AMAZON.Confirmation", says: "sometimes", means: "Maybe" },
    { type: "AMAZON.Confirmation", says: "that could be right", means: "Maybe" },
    { type: "AMAZON.Confirmation", says: "dunno", means: "Don't know" },
    { type: "AMAZON.Confirmation", says: "no idea", means: "Don't know" },
    { type: "AMAZON.Confirmation", says: "not sure about it", means: "Don't know" },
    { type: "AMAZON.Confirmation", says: "who knows", means: "Don't know" },
    { type: "AMAZON.UKPostalCode", says: "sw1a1aa", means: "SW1A 1AA" },
    { type: "AMAZON.AlphaNumeric", says: "APQ123", means: "APQ123" },
    { type: "AMAZON.FreeFormInput", says: "Anything, really: 3 things!", means: "Anything, really: 3 things!" },
  ])("reads '$says' as $type $means", ({ type, says, means }) => {
    expect(meaning(resolverOf(type).resolveAnswer(says, WEDNESDAY))).toBe(means)
    expect(meaning(resolverOf(type).resolveSpan(says, WEDNESDAY))).toBe(means)
  })
})

describe("names of slot types", () => {
  it.each([
    { name: "AMAZON.NUMBER", says: "two", means: "2" },
    { name: "AMAZON.DATE", says: "tomorrow", means: "2020-11-26" },
    { name: "amazon.time", says: "3pm", means: "15:00" },
    { name: "AMAZON.FOUR_DIGIT_NUMBER", says: "1234", means: "1234" },
  ])("takes the old name $name", ({ name, says, means }) => {
    expect(meaning(resolverOf(name).resolveSpan(says, WEDNESDAY))).toBe(means)
  })

  it("warns of a type nobody defines, and takes any answer for it", () => {
    const resolvers = createSlotResolvers(localeWith("Unheard"))

    expect(resolvers.warnings).toEqual(["slot type Unheard is not defined: any answer is taken as it is"])
    expect(meaning(resolvers.forSlot("Tell", "Value").resolveAnswer("this", WEDNESDAY))).toBe("this")
  })

  it("throws for a slot the locale doesn't have", () => {
    expect(() => createSlotResolvers(localeWith("AMAZON.Date")).forSlot("Tell", "Other")).toThrow(RangeError)
  })
})

describe("supportsLocale", () => {
  it.each([
    { localeId: "en_US", level: "full" },
    { localeId: "en_GB", level: "full" },
    { localeId: "en_AU", level: "full" },
    { localeId: "de_DE", level: "words" },
    { localeId: "es_419", level: "words" },
    { localeId: "ja_JP", level: "basic" },
  ])("tells that $localeId is served in $level", ({ localeId, level }) => {
    expect(supportsLocale(localeId)).toBe(level)
  })
})
