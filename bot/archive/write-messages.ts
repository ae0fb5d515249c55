// Messages, responses and prompts in the spelling of Lex's own exports. The way in is read-messages.ts.

import type {
  Message,
  MessageGroup,
  PromptAttemptSpecification,
  PromptSpecification,
  ResponseSpecification,
} from "#bot/definition.ts"

/** A JSON object about to be written. */
export type Json = { readonly [key: string]: unknown }

function writeMessage(message: Message): Json {
  const isCard = message.contentType === "ImageResponseCard"
  const text = (contentType: Message["contentType"]) =>
    !isCard && message.contentType === contentType ? { value: message.content } : null
  return {
    imageResponseCard: isCard ? writeCard(message.imageResponseCard) : null,
    ssmlMessage: text("SSML"),
    customPayload: text("CustomPayload"),
    plainTextMessage: text("PlainText"),
  }
}

function writeCard(card: Extract<Message, { contentType: "ImageResponseCard" }>["imageResponseCard"]): Json {
  const buttons = card.buttons?.map((button) => ({ text: button.text, value: button.value })) ?? null
  return { title: card.title, subtitle: card.subtitle ?? null, imageUrl: card.imageUrl ?? null, buttons }
}

function writeMessageGroup([message, ...variations]: MessageGroup): Json {
  return { message: writeMessage(message), variations: variations.length === 0 ? null : variations.map(writeMessage) }
}

/**
 * Writes a response; absent becomes `null`.
 *
 * @param groupsName Exports call the list `messageGroupsList`, but `messageGroups` in what only streaming uses.
 */
export function writeResponse(
  response: ResponseSpecification | undefined,
  groupsName: "messageGroupsList" | "messageGroups" = "messageGroupsList",
): Json | null {
  if (response === undefined) return null
  return { allowInterrupt: response.allowInterrupt, [groupsName]: response.messageGroups.map(writeMessageGroup) }
}

/** Writes a prompt; absent becomes `null`. */
export function writePrompt(prompt: PromptSpecification | undefined): Json | null {
  if (prompt === undefined) return null
  const attempts = Object.entries(prompt.attempts).map(([name, attempt]) => [name, writeAttempt(attempt)] as const)
  return {
    allowInterrupt: prompt.allowInterrupt,
    messageSelectionStrategy: prompt.messageSelectionStrategy,
    promptAttemptsSpecification: attempts.length === 0 ? null : Object.fromEntries(attempts),
    messageGroupsList: prompt.messageGroups.map(writeMessageGroup),
    maxRetries: prompt.maxRetries,
  }
}

function writeAttempt(attempt: PromptAttemptSpecification): Json {
  const { audio, dtmf } = attempt
  const hasAudioLength = audio?.maxLengthMs !== undefined || audio?.endTimeoutMs !== undefined
  return {
    allowedInputTypes: { allowAudioInput: attempt.allowAudioInput, allowDTMFInput: attempt.allowDtmfInput },
    audioAndDTMFInputSpecification:
      audio === undefined && dtmf === undefined
        ? null
        : {
            dtmfSpecification: dtmf === undefined ? null : { ...dtmf },
            startTimeoutMs: audio?.startTimeoutMs ?? null,
            audioSpecification: hasAudioLength
              ? { maxLengthMs: audio.maxLengthMs ?? null, endTimeoutMs: audio.endTimeoutMs ?? null }
              : null,
          },
    allowInterrupt: attempt.allowInterrupt ?? null,
    textInputSpecification:
      attempt.textStartTimeoutMs === undefined ? null : { startTimeoutMs: attempt.textStartTimeoutMs },
  }
}
