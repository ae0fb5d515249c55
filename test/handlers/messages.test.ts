import { describe, expect, it } from "vitest"
import { isoDate } from "#core/time.ts"
import { minorUnits } from "#core/units.ts"
import { card, joinFacts, ratingFact, suggestions, wordingFor } from "#handlers/messages.ts"

const words = wordingFor("en_US")

describe("the facts of a card", () => {
  it("leave out what isn't known", () => {
    expect(joinFacts(["★★★★ ", ratingFact(9.1), "", "$120.00 a night"])).toBe("★★★★ · 9.1/10 · $120.00 a night")
    expect(joinFacts([" ", ratingFact(0), "$120.00 a night"])).toBe("$120.00 a night")
  })
})

describe("wordingFor en_US", () => {
  it("fills in the values of a reply", () => {
    expect(words.text("soldOutHotel", { hotel: "Harbour House" })).toBe(
      "I'm sorry, Harbour House has no room left for those nights. These are free instead:",
    )
  })

  it("leaves braces in a value alone", () => {
    expect(words.text("unknownReference", { reference: "{reference}" })).toContain("a booking {reference}.")
  })

  it.each([
    { number: 1, text: "1 night" },
    { number: 2, text: "2 nights" },
    { number: 1200, text: "1,200 nights" },
  ])("counts $number", ({ number, text }) => {
    expect(words.count("night", number)).toBe(text)
  })

  it("writes dates, money and lists as people do", () => {
    expect(words.date(isoDate(2026, 3, 6))).toBe("Friday, March 6, 2026")
    expect(words.date(isoDate(2026, 3, 6), "short")).toBe("Fri, Mar 6")
    expect(words.money({ amount: minorUnits(123_450), currency: "EUR" })).toBe("€1,234.50")
    expect(words.money({ amount: minorUnits(9800), currency: "JPY" })).toBe("¥9,800")
    expect(words.list(["Lisbon", "Rome"], "disjunction")).toBe("Lisbon or Rome")
  })
})

describe("card", () => {
  it("leaves an image address out that Lex wouldn't take", () => {
    expect(card({ title: "Rome", imageUrl: `https://pictures.example/${"x".repeat(250)}` })).toEqual({
      contentType: "ImageResponseCard",
      imageResponseCard: { title: "Rome" },
    })
  })

  it("cuts what is longer than Lex takes", () => {
    const message = card({ title: "x".repeat(300), buttons: [{ text: "y".repeat(60), value: "z".repeat(60) }] })

    expect(message).toEqual({
      contentType: "ImageResponseCard",
      imageResponseCard: {
        title: `${"x".repeat(249)}…`,
        buttons: [{ text: `${"y".repeat(49)}…`, value: `${"z".repeat(49)}…` }],
      },
    })
  })

  it("keeps the first five buttons", () => {
    const buttons = ["1", "2", "3", "4", "5", "6"].map((text) => ({ text, value: text }))

    const message = card({ title: "Choose", buttons })

    expect(message).toMatchObject({ imageResponseCard: { buttons: buttons.slice(0, 5) } })
  })
})

describe("suggestions", () => {
  it("is a custom payload that the web face knows", () => {
    expect(suggestions(["Yes"])).toEqual({
      contentType: "CustomPayload",
      content: '{"type":"suggestions","values":["Yes"]}',
    })
  })
})
