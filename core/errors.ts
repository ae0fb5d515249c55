// Faults: the world or the deployment failed, and the code that says how. Outcomes the business expects are core/result.ts.

/** Every fault there is, with the HTTP status it becomes and whether the same call may work later. */
export const FAULTS = {
  /** DynamoDB is silent, throttling, or out of reach. */
  "storage-unavailable": { status: 503, retryable: true },
  /** Lex (or its local engine) is silent, throttling, or out of reach. */
  "dialog-unavailable": { status: 503, retryable: true },
  /** Lex took the request and has not answered in time; it may have acted on it. */
  "dialog-timeout": { status: 504, retryable: true },
  /** Lex answered that the bot, alias or locale does not exist: a setting is wrong. */
  "bot-not-found": { status: 502, retryable: false },
  /** Rekognition (or its local engine) is silent, throttling, or out of reach. */
  "vision-unavailable": { status: 503, retryable: true },
  /** Rekognition can't read a picture that looked whole. */
  "image-unreadable": { status: 422, retryable: false },
  /** The code hook failed, and the bot has no path for that. */
  "fulfillment-failed": { status: 502, retryable: true },
  /** Polly is silent, throttling, or out of reach. */
  "speech-unavailable": { status: 503, retryable: true },
  /** Polly has no such voice, or none for the language. */
  "voice-not-found": { status: 501, retryable: false },
  /** Another turn of the same session is still under way. */
  "session-busy": { status: 409, retryable: true },
  /** A bounded queue is full. */
  overloaded: { status: 503, retryable: true },
  /** A setting is missing or wrong; found at start, not at the first guest. */
  "setting-invalid": { status: 503, retryable: false },
  /** Data handed in (a file, an archive, an event) is not what it should be. */
  "data-invalid": { status: 400, retryable: false },
} as const satisfies Record<string, { readonly status: number; readonly retryable: boolean }>

/** The name of a fault. */
export type FaultCode = keyof typeof FAULTS

/** The one error that is thrown for what we know can fail. Anything else thrown is a bug. */
export class Fault extends Error {
  override readonly name = "Fault"
  readonly code: FaultCode
  /** For the operator: what to do next. Never shown to a visitor. */
  readonly hint: string | undefined

  constructor(code: FaultCode, options: { readonly cause?: unknown; readonly hint?: string } = {}) {
    super(options.hint === undefined ? code : `${code}: ${options.hint}`, { cause: options.cause })
    this.code = code
    this.hint = options.hint
  }

  /** The HTTP status this fault becomes at the edge. */
  get status(): number {
    return FAULTS[this.code].status
  }

  /** Whether the same call may work later. */
  get isRetryable(): boolean {
    return FAULTS[this.code].retryable
  }
}
