// Things of several parts, as people say them.

import { describe, expect, it } from "vitest"
import { normalizeText } from "#local/polly/normalize.ts"

function say(text: string): string {
  return normalizeText(text, { isDayFirst: false })
    .map(({ spoken, punctuation }) => spoken.join(" ").replaceAll(" ,", ",") + punctuation)
    .join(" ")
}

describe("a thing of several parts", () => {
  it.each([
    ["Chapter IV and part I", "chapter four and part one"],
    ["Henry VIII, Louis XIV", "henry the eighth, louis the fourteenth"],
    ["World War II", "world war two"],
    // No numerals.
    ["Then I left", "then i left"],
    ["The IV drip", "the I V drip"],
    ["Mon-Fri", "monday to friday"],
    ["Sat, 3 Dec", "saturday, december third"],
    ["the cat sat", "the cat sat"],
    ["10am-4pm", "ten A M to four P M"],
    ["open 9:30–17:00", "open nine thirty to seventeen hundred hours"],
    ["4-5pm", "four to five P M"],
    ["3-5 nights", "three to five nights"],
    ["Mar 3-5", "march third to fifth"],
    ["the 1,000th guest", "the one thousandth guest"],
    ["the '80s", "the eighties"],
    ["2.5M views, 3k", "two point five million views, three thousand"],
    ["2.5 m", "two point five meters"],
    ["€80/night", "eighty euros per night"],
    ["~20 minutes", "about twenty minutes"],
    ["5'10\"", "five feet ten inches"],
    ["2h30", "two hours thirty"],
    ["1:30:45", "one thirty and forty five seconds"],
    ["45 s", "forty five seconds"],
    ["5 ½ miles, 1¼", "five and a half miles, one and a quarter"],
    ["a 2x4", "a two by four"],
    ["4.5/5", "four point five out of five"],
    ["4/5 stars", "four out of five stars"],
    ["odds of 10:1", "odds of ten to one"],
    ["A/C", "A C"],
    ["call 555-0123", "call five five five, zero one two three"],
    ["500-1500 people", "five hundred to fifteen hundred people"],
    ["1-800-555-0199", "one, eight zero zero, five five five, zero one nine nine"],
    ["020 7946 0958", "zero two zero, seven nine four six, zero nine five eight"],
    ["94103-1234", "nine four one zero three, one two three four"],
    ["4111 1111 1111 1111", "four one one one, one one one one, one one one one, one one one one"],
  ])("%s is said: %s", (text, said) => {
    expect(say(text)).toBe(said)
  })
})
