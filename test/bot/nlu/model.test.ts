import { describe, expect, it } from "vitest"
import type { UnderstandingContext } from "#bot/language-model.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { isoDate } from "#core/time.ts"
import { buildLocale } from "./build-locale.ts"
import { listResolvers } from "./list-resolvers.ts"
import { TRAVEL_BOT } from "./travel-bot.ts"

const CONTEXT: UnderstandingContext = { today: isoDate(2026, 11, 21), timeOfDay: "10:00" }
const model = trainLanguageModel(TRAVEL_BOT, listResolvers(TRAVEL_BOT))

function slotsOf(text: string, intentName: string, context = CONTEXT): string {
  const mentions = model.findSlots(text, intentName, context)
  return mentions
    .map(({ slotName, start, end, isNegated }) => `${slotName}=${isNegated ? "not " : ""}${text.slice(start, end)}`)
    .join(" ")
}

describe("a travel bot's model, ranking intents", () => {
  it.each([
    { says: "Book a flight!", intent: "BookFlight" },
    { says: "i want to fly to Kyoto", intent: "BookFlight" }, // a city no sample names
    { says: "WHATS the weather like in hong kong?", intent: "Weather" },
    { says: "help me", intent: "Help" }, // a base phrase of the built-in
  ])("is certain of '$says', which is a sample utterance", ({ says, intent }) => {
    expect(model.rankIntents(says, CONTEXT)[0]).toEqual({ intentName: intent, confidence: 1 })
  })

  it.each([
    { says: "i need to get from milan to porto on friday coming back sunday", intent: "BookFlight" },
    { says: "can u get me a double room in porto for three nights", intent: "BookHotel" },
    { says: "rent me an suv tomorrow", intent: "RentCar" },
    { says: "pls cancle my resevation", intent: "CancelBooking" },
    { says: "what's the wether in kyoto", intent: "Weather" },
    { says: "speak to a real human being", intent: "TalkToHuman" },
    { says: "can you help me please", intent: "Help" },
    { says: "when do you close on friday", intent: "OpeningHours" },
  ])("believes '$says' to be $intent, without certainty", ({ says, intent }) => {
    const [best] = model.rankIntents(says, CONTEXT)

    expect(best?.intentName).toBe(intent)
    expect(best?.confidence).toBeGreaterThan(0.4)
    expect(best?.confidence).toBeLessThan(1)
  })

  it.each([
    "asdf qwer zxcv",
    "what is the meaning of life",
    "who won the world cup in 1998",
    "how do i bake a chocolate cake",
    "my computer is broken",
    "buy me 100 shares of apple",
    "the",
    "😀😀😀",
    "...",
    "",
  ])("believes nothing of '%s'", (says) => {
    const best = model.rankIntents(says, CONTEXT)[0]

    expect(best?.confidence).toBeLessThan(0.4)
  })

  it("ranks every eligible intent, and FallbackIntent never", () => {
    const names = model.rankIntents("hello", CONTEXT).map((score) => score.intentName)

    expect(names).toHaveLength(14)
    expect(names).not.toContain("Fallback")
  })

  it("leaves out intents that are not eligible", () => {
    const eligibleIntents = new Set(["Weather", "Pets"])

    const names = model.rankIntents("book a flight", { ...CONTEXT, eligibleIntents }).map((score) => score.intentName)

    expect(names.sort()).toEqual(["Pets", "Weather"])
  })

  it("takes an answer to the open question for its intent", () => {
    const expecting = { intentName: "BookHotel", slotName: "City" }

    const [best] = model.rankIntents("rome", { ...CONTEXT, expecting })

    expect(best?.intentName).toBe("BookHotel")
    expect(best?.confidence).toBeGreaterThan(0.4)
  })
})

