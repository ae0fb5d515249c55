// What an AWS SDK error means to us: the one translation from SDK errors to Faults. Which calls are made is in the files
// of the services.

import { Fault, type FaultCode } from "#core/errors.ts"

/** Names of errors that say a setting is wrong: retrying changes nothing until the operator does. */
const SETTING_ERRORS: Readonly<Record<string, string>> = {
  ResourceNotFoundException: "what the call names does not exist there; check the names and the region",
  QueueDoesNotExist: "there is no such queue; check its URL and the region",
  NoSuchBucket: "there is no such bucket; check its name and the region",
  AccessDenied: "these credentials may not make the call",
  AccessDeniedException: "these credentials may not make the call",
  UnrecognizedClientException: "these credentials are not known to AWS",
  InvalidSignatureException: "the secret key is wrong, or this machine's clock is",
  InvalidClientTokenId: "these credentials are not known to AWS",
  SignatureDoesNotMatch: "the secret key is wrong, or this machine's clock is",
  ExpiredToken: "the session token has expired",
  ExpiredTokenException: "the session token has expired",
  CredentialsProviderError:
    "no AWS credentials were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
}

/** Names of errors that pass by themselves. */
const PASSING_ERRORS: ReadonlySet<string> = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottlingException",
  "TooManyRequestsException",
  "InternalServerError",
  "InternalFailure",
  "ServiceUnavailable",
  "ServiceUnavailableException",
  "TimeoutError",
  "AbortError",
  "NetworkingError",
])

/** Codes that Node's sockets, resolvers and HTTP/2 sessions put on errors. */
const NETWORK_CODE = /^(?:E[A-Z]+|(?:UND_)?ERR_[A-Z0-9_]+)$/

/**
 * Translates what an SDK call threw.
 *
 * @param unavailable The fault that a silent, throttling or unreachable service becomes.
 * @returns a Fault, or the error itself when it is none of these: then it is a bug and to be thrown on.
 */
export function toFault(error: unknown, unavailable: FaultCode): unknown {
  if (!(error instanceof Error)) return error
  const hint = SETTING_ERRORS[error.name]
  if (hint !== undefined) return new Fault("setting-invalid", { cause: error, hint: `${error.name}: ${hint}` })
  const code = networkCode(error)
  if (code !== undefined) {
    const hint = `${code}: the service can't be reached; check the network, the region and AWS_ENDPOINT_URL`
    return new Fault(unavailable, { cause: error, hint })
  }
  return isPassing(error) ? new Fault(unavailable, { cause: error, hint: error.name }) : error
}

function networkCode(error: Error): string | undefined {
  const isNetwork = "code" in error && typeof error.code === "string" && NETWORK_CODE.test(error.code)
  return isNetwork ? String(error.code) : undefined
}

function isPassing(error: Error): boolean {
  if (PASSING_ERRORS.has(error.name)) return true
  const status = (error as { readonly $metadata?: { readonly httpStatusCode?: number } }).$metadata?.httpStatusCode
  return status !== undefined && status >= 500
}
