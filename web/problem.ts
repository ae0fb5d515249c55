// Every error an HTTP client can meet, as an RFC 9457 problem document: its type, status and words. What went wrong
// inside is core/errors.ts; nothing of it but its code reaches a client.

import { Fault, type FaultCode } from "#core/errors.ts"
import type { Problem } from "./contract.ts"

type ProblemKind = { readonly status: number; readonly title: string; readonly retryAfterSeconds?: number }

/** The kinds of problem. The key ends the type URI, `/problems/<key>`, and never changes its meaning. */
export const PROBLEMS = {
  "malformed-json": { status: 400, title: "The body is not valid JSON" },
  "malformed-request": { status: 400, title: "The request can't be read" },
  "token-missing": { status: 401, title: "A session token is needed" },
  "token-invalid": { status: 401, title: "The token was not issued here" },
  "token-expired": { status: 401, title: "The session token has expired" },
  "origin-not-allowed": { status: 403, title: "This site may not use the assistant" },
  "link-invalid": { status: 403, title: "The link was not made here" },
  "link-expired": { status: 403, title: "The link has expired" },
  "operator-closed": { status: 403, title: "No operator token is configured" },
  "not-found": { status: 404, title: "There is nothing here" },
  "session-not-found": { status: 404, title: "The conversation doesn't exist any more" },
  "message-not-found": { status: 404, title: "The conversation has no such message to speak" },
  "item-not-found": { status: 404, title: "There is no such item to recommend" },
  "method-not-allowed": { status: 405, title: "The method is not allowed here" },
  "request-timeout": { status: 408, title: "The request didn't arrive in time" },
  "session-busy": { status: 409, title: "Another turn of this conversation is under way", retryAfterSeconds: 1 },
  "turn-in-progress": { status: 409, title: "This turn is still under way", retryAfterSeconds: 2 },
  "body-too-large": { status: 413, title: "The body is too large" },
  "image-too-large": { status: 413, title: "The picture has too many pixels" },
  "unsupported-media-type": { status: 415, title: "The media type is not supported" },
  "invalid-request": { status: 422, title: "The request doesn't have the form it should" },
  "audio-invalid": { status: 422, title: "The audio can't be read" },
  "audio-too-long": { status: 422, title: "The audio is too long" },
  "speech-not-heard": { status: 422, title: "Nobody speaks in the audio" },
  "speech-not-understood": { status: 422, title: "What was said wasn't understood" },
  "turn-id-reused": { status: 422, title: "The turnId belongs to another turn" },
  "image-unreadable": { status: 422, title: "The picture can't be read" },
  "image-animated": { status: 422, title: "The picture moves" },
  "image-too-small": { status: 422, title: "The picture is too small" },
  "upgrade-required": { status: 426, title: "This address is for WebSockets" },
  "rate-limited": { status: 429, title: "Too many requests", retryAfterSeconds: 1 },
  internal: { status: 500, title: "Something went wrong on our side" },
  "voice-not-found": { status: 501, title: "No voice speaks the language of the conversation" },
  "nothing-to-recommend": { status: 501, title: "Nothing can be recommended here" },
  "models-out-of-reach": { status: 501, title: "No models can be reached from this host" },
  "fulfillment-failed": { status: 502, title: "The assistant couldn't do what was asked", retryAfterSeconds: 2 },
  "bot-not-found": { status: 502, title: "The assistant is not set up" },
  "not-set-up": { status: 503, title: "The assistant is not set up; the server's log says what is missing" },
  "dialog-unavailable": { status: 503, title: "The assistant can't be reached", retryAfterSeconds: 3 },
  "speech-unavailable": { status: 503, title: "The voice can't be reached", retryAfterSeconds: 3 },
  "vision-unavailable": { status: 503, title: "Pictures can't be looked at", retryAfterSeconds: 3 },
  "storage-unavailable": { status: 503, title: "The conversation can't be stored", retryAfterSeconds: 3 },
  overloaded: { status: 503, title: "The assistant is busy", retryAfterSeconds: 2 },
  "shutting-down": { status: 503, title: "The server is shutting down", retryAfterSeconds: 5 },
  "dialog-timeout": { status: 504, title: "The assistant took too long", retryAfterSeconds: 2 },
} as const satisfies Record<string, ProblemKind>

/** The name of a kind of problem. */
export type ProblemCode = keyof typeof PROBLEMS

/** What a problem may say beyond its kind. */
export type ProblemOptions = {
  /** About this occurrence, for the client's developer. Never guest text, never an inner error's words. */
  readonly detail?: string
  readonly errors?: Problem["errors"]
  /** When it is worth trying again; the kind has a default of its own. */
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** Thrown by a route to answer with a problem. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem"
  readonly code: ProblemCode
  readonly options: ProblemOptions

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(code, { cause: options.cause })
    this.code = code
    this.options = options
  }
}

/** Where the kinds of problem are described; also what each type URI begins with. */
export const PROBLEM_PATH = "/problems/"

const PROBLEM_OF_FAULT = {
  "storage-unavailable": "storage-unavailable",
  "dialog-unavailable": "dialog-unavailable",
  "dialog-timeout": "dialog-timeout",
  "vision-unavailable": "vision-unavailable",
  "image-unreadable": "image-unreadable",
  "bot-not-found": "bot-not-found",
  "fulfillment-failed": "fulfillment-failed",
  "speech-unavailable": "speech-unavailable",
  "voice-not-found": "voice-not-found",
  "session-busy": "session-busy",
  overloaded: "overloaded",
  "setting-invalid": "not-set-up",
  "data-invalid": "internal",
} as const satisfies Record<FaultCode, ProblemCode>

/** Turns whatever was thrown into a problem: faults keep their kind, anything unknown is `internal`. */
export function toHttpProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof Fault) return new HttpProblem(PROBLEM_OF_FAULT[error.code], { cause: error })
  return new HttpProblem("internal", { cause: error })
}

/** A problem as the document clients are given. */
export function toProblemDocument(problem: HttpProblem): Problem {
  const kind: ProblemKind = PROBLEMS[problem.code]
  return {
    type: `${PROBLEM_PATH}${problem.code}`,
    title: kind.title,
    status: kind.status,
    ...(problem.options.detail === undefined ? {} : { detail: problem.options.detail }),
    ...(problem.options.errors === undefined ? {} : { errors: [...problem.options.errors] }),
  }
}

/** Writes a problem as a response, with `Retry-After` where trying again may help and `WWW-Authenticate` on 401. */
export function problemResponse(problem: HttpProblem, headers: Readonly<Record<string, string>> = {}): Response {
  const kind: ProblemKind = PROBLEMS[problem.code]
  const retryAfterSeconds = problem.options.retryAfterSeconds ?? kind.retryAfterSeconds
  return new Response(JSON.stringify(toProblemDocument(problem)), {
    status: kind.status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
      ...(kind.status === 401 ? { "WWW-Authenticate": challenge(problem.code) } : {}),
      ...headers,
    },
  })
}

/** RFC 6750: no error code when no token came at all. */
function challenge(code: ProblemCode): string {
  return code === "token-missing" ? "Bearer" : `Bearer error="invalid_token", error_description="${code}"`
}
