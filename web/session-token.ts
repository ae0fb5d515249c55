// Session tokens: what a browser holds instead of credentials. Opaque to it, signed, short-lived, good for one session
// only. Whether the session still exists is the conversation store's to say.

import { type Clock, type EpochMs, epochMs } from "#core/time.ts"

/** What a token says once its signature has been checked. */
export type VerifiedToken = { readonly sessionId: string; readonly expiresAt: EpochMs }

/** Why a token is refused. */
export type TokenRefusal = "token-invalid" | "token-expired"

/** Issues and checks tokens. */
export interface SessionTokens {
  issue(sessionId: string): Promise<{ readonly token: string; readonly expiresAt: EpochMs }>
  /** The signature is compared in constant time, and before anything in the token is believed. */
  verify(token: string): Promise<VerifiedToken | TokenRefusal>
  /** Whether half of a token's life or more is over, so that its bearer should be given a new one. */
  isDueForRenewal(token: VerifiedToken): boolean
}

const VERSION = "v1"
const MAX_TOKEN_LENGTH = 512
const ALGORITHM = { name: "HMAC", hash: "SHA-256" }
const SIGNATURE_BYTES = 32
const MAX_SEEN = 10_000

/**
 * Makes the tokens of one secret: `v1.<payload>.<HMAC-SHA-256>`, both parts base64url.
 *
 * @param ttlSeconds How long a token is good for.
 */
export function createSessionTokens(secret: string, ttlSeconds: number, clock: Clock): SessionTokens {
  const encoder = new TextEncoder()
  const key = crypto.subtle.importKey("raw", encoder.encode(secret), ALGORITHM, false, ["sign", "verify"])
  const signed = (payload: string) => encoder.encode(`concierge-session.${VERSION}.${payload}`)
  // Good tokens seen lately, so that a conversation pays for the signature once.
  const seen = new Map<string, VerifiedToken>()

  /** What a token says, or `undefined` when it isn't one that was signed here. */
  const readSigned = async (token: string): Promise<VerifiedToken | undefined> => {
    if (token.length > MAX_TOKEN_LENGTH) return undefined
    const [version, payload = "", signatureText = "", ...rest] = token.split(".")
    const signature = fromBase64Url(signatureText)
    if (version !== VERSION || rest.length > 0 || signature?.length !== SIGNATURE_BYTES) return undefined
    if (!(await crypto.subtle.verify(ALGORITHM, await key, signature, signed(payload)))) return undefined
    const claims = new TextDecoder().decode(fromBase64Url(payload))
    const dot = claims.indexOf(".")
    return { sessionId: claims.slice(dot + 1), expiresAt: epochMs(Number(claims.slice(0, dot))) }
  }

  return {
    async issue(sessionId) {
      const expiresAt = epochMs(clock() + ttlSeconds * 1000)
      const payload = toBase64Url(encoder.encode(`${expiresAt}.${sessionId}`))
      const signature = await crypto.subtle.sign(ALGORITHM, await key, signed(payload))
      return { token: `${VERSION}.${payload}.${toBase64Url(new Uint8Array(signature))}`, expiresAt }
    },

    async verify(token) {
      const verified = seen.get(token) ?? (await readSigned(token))
      if (verified === undefined) return "token-invalid"
      if (verified.expiresAt <= clock()) return "token-expired"
      const [oldest] = seen.keys()
      if (seen.size >= MAX_SEEN && oldest !== undefined && !seen.has(token)) seen.delete(oldest)
      seen.set(token, verified)
      return verified
    },

    isDueForRenewal: (token) => token.expiresAt - clock() <= (ttlSeconds * 1000) / 2,
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}

/** Only the one canonical spelling of some bytes is read, so that a token can't be rewritten into an equal one. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
  return toBase64Url(bytes) === text ? bytes : undefined
}
