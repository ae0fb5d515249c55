// Verifies Signature Version 4 on requests, presigned URLs and event-stream frames, as AWS documents it. Who may do what
// (IAM) is nobody's job here: a known key with a right signature may do everything.

import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import { type Clock, type EpochMs, epochMs, formatInstant, parseInstant } from "#core/time.ts"
import { AwsError, type Protocol } from "./aws-error.ts"
import type { ChunkVerifier, RequestHead } from "./aws-service.ts"

/** Secret access keys by access key id. */
export type Credentials = Readonly<Record<string, string>>

/** What a signature says about itself. */
type Claim = {
  readonly accessKeyId: string
  readonly scope: readonly [date: string, region: string, service: string, terminator: string]
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly dateTime: string
  readonly isPresigned: boolean
  /** How long a presigned URL is good for. */
  readonly expiresInSeconds: number
}

const SKEW_MS = 15 * 60_000
const MAX_PRESIGNED_SECONDS = 604_800
const ALGORITHM = "AWS4-HMAC-SHA256"

/**
 * Verifies a request.
 *
 * @param body The whole body, or `undefined` when it is streamed: then `x-amz-content-sha256` must say so.
 * @returns the verifier of the event-stream frames that follow, whose first link is this signature.
 * @throws {AwsError} as AWS does: `MissingAuthenticationTokenException`, `IncompleteSignatureException`,
 *   `UnrecognizedClientException`, `InvalidSignatureException`.
 */
export function verifySignature(
  head: RequestHead,
  body: Uint8Array | undefined,
  expected: {
    readonly credentials: Credentials
    readonly signingName: string
    readonly protocol: Protocol
    readonly clock: Clock
  },
): ChunkVerifier {
  const fail = (code: string, message: string) =>
    new AwsError(code, expected.protocol === "rest-json" ? 403 : 400, message)
  const claim = readClaim(head, fail)
  checkScope(claim, expected.signingName, fail)
  checkDate(claim, expected.clock(), fail)
  const secret = Object.hasOwn(expected.credentials, claim.accessKeyId)
    ? expected.credentials[claim.accessKeyId]
    : undefined
  if (secret === undefined) {
    throw fail("UnrecognizedClientException", "The security token included in the request is invalid.")
  }
  const key = signingKey(secret, claim.scope)
  const payloadHash = findPayloadHash(head, body, claim, fail)
  const canonical = canonicalRequest(head, claim, payloadHash)
  const toSign = [ALGORITHM, claim.dateTime, claim.scope.join("/"), sha256(canonical)].join("\n")
  if (!isSameText(hmac(key, toSign).toString("hex"), claim.signature)) {
    throw fail(
      "InvalidSignatureException",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    )
  }
  return chunkVerifier(key, claim, fail)
}

type Failure = (code: string, message: string) => AwsError

function readClaim(head: RequestHead, fail: Failure): Claim {
  const query = new URLSearchParams(head.rawQuery)
  const authorization = head.headers.authorization
  if (query.has("X-Amz-Algorithm")) return readPresignedClaim(query, fail)
  if (authorization === undefined || !authorization.startsWith("AWS4-")) {
    throw fail("MissingAuthenticationTokenException", "Missing Authentication Token")
  }
  const [algorithm = "", ...rest] = authorization.split(" ")
  if (algorithm !== ALGORITHM) {
    throw fail("IncompleteSignatureException", `Unsupported AWS 'algorithm': '${algorithm}'.`)
  }
  const parameters = new Map(
    rest
      .join("")
      .split(",")
      .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)] as const),
  )
  const missing = ["Credential", "Signature", "SignedHeaders"].filter((name) => !parameters.get(name))
  const dateTime = head.headers["x-amz-date"]
  if (missing.length > 0 || dateTime === undefined) {
    const parts = missing.map((name) => `Authorization header requires '${name}' parameter.`)
    if (dateTime === undefined) {
      parts.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
    }
    throw fail("IncompleteSignatureException", parts.join(" "))
  }
  return {
    ...readCredential(parameters.get("Credential") ?? "", fail),
    signedHeaders: (parameters.get("SignedHeaders") ?? "").toLowerCase().split(";"),
    signature: parameters.get("Signature") ?? "",
    dateTime,
    isPresigned: false,
    expiresInSeconds: 0,
  }
}

function readPresignedClaim(query: URLSearchParams, fail: Failure): Claim {
  const names = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"]
  const missing = names.filter((name) => !query.get(name))
  if (missing.length > 0) {
    const parts = missing.map((name) => `AWS query-string parameters must include '${name}'.`)
    throw fail("IncompleteSignatureException", `${parts.join(" ")} Re-examine the query-string parameters.`)
  }
  if (query.get("X-Amz-Algorithm") !== ALGORITHM) {
    throw fail("IncompleteSignatureException", `Unsupported AWS 'algorithm': '${query.get("X-Amz-Algorithm")}'.`)
  }
  const expires = query.get("X-Amz-Expires") ?? "900"
  const expiresInSeconds = /^\d{1,6}$/.test(expires) ? Number(expires) : Number.NaN
  if (!(expiresInSeconds <= MAX_PRESIGNED_SECONDS)) {
    throw fail("IncompleteSignatureException", "X-Amz-Expires must be a number of seconds up to 604800.")
  }
  return {
    ...readCredential(query.get("X-Amz-Credential") ?? "", fail),
    signedHeaders: (query.get("X-Amz-SignedHeaders") ?? "").toLowerCase().split(";"),
    signature: query.get("X-Amz-Signature") ?? "",
    dateTime: query.get("X-Amz-Date") ?? "",
    isPresigned: true,
    expiresInSeconds,
  }
}

