// The event of a code hook as the guide documents it, as a JSON schema: members, when they are there, and what they hold.
// https://docs.aws.amazon.com/lexv2/latest/dg/lambda-input-format.html

import { Ajv2020 } from "ajv/dist/2020.js"

const text = { type: "string" }
const attributes = { type: "object", additionalProperties: text }

function closed(properties: Record<string, unknown>, required = Object.keys(properties)): object {
  return { type: "object", properties, required, additionalProperties: false }
}

const value = closed({
  originalValue: text,
  interpretedValue: { type: ["string", "null"] },
  resolvedValues: { type: "array", items: text, maxItems: 50 },
})

const slot = {
  type: ["object", "null"],
  properties: {
    shape: { enum: ["Scalar", "List", "Composite"] },
    value,
    values: { type: "array", items: { $ref: "#/$defs/slot" } },
    subSlots: { $ref: "#/$defs/slots" },
  },
  required: ["shape"],
  additionalProperties: false,
  anyOf: [
    { type: "null" },
    { properties: { shape: { const: "Scalar" } }, required: ["value"] },
    { properties: { shape: { const: "List" } }, required: ["value", "values"] },
    { properties: { shape: { const: "Composite" } }, required: ["subSlots"] },
  ],
}

const intent = closed({
  name: text,
  slots: { $ref: "#/$defs/slots" },
  state: {
    enum: ["Failed", "Fulfilled", "InProgress", "ReadyForFulfillment", "Waiting", "FulfillmentInProgress"],
  },
  confirmationState: { enum: ["Confirmed", "Denied", "None"] },
})

const ATTEMPTS = ["Initial", "Retry1", "Retry2", "Retry3", "Retry4", "Retry5"]

const dialogAction = closed(
  {
    type: { const: "ElicitSlot" },
    slotToElicit: text,
  },
  ["type", "slotToElicit"],
)

const context = closed({
  name: text,
  timeToLive: closed({
    timeToLiveInSeconds: { type: "integer", minimum: 0, maximum: 86_400 },
    turnsToLive: { type: "integer", minimum: 0, maximum: 20 },
  }),
  contextAttributes: attributes,
})

const EVENT = {
  $defs: { slot, slots: { type: "object", additionalProperties: { $ref: "#/$defs/slot" } } },
  ...closed(
    {
      messageVersion: { const: "1.0" },
      invocationSource: { enum: ["DialogCodeHook", "FulfillmentCodeHook"] },
      inputMode: { enum: ["Text", "Speech", "DTMF"] },
      responseContentType: text,
      sessionId: { type: "string", pattern: "^[0-9a-zA-Z._:-]{2,100}$" },
      inputTranscript: text,
      rawInputTranscript: text,
      invocationLabel: text,
      bot: closed({
        id: { type: "string", pattern: "^[0-9a-zA-Z]{10}$" },
        name: text,
        localeId: text,
        version: { type: "string", pattern: "^(DRAFT|[0-9]+)$" },
        aliasId: text,
        aliasName: text,
      }),
      interpretations: {
        type: "array",
        minItems: 1,
        maxItems: 5,
        items: closed(
          {
            intent,
            nluConfidence: { type: "number", minimum: 0, maximum: 1 },
            interpretationSource: { enum: ["Lex", "Bedrock"] },
          },
          ["intent", "interpretationSource"],
        ),
      },
      proposedNextState: closed({ dialogAction, intent, prompt: closed({ attempt: { enum: ATTEMPTS } }) }),
      requestAttributes: { anyOf: [attributes, { type: "null" }] },
      sessionState: closed(
        {
          sessionAttributes: attributes,
          activeContexts: { type: "array", items: context },
          intent,
          originatingRequestId: text,
          runtimeHints: { type: "object" },
        },
        ["sessionAttributes", "activeContexts", "intent", "originatingRequestId"],
      ),
      transcriptions: {
        type: "array",
        minItems: 1,
        maxItems: 3,
        items: closed(
          {
            transcription: text,
            rawTranscription: text,
            transcriptionConfidence: { type: "number", minimum: 0, maximum: 1 },
            resolvedContext: closed({ intent: text }),
            resolvedSlots: { type: "object" },
          },
          ["transcription", "transcriptionConfidence"],
        ),
      },
    },
    [
      "messageVersion",
      "invocationSource",
      "inputMode",
      "responseContentType",
      "sessionId",
      "inputTranscript",
      "bot",
      "interpretations",
      "sessionState",
    ],
  ),
  // The prediction is of dialog code hooks only.
  anyOf: [
    { properties: { invocationSource: { const: "DialogCodeHook" } } },
    { not: { required: ["proposedNextState"] } },
  ],
}

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(EVENT)

/** What an event breaks of the documented format; empty is good. */
export function findEventProblems(event: unknown): string[] {
  if (validate(event)) return []
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
