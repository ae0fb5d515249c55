import { describe, expect, it } from "vitest"
import { type ActualTurn, checkTurn, formatMismatch, matchesWildcards } from "#bot/test-set/check-turn.ts"
import { parseTranscript, parseTranscripts } from "#bot/test-set/transcript.ts"

const LYON = `# Changing the arrival while being asked for guests keeps the other answers
given: today is 2026-03-02 (Monday), no bookings

guest: a room in Lyon from friday for two nights
bot:   How many guests?                              [ElicitSlot Guests; ArrivalDate=2026-03-06; Nights=2]
guest: make it saturday
bot:   Saturday 7 March, then.
bot:   How many guests?                              [ElicitSlot Guests; ArrivalDate=2026-03-07; Nights=2]
`

/** The session that the turns below are about. */
function turn(
  messages: ActualTurn["messages"] = [{ contentType: "PlainText", content: "How many guests?" }],
): ActualTurn {
  return {
    messages,
    sessionState: {
      dialogAction: { type: "ElicitSlot", slotToElicit: "Guests" },
      intent: {
        name: "BookHotel",
        state: "InProgress",
        confirmationState: "None",
        slots: {
          Nights: { value: { interpretedValue: "2" } },
          Guests: null,
          Extras: { values: [{ value: { interpretedValue: "bed" } }, { value: { interpretedValue: "cot" } }] },
          Address: { subSlots: { Street: { value: { interpretedValue: "Rua Augusta" } } } },
        },
      },
      sessionAttributes: { seen: "beach" },
      activeContexts: [{ name: "booked" }],
    },
  }
}

const expectationsOf = (...botLines: string[]) =>
  parseTranscript(["guest: hello", ...botLines.map((line) => `bot: ${line}`)].join("\n")).turns[0]?.expectations ?? {}

describe("parseTranscript", () => {
  it("reads title, circumstances and turns", () => {
    expect(parseTranscript(LYON)).toEqual({
      title: "Changing the arrival while being asked for guests keeps the other answers",
      given: { today: "2026-03-02", facts: ["no bookings"] },
      turns: [
        {
          line: 4,
          guest: "a room in Lyon from friday for two nights",
          attributes: {},
          expectations: {
            messages: [{ type: "text", wordings: ["How many guests?"] }],
            dialogAction: "ElicitSlot",
            slotToElicit: "Guests",
            slots: { ArrivalDate: "2026-03-06", Nights: "2" },
            sessionAttributes: {},
            contexts: [],
          },
        },
        {
          line: 6,
          guest: "make it saturday",
          attributes: {},
          expectations: {
            messages: [
              { type: "text", wordings: ["Saturday 7 March, then."] },
              { type: "text", wordings: ["How many guests?"] },
            ],
            dialogAction: "ElicitSlot",
            slotToElicit: "Guests",
            slots: { ArrivalDate: "2026-03-07", Nights: "2" },
            sessionAttributes: {},
            contexts: [],
          },
        },
      ],
    })
  })

  it("reads time, locale and further statements, on as many lines as wanted", () => {
    const text =
      "given: today is 2026-03-02, the time is 14:30\ngiven: locale is en_GB, one booking,\n  paid\nguest: hi"

    expect(parseTranscript(text).given).toEqual({
      today: "2026-03-02",
      time: "14:30",
      localeId: "en_GB",
      facts: ["one booking", "paid"],
    })
  })

  it("reads several conversations, with comments between title and first turn", () => {
    const transcripts = parseTranscripts("# One\n# which is short\nguest: a\n\n# Two\nguest: b\n")

    expect(transcripts.map((transcript) => [transcript.title, transcript.turns.length])).toEqual([
      ["One", 1],
      ["Two", 1],
    ])
  })

  it("joins a line that starts with a space to the one above", () => {
    const [first] = parseTranscript("guest: a room\n  please\nbot: How many\n  guests? [ElicitSlot Guests]").turns

    expect(first).toMatchObject({
      guest: "a room please",
      expectations: { messages: [{ wordings: ["How many guests?"] }], slotToElicit: "Guests" },
    })
  })

  it("takes notes of the guest's for request attributes, and other brackets for words", () => {
    const { turns } = parseTranscript("guest: like this [photo=beach; text=a=b]\nguest: what is [this]")

    expect(turns).toMatchObject([
      { guest: "like this", attributes: { photo: "beach", text: "a=b" } },
      { guest: "what is [this]", attributes: {} },
    ])
  })

  it.each([
    { text: "bot: hello", says: "line 1: a bot line needs a guest line before it" },
    { text: "guest: a\ngiven: b", says: "line 2: given must stand before the guest" },
    { text: "guest: a\nuser: b", says: "line 2: a line must start with guest:, bot:, given: or #" },
    { text: "  a", says: "line 1: there is no line above to continue" },
    { text: "given: today is 2026-03-02 (Friday)\nguest: a", says: "line 1: 2026-03-02 is a monday, not a Friday" },
    { text: "given: today is 2026-02-30\nguest: a", says: "line 1: 2026-02-30 is not a date" },
    { text: "guest: a\nbot: b [Elicit Guests]", says: 'line 2: the note "Elicit Guests" is none of' },
    { text: "guest: a\nbot: b [Close Guests]", says: 'line 2: the note "Close Guests" is none of' },
    { text: "guest: a\nbot: b [state: Done]", says: 'line 2: the note "state: Done" is none of' },
    { text: "# Nothing", says: "the transcript has no guest line" },
    { text: "# A\nguest: a\n# B\nguest: b", says: "the text holds more than one transcript" },
  ])("refuses $text", ({ text, says }) => {
    expect(() => parseTranscript(text)).toThrow(`data-invalid: ${says}`)
  })
})

