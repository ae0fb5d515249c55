// What English texts sound like, written out.

import { describe, expect, it } from "vitest"
import { normalizeText } from "#local/polly/normalize.ts"

function say(text: string, isDayFirst = false): string {
  return normalizeText(text, { isDayFirst })
    .map(({ spoken, punctuation }) => spoken.join(" ").replaceAll(" ,", ",") + punctuation)
    .join(" ")
}

describe("normalizeText", () => {
  it.each([
    ["Hello there, Ann.", "hello there, ann."],
    ["It's 42 degrees", "it's forty two degrees"],
    ["1,234,567 people", "one million two hundred thirty four thousand five hundred sixty seven people"],
    ["-3.05", "minus three point zero five"],
    ["in 1999 and 2005 and 2026", "in nineteen ninety nine and two thousand five and twenty twenty six"],
    ["in 1900, the 1990s", "in nineteen hundred, the nineteen nineties"],
    ["the 21st and 2nd", "the twenty first and second"],
    ["room 007", "room zero zero seven"],
    ["2026-03-02", "march second, twenty twenty six"],
    ["2026-03-02T14:30:00Z", "march second, twenty twenty six, fourteen thirty"],
    ["12/31/2026", "december thirty first, twenty twenty six"],
    ["March 3, 2026", "march third, twenty twenty six"],
    ["3 March", "march third"],
    ["Sept. 5th", "september fifth"],
    ["14:30", "fourteen thirty"],
    ["14:05", "fourteen oh five"],
    ["at 10:00", "at ten o'clock"],
    ["2:30 pm", "two thirty P M"],
    ["9am", "nine A M"],
    ["$1,234.50", "one thousand two hundred thirty four dollars and fifty cents"],
    ["€1", "one euro"],
    ["£0.01", "one penny"],
    ["120 EUR", "one hundred twenty euros"],
    ["$5 million", "five million dollars"],
    ["12.5%", "twelve point five percent"],
    ["100% sure", "one hundred percent sure"],
    ["+1 (202) 555-0123", "plus one, two zero two, five five five, zero one two three"],
    ["202-555-0123", "two zero two, five five five, zero one two three"],
    ["BK-4F7Q", "B K, four F seven Q"],
    ["flight UA1234", "flight U A one two three four"],
    ["example.com/help", "example dot com slash help"],
    ["mail ann@example.org", "mail ann at example dot org"],
    ["https://www.example.com/", "W W W dot example dot com"],
    ["5 km", "five kilometers"],
    ["1kg", "one kilogram"],
    ["21°C", "twenty one degrees celsius"],
    ["60 km/h", "sixty kilometers per hour"],
    ["1/2", "one half"],
    ["3/20", "three twentieths"],
    ["2 1/2 hours", "two and a half hours"],
    ["2-3 nights", "two to three nights"],
    ["24/7", "twenty four seven"],
    ["#12", "number twelve"],
    ["Mr. Smith vs. Dr. No", "mister smith versus doctor no"],
    ["St. Mary", "saint mary"],
    ["Main St. is near", "main street is near"],
    ["e.g. tea", "for example tea"],
    ["the USA and NASA", "the U S A and nasa"],
    ["Is it OK? NO WAY", "is it okay? no way"],
    ["B&B", "B and B"],
    ["Café Zürich", "cafe zurich"],
    ["well-known WiFi", "well known wi fi"],
    ["nice 😀 day", "nice day"],
    ["你好", ""],
  ])("says '%s' as '%s'", (text, said) => {
    expect(say(text)).toBe(said)
  })

  it("reads the day first where people write it first", () => {
    expect(say("3/4/2026", true)).toBe("april third, twenty twenty six")
    expect(say("3/4/2026")).toBe("march fourth, twenty twenty six")
  })

  it("ends sentences at their signs, not at those of abbreviations and numbers", () => {
    const words = normalizeText("Dr. Lee paid $3.50. Fine! He left at 5 p.m. Then what", { isDayFirst: false })

    expect(words.filter(({ sentenceEnd }) => sentenceEnd !== undefined).map(({ end }) => end)).toEqual([18, 24, 42])
  })

  it("takes time that grows with the length of the text only", () => {
    const slow = ["1", "a-", "a.", "1,", "((", "A1-", "x@", " \n"].map((part) => part.repeat(50_000 / part.length))

    expect(slow.map((text) => normalizeText(text, { isDayFirst: false }).length >= 0)).toEqual(slow.map(() => true))
  })
})
