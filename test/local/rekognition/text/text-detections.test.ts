import { describe, expect, it } from "vitest"
import { joinWords, type ReadLine, type ReadWord } from "#local/rekognition/models/read-text.ts"
import { type TextFilters, toTextDetections } from "#local/rekognition/text/text-detections.ts"

const NONE: TextFilters = { minConfidence: 0, minWidth: 0, minHeight: 0, regions: [] }

function word(text: string, left: number, confidence = 90): ReadWord {
  return { text, confidence, box: { left, top: 0.1, width: 0.1, height: 0.05 } }
}

function line(words: readonly ReadWord[], slope = 0): ReadLine {
  return { ...joinWords(words), words, slope }
}

describe("toTextDetections", () => {
  it("numbers lines, then words, and makes a line anew of the words that are left", () => {
    const lines = [line([word("one", 0.1), word("??", 0.3, 20), word("two", 0.5)]), line([word("low", 0.1, 30)])]
    const told = toTextDetections(lines, { ...NONE, minConfidence: 80 })

    expect(told.map(({ type, id, parentId, text }) => [type, id, parentId, text])).toEqual([
      ["LINE", 0, undefined, "one two"],
      ["WORD", 1, 0, "one"],
      ["WORD", 2, 0, "two"],
    ])
    expect(told[0]?.box.width).toBeCloseTo(0.5, 6)
  })

  it("tells of a hundred words at most", () => {
    const lines = Array.from({ length: 30 }, () => line([0, 0.2, 0.4, 0.6, 0.8].map((left) => word("w", left))))
    const told = toTextDetections(lines, NONE)

    expect(told.filter(({ type }) => type === "WORD")).toHaveLength(100)
    expect(told.filter(({ type }) => type === "LINE")).toHaveLength(20)
  })

  it("tilts the corners of a line that falls, inside of its box", () => {
    const [told] = toTextDetections([line([word("falling", 0.1), word("text", 0.4)], 0.05)], NONE)
    const rounded = told?.polygon.map(({ x, y }) => [x.toFixed(2), y.toFixed(2)])

    expect(rounded).toEqual([
      ["0.10", "0.10"],
      ["0.50", "0.12"],
      ["0.50", "0.15"],
      ["0.10", "0.13"],
    ])
  })
})
