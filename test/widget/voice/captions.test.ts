import { describe, expect, it } from "vitest"
import { alignWords, parseMarks, wordAt } from "#web/widget/voice/captions.ts"

describe("the marks of Polly", () => {
  it("are read line by line, as far as they came", () => {
    const lines =
      '{"time":0,"type":"word","start":0,"end":2,"value":"It"}\n{"time":250,"type":"word","value":"is"}\n{"time":3'

    expect(parseMarks(lines)).toEqual([
      { time: 0, value: "It" },
      { time: 250, value: "is" },
    ])
  })
})

describe("the words of a message", () => {
  const align = (text: string, ...values: readonly string[]) =>
    alignWords(
      text,
      values.map((value, i) => ({ time: i * 100, value })),
    ).map(({ start, end }) => text.slice(start, end))

  it.each([
    { text: "Book 2 nights?", marks: ["Book", "2", "nights"], words: ["Book", "2", "nights"] },
    { text: "No, no, really no.", marks: ["No", "no", "really", "no"], words: ["No", "no", "really", "no"] },
    // Spoken otherwise than written: the rest is found all the same.
    { text: "€189 a night", marks: ["189", "euros", "a", "night"], words: ["189", "a", "night"] },
    { text: "ÜBER 10 Zimmer", marks: ["über", "10"], words: ["ÜBER", "10"] },
    { text: "", marks: ["ghost"], words: [] },
  ])("'$text' are found in order", ({ text, marks, words }) => {
    expect(align(text, ...marks)).toEqual(words)
  })

  it("are not looked for far ahead, where the same word stands by chance", () => {
    expect(align(`one ${"x ".repeat(60)}two one`, "two", "one")).toEqual(["one"])
  })

  it("are shown from their time on", () => {
    const words = alignWords("a b c", [
      { time: 0, value: "a" },
      { time: 300, value: "b" },
      { time: 500, value: "c" },
    ])

    expect([-5, 0, 299, 300, 9000].map((timeMs) => wordAt(words, timeMs))).toEqual([-1, 0, 0, 1, 2])
  })
})
