// The settings: read from an environment handed in, checked once, all wrong ones named together. Who reads the real
// environment is a host (web/node.ts, web/worker.ts, web/lambda.ts); what each setting does is docs/configuration.md.

import { Fault } from "./errors.ts"
import { LOG_LEVELS, type LogLevel } from "./log.ts"

/** One setting: its variable, what it may be in words, and how its text is read. */
export type Setting<Value> = {
  readonly name: string
  /** As the variable would be written; empty when the setting has none. */
  readonly defaultText: string
  /** Completes "NAME must be …". */
  readonly mayBe: string
  readonly purpose: string
  /** Never to be shown, and to be stored as a secret where the host knows such a thing. */
  readonly isSecret: boolean
  /** Gives the value, or `undefined` when the text is not one. */
  readonly read: (text: string) => { readonly value: Value } | undefined
}

type Kind<Value> = Pick<Setting<Value>, "mayBe" | "read">

function setting<Value>(name: string, kind: Kind<Value>, defaultText: string, purpose: string): Setting<Value> {
  return { name, defaultText, purpose, isSecret: false, ...kind }
}

/** A setting that may be left out; its value is then `undefined`. */
function optional<Value>(name: string, kind: Kind<Value>, purpose: string): Setting<Value | undefined> {
  const read = (text: string) => (text === "" ? { value: undefined } : kind.read(text))
  return { name, defaultText: "", purpose, isSecret: false, mayBe: kind.mayBe, read }
}

function secret<Value>(own: Setting<Value>): Setting<Value> {
  return { ...own, isSecret: true }
}

function integer(least: number, most: number, unit = ""): Kind<number> {
  return {
    mayBe: `a whole number from ${least} to ${most}${unit === "" ? "" : `, in ${unit}`}`,
    read: (text) => {
      const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
      return value >= least && value <= most ? { value } : undefined
    },
  }
}

function oneOf<Value extends string>(values: readonly Value[]): Kind<Value> {
  return {
    mayBe: `one of ${values.join(", ")}`,
    read: (text) => {
      const value = values.find((candidate) => candidate === text)
      return value === undefined ? undefined : { value }
    },
  }
}

function matching(pattern: RegExp, mayBe: string): Kind<string> {
  return { mayBe, read: (text) => (pattern.test(text) ? { value: text } : undefined) }
}

function listOf<Value>(item: Kind<Value>, mayBe: string): Kind<readonly Value[]> {
  return {
    mayBe,
    read: (text) => {
      const texts = text.split(",").map((part) => part.trim())
      const read = texts.filter((part) => part !== "").map((part) => item.read(part))
      const values = read.flatMap((one) => (one === undefined ? [] : [one.value]))
      return values.length === read.length ? { value: values } : undefined
    },
  }
}

const httpUrl: Kind<string> = {
  mayBe: "an http:// or https:// URL",
  read: (text) => {
    const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
    return isHttp ? { value: text.replace(/\/$/, "") } : undefined
  },
}

/** An origin as browsers send it: scheme, host and port, nothing after. `*` stands for every origin. */
const origin: Kind<string> = {
  mayBe: "an origin such as https://www.example.com, or *",
  read: (text) => (text === "*" || (URL.canParse(text) && new URL(text).origin === text) ? { value: text } : undefined),
}

/** `en_US:Ruth`: who speaks a locale. */
const localeVoice: Kind<readonly [localeId: string, voiceId: string]> = {
  mayBe: "a locale and a voice such as en_US:Ruth",
  read: (text) => {
    const [, localeId, voiceId] = /^([a-z]{2,3}_[A-Z0-9]{2,3}):([A-Z][A-Za-z]{1,30})$/.exec(text) ?? []
    return localeId === undefined || voiceId === undefined ? undefined : { value: [localeId, voiceId] }
  },
}

const lexId = /^[0-9a-zA-Z]{10}$/

/** The AWS services the product uses besides Lex, which has settings of its own. */
export const CLOUD_SERVICES = ["dynamodb", "polly", "rekognition"] as const

