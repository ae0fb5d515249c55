import { describe, expect, it } from "vitest"
import type { ElicitationStyle } from "#bot/session.ts"
import { listType, meaning, mentionsOf, resolverOf, WEDNESDAY } from "./one-slot.ts"

describe("[lex 133] spelling", () => {
  it.each<{ type: string; style: ElicitationStyle; says: string; means: string | undefined }>([
    { type: "AMAZON.LastName", style: "SpellByLetter", says: "x i u l a n", means: "xiulan" },
    { type: "AMAZON.FirstName", style: "SpellByWord", says: "j for juliet o n", means: "jon" },
    {
      type: "AMAZON.AlphaNumeric",
      style: "SpellByWord",
      says: "a as in alpha b for boy p like peter one two three",
      means: "abp123",
    },
    { type: "AMAZON.AlphaNumeric", style: "SpellByWord", says: "a wie anton b comme berthe c como casa", means: "abc" },
    { type: "AMAZON.AlphaNumeric", style: "Default", says: "a p q 1 2 3", means: "apq123" },
    { type: "AMAZON.AlphaNumeric", style: "Default", says: "alpha whiskey echo 8349 romeo juliet", means: "AWE8349RJ" },
    { type: "AMAZON.AlphaNumeric", style: "Default", says: "capital a double b seven", means: "Abb7" },
    {
      type: "AMAZON.EmailAddress",
      style: "Default",
      says: "john dot smith at example dot com",
      means: "john.smith@example.com",
    },
    {
      type: "AMAZON.EmailAddress",
      style: "SpellByLetter",
      says: "j o h n underscore 5 at x dot org",
      means: "john_5@x.org",
    },
    { type: "AMAZON.UKPostalCode", style: "Default", says: "s w one a one double a", means: "SW1A 1AA" },
    { type: "AMAZON.UKPostalCode", style: "Default", says: "dn ninety-nine one pt", means: "DN99 1PT" },
    { type: "AMAZON.PhoneNumber", style: "Default", says: "double five five one two one two", means: "5551212" },
  ])("reads '$says' for $type in style $style as $means", ({ type, style, says, means }) => {
    expect(meaning(resolverOf(type).resolveAnswer(says, { ...WEDNESDAY, style }))).toBe(means)
  })

  it.each([
    { says: "hello world", means: undefined },
    { says: "what do you mean", means: undefined },
    { says: "no idea, sorry", means: undefined },
    { says: "i don't know", means: undefined },
    { says: "hello", means: "hello" },
    { says: "it's XYZ", means: "XYZ" },
    { says: "my code is abc 123", means: "abc123" },
    { says: "order number 12345 please", means: "12345" },
  ])("takes '$says' for a code as $means", ({ says, means }) => {
    expect(meaning(resolverOf("AMAZON.AlphaNumeric").resolveAnswer(says, WEDNESDAY))).toBe(means)
  })

  it("finds a spelled value of a list type", () => {
    const resolver = resolverOf("Listed", { slotTypes: [listType({ Xiulan: [] })] })

    expect(meaning(resolver.resolveAnswer("x i u l a n", { ...WEDNESDAY, style: "SpellByLetter" }))).toBe("Xiulan")
  })
})

describe("codes and addresses in a sentence", () => {
  it.each([
    { type: "AMAZON.AlphaNumeric", says: "my booking is BLT2UE for two", finds: ["BLT2UE=BLT2UE"] },
    {
      type: "AMAZON.EmailAddress",
      says: "mail a.b+c@example.co.uk, please.",
      finds: ["a.b+c@example.co.uk=a.b+c@example.co.uk"],
    },
    { type: "AMAZON.EmailAddress", says: "meet me at the station dot", finds: [] },
    { type: "AMAZON.PhoneNumber", says: "call 555-123-4567 before 7pm", finds: ["555-123-4567=5551234567"] },
    { type: "AMAZON.UKPostalCode", says: "deliver to m1 1ae today", finds: ["m1 1ae=M1 1AE"] },
    { type: "AMAZON.StreetName", says: "i live at 221 Baker Street in London", finds: ["Baker Street=Baker Street"] },
    { type: "AMAZON.StreetName", says: "on the way down the street", finds: [] },
  ])("finds $finds of $type in '$says'", ({ type, says, finds }) => {
    expect(mentionsOf(resolverOf(type), says)).toEqual(finds)
  })
})

