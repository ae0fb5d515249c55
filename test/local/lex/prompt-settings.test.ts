// How long, and to what, the bot listens: defaults, the prompt's own settings, session attributes.

import { describe, expect, it } from "vitest"
import type { BotLocale } from "#bot/definition.ts"
import { epochMs } from "#core/time.ts"
import { findPromptSettings } from "#local/lex/prompt-settings.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

const [plain] = TRIP_BOT.locales as [BotLocale]
const said = {
  messageGroups: [[{ contentType: "PlainText", content: "Take your time." }]],
  allowInterrupt: true,
} as const

/** The trip bot, with settings at the first retry of the city, and patience while the city is asked for. */
const locale: BotLocale = {
  ...plain,
  intents: plain.intents.map((intent) => ({
    ...intent,
    slots: intent.slots.map((slot) =>
      slot.prompt === undefined || slot.name !== "City"
        ? slot
        : {
            ...slot,
            prompt: {
              ...slot.prompt,
              attempts: {
                Retry1: {
                  allowInterrupt: false,
                  allowAudioInput: true,
                  allowDtmfInput: false,
                  audio: { startTimeoutMs: 5000, maxLengthMs: 15_000, endTimeoutMs: 640 },
                  dtmf: { maxLength: 513, endTimeoutMs: 6000, deletionCharacter: "D", endCharacter: "A" },
                  textStartTimeoutMs: 40_000,
                },
              },
            },
            waitAndContinue: { isActive: true, stillWaiting: { ...said, frequencyInSeconds: 7, timeoutInSeconds: 60 } },
          },
    ),
  })),
}

const city = { intentName: "BookTrip", slotName: "City", attempt: 0 }

describe("the settings of a prompt", () => {
  it("are Lex's own where nothing else is said", () => {
    expect(findPromptSettings(locale, undefined, {})).toEqual({
      allowInterrupt: true,
      allowAudioInput: true,
      allowDtmfInput: true,
      audioStartTimeoutMs: 4000,
      audioEndTimeoutMs: 600,
      audioMaxLengthMs: 55_000,
      textStartTimeoutMs: 30_000,
      dtmfEndTimeoutMs: 5000,
      dtmfMaxLength: 1024,
      dtmfDeletionCharacter: "*",
      dtmfEndCharacter: "#",
    })
  })

  it("are those of the attempt", () => {
    expect(findPromptSettings(locale, { ...city, attempt: 1 }, {})).toEqual({
      allowInterrupt: false,
      allowAudioInput: true,
      allowDtmfInput: false,
      audioStartTimeoutMs: 5000,
      audioEndTimeoutMs: 640,
      audioMaxLengthMs: 15_000,
      textStartTimeoutMs: 40_000,
      dtmfEndTimeoutMs: 6000,
      dtmfMaxLength: 513,
      dtmfDeletionCharacter: "D",
      dtmfEndCharacter: "A",
    })
  })

  it.each([
    { attributes: { "x-amz-lex:text:start-timeout-ms:*:*": "1" }, ms: 1 },
    {
      attributes: { "x-amz-lex:text:start-timeout-ms:*:*": "1", "x-amz-lex:text:start-timeout-ms:*:City": "2" },
      ms: 2,
    },
    {
      attributes: { "x-amz-lex:text:start-timeout-ms:*:City": "2", "x-amz-lex:text:start-timeout-ms:BookTrip:*": "3" },
      ms: 3,
    },
    {
      attributes: {
        "x-amz-lex:text:start-timeout-ms:BookTrip:*": "3",
        "x-amz-lex:text:start-timeout-ms:BookTrip:City": "4",
      },
      ms: 4,
    },
    { attributes: { "x-amz-lex:text:start-timeout-ms:BookTrip:Day": "5" }, ms: 40_000 },
    { attributes: { "x-amz-lex:text:start-timeout-ms:*:*": "soon" }, ms: 40_000 },
  ])("[lex 141] are overridden by the most specific attribute: $attributes", ({ attributes, ms }) => {
    expect(findPromptSettings(locale, { ...city, attempt: 1 }, attributes).textStartTimeoutMs).toBe(ms)
  })

  it("keep Lex's longest times", () => {
    const attributes = { "x-amz-lex:audio:max-length-ms:*:*": "99999", "x-amz-lex:dtmf:max-length:*:*": "99999" }

    expect(findPromptSettings(locale, city, attributes)).toMatchObject({
      audioMaxLengthMs: 55_000,
      dtmfMaxLength: 1024,
    })
  })

  it("take yes and no", () => {
    const attributes = { "x-amz-lex:allow-interrupt:*:*": "false", "x-amz-lex:allow-dtmf-input:BookTrip:City": "true" }

    expect(findPromptSettings(locale, { ...city, attempt: 1 }, attributes)).toMatchObject({
      allowInterrupt: false,
      allowDtmfInput: true,
    })
  })

  it("leave a visitor alone who asked for a moment", () => {
    const question = { ...city, waitingSinceMs: epochMs(1000) }

    expect(findPromptSettings(locale, question, {})).toMatchObject({
      textStartTimeoutMs: 7000,
      audioStartTimeoutMs: 7000,
    })
  })
})
