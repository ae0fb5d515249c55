import { describe, expect, it } from "vitest"
import { parseTemplates, TemplateMatcher } from "#bot/nlu/templates.ts"
import { buildLocale } from "./build-locale.ts"

const LOCALE = buildLocale({
  Fly: {
    utterances: [
      "Fly from {Origin} to {Destination}!",
      "take me {destination}",
      "{Origin} {Destination}",
      "fly {Nowhere}",
    ],
    slots: { Origin: "AMAZON.City", Destination: "AMAZON.City" },
    slotUtterances: { Origin: ["leaving {Origin}"] },
  },
})

describe("parseTemplates", () => {
  it("tells words from slots, without regard to case, and unknown placeholders as words", () => {
    const pieces = parseTemplates(LOCALE.intents[0] as (typeof LOCALE.intents)[0], true).map((template) =>
      template.pieces.map((piece) => ("word" in piece ? piece.word : `{${piece.slotName}}`)).join(" "),
    )

    expect(pieces).toEqual([
      "fly from {Origin} to {Destination}",
      "take me {Destination}",
      "{Origin} {Destination}",
      "fly nowhere",
      "leaving {Origin}",
    ])
  })
})

describe("TemplateMatcher, with values of one or two words", () => {
  const matcher = new TemplateMatcher()
  for (const intent of LOCALE.intents) for (const template of parseTemplates(intent, true)) matcher.add(template)
  const match = (text: string) =>
    matcher
      .match(text.split(" "), (_template, _slot, start) => [start + 2, start + 1])
      .map(({ template, places }) =>
        [template.source, ...places.map((place) => `${place.start}-${place.end}`)].join(" "),
      )

  it.each([
    { text: "fly from new york to rome", matches: ["Fly from {Origin} to {Destination}! 2-4 5-6"] },
    { text: "take me home", matches: ["take me {destination} 2-3", "{Origin} {Destination} 0-2 2-3"] },
    { text: "fly nowhere", matches: ["fly {Nowhere}", "{Origin} {Destination} 0-1 1-2"] },
    { text: "fly from rome to", matches: ["{Origin} {Destination} 0-2 2-4"] },
    { text: "a b c d e", matches: [] },
  ])("matches '$text' with $matches", ({ text, matches }) => {
    expect(match(text).sort()).toEqual([...matches].sort())
  })
})
