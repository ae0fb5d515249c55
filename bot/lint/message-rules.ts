// Rules about what the bot says: lengths, cards, variations, prompts and their attempts, placeholders, SSML.

import { PROMPT_ATTEMPTS } from "#bot/archive/read-messages.ts"
import type { BotLocale, ImageResponseCard, Intent, Message, PromptAttemptSpecification } from "#bot/definition.ts"
import type { IntentView } from "./bot-view.ts"
import type { PromptView } from "./flow-view.ts"
import { QUOTAS } from "./lex-facts.ts"
import type { Located } from "./located.ts"
import { checkCount, checkLength, checkRange, type Problem, problem, type Rule } from "./rule.ts"
import { placeholders } from "./text-tools.ts"

const CONTENT_FIELDS = {
  PlainText: "plainTextMessage.value",
  SSML: "ssmlMessage.value",
  CustomPayload: "customPayload.value",
  ImageResponseCard: "imageResponseCard",
} as const satisfies Record<Message["contentType"], string>

const responseForm: Rule = {
  name: "response-form",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.responses.flatMap((response) => {
        const groups = response.value.messageGroups
        if (groups.length === 0) return [problem(response, "messageGroupsList", "has no message", "Add one.")]
        return [
          ...checkCount(response, "messageGroupsList", groups.length, QUOTAS.messageGroups, "message groups"),
          ...groups.flatMap((group, i) =>
            checkCount(
              response,
              `messageGroupsList[${i}].variations`,
              group.length - 1,
              QUOTAS.variations,
              "variations",
            ),
          ),
        ]
      }),
    ),
}

const messageForm: Rule = {
  name: "message-form",
  severity: "refused",
  check: (view) => view.intents.flatMap((intent) => intent.flow.messages.flatMap(checkMessage)),
}

function checkMessage(message: Located<Message>): Problem[] {
  if (message.value.contentType === "ImageResponseCard") return checkCard(message, message.value.imageResponseCard)
  const field = CONTENT_FIELDS[message.value.contentType]
  return checkLength(message, field, message.value.content, QUOTAS.messageLengthAtMost)
}

function checkCard(message: Located<Message>, card: ImageResponseCard): Problem[] {
  const buttons = card.buttons ?? []
  return [
    ...checkLength(message, "imageResponseCard.title", card.title, QUOTAS.cardTextLength),
    ...checkLength(message, "imageResponseCard.subtitle", card.subtitle, QUOTAS.cardTextLength),
    ...checkLength(message, "imageResponseCard.imageUrl", card.imageUrl, QUOTAS.cardTextLength),
    ...checkCount(message, "imageResponseCard.buttons", buttons.length, QUOTAS.buttons, "buttons"),
    ...buttons.flatMap((button, i) => [
      ...checkLength(message, `imageResponseCard.buttons[${i}].text`, button.text, QUOTAS.buttonLength),
      ...checkLength(message, `imageResponseCard.buttons[${i}].value`, button.value, QUOTAS.buttonLength),
    ]),
  ]
}

const longMessage: Rule = {
  name: "long-message",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.messages.flatMap((message) => {
        if (message.value.contentType === "ImageResponseCard") return []
        const { length } = message.value.content
        if (length <= QUOTAS.messageLength || length > QUOTAS.messageLengthAtMost) return []
        const text = `has ${length} characters; the API takes ${QUOTAS.messageLength}`
        return [problem(message, CONTENT_FIELDS[message.value.contentType], text, "Split it into two message groups.")]
      }),
    ),
}

const ssmlForm: Rule = {
  name: "ssml-form",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.messages.flatMap((message) => {
        const flaw = message.value.contentType === "SSML" ? findSsmlFlaw(message.value.content) : undefined
        return flaw ? [problem(message, "ssmlMessage.value", flaw, "Mend the tags, or speech fails.")] : []
      }),
    ),
}

function findSsmlFlaw(ssml: string): string | undefined {
  const text = ssml.trim()
  if (!text.startsWith("<speak") || !text.endsWith("</speak>")) return "is not inside <speak> … </speak>"
  const open: string[] = []
  for (const [tag, slash, name = "", attributes = ""] of text.matchAll(/<(\/?)([A-Za-z][\w:-]*)([^<>]*)>/g)) {
    if (attributes.endsWith("/")) continue
    if (slash === "") open.push(name)
    else if (open.pop() !== name) return `${tag} closes nothing`
  }
  return open.length === 0 ? undefined : `<${open.at(-1)}> is never closed`
}

const promptRetries: Rule = {
  name: "prompt-retries",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.prompts.flatMap((prompt) =>
        checkRange(prompt, "maxRetries", prompt.value.maxRetries, { min: 0, max: 5 }),
      ),
    ),
}

const attemptValues: Rule = {
  name: "attempt-values",
  severity: "refused",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.prompts.flatMap((prompt) =>
        Object.entries(prompt.value.attempts).flatMap(([name, attempt]) => checkAttempt(prompt, name, attempt)),
      ),
    ),
}

