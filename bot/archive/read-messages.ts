// Messages, responses and prompts of an export, into the engine's model. The way back is write-messages.ts.

import type {
  ImageResponseCard,
  Message,
  MessageGroup,
  PromptAttempt,
  PromptAttemptSpecification,
  PromptSpecification,
  ResponseSpecification,
} from "#bot/definition.ts"
import { invalid } from "./archive.ts"
import {
  booleanField,
  choiceField,
  entriesField,
  field,
  type JsonNode,
  listField,
  numberField,
  plainWord,
  present,
  requiredText,
  textField,
} from "./json-node.ts"

/** The attempts a prompt can have, in order. */
export const PROMPT_ATTEMPTS: readonly PromptAttempt[] = ["Initial", "Retry1", "Retry2", "Retry3", "Retry4", "Retry5"]

function readMessage(node: JsonNode): Message {
  const plain = field(node, "plainTextMessage")
  if (plain) return { contentType: "PlainText", content: requiredText(plain, "value") }
  const ssml = field(node, "ssmlMessage")
  if (ssml) return { contentType: "SSML", content: requiredText(ssml, "value") }
  const payload = field(node, "customPayload")
  if (payload) return { contentType: "CustomPayload", content: requiredText(payload, "value") }
  const card = field(node, "imageResponseCard")
  if (card) return { contentType: "ImageResponseCard", imageResponseCard: readCard(card) }
  const choices = "plainTextMessage, ssmlMessage, customPayload or imageResponseCard"
  throw invalid(node.file, `${node.path} has no message: one of ${choices} must be there`)
}

function readCard(node: JsonNode): ImageResponseCard {
  const buttons = listField(node, "buttons").map((button) => ({
    text: requiredText(button, "text"),
    value: requiredText(button, "value"),
  }))
  return present({
    title: requiredText(node, "title"),
    subtitle: textField(node, "subtitle"),
    imageUrl: textField(node, "imageUrl"),
    buttons: buttons.length === 0 ? undefined : buttons,
  })
}

function readMessageGroup(node: JsonNode): MessageGroup {
  const message = field(node, "message")
  if (!message) throw invalid(node.file, `${node.path}.message is missing`)
  return [readMessage(message), ...listField(node, "variations").map(readMessage)]
}

/** Reads a response; absent stays absent. */
export function readResponse(node: JsonNode): ResponseSpecification
export function readResponse(node: JsonNode | undefined): ResponseSpecification | undefined
export function readResponse(node: JsonNode | undefined): ResponseSpecification | undefined {
  if (node === undefined) return undefined
  return {
    messageGroups: listField(node, "messageGroupsList", "messageGroups", "messageGroupList").map(readMessageGroup),
    allowInterrupt: booleanField(node, "allowInterrupt") ?? true,
  }
}

/** Reads a prompt; the console's own two retries where the number is absent. */
export function readPrompt(node: JsonNode): PromptSpecification
export function readPrompt(node: JsonNode | undefined): PromptSpecification | undefined
export function readPrompt(node: JsonNode | undefined): PromptSpecification | undefined {
  if (node === undefined) return undefined
  const attempts: Partial<Record<PromptAttempt, PromptAttemptSpecification>> = {}
  for (const [key, value] of entriesField(node, "promptAttemptsSpecification")) {
    const attempt = PROMPT_ATTEMPTS.find((name) => plainWord(name) === plainWord(key))
    if (!attempt) throw invalid(node.file, `${value.path}: the attempt must be one of ${PROMPT_ATTEMPTS.join(", ")}`)
    if (value.value !== null) attempts[attempt] = readAttempt(value)
  }
  return {
    ...readResponse(node),
    maxRetries: numberField(node, "maxRetries") ?? 2,
    messageSelectionStrategy: choiceField(node, ["Random", "Ordered"], "messageSelectionStrategy") ?? "Random",
    attempts,
  }
}

function readAttempt(node: JsonNode): PromptAttemptSpecification {
  const inputs = field(node, "allowedInputTypes")
  const listening = field(node, "audioAndDTMFInputSpecification")
  return present({
    allowInterrupt: booleanField(node, "allowInterrupt"),
    allowAudioInput: booleanField(inputs, "allowAudioInput") ?? true,
    allowDtmfInput: booleanField(inputs, "allowDTMFInput") ?? true,
    audio: listening && readAudio(listening),
    dtmf: readDtmf(field(listening, "dtmfSpecification")),
    textStartTimeoutMs: numberField(field(node, "textInputSpecification"), "startTimeoutMs"),
  })
}

function readAudio(node: JsonNode): PromptAttemptSpecification["audio"] {
  const audio = field(node, "audioSpecification")
  const settings = present({
    startTimeoutMs: numberField(node, "startTimeoutMs"),
    maxLengthMs: numberField(audio, "maxLengthMs"),
    endTimeoutMs: numberField(audio, "endTimeoutMs"),
  })
  return Object.keys(settings).length === 0 ? undefined : settings
}

function readDtmf(node: JsonNode | undefined): PromptAttemptSpecification["dtmf"] {
  if (node === undefined) return undefined
  return present({
    maxLength: numberField(node, "maxLength"),
    endTimeoutMs: numberField(node, "endTimeoutMs"),
    deletionCharacter: textField(node, "deletionCharacter"),
    endCharacter: textField(node, "endCharacter"),
  })
}
