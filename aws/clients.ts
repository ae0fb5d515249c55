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

/** The options every SDK client takes. */
export type ClientOptions = {
  readonly region: string
  readonly endpoint?: string
  readonly credentials?: NonNullable<AwsSettings["credentials"]>
  readonly maxAttempts: number
}

/**
 * Turns settings into SDK client options: three attempts with the SDK's own backoff.
 * A local endpoint takes any credentials, so made-up ones are filled in for it.
 */
export function clientOptions(settings: AwsSettings): ClientOptions {
  const credentials =
    settings.credentials ??
    (settings.endpoint === undefined ? undefined : { accessKeyId: "local", secretAccessKey: "local" })
  return {
    region: settings.region,
    maxAttempts: 3,
    ...(settings.endpoint === undefined ? {} : { endpoint: settings.endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  }
}
