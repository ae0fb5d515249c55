import { describe, expect, it } from "vitest"
import type { LanguageMaterial, Sentence, Token } from "#local/recognizer/language-graph.ts"
import { parsePhrase } from "#local/recognizer/spoken-grammar.ts"
import { learnWordPairs } from "#local/recognizer/word-pairs.ts"

function sentence(text: string, isPart?: Sentence["isPart"]): Sentence {
  const tokens = text
    .split(" ")
    .map(
      (word): Token =>
        word.startsWith("{")
          ? { type: "value", kind: word.slice(1, -1) }
          : { type: "word", word: { label: word, text: word } },
    )
  return { tokens, weight: 1, ...(isPart && { isPart }) }
}

const MATERIAL: LanguageMaterial = {
  sentences: [sentence("a room in {city}"), sentence("for {number} nights please"), sentence("can you", "beginning")],
  values: new Map([
    ["city", { type: "list", values: ["New York", "Rome"] }],
    ["number", parsePhrase("two | twenty (one | two)", new Map())],
  ]),
  commonWords: [],
  sounds: [],
}

describe("pairs of words", () => {
  const pairs = learnWordPairs(MATERIAL)

  it.each([
    ["a sentence as it is listened for", ["a", "room", "in", "Rome"], 0],
    ["a value of two words, said in one breath", ["a", "room", "in", "New_York"], 0],
    ["words within a value", ["for", "twenty", "two", "nights", "please"], 0],
    ["the beginning of a sentence, and what nobody saw follow", ["can", "you", "room", "in", "Rome"], 1],
    ["an end where no sentence ends", ["a", "room"], 1],
    ["the same words in another order", ["Rome", "in", "room", "a"], 5],
    ["a word that nobody knows", ["a", "giraffe", "in", "Rome"], 2],
    ["nothing at all", [], 1],
  ])("knows %s", (_, labels, unknown) => {
    expect(pairs.countUnknown(labels)).toBe(unknown)
  })
})
