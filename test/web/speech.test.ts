import { describe, expect, it } from "vitest"
import type { SpeechText } from "#aws/polly.ts"
import { Fault } from "#core/errors.ts"
import type { Message } from "#web/contract.ts"
import { createGate } from "#web/gate.ts"
import { createMessageSpeaker, toSpokenWords } from "#web/speech.ts"

const text = (words: string): Message => ({ id: "t.0", type: "text", text: words })

describe("what is said of a message", () => {
  it.each([
    {
      message: text("Check-in is from **15:00**, see [the rules](https://example.com)."),
      says: "Check-in is from 15:00, see the rules.",
    },
    { message: text("You need:\n\n- a code\n- an `ID`"), says: "You need:\na code\nan ID" },
    { message: text("Booked! 🎉"), says: "Booked!" },
    {
      message: {
        id: "t.0",
        type: "card",
        title: "Casa do Farol",
        subtitle: "Cascais · ★ 4.8 · from €189 a night",
        buttons: [{ text: "Book", value: "book" }],
      } satisfies Message,
      says: "Casa do Farol. Cascais. 4.8 stars. from €189 a night",
    },
    { message: { id: "t.0", type: "custom", payload: '{"map": 1}' } satisfies Message, says: "" },
    { message: { id: "t.0", type: "custom", payload: "plain words" } satisfies Message, says: "plain words" },
  ])("is '$says'", ({ message, says }) => {
    expect(toSpokenWords(message, "en_US")).toBe(says)
  })
})

function createTestSpeaker(speak: (text: SpeechText) => void) {
  const answer = async (asked: SpeechText) => {
    speak(asked)
    return new ReadableStream<Uint8Array>()
  }
  return createMessageSpeaker({
    synthesis: { speak: answer, markWords: answer },
    gate: createGate({ places: 1, queue: 1 }),
    engine: "neural",
    voices: new Map([["fr_FR", "Remi"]]),
    timeoutMs: 1000,
  })
}

describe("who says it", () => {
  it.each([
    { localeId: "en_US", voiceId: "Joanna", languageCode: "en-US" },
    { localeId: "de_DE", voiceId: "Vicki", languageCode: "de-DE" },
    { localeId: "zh_CN", voiceId: "Zhiyu", languageCode: "cmn-CN" },
    { localeId: "fr_FR", voiceId: "Remi", languageCode: "fr-FR" },
  ])("is $voiceId for $localeId", ({ localeId, voiceId, languageCode }) => {
    const plan = createTestSpeaker(() => {}).plan({ message: text("Hello."), localeId })

    expect(plan).toEqual({ type: "text", content: "Hello.", engine: "neural", voiceId, languageCode })
  })

  it("is nobody for a locale without a voice", () => {
    const plan = () => createTestSpeaker(() => {}).plan({ message: text("Tere."), localeId: "et_EE" })

    expect(plan).toThrow(new Fault("voice-not-found", { hint: "no voice for et_EE: see POLLY_VOICES" }))
  })
})

describe("SSML", () => {
  const kept = {
    message: text("Rooms & views."),
    ssml: "<speak>Rooms &amp; <emphasis>views</emphasis>.</speak>",
    localeId: "en_US",
  }

  it("is said as it is", async () => {
    const said: SpeechText[] = []
    const speaker = createTestSpeaker((asked) => said.push(asked))
    const plan = speaker.plan(kept)

    await (plan && speaker.speak(plan, "audio"))

    expect(said).toMatchObject([{ type: "ssml", content: kept.ssml }])
  })

  it("is said in its words alone when the voice doesn't know its tags", async () => {
    const said: SpeechText[] = []
    const speaker = createTestSpeaker((asked) => {
      said.push(asked)
      if (asked.type === "ssml") throw new Fault("data-invalid")
    })
    const plan = speaker.plan(kept)

    await (plan && speaker.speak(plan, "word-marks"))

    expect(said.map(({ type, content }) => [type, content])).toEqual([
      ["ssml", kept.ssml],
      ["text", "Rooms & views."],
    ])
  })
})
