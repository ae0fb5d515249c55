import { describe, expect, it } from "vitest"
import { formatPhoto, type Photo, type PhotoLabel, parsePhoto } from "#handlers/photo/photo-attribute.ts"
import { type JustSeen, photoTurns } from "#handlers/photo/photo-turn.ts"

const label = (name: string): PhotoLabel => ({ name, confidence: 90, parents: [], categories: [], count: 1 })
const photo = (lines: readonly string[], labels: readonly string[] = []): Photo => ({
  lines,
  labels: labels.map(label),
  colors: [],
})

const CONFIRMATION = photo([
  "Your stay is booked",
  "Reference: BK-4F7Q-9TKM",
  "Guest: Anna Keller",
  "Harbour House, Lisbon",
  "Check-in: 5 December 2026",
  "Check-out: 7 December 2026",
  "2 nights, 2 guests",
  "anna@example.org",
])
const BOARDING_PASS = photo(["BOARDING PASS", "KELLER/ANNA MS", "FROM LISBON LIS", "TO PARIS CDG", "SEAT 14A"])

const asking = (intentName: string, slotName: string) => ({ intentName, slotName })
const say = (seen: Photo & Partial<JustSeen>, caption?: string, asked = {}) =>
  photoTurns.utterance({ doubtfulLines: [], ...seen }, caption, asked, "en_US")

describe("a photo of paper, shown while the bot asks", () => {
  it.each([
    { slot: asking("CancelBooking", "Reference"), seen: CONFIRMATION, answer: "BK-4F7Q-9TKM" },
    { slot: asking("CancelBooking", "GuestName"), seen: CONFIRMATION, answer: "Anna Keller" },
    { slot: asking("BookHotel", "City"), seen: CONFIRMATION, answer: "Lisbon" },
    { slot: asking("BookHotel", "CheckInDate"), seen: CONFIRMATION, answer: "5 December 2026" },
    { slot: asking("BookHotel", "Nights"), seen: CONFIRMATION, answer: "2" },
    { slot: asking("BookHotel", "Guests"), seen: CONFIRMATION, answer: "2" },
    { slot: asking("TalkToHuman", "Email"), seen: CONFIRMATION, answer: "anna@example.org" },
    { slot: asking("BookHotel", "GuestName"), seen: BOARDING_PASS, answer: "Anna Keller" },
    { slot: asking("BookFlight", "Origin"), seen: BOARDING_PASS, answer: "Lisbon" },
    { slot: asking("BookFlight", "Destination"), seen: BOARDING_PASS, answer: "Paris" },
    { slot: asking("RecommendPlace", "Feature"), seen: photo([], ["Person", "Surfboard"]), answer: "by the sea" },
    // Two cities, and nothing says which: the bot would have to guess.
    { slot: asking("BookHotel", "City"), seen: BOARDING_PASS, answer: "find me a place like this photo" },
    { slot: asking("BookHotel", "CheckInDate"), seen: photo(["05/12"]), answer: "find me a place like this photo" },
    { slot: asking("SomebodyElses", "Slot"), seen: BOARDING_PASS, answer: "find me a place like this photo" },
  ])("answers $slot.slotName with '$answer'", ({ slot, seen, answer }) => {
    expect(say(seen, undefined, slot)).toBe(answer)
  })

  it("answers as well when the caption only points at it", () => {
    expect(say(CONFIRMATION, "Here it is!", asking("CancelBooking", "Reference"))).toBe("BK-4F7Q-9TKM")
  })

  it("leaves the last word to a caption that says something", () => {
    expect(say(BOARDING_PASS, "Rome, please", asking("BookHotel", "City"))).toBe("Rome, please")
  })
})

describe("a photo shown while nothing is asked", () => {
  it.each([
    { seen: photo([], ["Kite"]), caption: undefined, words: "find me a place like this photo" },
    { seen: photo([], ["Kite"]), caption: "what is this?", words: "what is this?" },
    { seen: CONFIRMATION, caption: undefined, words: "here is my confirmation BK-4F7Q-9TKM" },
    // A code is read badly, as no dictionary knows it.
    {
      seen: { ...photo(["Reference"]), doubtfulLines: ["Reference BK-4F7Q-9TKM"] },
      caption: undefined,
      words: "here is my confirmation BK-4F7Q-9TKM",
    },
    { seen: CONFIRMATION, caption: "here you are", words: "here is my confirmation BK-4F7Q-9TKM" },
    { seen: CONFIRMATION, caption: "cancel this", words: "cancel this booking BK-4F7Q-9TKM" },
    { seen: CONFIRMATION, caption: "cancel this booking", words: "cancel this booking BK-4F7Q-9TKM" },
    { seen: CONFIRMATION, caption: "what is this?", words: "here is my confirmation BK-4F7Q-9TKM" },
    { seen: CONFIRMATION, caption: "it's BK-4F7Q-9TKM", words: "it's BK-4F7Q-9TKM" },
  ])("'$caption' becomes '$words'", ({ seen, caption, words }) => {
    expect(say(seen, caption)).toBe(words)
  })

  it("never says more than Lex takes", () => {
    expect(say(CONFIRMATION, "x ".repeat(512)).length).toBeLessThanOrEqual(1024)
  })
})

describe("the attribute", () => {
  it("comes back as it was written, within what a session holds", () => {
    const many: Photo = {
      labels: Array.from({ length: 30 }, (_, i) => ({
        ...label(`Thing ${i}`),
        parents: Array.from({ length: 8 }, () => "A kind of thing with a long name"),
        categories: ["Everything there is"],
      })),
      colors: [],
      lines: Array.from({ length: 100 }, () => "a line of print in a photo of a page"),
      embedding: Array.from({ length: 120 }, (_, i) => i / 7),
    }

    const written = formatPhoto(many)

    expect(written.length).toBeLessThan(7000)
    expect(parsePhoto(written)?.labels[0]?.name).toBe("Thing 0")
    expect(parsePhoto(formatPhoto(CONFIRMATION))).toEqual(CONFIRMATION)
  })

  it.each([undefined, "", "[]", "{}", "null", "no json"])("that isn't one (%s) is no photo", (text) => {
    expect(parsePhoto(text)).toBeUndefined()
  })
})