/** Every setting there is, in the order of the documentation. */
export const SETTINGS = {
  host: setting(
    "HOST",
    matching(/^[\w.:-]{1,255}$/, "a host name or IP address of this machine"),
    "127.0.0.1",
    "Address the site listens on; `0.0.0.0` for every network of the machine",
  ),
  port: setting("PORT", integer(0, 65_535), "8787", "Port of the site; 0 takes any free one"),
  awsLocalPort: setting(
    "AWS_LOCAL_PORT",
    integer(0, 65_535),
    "4566",
    "Port of the local AWS endpoint; 0 takes any free one",
  ),
  dataDir: setting("DATA_DIR", matching(/\S/, "a folder"), ".data", "Where the local tables and secrets are kept"),
  speechRecognizer: optional(
    "SPEECH_RECOGNIZER",
    matching(/\S/, "a file"),
    "Module that exports `createTranscriber`, which understands speech in place of the embedded recognizer ([recognition.md](recognition.md))",
  ),
  speechVoice: optional(
    "SPEECH_VOICE",
    matching(/\S/, "a file"),
    "Module that exports `createSynthesizer`, which speaks for the local Lex in place of the embedded voices",
  ),
  lexBotId: optional(
    "LEX_BOT_ID",
    matching(lexId, "ten letters and digits"),
    "The bot in Amazon Lex; without it the local one answers",
  ),
  lexBotAliasId: optional(
    "LEX_BOT_ALIAS_ID",
    matching(lexId, "ten letters and digits"),
    "Alias of the bot; needed with `LEX_BOT_ID`",
  ),
  lexLocaleId: setting(
    "LEX_LOCALE_ID",
    listOf(
      matching(/^[a-z]{2,3}_[A-Z0-9]{2,3}$/, "a locale"),
      "locales such as en_US, the default one first, parted by commas",
    ),
    "en_US",
    "Locales of the bot that visitors may use, the default one first",
  ),
  lexWelcomeIntent: setting(
    "LEX_WELCOME_INTENT",
    matching(/^(?:none|[0-9a-zA-Z_-]{1,100})$/, "the name of an intent, or none"),
    "Greet",
    "Intent that opens a conversation; `none` for no greeting",
  ),
  lexConcurrency: setting("LEX_CONCURRENCY", integer(1, 10_000), "50", "Turns that may be at Lex at once"),
  lexQueue: setting(
    "LEX_QUEUE",
    integer(0, 100_000),
    "200",
    "Turns that may wait for their place; the next is told to come back",
  ),
  voiceConcurrency: setting(
    "VOICE_CONCURRENCY",
    integer(1, 10_000),
    "12",
    "Spoken turns that may be under way at once, and as many messages being spoken",
  ),
  voiceQueue: setting(
    "VOICE_QUEUE",
    integer(0, 100_000),
    "60",
    "Spoken turns, and messages to be spoken, that may wait for their place",
  ),
  liveConnections: setting(
    "LIVE_CONNECTIONS",
    integer(0, 100_000),
    "200",
    "Live voice conversations (WebSockets) that may be open at once; 0 for none",
  ),
  photoConcurrency: setting("PHOTO_CONCURRENCY", integer(1, 1000), "2", "Photos that may be looked at at once"),
  photoQueue: setting(
    "PHOTO_QUEUE",
    integer(0, 10_000),
    "12",
    "Photos that may wait for their turn; the next is told to come back",
  ),
  photoModeration: setting(
    "PHOTO_MODERATION",
    integer(0, 100, "percent"),
    "50",
    "How sure the moderation must be to refuse a photo: the `MinConfidence` it is asked with",
  ),
  turnTimeoutMs: setting(
    "TURN_TIMEOUT_MS",
    integer(100, 120_000, "milliseconds"),
    "25000",
    "How long a turn may take before the visitor is told to try again",
  ),
  awsRegion: setting(
    "AWS_REGION",
    matching(/^[a-z]{2}(?:-[a-z]+)+-\d$/, "an AWS region such as eu-west-1"),
    "us-east-1",
    "Region of the AWS services",
  ),
  cloudServices: setting(
    "CLOUD_SERVICES",
    listOf(oneOf(CLOUD_SERVICES), `any of ${CLOUD_SERVICES.join(", ")}, parted by commas`),
    "",
    "Services used in AWS instead of locally (Lex: see `LEX_BOT_ID`)",
  ),
  awsEndpointUrl: optional(
    "AWS_ENDPOINT_URL",
    httpUrl,
    "Another endpoint for all services: one that runs already; then no local endpoint is started",
  ),
  awsAccessKeyId: secret(
    optional(
      "AWS_ACCESS_KEY_ID",
      matching(/^\S{1,128}$/, "an AWS access key id"),
      "Credentials; where the AWS SDK finds others (a role, a profile) they are not needed",
    ),
  ),
  awsSecretAccessKey: secret(
    optional("AWS_SECRET_ACCESS_KEY", matching(/^\S+$/, "the secret of that key"), "Secret of the access key"),
  ),
  awsSessionToken: secret(
    optional("AWS_SESSION_TOKEN", matching(/^\S+$/, "a session token"), "Token of temporary credentials"),
  ),
  pollyEngine: setting(
    "POLLY_ENGINE",
    oneOf(["standard", "neural", "long-form", "generative"]),
    "neural",
    "Engine of Polly that speaks",
  ),
  pollyVoices: setting(
    "POLLY_VOICES",
    listOf(localeVoice, "locales with a voice such as en_US:Ruth, parted by commas"),
    "",
    "Voices of Polly that speak instead of the usual ones (en_US: Joanna)",
  ),
  tablePrefix: setting(
    "TABLE_PREFIX",
    matching(/^[\w.-]{0,100}$/, "up to 100 letters, digits, dots, dashes and underscores"),
    "concierge-",
    "What the names of the DynamoDB tables begin with",
  ),
  mailQueueUrl: optional(
    "MAIL_QUEUE_URL",
    httpUrl,
    "SQS queue that letters to guests are sent to; without it they are files in `DATA_DIR/outbox`",
  ),
  modelBucket: optional(
    "MODEL_BUCKET",
    matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of an S3 bucket"),
    "S3 bucket of the recommendation data and models; without it they are in `DATA_DIR/recommendation`",
  ),
  pictureBucket: optional(
    "PICTURE_BUCKET",
    matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of an S3 bucket"),
    "S3 bucket of the places' pictures and of photos that are kept; without it they are in `DATA_DIR/s3/pictures`, on the Node host",
  ),
  keepPhotos: setting(
    "KEEP_PHOTOS",
    oneOf(["no", "yes"]),
    "no",
    "Whether visitors' photos are kept, upright and without their data, until the visitor erases the conversation",
  ),
  sessionSecret: secret(
    optional(
      "SESSION_SECRET",
      matching(/^.{32,1024}$/, "32 to 1024 characters, random ones"),
      "Key that session tokens are signed with; locally one is made and kept in `DATA_DIR`",
    ),
  ),
  bookingKey: secret(
    optional(
      "BOOKING_KEY",
      matching(/^.{32,1024}$/, "32 to 1024 characters, random ones"),
      "Makes booking references unguessable; locally one is made and kept in `DATA_DIR`",
    ),
  ),
  sessionTtlSeconds: setting(
    "SESSION_TTL",
    integer(60, 86_400, "seconds"),
    "3600",
    "How long a session token is good for; an active conversation is given a new one in time",
  ),
  historyDays: setting("HISTORY_DAYS", integer(1, 3650, "days"), "30", "How long conversations are kept"),
  missedUtteranceDays: setting(
    "MISSED_UTTERANCE_DAYS",
    integer(0, 365, "days"),
    "14",
    "How long texts the bot didn't understand are kept for the operator page, without session, e-mail addresses and long numbers; 0 keeps none",
  ),
  allowedOrigins: setting(
    "ALLOWED_ORIGINS",
    listOf(origin, "origins such as https://www.example.com, parted by commas, or *"),
    "",
    "Other sites that may embed the assistant; the site itself always may",
  ),
  operatorToken: secret(
    optional(
      "OPERATOR_TOKEN",
      matching(/^\S{16,256}$/, "16 to 256 characters without spaces"),
      "Opens the operator page; locally one is made and kept in `DATA_DIR`, elsewhere the page stays shut without it",
    ),
  ),
  rateLimitSession: setting(
    "RATE_LIMIT_SESSION",
    integer(1, 1_000_000),
    "60",
    "Requests a minute that one conversation may make",
  ),
  rateLimitAddress: setting(
    "RATE_LIMIT_ADDRESS",
    integer(1, 1_000_000),
    "600",
    "Requests a minute that one network address may make",
  ),
  trustedProxies: setting(
    "TRUSTED_PROXIES",
    integer(0, 10),
    "0",
    "How many proxies in front add the visitor's address to `X-Forwarded-For`",
  ),
  logLevel: setting<LogLevel>("LOG_LEVEL", oneOf(LOG_LEVELS), "info", "How much is told on standard error"),
} as const satisfies Record<string, Setting<unknown>>