describe("checkTurn", () => {
  it.each([
    "How many guests? [ElicitSlot Guests; Nights=2; Guests=; intent: BookHotel; state: InProgress]",
    "How many guests? [ElicitSlot Guests InProgress; confirmation: None; context: booked]",
    "How many people? | How many guests? | Guests?",
    "How … guests?",
    "*guests?",
    "…",
    "[Extras=bed, cot; Address.Street=Rua *; Nights=*]",
    "[attribute: seen=beach; attribute: gone=]",
  ])("finds nothing wrong with '%s'", (line) => {
    expect(checkTurn(expectationsOf(line), turn())).toEqual([])
  })

  it.each([
    { line: "[ElicitSlot Nights]", says: "dialog-action slotToElicit: expected Nights, got Guests" },
    { line: "[Close Fulfilled]", says: "dialog-action: expected Close, got ElicitSlot" },
    { line: "[intent: Greet]", says: "intent: expected Greet, got BookHotel" },
    { line: "[state: Failed]", says: "state: expected Failed, got InProgress" },
    { line: "[Nights=3]", says: "slot Nights: expected 3, got 2" },
    { line: "[Nights=]", says: "slot Nights: expected nothing, got 2" },
    { line: "[Guests=*]", says: "slot Guests: expected *, got nothing" },
    { line: "[Extras=bed]", says: "slot Extras: expected bed, got bed, cot" },
    { line: "[attribute: seen=]", says: "attribute seen: expected nothing, got beach" },
    { line: "[context: paid]", says: "context paid: expected active, got booked" },
    { line: "[silent]", says: 'message: expected nothing, got "How many guests?"' },
    {
      line: "How many rooms? | Rooms?",
      says: 'message: expected "How many rooms?" or "Rooms?", got "How many guests?"',
    },
    { line: "[card: Lyon]", says: 'message: expected card "Lyon", got "How many guests?"' },
  ])("says of '$line': $says", ({ line, says }) => {
    expect(checkTurn(expectationsOf(line), turn()).map(formatMismatch)).toContain(says)
  })

  const card = {
    contentType: "ImageResponseCard",
    imageResponseCard: { title: "Hotel Lyon", buttons: [{ text: "Book" }] },
  }
  const found = [{ contentType: "PlainText", content: "Look:" }, card, card]

  it.each([
    { lines: ["Look: [card: Hotel *; button: Book]", "[card: Hotel Lyon]"], count: 0 },
    { lines: ["Look:", "…"], count: 0 },
    { lines: ["…", "[card: Hotel Lyon]"], count: 0 },
    { lines: ["Look:", "[card: Hotel Lyon]"], count: 1 },
    { lines: ["Look:", "…", "[card: Hotel Lyon; button: Cancel]"], count: 1 },
    { lines: ["Look:", "…", "…", "…"], count: 1 },
  ])("compares messages in order and number: $lines", ({ lines, count }) => {
    expect(checkTurn(expectationsOf(...lines), turn(found))).toHaveLength(count)
  })

  it("hears SSML without its tags", () => {
    const ssml = [{ contentType: "SSML", content: "<speak>How <emphasis>many</emphasis> guests?</speak>" }]

    expect(checkTurn(expectationsOf("How many guests?"), turn(ssml))).toEqual([])
  })
})

describe("matchesWildcards", () => {
  it.each([
    { text: "a b", pattern: "a  b", is: true },
    { text: "abc", pattern: "a…c", is: true },
    { text: "ac", pattern: "a*c", is: true },
    { text: "a", pattern: "a*a", is: false },
    { text: "abab", pattern: "*ab", is: true },
    { text: "xaby", pattern: "*a*b*", is: true },
    { text: "xbay", pattern: "*a*b*", is: false },
    { text: "5 * 4", pattern: "5 \\* *", is: true },
    { text: "5 x 4", pattern: "5 \\* *", is: false },
  ])("'$text' is as '$pattern': $is", ({ text, pattern, is }) => {
    expect(matchesWildcards(text, pattern)).toBe(is)
  })
})
