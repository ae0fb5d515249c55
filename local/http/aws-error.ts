// The error an AWS service answers, and how it is written on each wire protocol. Which errors there are is each service's.

/**
 * How a service speaks: REST paths with JSON bodies, or one path with `X-Amz-Target` (the two JSON 1.x media types). None
 * here speaks `query` (forms in, XML out: STS, EC2, SNS), but who does is told so in XML.
 */
export type Protocol = "rest-json" | "json-1.0" | "json-1.1" | "query"

/** What AWS answers when asked for something it has not got. Everything thrown that is no AwsError is a bug, answered 500. */
export class AwsError extends Error {
  override readonly name = "AwsError"
  /** The exception's name in the service model: `ValidationException`. */
  readonly code: string
  readonly status: number
  /** Further members of the modeled error, beside `message`. */
  readonly members: Readonly<Record<string, unknown>>
  /** Headers of the answer, beside those of the protocol. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: string,
    status: number,
    message: string,
    options: {
      readonly members?: Readonly<Record<string, unknown>>
      readonly headers?: Readonly<Record<string, string>>
      readonly cause?: unknown
    } = {},
  ) {
    super(message, { cause: options.cause })
    this.code = code
    this.status = status
    this.members = options.members ?? {}
    this.headers = options.headers ?? {}
  }
}

/** An error as it goes over the wire. */
export type EncodedError = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Writes an error as the protocol wants it: the name in `x-amzn-errortype` for REST-JSON, in `__type` for JSON 1.x, as
 * `Code` in XML.
 *
 * @param namespace Prefix of `__type` (DynamoDB and Rekognition write their own); JSON 1.x only.
 */
export function encodeError(protocol: Protocol, error: AwsError, namespace?: string): EncodedError {
  if (protocol === "rest-json") {
    return {
      status: error.status,
      headers: { ...error.headers, "content-type": "application/json", "x-amzn-errortype": error.code },
      body: JSON.stringify({ message: error.message, ...error.members }),
    }
  }
  if (protocol === "query") {
    const sent = `<Error><Type>Sender</Type><Code>${error.code}</Code><Message>${error.message}</Message></Error>`
    return {
      status: error.status,
      headers: { ...error.headers, "content-type": "text/xml" },
      body: `<ErrorResponse>${sent}</ErrorResponse>`,
    }
  }
  const type = namespace === undefined ? error.code : `${namespace}#${error.code}`
  return {
    status: error.status,
    headers: {
      ...error.headers,
      "content-type": protocol === "json-1.0" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1",
    },
    // Rekognition's models have a `Message`; nobody has both.
    body: JSON.stringify({
      __type: type,
      ...("Message" in error.members ? {} : { message: error.message }),
      ...error.members,
    }),
  }
}

/** The operation is unknown to the service: 404 on a REST path, else 400. */
export function unknownOperation(protocol: Protocol): AwsError {
  return new AwsError(
    protocol === "query" ? "InvalidAction" : "UnknownOperationException",
    protocol === "rest-json" ? 404 : 400,
    "The requested operation is not recognized by the service.",
  )
}

/** The input breaks a rule of the service. */
export function validationError(message: string, cause?: unknown): AwsError {
  return new AwsError("ValidationException", 400, message, { cause })
}

/** The body is not what the protocol can read: not JSON, or a member of another JSON type than the model's. */
export function serializationError(message: string, cause?: unknown): AwsError {
  return new AwsError("SerializationException", 400, message, { cause })
}

/** A service behind this one failed on its own account; the cause is told to the operator. */
export function badGateway(message: string, cause?: unknown): AwsError {
  return new AwsError("BadGatewayException", 502, message, { cause })
}

/** More is asked than is taken at present: 429 on REST paths, 400 by target, as the protocols answer it. */
export function throttled(protocol: Protocol): AwsError {
  return new AwsError("ThrottlingException", protocol === "rest-json" ? 429 : 400, "Rate exceeded")
}
