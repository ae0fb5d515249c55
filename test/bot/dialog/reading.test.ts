// The judgment of an answer, case by case: what the words are, given what was asked and what is known.

import { describe, expect, it } from "vitest"
import { ENGLISH_WORDS } from "#bot/dialog/dialog-words.ts"
import { readSlotAnswer, type SlotEvidence } from "#bot/dialog/reading.ts"
import type { SlotMention } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"
import { slot } from "./bot-builder.ts"

function value(text: string): FilledSlot {
  return { value: { originalValue: text, interpretedValue: text, resolvedValues: [text] } }
}

function mention(text: string, slotName: string, said: string, isNegated = false): SlotMention {
  const start = text.indexOf(said)
  return { slotName, start, end: start + said.length, slot: value(said), isNegated }
}

type Case = {
  readonly says: string
  readonly answer?: string
  readonly isOpen?: boolean
  readonly isReply?: boolean
  readonly finds?: readonly (readonly [string, string, boolean?])[]
  readonly scores?: Readonly<Record<string, number>>
}

/** Guests are asked for; City, Day and Nights are known. */
function evidence({ says, answer, isOpen = false, isReply = false, finds = [], scores = {} }: Case): SlotEvidence {
  const asked = slot("Guests", "AMAZON.Number")
  const ranking = Object.entries({ Stay: 0.2, ...scores }).map(([intentName, confidence]) => ({
    intentName,
    confidence,
  }))
  return {
    text: says,
    intentName: "Stay",
    slots: { City: value("rome"), Day: value("friday"), Nights: value("2"), Guests: null },
    definitions: [slot("City", "AMAZON.City"), slot("Day", "AMAZON.Date"), slot("Nights", "AMAZON.Number"), asked],
    mentions: finds.map(([slotName, said, isNegated]) => mention(says, slotName, said, isNegated)),
    ranking: ranking.toSorted((one, other) => other.confidence - one.confidence),
    switchConfidence: 0.8,
    words: ENGLISH_WORDS,
    asked,
    answer: answer === undefined ? undefined : value(answer),
    isOpenAnswer: isOpen,
    isPlainReply: isReply,
    wordsOfSlots: new Map([
      ["Guests", ["people"]],
      ["Nights", ["evenings"]],
    ]),
  }
}

describe("an answer to the slot that is asked for", () => {
  it.each<Case>([
    { says: "3", answer: "3" },
    { says: "3", answer: "3", finds: [["Guests", "3"]] },
    // A bare value answers the question, whatever else it could be.
    { says: "3", answer: "3", finds: [["Nights", "3"]] },
    { says: "3 please", answer: "3", finds: [["Nights", "3"]] },
    { says: "we are 3 people", answer: "3" },
    // The rest of the value is no word about the other slot: December might be a city.
    { says: "the 3 of may", answer: "the 3 of may", finds: [["City", "may"]] },
    // What another slot takes of it is a part of the answer.
    { says: "call on 0315 4444", answer: "0315 4444", finds: [["Nights", "4444"]] },
    // A certain value outweighs another intent that is not exactly this sentence.
    { says: "3", answer: "3", scores: { Other: 0.95 } },
    { says: "3 guests", answer: "3", scores: { Other: 1 } },
    { says: "3 people in the room", answer: "3", scores: { Other: 0.85, Stay: 0.6 } },
    { says: "a blue one", answer: "a blue one", isOpen: true, scores: { Other: 0.6 } },
  ])("$says ($scores)", (given) => {
    expect(readSlotAnswer(evidence(given))).toMatchObject({ type: "answer", value: value(given.answer ?? "") })
  })

  it("is found in an utterance that opens the same intent", () => {
    const says = "a stay for two adults"
    const reading = readSlotAnswer(
      evidence({ says, answer: says, isOpen: true, finds: [["Guests", "two adults"]], scores: { Stay: 1 } }),
    )

    expect(reading).toMatchObject({ type: "answer", value: value("two adults") })
  })

  it("takes other slots along that it mentions", () => {
    const reading = readSlotAnswer(evidence({ says: "3, and for 4 nights", answer: "3", finds: [["Nights", "4"]] }))

    expect(reading).toMatchObject({
      type: "answer",
      value: value("3"),
      others: [{ slotName: "Nights", value: value("4") }],
    })
  })

  it.each([
    { says: "2 adults and 1 child", finds: ["Nights", "1"], others: [] },
    { says: "2 adults, on sunday", finds: ["Day", "sunday"], others: ["Day"] },
    { says: "2 adults, actually 1", finds: ["Nights", "1"], others: ["Nights"] },
  ] as const)("changes $others of what is known with '$says'", ({ says, finds, others }) => {
    const reading = readSlotAnswer(evidence({ says, answer: "2", finds: [finds] }))

    expect(reading).toMatchObject({ type: "answer", others: others.map((slotName) => ({ slotName })) })
  })

  it("is taken out of free text that names other slots, too", () => {
    const says = "4 nights for two adults"
    const reading = readSlotAnswer(
      evidence({
        says,
        answer: says,
        isOpen: true,
        finds: [
          ["Nights", "4"],
          ["Guests", "two adults"],
        ],
      }),
    )

    expect(reading).toMatchObject({ type: "answer", value: { value: { interpretedValue: "two adults" } } })
  })

  it("is found inside other words by the model", () => {
    const reading = readSlotAnswer(
      evidence({
        says: "4 nights for 3 guests",
        answer: "4",
        finds: [
          ["Nights", "4"],
          ["Guests", "3"],
        ],
      }),
    )

    expect(reading).toMatchObject({ type: "answer", value: { value: { interpretedValue: "3" } } })
  })
})