type Settings = typeof SETTINGS

/** All settings, read and checked. */
export type Config = {
  readonly [Key in keyof Settings]: Settings[Key] extends Setting<infer Value> ? Value : never
}

/** An environment: `process.env`, or a Worker's variables and secrets. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings. An empty variable counts as one that is not set; unknown ones are left alone.
 *
 * @throws {Fault} `setting-invalid`, naming every setting that is wrong and what it may be (a secret's text is not shown).
 */
export function parseConfig(environment: Environment): Config {
  const wrong: string[] = []
  const entries = Object.entries<Setting<unknown>>(SETTINGS).map(([key, own]) => {
    const text = environment[own.name]?.trim() || own.defaultText
    const read = own.read(text)
    if (read === undefined) wrong.push(`${own.name} must be ${own.mayBe}${own.isSecret ? "" : `, not "${text}"`}`)
    return [key, read?.value]
  })
  const config = Object.fromEntries(entries) as Config
  wrong.push(...(wrong.length === 0 ? findClashes(config) : []))
  if (wrong.length > 0) throw new Fault("setting-invalid", { hint: wrong.join("; ") })
  return config
}

function findClashes(config: Config): readonly string[] {
  const clashes: string[] = []
  if (config.lexBotId !== undefined && config.lexBotAliasId === undefined)
    clashes.push("LEX_BOT_ALIAS_ID must be set when LEX_BOT_ID is")
  if (config.lexLocaleId.length === 0) clashes.push("LEX_LOCALE_ID must name a locale")
  if ((config.awsAccessKeyId === undefined) !== (config.awsSecretAccessKey === undefined))
    clashes.push("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set together")
  return clashes
}
