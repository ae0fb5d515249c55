import { describe, expect, it } from "vitest"
import type { TurnBot } from "#bot/dialog/exchange.ts"
import { closing, fallback, intent, locale, says, slot } from "./bot-builder.ts"
import { type ConversationOptions, summary, TestConversation, texts } from "./conversation.ts"

const SCORES = {
  "mixed feelings": { A: 0.555, B: 0.914, C: 0.4, D: 0.396, E: 0.2, F: 0.1 },
  "nothing at all": { A: 0.1, B: 0.39 },
  "leave this": { D: 0.85 },
  "leave this perhaps": { D: 0.7 },
}

const letters = ["A", "B", "C", "D", "E", "F"].map((name) =>
  intent(name, {
    sampleUtterances: [`say ${name}`],
    slots: [slot("City", "AMAZON.City")],
    closing: closing(`${name}!`),
  }),
)

function talkTo(options: ConversationOptions = {}, more = [fallback()], extra = letters): TestConversation {
  return new TestConversation(locale([...extra, ...more]), { knowledge: { scores: SCORES }, ...options })
}

function ranked(talk: TestConversation, text: string) {
  return talk.say(text).interpretations.map(({ intent: { name }, nluConfidence }) => [name, nluConfidence])
}

describe("the readings of an opening", () => {
  it("[lex 110] [lex 22] [lex 23] those above the threshold, FallbackIntent, the rest; five in all", () => {
    expect(ranked(talkTo(), "mixed feelings")).toEqual([
      ["B", 0.91],
      ["A", 0.56],
      ["C", 0.4],
      ["D", 0.4],
      ["FallbackIntent", undefined],
    ])
  })

  it("[lex 109] below the threshold FallbackIntent comes first, and takes the turn", () => {
    const talk = talkTo()
    const result = talk.say("nothing at all")

    expect(texts(result)).toEqual(["Sorry?"])
    expect(result.isMissedUtterance).toBe(true)
    expect(result.interpretations.map(({ intent: { name } }) => name)).toEqual(["FallbackIntent", "B", "A", "C", "D"])
    expect(result.interpretations[0]?.intent).toEqual(result.sessionState.intent)
  })

  it("[lex 11] [lex 109] the threshold is the locale's own", () => {
    const strict = { ...locale([...letters, fallback()]), nluConfidenceThreshold: 0.95 }

    expect(summary(new TestConversation(strict, { knowledge: { scores: SCORES } }).say("mixed feelings"))).toMatch(
      /FallbackIntent/,
    )
  })

  it("the first equals the intent of the session", () => {
    const { interpretations, sessionState } = talkTo().say("say A")

    expect(interpretations[0]?.intent).toEqual(sessionState.intent)
  })

  it("an answer to a question is certain of its intent", () => {
    const talk = talkTo()
    talk.say("mixed feelings")

    expect(ranked(talk, "rome")[0]).toEqual(["B", 1])
  })

  it("a bot without FallbackIntent waits for other words", () => {
    const bare = { ...locale([...letters]), intents: letters }
    const result = new TestConversation(bare).say("nothing at all")

    expect(summary(result)).toBe("ElicitIntent")
  })

  it("of speech: the first guess that makes sense", () => {
    const transcriptions = ["nothing at all", "say A"].map((transcription) => ({
      transcription,
      transcriptionConfidence: 0.5,
    }))
    const result = talkTo().take({ type: "speech", transcriptions })

    expect(result).toMatchObject({ sessionState: { intent: { name: "A" } } })
  })

  it("of silence: FallbackIntent", () => {
    expect(talkTo().take({ type: "silence", inputMode: "Speech" })).toMatchObject({
      sessionState: { intent: { name: "FallbackIntent" } },
    })
  })
})

describe("another intent while a slot is asked for", () => {
  const asked = (options: ConversationOptions = {}) => {
    const talk = talkTo(options)
    talk.say("say A")
    return talk
  }

  it.each(["say D", "leave this"])("[lex 90] %s: the old one is dropped", (text) => {
    expect(summary(asked().say(text))).toBe("ElicitSlot City | D InProgress None | City=")
  })

  it("[lex 90] one that is less certain is no answer", () => {
    expect(summary(asked().say("leave this perhaps"))).toBe("ElicitSlot City | A InProgress None | City=")
  })

  it("[lex 90] how certain is a setting", () => {
    expect(summary(asked({ settings: { switchConfidence: 0.6 } }).say("leave this perhaps"))).toMatch(/ D /)
  })

  it("[lex 91] not when the request forbids it", () => {
    const result = asked().say("say D", { requestAttributes: { "x-amz-lex:intent-switch": "DISABLE" } })

    expect(summary(result)).toBe("ElicitSlot City | A InProgress None | City=")
  })
})

describe("intents that look answers up", () => {
  const search = (signature: string) => [
    intent("Search", {
      parentSignature: signature,
      closing: closing("((x-amz-lex:kendra-search-response-answer-1))"),
    }),
    fallback(),
  ]
  const finding = (bot: Partial<TurnBot>) => talkTo({ bot }, search("AMAZON.KendraSearchIntent"))
  const searchAnswers = (text: string) =>
    text === "nothing at all" ? { "x-amz-lex:kendra-search-response-answer-1": "42" } : undefined

  it("[lex 113] answer when nothing else fits, as a request attribute", () => {
    const result = finding({ searchAnswers }).say("nothing at all")

    expect(texts(result)).toEqual(["42"])
    expect(result.requestAttributes).toEqual({ "x-amz-lex:kendra-search-response-answer-1": "42" })
    expect(result.interpretations[0]).not.toHaveProperty("nluConfidence")
  })

  it("leave the turn to FallbackIntent when they find nothing, or there is nothing to search", () => {
    expect(texts(finding({ searchAnswers }).say("who knows"))).toEqual(["Sorry?"])
    expect(texts(finding({}).say("nothing at all"))).toEqual(["Sorry?"])
  })

  it.each(["AMAZON.QnAIntent", "AMAZON.KendraSearchIntent"])(
    "[lex 112] %s never while a slot is asked for",
    (signature) => {
      const talk = talkTo({ bot: { searchAnswers: () => ({ a: "1" }) } }, search(signature))
      talk.say("say A")

      expect(summary(talk.say("nothing at all"))).toBe("ElicitSlot City | A InProgress None | City=")
    },
  )
})

describe("FallbackIntent", () => {
  it("runs a flow like any intent", () => {
    const counting = fallback({
      initialResponse: {
        response: says("Pardon?"),
        nextStep: { dialogAction: { type: "ElicitIntent" }, sessionAttributes: { n: "1" } },
      },
    })
    const talk = talkTo({}, [counting])

    const result = talk.say("nothing at all")

    expect(texts(result)).toEqual(["Pardon?"])
    expect(summary(result)).toBe("ElicitIntent")
    expect(result.sessionState.sessionAttributes).toEqual({ n: "1" })
    expect(result.interpretations[0]?.intent.name).toBe("FallbackIntent")
  })
})

describe("runtime hints", () => {
  it("[lex 134] make a phrase a value, while its slot is asked for", () => {
    const talk = talkTo()
    const runtimeHints = { slotHints: { A: { City: { runtimeHintValues: [{ phrase: "Xanadu" }] } } } }
    talk.say("say A", { sessionState: { runtimeHints } })

    expect(talk.say("xanadu").sessionState.intent?.slots.City?.value?.interpretedValue).toBe("Xanadu")
  })
})
