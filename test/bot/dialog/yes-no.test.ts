import { describe, expect, it } from "vitest"
import { isPlainReply, isRefusal, readYesNo } from "#bot/dialog/yes-no.ts"

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
    "yes, that is correct, thank you very much",
    "I think so",
    "not bad",
    "book it",
  ])("takes %j as a whole yes", (text) => {
    expect(readYesNo(text, "en_US")).toEqual({ answer: "yes", isWhole: true })
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
  ])("takes %j as a whole no", (text) => {
    expect(readYesNo(text, "en_US")).toEqual({ answer: "no", isWhole: true })
  })

  it.each([
    ["yes but for three nights", "yes"],
    ["no, make it Friday", "no"],
    ["well yes, book a table", "yes"],
    ["yes please, non smoking if possible", "yes"],
    ["yes, cancel it", "yes"],
    ["no I said two nights", "no"],
  ])("hears the yes or no that opens %j", (text, answer) => {
    expect(readYesNo(text, "en_US")).toEqual({ answer, isWhole: false })
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
    "I want to change the date",
    "no, that's fine",
    "can you tell me the price",
  ])("hears neither in %j", (text) => {
    expect(readYesNo(text, "en_US")).toBeUndefined()
  })

  it.each([
    ["es_ES", "sí, claro", "yes"],
    ["fr_CA", "oui merci", "yes"],
    ["de_DE", "Ja, genau!", "yes"],
    ["de_DE", "nein danke", "no"],
    ["pt_BR", "não", "no"],
    ["ja_JP", "はい、お願いします", "yes"],
    ["ja_JP", "いいえ", "no"],
    ["fr_FR", "no thanks", "no"],
  ])("understands %s: %j", (localeId, text, answer) => {
    expect(readYesNo(text, localeId)).toEqual({ answer, isWhole: true })
  })
})

describe("isRefusal", () => {
  it.each(["not that one", "No, not that one", "none of these, thanks", "not those", "neither of them"])(
    "%j only turns down what was shown",
    (text) => {
      expect(isRefusal(text)).toBe(true)
      expect(readYesNo(text, "en_US")).toEqual({ answer: "no", isWhole: true })
    },
  )

  it.each(["no", "no thanks", "not that one, the other one", "not that hotel", "not Paris", "not today"])(
    "%j says something else",
    (text) => {
      expect(isRefusal(text)).toBe(false)
    },
  )
})

describe("isPlainReply", () => {
  it.each(["no", "yes please", "no thank you", "I don't know", "not sure", "never mind"])("%j is one", (text) => {
    expect(isPlainReply(text, "en_US")).toBe(true)
  })

  it.each(["Ana", "Will Good", "Fine", "the name is No One Else", "please", "Jo"])("%j could be a name", (text) => {
    expect(isPlainReply(text, "en_US")).toBe(false)
  })
})
