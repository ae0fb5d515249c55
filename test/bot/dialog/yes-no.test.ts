import { describe, expect, it } from "vitest"
import { readYesNo } from "#bot/dialog/yes-no.ts"

describe("readYesNo", () => {
  it.each([
    "yes",
    "Yes!",
    "yeah, that's right",
    "ok",
    "okay great",
    "sure, go ahead",
    "sounds good to me",
    "that's correct",
    "yes please, thank you",
    "no problem",
    "y",
    "of course",
    "perfect",
    "I do",
    "sí",
    "oui",
    "ja",
    "はい",
  ])("takes %j as a whole yes", (text) => {
    expect(readYesNo(text)).toEqual({ answer: "yes", isWhole: true })
  })

  it.each([
    "no",
    "Nope.",
    "no thanks",
    "no, that's wrong",
    "that’s not right",
    "not really",
    "not okay",
    "it isn't correct",
    "please don't",
    "never mind",
    "cancel",
    "no way",
    "I'll decline",
    "nein",
    "いいえ",
  ])("takes %j as a whole no", (text) => {
    expect(readYesNo(text)).toEqual({ answer: "no", isWhole: true })
  })

  it.each([
    ["yes but for three nights", "yes"],
    ["no, make it Friday", "no"],
    ["well yes, book a table", "yes"],
  ])("hears the yes or no that opens %j", (text, answer) => {
    expect(readYesNo(text)).toEqual({ answer, isWhole: false })
  })

  it.each([
    "maybe",
    "I'm not sure",
    "I don't know",
    "hmm",
    "",
    "yes and no",
    "what is a good hotel",
    "is the price right for you",
    "a room with a view of no particular kind",
    "who knows, yes",
  ])("hears neither in %j", (text) => {
    expect(readYesNo(text)).toBeUndefined()
  })
})
