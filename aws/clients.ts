// How every AWS client is made: endpoint, region, credentials, time limits and retries, in one place. What each service
// is asked is in the file of that service.

/** Where AWS is, for one service: the cloud when no endpoint is given. */
export type AwsSettings = {
  readonly region: string
  /** `http://127.0.0.1:4566` for the local endpoint. */
  readonly endpoint?: string
  /** Left out on AWS Lambda, where the SDK finds the role's own. */
  readonly credentials?: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
}

/** What differs from client to client. */
export type ClientLimits = {
  /** 1 for calls that must not be repeated unseen; the SDK's usual 3 otherwise. */
  readonly maxAttempts?: number
  /** How long one attempt may take, connecting included. */
  readonly requestTimeoutMs?: number
}

/** The options every SDK client takes. */
export type ClientOptions = {
  readonly region: string
  readonly endpoint?: string
  readonly credentials?: NonNullable<AwsSettings["credentials"]>
  readonly maxAttempts: number
  /** Understood by the SDK's handlers for Node and for `fetch` alike, each taking the members it knows. */
  readonly requestHandler: { readonly requestTimeout: number; readonly connectionTimeout: number }
}

const CONNECTION_TIMEOUT_MS = 3000
const REQUEST_TIMEOUT_MS = 10_000

/**
 * Turns settings into SDK client options: three attempts with the SDK's own backoff, unless told otherwise.
 * A local endpoint takes any credentials, so made-up ones are filled in for it.
 */
export function clientOptions(settings: AwsSettings, limits: ClientLimits = {}): ClientOptions {
  const credentials =
    settings.credentials ??
    (settings.endpoint === undefined ? undefined : { accessKeyId: "local", secretAccessKey: "local" })
  return {
    region: settings.region,
    maxAttempts: limits.maxAttempts ?? 3,
    requestHandler: {
      requestTimeout: limits.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
    },
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  }
}
