// Reads what a client sends to the Lex runtime: the shapes and limits of the service model, with Lex's own wording of
// what is wrong. Whether an intent or slot exists is known to bot/dialog only.

import { gunzipSync } from "node:zlib"
import type { Message } from "#bot/definition.ts"
import type { SessionOverride } from "#bot/dialog/exchange.ts"
import { readSlot } from "#bot/dialog/shape-reader.ts"
import type { Attributes } from "#bot/session.ts"
import { AwsError, validationError } from "#local/http/aws-error.ts"
import { parseBoundedJson } from "#local/http/bounded-json.ts"
import {
  anything,
  type Constraint,
  checkInput,
  lazily,
  list,
  map,
  number,
  structure,
  text,
} from "#local/http/constraints.ts"
import type { SessionKey } from "./session-store.ts"

const nonEmpty = text({ min: 1 })
const shortText = text({ min: 1, max: 1024 })
const hintName = text({ min: 1, max: 100, pattern: /^([0-9a-zA-Z][_-]?)+$/ })
const attributes = map(nonEmpty, text())

const slots: Constraint = map(
  nonEmpty,
  lazily(() => slot),
)

const slot = structure({
  value: structure(
    { originalValue: nonEmpty, interpretedValue: nonEmpty, resolvedValues: list(nonEmpty) },
    { required: ["interpretedValue"] },
  ),
  shape: text({ oneOf: ["Scalar", "List", "Composite"] }),
  values: list(lazily(() => slot)),
  subSlots: slots,
})

const subSlotToElicit: Constraint = structure(
  { name: nonEmpty, subSlotToElicit: lazily(() => subSlotToElicit) },
  { required: ["name"] },
)

const slotHints: Constraint = map(
  hintName,
  structure({
    runtimeHintValues: list(structure({ phrase: text({ min: 1, max: 140 }) }, { required: ["phrase"] }), {
      min: 1,
      max: 100,
    }),
    subSlotHints: lazily(() => slotHints),
  }),
)

const sessionState = structure({
  dialogAction: structure(
    {
      type: text({ oneOf: ["Close", "ConfirmIntent", "Delegate", "ElicitIntent", "ElicitSlot", "None"] }),
      slotToElicit: nonEmpty,
      slotElicitationStyle: text({ oneOf: ["Default", "SpellByLetter", "SpellByWord"] }),
      subSlotToElicit,
    },
    { required: ["type"] },
  ),
  intent: structure(
    {
      name: nonEmpty,
      slots,
      state: text({
        oneOf: ["Failed", "Fulfilled", "InProgress", "ReadyForFulfillment", "Waiting", "FulfillmentInProgress"],
      }),
      confirmationState: text({ oneOf: ["Confirmed", "Denied", "None"] }),
    },
    { required: ["name"] },
  ),
  activeContexts: list(
    structure(
      {
        name: text({ min: 1, max: 100, pattern: /^([A-Za-z0-9]_?)+$/ }),
        timeToLive: structure(
          {
            timeToLiveInSeconds: number({ min: 5, max: 86_400, integer: true }),
            turnsToLive: number({ min: 1, max: 20, integer: true }),
          },
          { required: ["timeToLiveInSeconds", "turnsToLive"] },
        ),
        contextAttributes: map(text({ min: 1, max: 100 }), shortText, { max: 10 }),
      },
      { required: ["name", "timeToLive", "contextAttributes"] },
    ),
    { max: 20 },
  ),
  sessionAttributes: attributes,
  originatingRequestId: nonEmpty,
  runtimeHints: structure({ slotHints: map(hintName, slotHints) }),
})

const message = structure(
  {
    content: shortText,
    contentType: text({ oneOf: ["CustomPayload", "ImageResponseCard", "PlainText", "SSML"] }),
    imageResponseCard: structure(
      {
        title: text({ min: 1, max: 250 }),
        subtitle: text({ min: 1, max: 250 }),
        imageUrl: text({ min: 1, max: 250 }),
        buttons: list(
          structure(
            { text: text({ min: 1, max: 50 }), value: text({ min: 1, max: 50 }) },
            { required: ["text", "value"] },
          ),
          { max: 5 },
        ),
      },
      { required: ["title"] },
    ),
  },
  { required: ["contentType"] },
)

const messages = list(message, { max: 10 })

const address = {
  botId: anything,
  botAliasId: text({ min: 1 }),
  localeId: text({ min: 1 }),
  sessionId: text({ min: 2, max: 100, pattern: /^[0-9a-zA-Z._:-]+$/ }),
}

const eventId = text({ min: 2, max: 100, pattern: /^[0-9a-zA-Z._:-]+$/ })
const eventMembers = { eventId, clientTimestampMillis: number() }