describe("a correction of something said before", () => {
  it.each<Case & { readonly changes: readonly (readonly [string, string | null])[] }>([
    { says: "make it 3 nights", answer: "3", finds: [["Nights", "3"]], changes: [["Nights", "3"]] },
    { says: "make it oslo", finds: [["City", "oslo"]], changes: [["City", "oslo"]] },
    {
      says: "no, oslo, not rome",
      finds: [
        ["City", "oslo"],
        ["City", "rome", true],
      ],
      changes: [["City", "oslo"]],
    },
    { says: "not rome", finds: [["City", "rome", true]], changes: [["City", null]] },
    {
      says: "actually oslo on saturday",
      finds: [
        ["City", "oslo"],
        ["Day", "saturday"],
      ],
      changes: [
        ["City", "oslo"],
        ["Day", "saturday"],
      ],
    },
    // The word of the slot's name, or of its sample utterances, says whose number it is.
    { says: "3 nights", finds: [["Nights", "3"]], changes: [["Nights", "3"]] },
    { says: "3 evenings", finds: [["Nights", "3"]], changes: [["Nights", "3"]] },
    // "instead of" is not negated by every model: what is known already is no news.
    {
      says: "oslo instead of rome",
      finds: [
        ["City", "rome"],
        ["City", "oslo"],
      ],
      changes: [["City", "oslo"]],
    },
    // Free text would take it all; but nothing is said beyond the correction.
    {
      says: "make it 3 nights",
      answer: "make it 3 nights",
      isOpen: true,
      finds: [["Nights", "3"]],
      changes: [["Nights", "3"]],
    },
  ])("$says", (given) => {
    const reading = readSlotAnswer(evidence(given))

    expect(reading).toMatchObject({
      type: "correction",
      others: given.changes.map(([slotName, text]) => ({ slotName, value: text === null ? null : value(text) })),
    })
  })
})

describe("another intent", () => {
  it.each<Case>([
    { says: "cancel my order", scores: { Other: 0.8 } },
    { says: "cancel my order", answer: "cancel my order", isOpen: true, scores: { Other: 0.9 } },
    { says: "help", answer: "help", isOpen: true, scores: { Other: 1 } },
    // The value is an aside of a sentence that belongs to the other intent.
    { says: "what is the weather like in 3 days", answer: "3", scores: { Other: 1 } },
    { says: "no thanks", isReply: true, scores: { Other: 1 } },
    { says: "cancel my order of friday", finds: [["Day", "friday"]], scores: { Other: 0.9 } },
  ])("$says ($scores)", (given) => {
    expect(readSlotAnswer(evidence(given))).toMatchObject({ type: "other-intent", intentName: "Other" })
  })
})