describe("[lex 131] names of people", () => {
  it.each([
    { type: "AMAZON.FirstName", says: "John", candidates: ["John", "John J.", "John-Paul"] },
    { type: "AMAZON.LastName", says: "Smith", candidates: ["Smith", "Smyth", "Smithe"] },
    { type: "AMAZON.LastName", says: "Featherstonehaugh", candidates: ["Featherstonehaugh"] },
  ])("offers $candidates for '$says'", ({ type, says, candidates }) => {
    expect(resolverOf(type).resolveAnswer(says, WEDNESDAY)?.value?.resolvedValues).toEqual(candidates)
  })

  it.each([
    { type: "AMAZON.FirstName", says: "my name is xiulan chen", means: "xiulan" },
    { type: "AMAZON.LastName", says: "my name is xiulan chen", means: "chen" },
    { type: "AMAZON.LastName", says: "mr. brown", means: "brown" },
    { type: "AMAZON.LastName", says: "Vincent van Gogh", means: "van Gogh" },
    { type: "AMAZON.FirstName", says: "i don't know", means: undefined },
    { type: "AMAZON.FirstName", says: "I'd rather not say", means: undefined },
    { type: "AMAZON.FirstName", says: "o'neil", means: "o'neil" },
    { type: "AMAZON.FirstName", says: "it's mary-anne", means: "mary-anne" },
    { type: "AMAZON.FirstName", says: "Aoife-Niamh Byrne", means: "Aoife-Niamh" },
    { type: "AMAZON.LastName", says: "Gonzalez-Lopez", means: "Gonzalez-Lopez" },
    { type: "AMAZON.LastName", says: "Ngata-Smith", means: "Ngata-Smith" },
    { type: "AMAZON.LastName", says: "my surname is Quartey-Papafio", means: "Quartey-Papafio" },
  ])("takes '$says' for $type as $means", ({ type, says, means }) => {
    expect(meaning(resolverOf(type).resolveAnswer(says, WEDNESDAY))).toBe(means)
  })

  it("takes everyday words for names only with a capital letter", () => {
    const resolver = resolverOf("AMAZON.FirstName")

    expect(mentionsOf(resolver, "mark my words, will you")).toEqual([])
    expect(mentionsOf(resolver, "a room for Mark and Will")).toEqual(["Mark=Mark", "Will=Will"])
  })
})

describe("places", () => {
  it.each([
    { type: "AMAZON.City", says: "new york please", means: "new york", resolved: ["New York"] },
    { type: "AMAZON.City", says: "nyc", means: "nyc", resolved: ["New York"] },
    { type: "AMAZON.City", says: "i'm going to ouarzazate", means: "ouarzazate", resolved: ["ouarzazate"] },
    { type: "AMAZON.City", says: "somewhere warm", means: undefined, resolved: undefined },
    { type: "AMAZON.Country", says: "the UK", means: "United Kingdom", resolved: ["United Kingdom"] },
    { type: "AMAZON.Country", says: "deu", means: "Germany", resolved: ["Germany"] },
    { type: "AMAZON.Country", says: "germny", means: "Germany", resolved: ["Germany"] },
    { type: "AMAZON.Country", says: "i'm indian", means: "India", resolved: ["India"] },
    { type: "AMAZON.Country", says: "take us to the beach", means: undefined, resolved: undefined },
    { type: "AMAZON.State", says: "ca", means: "California", resolved: ["California"] },
    { type: "AMAZON.State", says: "bavaria", means: "Bavaria", resolved: ["Bavaria"] },
  ])("takes '$says' for $type as $means", ({ type, says, means, resolved }) => {
    const slot = resolverOf(type).resolveAnswer(says, WEDNESDAY)

    expect(meaning(slot)).toBe(means)
    expect(slot?.value?.resolvedValues).toEqual(resolved)
  })

  it.each([
    { type: "AMAZON.City", says: "from london to paris", finds: ["london=london", "paris=paris"] },
    { type: "AMAZON.City", says: "a nice room in nice", finds: ["nice=nice"] },
    { type: "AMAZON.City", says: "a hotel in Springdale for two", finds: ["Springdale=Springdale"] },
    { type: "AMAZON.City", says: "i was reading a book in bath", finds: ["bath=bath"] },
    { type: "AMAZON.Country", says: "from Turkey to japan", finds: ["Turkey=Turkey", "japan=Japan"] },
    { type: "AMAZON.City", says: "a hotel in Tanzania", finds: [] }, // a country, not an unknown city
    { type: "AMAZON.Country", says: "the state of Concord, MA", finds: [] }, // neither the States nor Morocco
    { type: "AMAZON.State", says: "in or near WA", finds: ["WA=Washington"] },
  ])("finds $finds in '$says'", ({ type, says, finds }) => {
    expect(mentionsOf(resolverOf(type), says)).toEqual(finds)
  })
})