function checkAttempt(prompt: PromptView, name: string, attempt: PromptAttemptSpecification): Problem[] {
  const base = `promptAttemptsSpecification.${name}`
  const listening = `${base}.audioAndDTMFInputSpecification`
  const atLeastOne = { min: 1, max: Number.POSITIVE_INFINITY }
  const { audio, dtmf } = attempt
  const characters = [dtmf?.deletionCharacter, dtmf?.endCharacter].filter((character) => character !== undefined)
  return [
    ...checkRange(prompt, `${listening}.startTimeoutMs`, audio?.startTimeoutMs, atLeastOne),
    ...checkRange(prompt, `${listening}.audioSpecification.maxLengthMs`, audio?.maxLengthMs, atLeastOne),
    ...checkRange(prompt, `${listening}.audioSpecification.endTimeoutMs`, audio?.endTimeoutMs, atLeastOne),
    ...checkRange(prompt, `${listening}.dtmfSpecification.maxLength`, dtmf?.maxLength, { min: 1, max: 1024 }),
    ...checkRange(prompt, `${listening}.dtmfSpecification.endTimeoutMs`, dtmf?.endTimeoutMs, atLeastOne),
    ...checkRange(prompt, `${base}.textInputSpecification.startTimeoutMs`, attempt.textStartTimeoutMs, atLeastOne),
    ...characters
      .filter((character) => !/^[A-D0-9#*]$/.test(character))
      .map((character) => problem(prompt, listening, `"${character}" is no key of a phone`, "Use 0–9, A–D, # or *.")),
    ...(characters.length === 2 && characters[0] === characters[1]
      ? [problem(prompt, listening, `${characters[0]} deletes and ends the input`, "Use two different keys.")]
      : []),
  ]
}

const attemptsFitRetries: Rule = {
  name: "attempts-fit-retries",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.prompts.flatMap((prompt) => {
        const used = PROMPT_ATTEMPTS.slice(0, prompt.value.maxRetries + 1)
        return Object.keys(prompt.value.attempts)
          .filter((name) => !used.some((attempt) => attempt === name))
          .map((name) =>
            problem(
              prompt,
              `promptAttemptsSpecification.${name}`,
              `with ${prompt.value.maxRetries} retries there is no ${name}`,
              "Remove it, or raise maxRetries.",
            ),
          )
      }),
    ),
}

const promptVariation: Rule = {
  name: "prompt-without-variation",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.prompts
        .filter(({ value }) => value.maxRetries > 0 && value.messageGroups.length > 0)
        .filter(({ value }) => value.messageGroups.every((group) => group.length === 1))
        .map((prompt) =>
          problem(
            prompt,
            "messageGroupsList",
            "a visitor who wasn't understood hears the same words again",
            "Add a variation that helps, and set the strategy to Ordered.",
          ),
        ),
    ),
}

/** Names that a placeholder may have in an intent: its slots, their parts, and slots of other intents. */
function isKnownPlaceholder(name: string, intent: Intent, locale: BotLocale): boolean {
  const [head = "", tail] = name.toLowerCase().split(".")
  const slotOf = (owner: Intent | undefined, slotName: string) =>
    owner?.slots.find((slot) => slot.name.toLowerCase() === slotName)
  if (tail === undefined) return slotOf(intent, head) !== undefined
  const parts = slotOf(intent, head)?.subSlots?.specifications ?? []
  if (parts.some((part) => part.name.toLowerCase() === tail)) return true
  return (
    slotOf(
      locale.intents.find((other) => other.name.toLowerCase() === head),
      tail,
    ) !== undefined
  )
}

function textsOf(message: Message): readonly { readonly text: string; readonly field: string }[] {
  if (message.contentType !== "ImageResponseCard") {
    return [{ text: message.content, field: CONTENT_FIELDS[message.contentType] }]
  }
  const { title, subtitle, buttons = [] } = message.imageResponseCard
  return [
    { text: title, field: "imageResponseCard.title" },
    { text: subtitle ?? "", field: "imageResponseCard.subtitle" },
    ...buttons.flatMap((button, i) => [
      { text: button.text, field: `imageResponseCard.buttons[${i}].text` },
      { text: button.value, field: `imageResponseCard.buttons[${i}].value` },
    ]),
  ]
}

const unknownPlaceholder: Rule = {
  name: "unknown-placeholder",
  severity: "risky",
  check: (view) => view.intents.flatMap(findUnknownPlaceholders),
}

function findUnknownPlaceholders(intent: IntentView): Problem[] {
  // JSON in custom payloads is full of braces that mean no slot.
  const spoken = intent.flow.messages.filter((message) => message.value.contentType !== "CustomPayload")
  return spoken.flatMap((message) =>
    textsOf(message.value).flatMap(({ text, field }) =>
      placeholders(text)
        .filter((name) => /^[\w.-]+$/.test(name) && !isKnownPlaceholder(name, intent.value, intent.locale))
        .map((name) =>
          problem(
            message,
            field,
            `{${name}} is no slot of ${intent.value.name} and is said as written`,
            "Use a slot's name.",
          ),
        ),
    ),
  )
}

const asksWithItself: Rule = {
  name: "prompt-needs-its-answer",
  severity: "risky",
  check: (view) =>
    view.intents.flatMap((intent) =>
      intent.flow.prompts.flatMap((prompt) => {
        const name = prompt.slot?.name
        if (name === undefined || prompt.slot?.subSlots) return []
        return prompt.value.messageGroups.flatMap((group, i) => {
          const isUsable = group.some((message) =>
            textsOf(message).every(({ text }) => !placeholders(text).includes(name)),
          )
          if (isUsable) return []
          const message = `asks for ${name} with {${name}} in it, so there is nothing to say while it is empty`
          return [problem(prompt, `messageGroupsList[${i}]`, message, "Add a variation without it.")]
        })
      }),
    ),
}

/** The rules of this file. */
export const MESSAGE_RULES: readonly Rule[] = [
  responseForm,
  messageForm,
  longMessage,
  ssmlForm,
  promptRetries,
  attemptValues,
  attemptsFitRetries,
  promptVariation,
  unknownPlaceholder,
  asksWithItself,
]
