// The calls of the public HTTP API as data. How they become an OpenAPI document is openapi.ts.

import { z } from "zod"
import { AUDIO_TYPES } from "./audio/spoken-audio.ts"
import * as contract from "./contract.ts"
import * as ownerContract from "./owner-contract.ts"
import type { ProblemCode } from "./problem.ts"

/** A call as the description knows it. */
export type Call = {
  readonly method: "get" | "post" | "delete"
  readonly path: string
  readonly summary: string
  readonly tag: "conversation" | "operation"
  readonly security?: "session" | "operator"
  readonly request?: SchemaName
  /** Media types of a body that isn't JSON. */
  readonly bodyTypes?: readonly string[]
  /** The schema of a body that is a form. */
  readonly form?: unknown
  readonly parameters?: readonly unknown[]
  readonly status: number
  readonly answer?: SchemaName | readonly { readonly mediaType: string; readonly schema: unknown }[]
  readonly problems: readonly ProblemCode[]
}

/** The schemas by the names they are described under. */
export const SCHEMAS = {
  SessionRequest: contract.sessionRequest,
  SessionReply: contract.sessionReply,
  MessageRequest: contract.messageRequest,
  Message: contract.message,
  Reply: contract.reply,
  LiveRequest: contract.liveRequest,
  LiveEvent: contract.liveEvent,
  HistoryTurn: contract.historyTurn,
  PhotoLink: contract.photoLink,
  History: contract.history,
  Recommendations: contract.recommendations,
  RecommendationFeedback: contract.recommendationFeedback,
  Insights: contract.insights,
  ModelsReport: ownerContract.modelsReport,
  CancellationsReport: ownerContract.cancellationsReport,
  Problem: contract.problem,
} as const

/** The name of a described schema. */
export type SchemaName = keyof typeof SCHEMAS

const BODY_PROBLEMS = ["malformed-json", "body-too-large", "unsupported-media-type", "invalid-request"] as const
const TOKEN_PROBLEMS = ["token-missing", "token-invalid", "token-expired"] as const
const OPERATOR_PROBLEMS = ["token-missing", "token-invalid", "operator-closed", "storage-unavailable"] as const
const DIALOG_PROBLEMS = [
  "bot-not-found",
  "fulfillment-failed",
  "dialog-unavailable",
  "storage-unavailable",
  "overloaded",
  "dialog-timeout",
] as const

/** Bytes, as OpenAPI 3.1 says it. */
export const BINARY = { type: "string", format: "binary" }

const CAPTION = toSchema(contract.photoRequest.shape.text, "input")
const TURN_ID = toSchema(contract.photoRequest.shape.turnId, "input")

const QUERY_OF_RECOMMENDATIONS = [
  { name: "kind", in: "query", required: true, schema: { enum: ["places", "movies"] } },
  ...describeQuery(contract.placesQuery, "places"),
  ...describeQuery(contract.moviesQuery, "movies"),
].filter(({ name }, at, all) => all.findIndex((other) => other.name === name) === at)