/** The shapes of what clients send, by operation or event. */
const INPUTS = {
  RecognizeText: structure(
    { ...address, text: shortText, sessionState, requestAttributes: attributes },
    { required: ["text"] },
  ),
  RecognizeUtterance: structure(
    {
      ...address,
      requestContentType: nonEmpty,
      responseContentType: text(),
      sessionState,
      requestAttributes: attributes,
    },
    { required: ["requestContentType"] },
  ),
  PutSession: structure(
    { ...address, sessionState, messages, requestAttributes: attributes, responseContentType: text() },
    { required: ["sessionState"] },
  ),
  GetSession: structure(address),
  DeleteSession: structure(address),
  StartConversation: structure({ ...address, conversationMode: text({ oneOf: ["AUDIO", "TEXT"] }) }),
  ConfigurationEvent: structure(
    {
      ...eventMembers,
      responseContentType: nonEmpty,
      requestAttributes: attributes,
      sessionState,
      welcomeMessages: messages,
    },
    { required: ["responseContentType"] },
  ),
  TextInputEvent: structure({ ...eventMembers, text: shortText }, { required: ["text"] }),
  DTMFInputEvent: structure(
    { ...eventMembers, inputCharacter: text({ min: 1, max: 1, pattern: /^[A-D0-9#*]{1}$/ }) },
    { required: ["inputCharacter"] },
  ),
  AudioInputEvent: structure(
    { ...eventMembers, audioChunk: text(), contentType: nonEmpty },
    { required: ["contentType"] },
  ),
  PlaybackCompletionEvent: structure(eventMembers),
  DisconnectionEvent: structure(eventMembers),
} as const satisfies Record<string, Constraint>

/** An operation of the runtime, or an event of its stream, that has an input. */
export type RuntimeInputName = keyof typeof INPUTS

/**
 * Checks an input against the service model.
 *
 * @throws {AwsError} `ValidationException` with everything that is wrong; `SerializationException` for a wrong type.
 */
export function checkRuntimeInput(name: RuntimeInputName, input: unknown): void {
  checkInput(INPUTS[name], input)
}

/** The session state of a checked input; what is `null` in it is absent. */
export function readSessionOverride(value: unknown): SessionOverride | undefined {
  if (value === null || value === undefined) return undefined
  const state = withoutNulls(value) as SessionOverride & {
    readonly intent?: { readonly slots?: Readonly<Record<string, unknown>> }
  }
  // In a map of slots null is not nothing: it empties the slot. Of a value, clients may send the interpreted one alone.
  const slots = (value as { readonly intent?: { readonly slots?: Readonly<Record<string, unknown>> } }).intent?.slots
  if (state.intent === undefined || slots === undefined || slots === null) return state
  const kept = Object.entries(slots).map(([name, slot]) => [name, readSlot(slot, name)])
  return { ...state, intent: { ...state.intent, slots: Object.fromEntries(kept) } }
}

/** The attributes of a checked input. */
export function readAttributes(value: unknown): Attributes | undefined {
  return value === null || value === undefined ? undefined : (withoutNulls(value) as Attributes)
}

/**
 * The messages of a checked input.
 *
 * @throws {AwsError} `ValidationException` when a message lacks what its type says it holds.
 */
export function readMessages(value: unknown): readonly Message[] | undefined {
  if (value === null || value === undefined) return undefined
  const list = withoutNulls(value) as readonly (Message & { readonly content?: string })[]
  list.forEach((item, i) => {
    const isCard = item.contentType === "ImageResponseCard"
    const member = isCard ? "imageResponseCard" : "content"
    if (item[member as keyof typeof item] === undefined) {
      throw validationError(
        `1 validation error detected: Value at 'messages.${i + 1}.member.${member}' failed to satisfy constraint: Member must not be null`,
      )
    }
  })
  return list
}

/**
 * Reads a header that holds JSON, gzipped and in base64, as RecognizeUtterance takes its state.
 *
 * @throws {AwsError} `ValidationException` when it holds anything else.
 */
export function decodeHeader(name: string, value: string | undefined): unknown {
  if (value === undefined || value === "") return undefined
  try {
    const json = gunzipSync(Buffer.from(value, "base64"), { maxOutputLength: MAX_HEADER_JSON_BYTES }).toString("utf8")
    return parseBoundedJson(json)
  } catch (cause) {
    throw validationError(
      `The value of the header ${name} must be JSON, compressed with gzip and encoded in base64.`,
      cause,
    )
  }
}

/** Lex's limit on the two headers together. https://docs.aws.amazon.com/lexv2/latest/APIReference/API_runtime_RecognizeUtterance.html */
const MAX_HEADERS_BYTES = 12 * 1024

/**
 * Checks that the headers of RecognizeUtterance which hold JSON are not too long together.
 *
 * @throws {AwsError} `ValidationException`.
 */
export function checkHeaderSize(...headers: readonly (string | undefined)[]): void {
  const bytes = headers.reduce((sum, header) => sum + (header?.length ?? 0), 0)
  if (bytes > MAX_HEADERS_BYTES) {
    throw validationError(
      `The session state and the request attributes have ${bytes} bytes together, at most ${MAX_HEADERS_BYTES} may be.`,
    )
  }
}

/** What is in them unpacked may be more; the rest is air, not a bomb. */
const MAX_HEADER_JSON_BYTES = 256 * 1024

/**
 * Checks the parts of a path, the bot's included when it is neither the id nor the name of a bot that is served.
 *
 * @param isKnownBot A bot may also be called by its name, which needn't look like an id.
 */
export function checkAddress(name: RuntimeInputName, key: SessionKey, input: object, isKnownBot: boolean): void {
  const botId = text({ min: 10, max: 10, pattern: /^[0-9a-zA-Z]+$/ })
  checkInput(
    (value, place, problems) => {
      if (!isKnownBot) botId(key.botId, "botId", problems)
      INPUTS[name](value, place, problems)
    },
    { ...input, ...key },
  )
}

/** The error for a bot, alias, locale or session that isn't there. */
export function notFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", 404, message)
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== "object" || value === null) return value
  const kept = Object.entries(value).filter(([, member]) => member !== null && member !== undefined)
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutNulls(member)]))
}
