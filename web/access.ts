// Who may do what: session tokens on conversation routes, the operator's token on operator routes, and how often anyone
// may ask. Which sites may ask at all is web/origins.ts.

import type { Context, MiddlewareHandler } from "hono"
import { formatInstant } from "#core/time.ts"
import { RENEWED_EXPIRY_HEADER, RENEWED_TOKEN_HEADER } from "./origins.ts"
import { HttpProblem } from "./problem.ts"
import { addressKey, type RateLimit } from "./rate-limit.ts"
import type { Services } from "./services.ts"
import type { VerifiedToken } from "./session-token.ts"

/** What middleware hands to routes. */
export type WebEnvironment = { Variables: { session: VerifiedToken } }

function take(limit: RateLimit, key: string, whose: string): void {
  const retryAfterSeconds = limit.take(key)
  if (retryAfterSeconds > 0)
    throw new HttpProblem("rate-limited", { retryAfterSeconds, detail: `Limit of one ${whose}.` })
}

/** Counts a request against the visitor's network address. */
export function limitAddress(services: Services): MiddlewareHandler {
  return async (c, next) => {
    take(services.addressLimit, addressKey(findAddress(services, c)), "network address")
    await next()
  }
}

/**
 * The visitor's address: of whoever is connected, or what the trusted proxies in front say. Each proxy appends the
 * address it saw to `X-Forwarded-For`, so the visitor's is so many from the end; what stands before it was made up.
 */
function findAddress(services: Services, c: Context): string {
  const { trustedProxies } = services.config
  const forwarded = trustedProxies === 0 ? undefined : c.req.header("X-Forwarded-For")
  const address = forwarded?.split(",").at(-trustedProxies)?.trim()
  return address || services.findPeerAddress(c) || "unknown"
}

/**
 * Lets a request through that carries a good session token, counts it against the session, and gives a new token when
 * half of this one's life is over.
 *
 * @param limit Counts the session's requests; the limit of all routes unless a route has its own.
 */
export function requireSession(
  services: Services,
  limit: RateLimit = services.sessionLimit,
): MiddlewareHandler<WebEnvironment> {
  return async (c, next) => {
    const token = bearerToken(c)
    if (token === undefined) throw new HttpProblem("token-missing", { detail: "Send Authorization: Bearer <token>." })
    const session = await services.tokens.verify(token)
    if (typeof session === "string") throw new HttpProblem(session)
    take(limit, session.sessionId, "conversation")
    c.set("session", session)
    await next()
    if (!services.tokens.isDueForRenewal(session) || !c.res.ok || c.req.method === "DELETE") return
    const renewed = await services.tokens.issue(session.sessionId)
    c.header(RENEWED_TOKEN_HEADER, renewed.token)
    c.header(RENEWED_EXPIRY_HEADER, formatInstant(renewed.expiresAt))
  }
}

/** Lets a request through that carries the operator's token. */
export function requireOperator(services: Services): MiddlewareHandler {
  return async (c, next) => {
    if (services.operatorToken === undefined)
      throw new HttpProblem("operator-closed", { detail: "Set OPERATOR_TOKEN to open the operator page." })
    const token = bearerToken(c)
    if (token === undefined) throw new HttpProblem("token-missing", { detail: "Send Authorization: Bearer <token>." })
    if (!(await isSameText(token, services.operatorToken))) throw new HttpProblem("token-invalid")
    await next()
  }
}

function bearerToken(c: Context): string | undefined {
  return /^Bearer +([\w.~+/=-]{1,1024})$/i.exec(c.req.header("Authorization") ?? "")?.[1]
}

/** Compares digests, so that the time taken says nothing of where two texts differ. */
async function isSameText(one: string, other: string): Promise<boolean> {
  const digest = async (text: string) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))
  const [first, second] = await Promise.all([digest(one), digest(other)])
  return first.reduce((difference, byte, i) => difference | (byte ^ (second[i] ?? 0)), 0) === 0
}
