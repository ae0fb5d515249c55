// Log entries, and what obfuscated slots leave of what was said.

import { describe, expect, it } from "vitest"
import type { Session } from "#bot/dialog/session-record.ts"
import type { FilledSlot, SessionIntent } from "#bot/session.ts"
import { epochMs } from "#core/time.ts"
import type { AnsweredTurn } from "#local/lex/answered-turn.ts"
import { type LoggedTurn, toLogEntry } from "#local/lex/conversation-log.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

const NOW = epochMs(Date.UTC(2026, 2, 2, 9))
const [locale] = TRIP_BOT.locales
const filled = (value: string): FilledSlot => ({
  shape: "Scalar",
  value: { originalValue: value, interpretedValue: value, resolvedValues: [value] },
})

/** A turn in which the visitor said something and the bot answered with the same words. */
function turnOf(
  said: string,
  intent: SessionIntent | undefined,
  asked?: string,
  more: Partial<AnsweredTurn> = {},
): LoggedTurn {
  if (locale === undefined) throw new Error("the trip bot has a locale")
  const before: Session = {
    sessionId: "visitor-1",
    createdAtMs: NOW,
    lastUsedAtMs: NOW,
    state: {},
    messages: [],
    interpretations: [],
    uncaptured: [],
    contextExpiries: {},
    ...(asked === undefined ? {} : { question: { intentName: "Pay", slotName: asked, attempt: 0 } }),
  }
  const turn: AnsweredTurn = {
    type: "answered",
    session: before,
    messages: [{ contentType: "PlainText", content: `You said ${said}.` }],
    sessionState: {
      dialogAction: { type: "Close" },
      sessionAttributes: {},
      ...(intent === undefined ? {} : { intent }),
    },
    interpretations: intent === undefined ? [] : [{ intent, nluConfidence: 0.91, interpretationSource: "Lex" }],
    requestAttributes: {},
    isMissedUtterance: false,
    isDeveloperOverride: false,
    trace: [],
    ...more,
  }
  return {
    served: {
      bot: TRIP_BOT,
      locale,
      alias: { id: "TSTALIASID", name: "TestBotAlias" },
      language: () => Promise.reject(new Error("not asked")),
      codeHook: undefined,
    },
    key: { botId: "TRIPBOT001", botAliasId: "TSTALIASID", localeId: "en_US", sessionId: "visitor-1" },
    request: { input: { type: "text", text: said }, responseContentType: "text/plain; charset=utf-8" },
    context: { requestId: "request-1", operation: "RecognizeText" },
    before,
    turn,
    at: NOW,
  }
}

const pay = (slots: SessionIntent["slots"]): SessionIntent => ({
  name: "Pay",
  slots,
  state: "InProgress",
  confirmationState: "None",
})

describe("what is logged of words", () => {
  it.each([
    {
      what: "without a secret",
      said: "book {a} trip",
      slots: { Pin: null },
      asked: undefined,
      logged: "book {a} trip",
    },
    {
      what: "with a secret",
      said: "it is alpha seven ok",
      slots: { Pin: filled("alpha seven") },
      asked: "Pin",
      logged: "it is {Pin} ok",
    },
    {
      what: "with a secret and braces",
      said: "{x} alpha seven",
      slots: { Pin: filled("alpha seven") },
      asked: "Pin",
      logged: "\\{x\\} {Pin}",
    },
    {
      what: "that may be a secret, though nothing was understood",
      said: "alfa sevven",
      slots: { Pin: null },
      asked: "Pin",
      logged: "{Pin}",
    },
    {
      what: "while something else is asked for",
      said: "alfa sevven",
      slots: { Pin: null },
      asked: "Other",
      logged: "alfa sevven",
    },
  ])("$what", ({ said, slots, asked, logged }) => {
    expect(toLogEntry(turnOf(said, pay(slots), asked))).toMatchObject({ inputTranscript: logged })
  })

  it("[lex 139] never holds a secret, in whatever member", () => {
    const entry = JSON.stringify(toLogEntry(turnOf("alpha seven", pay({ Pin: filled("alpha seven") }), "Pin")))

    expect(entry).not.toContain("alpha seven")
    expect(entry).toContain('"originalValue":"{Pin}"')
  })
})

describe("a log entry", () => {
  it("[lex 138] has Lex's members", () => {
    expect(toLogEntry(turnOf("pay my bill", pay({ Pin: null })))).toEqual({
      "message-version": "2.0",
      bot: {
        id: "TRIPBOT001",
        name: "Trip",
        aliasId: "TSTALIASID",
        aliasName: "TestBotAlias",
        localeId: "en_US",
        version: "3",
      },
      messages: [{ contentType: "PlainText", content: "You said pay my bill." }],
      utteranceContext: { slotElicitationStyle: "Default" },
      sessionState: { dialogAction: { type: "Close" }, sessionAttributes: {}, intent: pay({ Pin: null }) },
      dialogEventLogs: [{ conditionalEvaluationResult: [] }],
      interpretations: [{ intent: pay({ Pin: null }), interpretationSource: "Lex", nluConfidence: "0.91" }],
      sessionId: "visitor-1",
      inputTranscript: "pay my bill",
      missedUtterance: false,
      requestId: "request-1",
      timestamp: "2026-03-02T09:00:00.000Z",
      developerOverride: false,
      inputMode: "Text",
      requestAttributes: {},
      responseReason: "UtteranceResponse",
      operationName: "RecognizeText",
    })
  })

  it("leaves the intent out when nothing was understood", () => {
    const entry = toLogEntry(turnOf("blah", pay({ Pin: null }), undefined, { isMissedUtterance: true }))

    expect(entry).toMatchObject({ missedUtterance: true })
    expect(entry.sessionState).not.toHaveProperty("intent")
  })

  it("names a card's buttons as the logs do", () => {
    const card = { title: "Rooms", buttons: [{ text: "One", value: "1" }] }
    const entry = toLogEntry(
      turnOf("rooms", undefined, undefined, {
        messages: [{ contentType: "ImageResponseCard", imageResponseCard: card }],
      }),
    )

    expect(entry.messages).toEqual([
      {
        contentType: "ImageResponseCard",
        imageResponseCard: { title: "Rooms", buttonsList: [{ text: "One", value: "1" }] },
      },
    ])
  })

  it("tells of the conditions that were tried", () => {
    const trace = [
      { type: "condition", branch: "Rich", expression: "{Pin} = 1", evaluated: "2 = 1", result: false },
    ] as const
    const entry = toLogEntry(turnOf("x", undefined, undefined, { trace }))

    expect(entry.dialogEventLogs).toEqual([
      {
        conditionalEvaluationResult: [
          {
            conditionalBranchName: "Rich",
            expressionString: "{Pin} = 1",
            evaluatedExpression: "2 = 1",
            evaluationResult: "FALSE",
          },
        ],
      },
    ])
  })
})
