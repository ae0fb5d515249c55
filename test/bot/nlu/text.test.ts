import { describe, expect, it } from "vitest"
import { foldWord, tokenize } from "#bot/nlu/text.ts"

describe("tokenize", () => {
  it.each([
    { typed: "I can't find it", words: "i can not find it" },
    { typed: "what's Rome's weather, dont know", words: "what is rome weather do not know" },
    { typed: "don’t", words: "do not" }, // the apostrophe phones type
    { typed: "Ｈｅｌｌｏ　ｗｏｒｌｄ", words: "hello world" }, // full-width letters
    { typed: "go\u200bod mor\u00adning", words: "good morning" }, // zero-width space, soft hyphen
    { typed: "soooooo goooood", words: "soo good" },
    { typed: "Café MÜNCHEN", words: "cafe munchen" },
    { typed: "7pm 10:30", words: "7 pm 10 30" },
    { typed: "日本語です", words: "日 本 語 で す" },
    { typed: "नमस्ते दुनिया", words: "नमस्ते दुनिया" }, // marks carry the vowels
    { typed: "مرحبا بك", words: "مرحبا بك" },
    { typed: "?!... ,;", words: "" },
    { typed: "", words: "" },
  ])("reads '$typed' as '$words'", ({ typed, words }) => {
    const read = tokenize(typed, true).flatMap((token) => token.words)

    expect(read.join(" ")).toBe(words)
  })

  it.each([
    { typed: "im Hotel", words: "im hotel" },
    { typed: "l'hôtel d’Orly", words: "l hotel d orly" },
    { typed: "c'è un'ora", words: "c e un ora" },
  ])("takes '$typed' for no English contraction where other languages are spoken", ({ typed, words }) => {
    const read = tokenize(typed, false).flatMap((token) => token.words)

    expect(read.join(" ")).toBe(words)
  })

  it("remembers where each token stood in the text as typed", () => {
    const text = "Is café Rome’s?"

    const places = tokenize(text, true).map((token) => text.slice(token.start, token.end))

    expect(places).toEqual(["Is", "café", "Rome", "’s", "?"])
  })

  it("looks at the first 2,048 code units only", () => {
    const tokens = tokenize("a ".repeat(5000), true)

    expect(tokens).toHaveLength(1024)
  })
})

describe("foldWord", () => {
  it("keeps short words as they are, however often a letter repeats", () => {
    expect(foldWord("www")).toBe("www")
  })
})
