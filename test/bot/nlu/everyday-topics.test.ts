import { describe, expect, it } from "vitest"
import { textsOfOtherTopics } from "#bot/nlu/everyday-topics.ts"

const NEWS = "who won the election"
const CARS = "sell my old car"

describe("texts of other topics", () => {
  it("leave out the topics whose words the bot has, in any form", () => {
    expect(textsOfOtherTopics("en_US", ["cars", "elections"])).not.toEqual(expect.arrayContaining([CARS]))
    expect(textsOfOtherTopics("en_US", ["cars", "elections"])).not.toEqual(expect.arrayContaining([NEWS]))
  })

  it("keep topics whose words only resemble words of the bot", () => {
    expect(textsOfOtherTopics("en_US", ["care", "new", "saved", "rid"])).toEqual(expect.arrayContaining([CARS, NEWS]))
  })

  it("leave out those that begin as the bot's words do in other languages", () => {
    expect(textsOfOtherTopics("de_DE", [])).toContain("dreh die Heizung herunter")
    expect(textsOfOtherTopics("de_DE", ["heizungen"])).not.toContain("dreh die Heizung herunter")
  })

  it("are none in languages without a list", () => {
    expect(textsOfOtherTopics("ja_JP", [])).toEqual([])
  })
})
