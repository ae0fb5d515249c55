// Which sites may call the API from a browser, and what the browser is told about it (CORS). The session token, not the
// origin, says who a caller is.

import type { MiddlewareHandler } from "hono"
import type { Log } from "#core/log.ts"
import { HttpProblem } from "./problem.ts"

/** Given to a caller whose token is due for renewal. */
export const RENEWED_TOKEN_HEADER = "Concierge-Token"

/** When the renewed token expires, ISO 8601. */
export const RENEWED_EXPIRY_HEADER = "Concierge-Token-Expires"

const ALLOWED_HEADERS = "Authorization, Content-Type, Accept"
const ALLOWED_METHODS = "GET, POST, DELETE"
const EXPOSED_HEADERS = ["Retry-After", RENEWED_TOKEN_HEADER, RENEWED_EXPIRY_HEADER].join(", ")
const PREFLIGHT_SECONDS = "7200"

/** So many refused origins are told of, each once: an owner's forgotten site is soon seen, and nobody fills the log. */
const MOST_TOLD = 20

/**
 * Lets same-origin calls, calls from the listed origins and calls without an origin (not from a browser) through.
 * Others are refused before anything is done for them.
 *
 * @param allowed Origins as browsers send them; `*` allows every one.
 */
export function originPolicy(allowed: readonly string[], log: Log): MiddlewareHandler {
  const origins = new Set(allowed)
  const told = new Set<string>()
  const tell = (origin: string): void => {
    if (told.has(origin) || told.size >= MOST_TOLD) return
    told.add(origin)
    const hint = "If that site may embed the assistant, add it to ALLOWED_ORIGINS."
    log.warn("origin-refused", { origin: origin.slice(0, 200), hint })
  }
  return async (c, next) => {
    const origin = c.req.header("Origin")
    if (origin === undefined) return await next()
    if (
      !origins.has("*") &&
      !origins.has(origin) &&
      !isSameHost(origin, c.req.header("Host") ?? new URL(c.req.url).host)
    ) {
      tell(origin)
      throw new HttpProblem("origin-not-allowed", { detail: "The origin is not in ALLOWED_ORIGINS." })
    }

    c.header("Access-Control-Allow-Origin", origins.has("*") ? "*" : origin)
    c.header("Vary", "Origin", { append: true })
    if (c.req.method === "OPTIONS" && c.req.header("Access-Control-Request-Method") !== undefined) {
      c.header("Access-Control-Allow-Methods", ALLOWED_METHODS)
      c.header("Access-Control-Allow-Headers", ALLOWED_HEADERS)
      c.header("Access-Control-Max-Age", PREFLIGHT_SECONDS)
      return c.body(null, 204)
    }
    c.header("Access-Control-Expose-Headers", EXPOSED_HEADERS)
    return await next()
  }
}

/** Compares hosts alone: behind a proxy that ends TLS, the scheme seen here isn't the browser's. */
function isSameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}
