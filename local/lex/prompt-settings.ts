// How long the bot listens, and to what, while it waits for an answer: the prompt's own settings, overridden by the
// session attributes `x-amz-lex:<behavior>:<intent>:<slot>`.
// https://docs.aws.amazon.com/lexv2/latest/dg/session-attribs-speech.html

import type { BotLocale, PromptAttempt, PromptSpecification } from "#bot/definition.ts"
import type { Question } from "#bot/dialog/session-record.ts"
import type { Attributes } from "#bot/session.ts"

/** The settings of one attempt. */
export type PromptSettings = {
  readonly allowInterrupt: boolean
  readonly allowAudioInput: boolean
  readonly allowDtmfInput: boolean
  readonly audioStartTimeoutMs: number
  readonly audioEndTimeoutMs: number
  readonly audioMaxLengthMs: number
  readonly textStartTimeoutMs: number
  readonly dtmfEndTimeoutMs: number
  readonly dtmfMaxLength: number
  readonly dtmfDeletionCharacter: string
  readonly dtmfEndCharacter: string
}

/** Finds what holds while a question is open; without one, Lex's defaults and the attributes for every intent. */
export function findPromptSettings(
  locale: BotLocale,
  question: Question | undefined,
  attributes: Attributes,
): PromptSettings {
  const prompt = findPrompt(locale, question)
  const attempt = prompt?.attempts[attemptName(question?.attempt ?? 0)]
  const own = (behavior: string) => findAttribute(attributes, behavior, question)
  const count = (behavior: string, built: number | undefined, fallback: number, max: number) => {
    const given = Number(own(behavior) ?? Number.NaN)
    return Math.min(Number.isFinite(given) && given >= 0 ? given : (built ?? fallback), max)
  }
  const flag = (behavior: string, built: boolean | undefined) => {
    const given = own(behavior)
    return given === undefined ? (built ?? true) : given.toLowerCase() !== "false"
  }
  const patience = findPatience(locale, question)
  return {
    allowInterrupt: flag("allow-interrupt", attempt?.allowInterrupt ?? prompt?.allowInterrupt),
    allowAudioInput: flag("allow-audio-input", attempt?.allowAudioInput),
    allowDtmfInput: flag("allow-dtmf-input", attempt?.allowDtmfInput),
    audioStartTimeoutMs: patience ?? count("audio:start-timeout-ms", attempt?.audio?.startTimeoutMs, 4000, 900_000),
    audioEndTimeoutMs: count("audio:end-timeout-ms", attempt?.audio?.endTimeoutMs, 600, 55_000),
    audioMaxLengthMs: count("audio:max-length-ms", attempt?.audio?.maxLengthMs, 55_000, 55_000),
    textStartTimeoutMs: patience ?? count("text:start-timeout-ms", attempt?.textStartTimeoutMs, 30_000, 900_000),
    dtmfEndTimeoutMs: count("dtmf:end-timeout-ms", attempt?.dtmf?.endTimeoutMs, 5000, 900_000),
    dtmfMaxLength: count("dtmf:max-length", attempt?.dtmf?.maxLength, 1024, 1024),
    dtmfDeletionCharacter: own("dtmf:deletion-character") ?? attempt?.dtmf?.deletionCharacter ?? "*",
    dtmfEndCharacter: own("dtmf:end-character") ?? attempt?.dtmf?.endCharacter ?? "#",
  }
}

/** A visitor who asked for a moment is left alone until the bot is to say that it still waits. */
function findPatience(locale: BotLocale, question: Question | undefined): number | undefined {
  if (question?.waitingSinceMs === undefined) return undefined
  const intent = locale.intents.find(({ name }) => name === question.intentName)
  const slot = intent?.slots.find(({ name }) => name === question.slotName)
  const seconds = slot?.waitAndContinue?.stillWaiting?.frequencyInSeconds
  return seconds === undefined ? undefined : seconds * 1000
}

function findPrompt(locale: BotLocale, question: Question | undefined): PromptSpecification | undefined {
  const intent = locale.intents.find(({ name }) => name === question?.intentName)
  if (question?.slotName === undefined) return intent?.confirmation?.prompt
  const slot = intent?.slots.find(({ name }) => name === question.slotName)
  const part = slot?.subSlots?.specifications.find(({ name }) => name === question.subSlotName)
  return part?.prompt ?? slot?.prompt
}

function attemptName(attempt: number): PromptAttempt {
  if (attempt <= 0) return "Initial"
  return `Retry${Math.min(attempt, 5) as 1 | 2 | 3 | 4 | 5}`
}

/** The most specific attribute wins: intent and slot, then the intent, then the slot, then both as `*`. */
function findAttribute(attributes: Attributes, behavior: string, question: Question | undefined): string | undefined {
  const intents = question === undefined ? ["*"] : [question.intentName, "*"]
  const slots = question?.slotName === undefined ? ["*"] : slotPatterns(question.slotName, question.subSlotName)
  for (const intent of intents) {
    for (const slot of slots) {
      const value = attributes[`x-amz-lex:${behavior}:${intent}:${slot}`]
      if (value !== undefined) return value
    }
  }
  return undefined
}

function slotPatterns(slot: string, subSlot: string | undefined): readonly string[] {
  if (subSlot === undefined) return [slot, "*"]
  return [`${slot}.${subSlot}`, `${slot}.*`, `*.${subSlot}`, "*.*", slot, "*"]
}
