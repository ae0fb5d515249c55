import { describe, expect, it } from "vitest"
import type { Analysis } from "#bot/nlu/analysis.ts"
import { isAmongEverydayWords, withoutMoment } from "#bot/nlu/span-borders.ts"
import { tokenize } from "#bot/nlu/text.ts"

/** Whether the second word is the place, of the words that were tagged as one. */
function isPlaceAlone(text: string): boolean {
  const tokens = tokenize(text, true)
  const analysis = { text, tokens } as unknown as Analysis
  return isAmongEverydayWords(analysis, { tokenStart: 1, tokenEnd: 2 }, { tokenStart: 1, tokenEnd: tokens.length })
}

describe("a place and the words tagged with it", () => {
  it.each([
    { text: "in Leeds open", isAlone: true },
    { text: "in leeds today please", isAlone: true },
    { text: "for Lucy my daughter", isAlone: true },
    // Names of their own, or the place by itself.
    { text: "in Boston Spa", isAlone: false },
    { text: "in boston spa", isAlone: false },
    { text: "in Paris Street", isAlone: false },
    { text: "in Leeds", isAlone: false },
  ])("'$text'", ({ text, isAlone }) => {
    expect(isPlaceAlone(text)).toBe(isAlone)
  })
})

describe("a name and the moment tagged with it", () => {
  it.each([
    { text: "Los Angeles starting friday", moment: "friday", is: "Los Angeles" },
    { text: "Xiulan tomorrow", moment: "tomorrow", is: "Xiulan" },
    { text: "Friday Harbor", moment: "Friday", is: "Friday Harbor" },
    { text: "Beijing", moment: "noon", is: "Beijing" },
  ])("'$text' is $is", ({ text, moment, is }) => {
    const tokens = tokenize(text, true)
    const at = tokens.findIndex((token) => token.text === moment.toLowerCase())
    const mentions = at < 0 ? [] : [{ typeName: "AMAZON.Date", tokenStart: at, tokenEnd: at + 1 }]

    const { tokenStart, tokenEnd } = withoutMoment({ text, tokens, mentions } as unknown as Analysis, {
      tokenStart: 0,
      tokenEnd: tokens.length,
    })

    expect(text.slice(tokens[tokenStart]?.start, tokens[tokenEnd - 1]?.end)).toBe(is)
  })
})
