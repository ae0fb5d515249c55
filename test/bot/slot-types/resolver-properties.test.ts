import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { ResolutionContext, SlotResolver } from "#bot/language-model.ts"
import type { ElicitationStyle, FilledSlot } from "#bot/session.ts"
import { BUILT_IN_TYPES } from "#bot/slot-types/built-in-names.ts"
import { listType, resolverOf, WEDNESDAY } from "./one-slot.ts"

const WORDS = (
  "two three twenty first second 3rd half a an the of and march may friday next week in ten days from now tomorrow to until 3/4 2026-02-30 " +
  "10:30 pm o'clock past quarter $5 20 euros percent % - . , ! @ +44 555-1212 john smith paris nice new york my name is street 5th avenue " +
  'large big pepperoni double alpha bravo b for boy sw1a 1aa yes no maybe not sure é ß 東京 😀 \u0000 ’ " ( ) 1,250.50 .5 -15 minus point'
).split(" ")

const sentences = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(" ")),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join("")),
)

const value = (text: string): FilledSlot => ({
  value: { originalValue: text, interpretedValue: text, resolvedValues: [text] },
})

const contexts: fc.Arbitrary<ResolutionContext> = fc.record(
  {
    today: fc.constant(WEDNESDAY.today),
    timeOfDay: fc.constant("10:20"),
    style: fc.constantFrom<ElicitationStyle>("Default", "SpellByLetter", "SpellByWord"),
    hints: fc.constantFrom<readonly string[]>([], ["Big Apple", "paris"]),
    currentValue: fc.constantFrom(value("2020-12-10"), value("2"), value("P2D"), value("10:00"), value("")),
  },
  { requiredKeys: ["today", "timeOfDay"] },
)

const sizes = listType({
  Large: ["big"],
  "New York style": [],
  Pepperoni: ["salami"],
  "half and half": [],
  "10": ["ten"],
})
const open = { ...sizes, resolutionStrategy: "OriginalValue" as const }
const custom: readonly (readonly [string, SlotResolver])[] = [
  ["a restricted list", resolverOf("Listed", { slotTypes: [sizes] })],
  ["an open list", resolverOf("Listed", { slotTypes: [open] })],
  ["several values", resolverOf("Listed", { slotTypes: [sizes], slot: { allowsMultipleValues: true } })],
  [
    "a pattern",
    resolverOf("Listed", {
      slotTypes: [
        { ...sizes, values: [], parentSignature: "AMAZON.AlphaNumeric", regexPattern: "[A-Z]{1,3}[0-9]{1,3}" },
      ],
    }),
  ],
]
const resolvers = [...BUILT_IN_TYPES.map((type) => [type, resolverOf(type)] as const), ...custom]

describe.each(resolvers)("the resolver of %s", (_name, resolver) => {
  it("never throws, and answers with at most five candidates", () => {
    fc.assert(
      fc.property(sentences, contexts, (text, context) => {
        const slots = [resolver.resolveAnswer(text, context), resolver.resolveSpan(text, context)]
        expect(slots.every((slot) => (slot?.value?.resolvedValues.length ?? 0) <= 5)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it("finds mentions in order, apart from each other, each of which resolves as a span", () => {
    fc.assert(
      fc.property(sentences, contexts, (text, context) => {
        let last = 0
        for (const { start, end } of resolver.findMentions(text, context)) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(resolver.resolveSpan(text.slice(start, end), context)).toBeDefined()
          last = end
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 300 },
    )
  })
})