/** Every call of the API. */
export const CALLS: readonly Call[] = [
  {
    method: "post",
    path: "/api/sessions",
    summary: "Begins a conversation",
    tag: "conversation",
    request: "SessionRequest",
    status: 201,
    answer: "SessionReply",
    problems: [...BODY_PROBLEMS, ...DIALOG_PROBLEMS],
  },
  {
    method: "post",
    path: "/api/messages",
    summary: "Says something; the same turnId again gives the same reply and has no second effect",
    tag: "conversation",
    security: "session",
    request: "MessageRequest",
    status: 200,
    answer: "Reply",
    problems: [
      ...BODY_PROBLEMS,
      ...TOKEN_PROBLEMS,
      "session-not-found",
      "session-busy",
      "turn-in-progress",
      "turn-id-reused",
      ...DIALOG_PROBLEMS,
    ],
  },
  {
    method: "post",
    path: "/api/voice",
    summary: "Says something aloud: the reply has the transcript; the same turnId again gives the same reply",
    tag: "conversation",
    security: "session",
    parameters: [
      { name: "turnId", in: "query", schema: toSchema(contract.voiceQuery.shape.turnId, "input") },
      {
        name: "live",
        in: "query",
        description: "1 when the turn was begun over the WebSocket and not answered there",
        schema: { const: "1" },
      },
    ],
    bodyTypes: AUDIO_TYPES,
    status: 200,
    answer: "Reply",
    problems: [
      "body-too-large",
      "unsupported-media-type",
      "invalid-request",
      "audio-invalid",
      "audio-too-long",
      "speech-not-heard",
      "speech-not-understood",
      ...TOKEN_PROBLEMS,
      "session-not-found",
      "session-busy",
      "turn-in-progress",
      "turn-id-reused",
      ...DIALOG_PROBLEMS,
    ],
  },
  {
    method: "get",
    path: "/api/live",
    summary:
      "A live conversation over a WebSocket, where the host has them: text frames are LiveRequest up and LiveEvent down, binary frames 16-bit PCM at 16 kHz up and MP3 down",
    tag: "conversation",
    status: 101,
    problems: ["upgrade-required", "overloaded", "shutting-down"],
  },
  {
    method: "get",
    path: "/api/speech/{messageId}",
    summary: "A message of the conversation spoken, or the marks of its words, a JSON object a line",
    tag: "conversation",
    security: "session",
    parameters: [
      { name: "messageId", in: "path", required: true, schema: { type: "string" } },
      { name: "marks", in: "query", description: "`word` for the marks", schema: { const: "word" } },
    ],
    status: 200,
    answer: [
      { mediaType: "audio/mpeg", schema: BINARY },
      { mediaType: "application/x-json-stream", schema: { type: "string" } },
    ],
    problems: [
      ...TOKEN_PROBLEMS,
      "invalid-request",
      "message-not-found",
      "voice-not-found",
      "speech-unavailable",
      "storage-unavailable",
      "overloaded",
    ],
  },
  {
    method: "post",
    path: "/api/images",
    summary: "Shows a photo (JPEG, PNG or WebP of at most 5 MB), with or without words; idempotent like a message",
    tag: "conversation",
    security: "session",
    parameters: [
      { name: "text", in: "query", description: "What is said about a bare picture", schema: CAPTION },
      { name: "turnId", in: "query", description: "The turn of a bare picture", schema: TURN_ID },
    ],
    bodyTypes: ["image/jpeg", "image/png", "image/webp"],
    form: {
      type: "object",
      properties: { image: BINARY, text: CAPTION, turnId: TURN_ID },
      required: ["image"],
    },
    status: 200,
    answer: "Reply",
    problems: [
      "malformed-request",
      "request-timeout",
      "body-too-large",
      "image-too-large",
      "unsupported-media-type",
      "image-unreadable",
      "image-animated",
      "image-too-small",
      "invalid-request",
      ...TOKEN_PROBLEMS,
      "session-not-found",
      "session-busy",
      "turn-in-progress",
      "turn-id-reused",
      "vision-unavailable",
      ...DIALOG_PROBLEMS,
    ],
  },
  {
    method: "get",
    path: "/api/images/{turnId}",
    summary: "A link to a photo of the conversation that was kept (`KEEP_PHOTOS`), good for 15 minutes",
    tag: "conversation",
    security: "session",
    parameters: [
      { name: "turnId", in: "path", required: true, schema: { type: "string" } },
      { name: "width", in: "query", description: "160, 480 or 960 for a thumbnail", schema: { enum: [160, 480, 960] } },
    ],
    status: 200,
    answer: "PhotoLink",
    problems: [...TOKEN_PROBLEMS, "not-found", "invalid-request", "storage-unavailable"],
  },
  {
    method: "get",
    path: "/api/recommendations",
    summary: "Places to stay or films by the visitor's taste, best first, each with its reason; they count as shown",
    tag: "conversation",
    security: "session",
    parameters: QUERY_OF_RECOMMENDATIONS,
    status: 200,
    answer: "Recommendations",
    problems: [
      ...TOKEN_PROBLEMS,
      "invalid-request",
      "session-not-found",
      "nothing-to-recommend",
      "storage-unavailable",
    ],
  },
  {
    method: "post",
    path: "/api/recommendations/feedback",
    summary: "What the visitor thinks of an item: not this one, looked at, taken; the next list knows it",
    tag: "conversation",
    security: "session",
    request: "RecommendationFeedback",
    status: 204,
    problems: [
      ...BODY_PROBLEMS,
      ...TOKEN_PROBLEMS,
      "item-not-found",
      "session-not-found",
      "nothing-to-recommend",
      "storage-unavailable",
    ],
  },
  {
    method: "get",
    path: "/api/history",
    summary: "The conversation so far, oldest turn first",
    tag: "conversation",
    security: "session",
    status: 200,
    answer: "History",
    problems: [...TOKEN_PROBLEMS, "session-not-found", "storage-unavailable"],
  },
  {
    method: "delete",
    path: "/api/sessions/current",
    summary: "Erases the conversation, here and in Lex; may be repeated",
    tag: "conversation",
    security: "session",
    status: 204,
    problems: [...TOKEN_PROBLEMS, "session-busy", "dialog-unavailable", "dialog-timeout", "storage-unavailable"],
  },
  {
    method: "get",
    path: "/api/operator/insights",
    summary: "What people ask and what the bot missed",
    tag: "operation",
    security: "operator",
    parameters: [
      {
        name: "days",
        in: "query",
        description: "How many days back, today included",
        schema: toSchema(contract.operatorQuery.shape.days, "input"),
      },
    ],
    status: 200,
    answer: "Insights",
    problems: [...OPERATOR_PROBLEMS, "invalid-request"],
  },
  {
    method: "get",
    path: "/api/operator/models",
    summary: "Which recommendation models are live, and how the ones on trial do",
    tag: "operation",
    security: "operator",
    status: 200,
    answer: "ModelsReport",
    problems: [...OPERATOR_PROBLEMS, "models-out-of-reach"],
  },
  {
    method: "get",
    path: "/api/operator/cancellations",
    summary: "How likely the bookings to come are cancelled, by the predictor that is live",
    tag: "operation",
    security: "operator",
    status: 200,
    answer: "CancellationsReport",
    problems: [...OPERATOR_PROBLEMS, "models-out-of-reach"],
  },
  {
    method: "get",
    path: "/healthz",
    summary: "Whether the server lives",
    tag: "operation",
    status: 200,
    answer: [{ mediaType: "application/json", schema: statusSchema("alive") }],
    problems: [],
  },
  {
    method: "get",
    path: "/readyz",
    summary: "Whether Lex and the store answer",
    tag: "operation",
    status: 200,
    answer: [{ mediaType: "application/json", schema: statusSchema("ready") }],
    problems: ["dialog-unavailable", "dialog-timeout", "storage-unavailable", "shutting-down"],
  },
  {
    method: "get",
    path: "/metrics",
    summary: "Counts and times in Prometheus' text format",
    tag: "operation",
    status: 200,
    answer: [{ mediaType: "text/plain", schema: { type: "string" } }],
    problems: [],
  },
]

function toSchema(schema: z.ZodType, io: "input" | "output"): unknown {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io })
  return rest
}

/** The parameters of one kind of query; those of its own are told to be. */
function describeQuery({ shape }: typeof contract.placesQuery | typeof contract.moviesQuery, kind: string) {
  const common = Object.keys(contract.placesQuery.shape).filter((name) => name in contract.moviesQuery.shape)
  return Object.entries(shape)
    .filter(([name]) => name !== "kind")
    .map(([name, schema]) => {
      const { description = "", ...rest } = toSchema(schema, "input") as { readonly description?: string }
      const of = common.includes(name) ? "" : `; of ${kind} only`
      return { name, in: "query", description: `${description}${of}`, schema: rest }
    })
}

function statusSchema(status: string) {
  return { type: "object", properties: { status: { const: status } }, required: ["status"] }
}