describe("nothing that helps", () => {
  it.each<Case>([
    { says: "purple" },
    // A no to the question; that an intent sounds like it is no reason to leave.
    { says: "no thanks", isReply: true, scores: { Other: 0.99 } },
    // It points at what was asked, though another intent has these very words.
    { says: "no, not that one", isReply: true, scores: { Other: 1 } },
    { says: "what do you mean", scores: { Other: 0.79 } },
    // A number in an answer that isn't understood is about nothing known.
    { says: "10 horas", finds: [["Nights", "10"]] },
    { says: "10", finds: [["Nights", "10"]] },
    // Nothing new: this is known.
    { says: "rome", finds: [["City", "rome"]] },
    { says: "not 3", answer: "3", finds: [["Guests", "3", true]] },
    // Free text would take it, but it only opens the same intent again.
    { says: "book a stay", answer: "book a stay", isOpen: true, scores: { Stay: 1 } },
    // The intent under way is no other one.
    { says: "book a stay", scores: { Stay: 0.99 } },
  ])("$says", (given) => {
    expect(readSlotAnswer(evidence(given))).toMatchObject({ type: "not-understood" })
  })

  it("is a plain reply that another slot would take", () => {
    const reading = readSlotAnswer(evidence({ says: "yes", isReply: true, finds: [["City", "yes"]] }))

    expect(reading).toMatchObject({ type: "not-understood" })
  })

  it("keeps a value of several readings", () => {
    const ambiguous: FilledSlot = { value: { originalValue: "ten", resolvedValues: ["10:00", "22:00"] } }
    const reading = readSlotAnswer({ ...evidence({ says: "ten" }), answer: ambiguous })

    expect(reading).toMatchObject({ type: "not-understood", value: ambiguous })
  })
})

describe("a number that is no answer, while nothing is known of the slot for numbers", () => {
  /** The city is asked for; nothing is known. */
  const asking = (says: string, said: string): SlotEvidence => ({
    ...evidence({ says, finds: [["Guests", said]] }),
    asked: slot("City", "AMAZON.City"),
    slots: { City: null, Day: null, Nights: null, Guests: null },
  })

  it("says nothing when it is all there is", () => {
    expect(readSlotAnswer(asking("7241", "7241"))).toMatchObject({ type: "not-understood" })
    expect(readSlotAnswer(asking("the 7 please", "7"))).toMatchObject({ type: "not-understood" })
  })

  it("is taken with words beside it", () => {
    expect(readSlotAnswer(asking("for 7 people", "7"))).toMatchObject({
      type: "correction",
      others: [{ slotName: "Guests" }],
    })
  })

  it("is no other slot's when the asked one could make several values of it", () => {
    const ambiguous = { value: { originalValue: "8", resolvedValues: ["08:00", "20:00"] } }
    const time = { asked: slot("Hour", "AMAZON.Time"), answer: ambiguous }

    expect(readSlotAnswer({ ...asking("around 8", "8"), ...time })).toMatchObject({
      type: "not-understood",
      value: ambiguous,
    })
  })
})

describe("free text that is only a part of what was asked for", () => {
  /** The street of an address is asked for: any words are one. */
  const address = slot("Address", "Address", {
    subSlots: {
      specifications: ["Street", "Town"].map((name) => ({
        name,
        slotTypeId: "AMAZON.StreetName",
        defaultValues: [],
        sampleUtterances: [],
      })),
    },
  })
  const street = (text: string): FilledSlot => ({
    shape: "Composite",
    value: { originalValue: text, interpretedValue: text, resolvedValues: [] },
    subSlots: { Street: value(text), Town: null },
  })
  const asking = (says: string, finds: Case["finds"]): SlotEvidence => ({
    ...evidence({ says, isOpen: true, ...(finds === undefined ? {} : { finds }) }),
    asked: address,
    answer: street(says),
  })

  it("is kept as that part", () => {
    const reading = readSlotAnswer(asking("elm street", []))

    expect(reading).toMatchObject({ type: "not-understood", value: street("elm street") })
  })

  it("leaves alone what is said of another slot", () => {
    const reading = readSlotAnswer(asking("wait, make that oslo", [["City", "oslo"]]))

    expect(reading).toMatchObject({ type: "correction", others: [{ slotName: "City", value: value("oslo") }] })
  })
})