function readCredential(credential: string, fail: Failure): Pick<Claim, "accessKeyId" | "scope"> {
  const [accessKeyId = "", date, region, service, terminator, ...more] = credential.split("/")
  if (
    date === undefined ||
    region === undefined ||
    service === undefined ||
    terminator === undefined ||
    more.length > 0
  ) {
    throw fail(
      "IncompleteSignatureException",
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    )
  }
  return { accessKeyId, scope: [date, region, service, terminator] }
}

function checkScope(claim: Claim, signingName: string, fail: Failure): void {
  const [date, , service, terminator] = claim.scope
  const wrong: string[] = []
  if (service !== signingName) wrong.push(`Credential should be scoped to correct service: '${signingName}'.`)
  if (terminator !== "aws4_request") {
    wrong.push(`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`)
  }
  if (date !== claim.dateTime.slice(0, 8)) {
    wrong.push(`Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}'.`)
  }
  if (!claim.signedHeaders.some((name) => name === "host" || name === ":authority")) {
    wrong.push("'Host' must be a 'SignedHeader' in the AWS Authorization.")
  }
  if (wrong.length > 0) throw fail("InvalidSignatureException", wrong.join(" "))
}

function checkDate(claim: Claim, now: EpochMs, fail: Failure): void {
  const at = parseBasicInstant(claim.dateTime)
  if (at === undefined) {
    throw fail("IncompleteSignatureException", `Date must be in ISO-8601 'basic format'. Got '${claim.dateTime}'.`)
  }
  const goodForMs = claim.isPresigned ? claim.expiresInSeconds * 1000 : SKEW_MS
  const oldest = epochMs(now - goodForMs)
  if (at < oldest) {
    throw fail(
      "InvalidSignatureException",
      `Signature expired: ${claim.dateTime} is now earlier than ${toBasicInstant(oldest)} (${toBasicInstant(now)} - ${Math.round(goodForMs / 60_000)} min.)`,
    )
  }
  if (at > now + SKEW_MS) {
    throw fail(
      "InvalidSignatureException",
      `Signature not yet current: ${claim.dateTime} is still later than ${toBasicInstant(epochMs(now + SKEW_MS))} (${toBasicInstant(now)} + 15 min.)`,
    )
  }
}

function findPayloadHash(head: RequestHead, body: Uint8Array | undefined, claim: Claim, fail: Failure): string {
  const declared = head.headers["x-amz-content-sha256"]
  if (body === undefined) return declared ?? "UNSIGNED-PAYLOAD"
  if (declared === "UNSIGNED-PAYLOAD") return declared
  const actual = sha256(body)
  // A presigned URL is made before there is a body: it signs the empty one.
  if (claim.isPresigned) return declared ?? sha256("")
  if (declared !== undefined && declared !== actual) {
    throw fail(
      "InvalidSignatureException",
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    )
  }
  return actual
}

function canonicalRequest(head: RequestHead, claim: Claim, payloadHash: string): string {
  const headers = claim.signedHeaders.map(
    (name) => `${name}:${(head.headers[name] ?? "").trim().replace(/ {2,}/g, " ")}\n`,
  )
  return [
    head.method,
    canonicalPath(head.path),
    canonicalQuery(head.rawQuery),
    headers.join(""),
    claim.signedHeaders.join(";"),
    payloadHash,
  ].join("\n")
}

/** Path segments as they were sent, encoded once more: every service but S3 is signed so. */
function canonicalPath(path: string): string {
  const kept: string[] = []
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop()
    else if (segment !== "" && segment !== ".") kept.push(encode(segment))
  }
  const joined = `/${kept.join("/")}`
  return path.endsWith("/") && kept.length > 0 ? `${joined}/` : joined
}

function canonicalQuery(rawQuery: string): string {
  const pairs = [...new URLSearchParams(rawQuery)]
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
  return pairs.sort().join("&")
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function chunkVerifier(key: Uint8Array, claim: Claim, fail: Failure): ChunkVerifier {
  let previous = claim.signature
  return ({ date, encodedDateHeader, payload, signature }) => {
    const toSign = [
      "AWS4-HMAC-SHA256-PAYLOAD",
      toBasicInstant(date),
      claim.scope.join("/"),
      previous,
      sha256(encodedDateHeader),
      sha256(payload),
    ].join("\n")
    const own = hmac(key, toSign).toString("hex")
    if (!isSameText(own, Buffer.from(signature).toString("hex"))) {
      throw fail("InvalidSignatureException", "The signature of an event does not match the one calculated.")
    }
    previous = own
  }
}

function signingKey(secret: string, scope: readonly string[]): Uint8Array {
  return scope.reduce<Uint8Array>((key, part) => hmac(key, part), new TextEncoder().encode(`AWS4${secret}`))
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest()
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex")
}

function isSameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

function toBasicInstant(instant: EpochMs): string {
  return `${formatInstant(instant).slice(0, 19).replace(/[-:]/g, "")}Z`
}

function parseBasicInstant(text: string): EpochMs | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  return parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
