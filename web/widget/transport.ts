// The four calls of a text chat, and why one did not work. Knows HTTP; knows nothing of the conversation.

import type { History, Reply, SessionReply } from "../contract.ts"
import type { Failure, FailureReason, Session } from "./state.ts"

/** What a call gave: the answer, or why there is none. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure; readonly status?: number }

/** The calls. None of them throws. */
export type Transport = {
  startSession(request: { readonly locale?: string; readonly consent?: string }): Promise<Outcome<SessionReply>>
  /** The same `turnId` again gives the same reply and has no second effect. */
  sendText(session: Session, turn: { readonly turnId: string; readonly text: string }): Promise<Outcome<Reply>>
  loadHistory(session: Session): Promise<Outcome<History>>
  /** A session the server no longer knows counts as erased. */
  erase(session: Session): Promise<Outcome<undefined>>
}

/** Where the server is and how to reach it. */
export type TransportOptions = {
  /** Base address of the API, read at each call. */
  readonly endpoint: () => string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly isOnline: () => boolean
  readonly timeoutMs: number
}

/** The longest time a server may ask to be left alone: more is a mistake. */
const LONGEST_RETRY_AFTER_MS = 3_600_000

const REASONS: Readonly<Record<number, FailureReason>> = {
  401: "expired",
  404: "expired",
  408: "timeout",
  409: "busy",
  410: "expired",
  413: "too-long",
  425: "unavailable",
  429: "rate-limited",
  502: "server",
  503: "unavailable",
  504: "timeout",
}

/**
 * Reads `Retry-After`: seconds, or an HTTP date.
 *
 * @returns milliseconds from now, at most an hour; `undefined` when the header is missing or makes no sense.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null || header.trim() === "") return undefined
  const seconds = Number(header)
  const delayMs = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1000
  return Number.isNaN(delayMs) ? undefined : Math.min(Math.max(delayMs, 0), LONGEST_RETRY_AFTER_MS)
}

async function readProblem(response: Response): Promise<{ detail?: string }> {
  try {
    const body: unknown = await response.json()
    const detail = typeof body === "object" && body !== null && "detail" in body ? body.detail : undefined
    return typeof detail === "string" ? { detail } : {}
  } catch {
    // A proxy's page instead of a problem document: the status says enough.
    return {}
  }
}

async function toFailure(response: Response): Promise<Failure> {
  const reason = REASONS[response.status] ?? (response.status >= 500 ? "server" : "refused")
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), Date.now())
  const { detail } = await readProblem(response)
  return {
    reason,
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}

/** Creates the calls. */
export function createTransport(options: TransportOptions): Transport {
  const call = async (path: string, method: string, session?: Session, body?: object): Promise<Outcome<unknown>> => {
    const init: RequestInit = {
      method,
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(options.timeoutMs),
      headers: {
        accept: "application/json",
        ...(session === undefined ? {} : { authorization: `Bearer ${session.token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    try {
      const response = await options.fetch(options.endpoint().replace(/\/$/, "") + path, init)
      if (!response.ok) return { ok: false, failure: await toFailure(response), status: response.status }
      return { ok: true, value: response.status === 204 ? undefined : await response.json() }
    } catch (error) {
      return { ok: false, failure: { reason: reasonOf(error, options.isOnline()) } }
    }
  }
  return {
    startSession: async (request) =>
      check(
        await call("/api/sessions", "POST", undefined, request),
        (value) => hasList(value, "messages") && "token" in value,
      ),
    sendText: async (session, turn) =>
      check(await call("/api/messages", "POST", session, turn), (value) => hasList(value, "messages")),
    loadHistory: async (session) =>
      check(await call("/api/history", "GET", session), (value) => hasList(value, "turns")),
    erase: async (session) => {
      const outcome = await call("/api/sessions/current", "DELETE", session)
      return outcome.ok || outcome.failure.reason === "expired" ? { ok: true, value: undefined } : outcome
    },
  }
}

function reasonOf(error: unknown, isOnline: boolean): FailureReason {
  if (error instanceof DOMException && error.name === "TimeoutError") return "timeout"
  // What came was not JSON: some other server answered.
  if (error instanceof SyntaxError) return "server"
  return isOnline ? "unreachable" : "offline"
}

function hasList(value: unknown, key: string): value is object {
  return typeof value === "object" && value !== null && Array.isArray((value as Record<string, unknown>)[key])
}

/** The server's replies are trusted to follow the contract once they have its outline. */
function check<Value>(outcome: Outcome<unknown>, hasOutline: (value: unknown) => boolean): Outcome<Value> {
  if (!outcome.ok) return outcome
  return hasOutline(outcome.value)
    ? { ok: true, value: outcome.value as Value }
    : { ok: false, failure: { reason: "server" } }
}