describe("a travel bot's model, finding slots", () => {
  it.each([
    { says: "from Rome to Paris please", intent: "BookFlight", slots: "Origin=Rome Destination=Paris" },
    { says: "to Oslo from Kyoto", intent: "BookFlight", slots: "Destination=Oslo Origin=Kyoto" },
    {
      says: "a hotel in Porto, arriving friday leaving sunday",
      intent: "BookHotel",
      slots: "City=Porto CheckIn=friday CheckOut=sunday",
    },
    {
      says: "hotel in milan for friday until next monday",
      intent: "BookHotel",
      slots: "City=milan CheckIn=friday CheckOut=next monday",
    },
    { says: "in new york, a suite, for 3 nights", intent: "BookHotel", slots: "City=new york RoomType=suite Nights=3" },
    { says: "can we watch the big lebowski tonight", intent: "PlayMovie", slots: "Movie=the big lebowski" }, // unlisted
    { says: "put on Some Like It Hot", intent: "PlayMovie", slots: "Movie=Some Like It Hot" },
    { says: "no, Rome, not Paris", intent: "BookHotel", slots: "City=Rome City=not Paris" },
    { says: "anything but a suite in Lyon", intent: "BookHotel", slots: "RoomType=not suite City=Lyon" },
    { says: "in paris, sorry, in rome", intent: "BookHotel", slots: "City=rome" },
    { says: "book a hotel", intent: "BookHotel", slots: "" },
  ])("finds '$slots' in '$says'", ({ says, intent, slots }) => {
    expect(slotsOf(says, intent)).toBe(slots)
  })

  it("fills the slot that is asked for when a value could be of several", () => {
    const expecting = { intentName: "BookHotel", slotName: "CheckOut" }

    expect(slotsOf("sunday", "BookHotel", { ...CONTEXT, expecting })).toBe("CheckOut=sunday")
  })

  it("finds nothing for an intent it doesn't know", () => {
    expect(model.findSlots("rome", "Nothing", CONTEXT)).toEqual([])
  })
})

describe("models of unusual bots", () => {
  it("tells one intent from everything else", () => {
    const one = buildLocale({ Order: { utterances: ["order a pizza", "i want pizza", "get me a pizza please"] } })
    const alone = trainLanguageModel(one, listResolvers(one))

    expect(alone.rankIntents("order a pizza", CONTEXT)).toEqual([{ intentName: "Order", confidence: 1 }])
    expect(alone.rankIntents("i would like a pizza", CONTEXT)[0]?.confidence).toBeGreaterThan(0.4)
    expect(alone.rankIntents("what is the weather like", CONTEXT)[0]?.confidence).toBeLessThan(0.4)
  })

  it("ranks an intent without utterances at 0", () => {
    const locale = buildLocale({ Silent: {}, Hi: { utterances: ["hello", "hi"] }, Bye: { utterances: ["bye"] } })

    const ranked = trainLanguageModel(locale, listResolvers(locale)).rankIntents("hello", CONTEXT)

    expect(ranked.at(-1)).toEqual({ intentName: "Silent", confidence: 0 })
  })

  it("ranks nothing for a bot with a fallback alone", () => {
    const locale = buildLocale({ Fallback: { parent: "AMAZON.FallbackIntent" } })

    expect(trainLanguageModel(locale, listResolvers(locale)).rankIntents("hello", CONTEXT)).toEqual([])
  })
})

describe("a model of a bot with sample utterances that are nothing but a slot", () => {
  const locale = buildLocale({
    Discount: { utterances: ["my name is {Name}", "{Name}"], slots: { Name: "AMAZON.FirstName" } },
    Track: { utterances: ["my code is {Code}", "{Code}"], slots: { Code: "AMAZON.AlphaNumeric" } },
    Order: { utterances: ["order", "menu", "see the menu"] },
  })
  const bare = trainLanguageModel(locale, createSlotResolvers(locale))

  it.each([
    { says: "Maria", intent: "Discount" },
    { says: "my name is Zorblax", intent: "Discount" },
    { says: "APQ123", intent: "Track" },
    { says: "menu", intent: "Order" },
  ])("is certain that '$says' means $intent", ({ says, intent }) => {
    expect(bare.rankIntents(says, CONTEXT)[0]).toEqual({ intentName: intent, confidence: 1 })
  })

  it("is not certain while another intent asks for something", () => {
    const expecting = { intentName: "Track", slotName: "Code" }

    expect(bare.rankIntents("Maria", { ...CONTEXT, expecting })[0]).not.toEqual({
      intentName: "Discount",
      confidence: 1,
    })
    expect(bare.rankIntents("menu", { ...CONTEXT, expecting })[0]).toEqual({ intentName: "Order", confidence: 1 })
  })

  it.each(["i want to place an order", "show me the menu please", "good morning", "hello"])(
    "doesn't take '%s' for a name or a code",
    (says) => {
      expect(bare.rankIntents(says, CONTEXT)[0]).not.toMatchObject({ confidence: 1 })
    },
  )
})
