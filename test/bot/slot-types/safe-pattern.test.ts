import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { compilePattern } from "#bot/slot-types/safe-pattern.ts"
import { listType, meaning, mentionsOf, resolverOf, WEDNESDAY } from "./one-slot.ts"

describe("compilePattern", () => {
  it.each([
    { pattern: "[A-Z]{3}[0-9]{1,3}", text: "APQ1", matches: true },
    { pattern: "[A-Z]{3}[0-9]{1,3}", text: "apq123", matches: true }, // letters in either case
    { pattern: "[A-Z]{3}[0-9]{1,3}", text: "APQ1234", matches: false },
    { pattern: "[A-DP-T]{3} [1-5]{1,3}", text: "APQ 123", matches: true },
    { pattern: "CP[0-9]{9}US", text: "CP123456789US", matches: true },
    { pattern: "[\\u0041-\\u005A]{2}", text: "XY", matches: true },
    { pattern: "^(AB|CD)?\\d{2}$", text: "12", matches: true },
    { pattern: "^(AB|CD)?\\d{2}$", text: "CD12", matches: true },
    { pattern: "^(AB|CD)?\\d{2}$", text: "EF12", matches: false },
    { pattern: "[^A-C]1", text: "D1", matches: true },
    { pattern: "[^A-C]1", text: "é1", matches: true },
    { pattern: "[0-9]{9}", text: "12345678", matches: false },
  ])("'$pattern' on '$text' is $matches", ({ pattern, text, matches }) => {
    expect(compilePattern(pattern)?.matches(text)).toBe(matches)
  })

  it.each(["a*", "a+", "a{2,}", "a.b", "(", "[a", "a{3,1}", "(?=a)", "a{9999}", "(a{1000}){1000}", "(".repeat(900)])(
    "refuses '%s'",
    (pattern) => {
      expect(compilePattern(pattern)).toBeUndefined()
    },
  )

  it("stays quick where a backtracking engine would not end", () => {
    expect(compilePattern(`${"a?".repeat(100)}${"a".repeat(100)}`)?.matches("a".repeat(100))).toBe(true)
    expect(compilePattern("(((()?){1000}){1000}){1000}")).toBeUndefined()
  })

  it("agrees with the engine's own expressions", () => {
    const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", "(a|bc)", "\\d", "1", "(?:ab)")
    const part = fc.tuple(atom, fc.constantFrom("", "?", "{2}", "{0,2}", "{1,3}")).map((both) => both.join(""))
    const patterns = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""))
    fc.assert(
      fc.property(patterns, fc.string({ unit: fc.constantFrom("a", "b", "c", "1"), maxLength: 8 }), (pattern, text) => {
        expect(compilePattern(pattern)?.matches(text)).toBe(new RegExp(`^(?:${pattern})$`, "i").test(text))
      }),
    )
  })
})

describe("[lex 116] a type with a pattern", () => {
  const type = { ...listType({}), parentSignature: "AMAZON.AlphaNumeric", regexPattern: "[A-Z]{3}[0-9]{1,3}" }
  const resolver = resolverOf("Listed", { slotTypes: [type] })

  it.each([
    { says: "APQ123", means: "APQ123" },
    { says: "a p q one two three", means: "apq123" },
    { says: "my code is APQ 12, thanks", means: "APQ12" },
    { says: "AP1", means: undefined },
    { says: "APQ1234", means: undefined },
  ])("takes '$says' as $means", ({ says, means }) => {
    expect(meaning(resolver.resolveAnswer(says, WEDNESDAY))).toBe(means)
  })

  it("finds its codes in a sentence", () => {
    expect(mentionsOf(resolver, "cancel APQ123 and book xyz9 for 2")).toEqual(["APQ123=APQ123", "xyz9=xyz9"])
  })

  it("takes no part of what is written in one piece", () => {
    expect(mentionsOf(resolver, "two 3/4 or abc 12/2026")).toEqual([])
  })
})
