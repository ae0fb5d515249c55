// Composition root of the local AWS endpoint: puts its services together, for `npm start`, for tests, and as a command
// of its own (`npm run local`).

import { access, mkdir, readFile, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import type { Bot } from "#bot/definition.ts"
import { Fault } from "#core/errors.ts"
import { createLog, type Log, silentLog } from "#core/log.ts"
import { type Clock, systemClock } from "#core/time.ts"
import type { Backends } from "#handlers/wiring.ts"
import { type CommandLine, readCommandLine, USAGE } from "./command-line.ts"
import { dynamoDbService } from "./dynamodb/dynamodb-service.ts"
import type { AwsService } from "./http/aws-service.ts"
import { createLocalEndpoint } from "./http/endpoint.ts"
import type { Credentials } from "./http/signature.ts"
import type { BotSource } from "./lex/bot-catalog.ts"
import { openBotFile } from "./lex/bot-file.ts"
import {
  type CodeHook,
  createFunctionHook,
  createModuleHook,
  createUrlHook,
  type LambdaHandler,
} from "./lex/code-hooks.ts"
import { createLanguageLoader } from "./lex/language.ts"
import { createLexService } from "./lex/lex-service.ts"
import type { Speech } from "./lex/speech.ts"

/** How the local AWS is started. */
export type LocalOptions = {
  /** 0 lets the system choose; 4566 by default. */
  readonly port?: number
  /** 127.0.0.1 by default: only this machine can call. */
  readonly host?: string
  /** Exported bots, zip files or folders, and bots as values; the assistant's own when absent or empty. */
  readonly bots?: readonly (string | Bot)[]
  /** The code hook of every bot: a module path, an Invoke URL or a function; the assistant's own for its own bot. */
  readonly lambda?: string | LambdaHandler
  /** Serves only this locale of each bot. */
  readonly localeId?: string
  /** Keeps sessions, trained models and tables; everything is in memory when absent. */
  readonly dataFolder?: string
  /** Signatures are verified against these keys when given. */
  readonly strict?: { readonly credentials: Credentials }
  readonly corsOrigins?: readonly string[]
  readonly conversationLogFile?: string
  /** Where visitors are unless they say otherwise (IANA name); UTC by default. */
  readonly timeZone?: string
  readonly speech?: Speech
  readonly log?: Log
  readonly clock?: Clock
}

/** The local AWS, listening. */
export type LocalAws = {
  readonly url: string
  /** What is served, a line each, for people. */
  readonly summary: readonly string[]
  close(): Promise<void>
}

/**
 * Starts the local AWS. Bots are read before it listens; their languages are built while it does.
 *
 * @throws {Fault} `data-invalid` for a bot or code hook that can't be read; `setting-invalid` when the port is taken.
 */
export async function startLocal(options: LocalOptions = {}): Promise<LocalAws> {
  const { log = silentLog, clock = systemClock } = options
  const isOwnBot = options.bots === undefined || options.bots.length === 0
  const own = isOwnBot && options.lambda === undefined ? createOwnAssistant(options, log, clock) : undefined
  const dynamoDb = dynamoDbService(
    options.dataFolder === undefined ? {} : { folder: join(options.dataFolder, "dynamodb") },
  )
  const lex = await openLex(options, log, clock, own?.handler)
  const services: readonly AwsService[] = [lex.service, dynamoDb]
  const endpoint = createLocalEndpoint({
    services,
    log,
    clock,
    ...(options.strict === undefined ? {} : { strict: options.strict }),
    ...(options.corsOrigins === undefined ? {} : { corsOrigins: options.corsOrigins }),
  })
  const { port = 4566, host = "127.0.0.1" } = options
  const { url } = await endpoint.listen(port, host).catch(async (cause: unknown) => {
    await endpoint.close()
    throw explainListening(cause, port, host)
  })
  own?.start(url)
  return {
    url,
    summary: [
      ...lex.summary,
      `DynamoDB: ${options.dataFolder === undefined ? "in memory" : `in ${options.dataFolder}`}`,
    ],
    close: async () => {
      // Its tables must be there until it is done.
      await own?.close()
      await endpoint.close()
    },
  }
}

type OpenedLex = { readonly service: AwsService; readonly summary: readonly string[] }

async function openLex(
  options: LocalOptions,
  log: Log,
  clock: Clock,
  ownHandler: LambdaHandler | undefined,
): Promise<OpenedLex> {
  const { takeTurn } = await import("#bot/dialog/take-turn.ts")
  const { createSession } = await import("#bot/dialog/session-record.ts")
  const folder = options.dataFolder === undefined ? undefined : join(options.dataFolder, "lex")
  const codeHook = await openCodeHook(options.lambda ?? ownHandler, log)
  const given = options.bots === undefined || options.bots.length === 0 ? [await compileOwnBot()] : options.bots
  const sources = given.map((bot): BotSource => {
    const source = typeof bot === "string" ? { file: openBotFile(bot) } : { bot }
    return codeHook === undefined ? source : { ...source, codeHook }
  })
  const lex = createLexService({
    bots: sources,
    dialog: { takeTurn, createSession },
    loadLanguage: createLanguageLoader({
      loadEngine: loadLanguageEngine,
      log,
      ...(folder === undefined ? {} : { folder: join(folder, "models") }),
    }),
    log,
    clock,
    ...(folder === undefined ? {} : { folder }),
    ...(options.localeId === undefined ? {} : { localeId: options.localeId }),
    ...(options.speech === undefined ? {} : { speech: options.speech }),
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
    ...(options.conversationLogFile === undefined ? {} : { conversationLogFile: options.conversationLogFile }),
  })
  const bots = await lex.load()
  const hookName = typeof options.lambda === "string" ? options.lambda : codeHook === undefined ? "none" : "built in"
  return {
    service: lex.service,
    summary: bots.map((bot) => {
      const locales = bot.locales.map(({ localeId }) => localeId).join(", ")
      return `Lex V2: ${bot.name}, bot id ${bot.id}, locales ${locales}, code hook ${hookName}`
    }),
  }
}

async function compileOwnBot(): Promise<Bot> {
  const { compileBot } = await import("#bot/compile.ts")
  return compileBot()
}

async function loadLanguageEngine() {
  const [{ createSlotResolvers }, { trainInSteps, modelHash }, { saveLanguageModel, loadLanguageModel }] =
    await Promise.all([
      import("#bot/slot-types/registry.ts"),
      import("#bot/nlu/train.ts"),
      import("#bot/nlu/storage.ts"),
    ])
  return { createSlotResolvers, trainInSteps, modelHash, saveLanguageModel, loadLanguageModel }
}

async function openCodeHook(lambda: LocalOptions["lambda"], log: Log): Promise<CodeHook | undefined> {
  if (lambda === undefined) return undefined
  if (typeof lambda === "function") return createFunctionHook(lambda, log)
  if (/^https?:\/\//.test(lambda)) return createUrlHook(lambda, log)
  const path = resolve(lambda)
  await access(path).catch((cause: unknown) => {
    throw new Fault("data-invalid", { hint: `there is no code hook at ${lambda}`, cause })
  })
  return createModuleHook(path, log)
}

/** The assistant's own function and what runs beside it; its tables are at this very endpoint. */
type OwnAssistant = {
  readonly handler: LambdaHandler
  /** Opens the backends and begins the work that is due now and then. */
  start(url: string): void
  close(): Promise<void>
}

const RECOVER_EVERY_MS = 60_000
const DELIVER_EVERY_MS = 5000

function createOwnAssistant(options: LocalOptions, log: Log, clock: Clock): OwnAssistant {
  const opened = Promise.withResolvers<Backends>()
  // Without this, backends that can't be opened would end the process before a visitor asks for them.
  opened.promise.catch(() => undefined)
  const timers: NodeJS.Timeout[] = []
  let handler: Promise<LambdaHandler> | undefined
  let work: Promise<unknown> = Promise.resolve()

  const load = async (): Promise<LambdaHandler> => {
    const { createCodeHook } = await import("#handlers/create-code-hook.ts")
    return createCodeHook(async () => (await opened.promise).services, log)
  }
  const runEvery = (milliseconds: number, job: (backends: Backends) => Promise<void>): void => {
    const run = () => {
      const done = opened.promise.then(job)
      work = Promise.allSettled([work, done])
      done.catch((error: unknown) => log.error("work-not-done", { error: String(error) }))
    }
    run()
    timers.push(setInterval(run, milliseconds).unref())
  }
  return {
    handler: async (event, context, callback) => {
      handler ??= load()
      return (await handler)(event, context, callback)
    },
    start: (url) => {
      openOwnBackends(options, clock, url).then(opened.resolve, opened.reject)
      runEvery(RECOVER_EVERY_MS, (backends) => backends.recover())
      runEvery(DELIVER_EVERY_MS, (backends) => backends.deliverMail())
    },
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      await work
    },
  }
}

async function openOwnBackends(options: LocalOptions, clock: Clock, url: string): Promise<Backends> {
  const [{ openBackends }, { parseConfig }, { createOutbox }] = await Promise.all([
    import("#handlers/wiring.ts"),
    import("#core/config.ts"),
    import("./outbox.ts"),
  ])
  const { dataFolder } = options
  const config = parseConfig(process.env)
  const isInCloud = config.cloudServices.includes("dynamodb")
  // Here the endpoint knows which keys it takes; any will do where it takes all.
  const [[accessKeyId, secretAccessKey] = ["local", "local"]] = Object.entries(options.strict?.credentials ?? {})
  return openBackends({
    dynamoDb: {
      region: config.awsRegion,
      ...(isInCloud ? {} : { endpoint: url, credentials: { accessKeyId, secretAccessKey } }),
    },
    tablePrefix: config.tablePrefix,
    bookingKey: config.bookingKey ?? (await keepSecret(dataFolder, "booking-key")),
    mailer: createOutbox(dataFolder === undefined ? undefined : join(dataFolder, "outbox")),
    clock,
  })
}

/** Makes a secret once and keeps it in a file that only this user can read; without a folder it lives as long as we do. */
async function keepSecret(folder: string | undefined, name: string): Promise<string> {
  const made = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url")
  if (folder === undefined) return made
  await mkdir(folder, { recursive: true })
  const file = join(folder, name)
  try {
    await writeFile(file, `${made}\n`, { flag: "wx", mode: 0o600 })
    return made
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error
    return (await readFile(file, "utf8")).trim()
  }
}

function explainListening(cause: unknown, port: number, host: string): Error {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined
  const hints: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is taken: stop what listens there, or choose another with --port`,
    EACCES: `port ${port} may not be used by this user: choose one above 1023 with --port`,
    EADDRNOTAVAIL: `this machine has no address ${host}`,
    ENOTFOUND: `this machine has no address ${host}`,
  }
  const hint = hints[String(code)]
  return hint === undefined
    ? new Error(`can't listen on ${host}:${port}`, { cause })
    : new Fault("setting-invalid", { hint, cause })
}

async function main(): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2), process.env)
  if (commandLine === "help") {
    process.stdout.write(USAGE)
    return
  }
  if ("problem" in commandLine) {
    process.stderr.write(`${commandLine.problem}\n\n${USAGE}`)
    process.exitCode = 2
    return
  }
  const local = await startLocal(toOptions(commandLine))
  process.stdout.write(`Local AWS endpoint: ${local.url}\n`)
  for (const line of local.summary) process.stdout.write(`  ${line}\n`)
  let isClosing = false
  const close = (): void => {
    // A second Ctrl-C doesn't wait.
    if (isClosing) process.exit(1)
    isClosing = true
    local.close().catch((error: unknown) => {
      process.stderr.write(`${describe(error)}\n`)
      process.exitCode = 1
    })
  }
  process.on("SIGINT", close)
  process.on("SIGTERM", close)
}

function toOptions(commandLine: CommandLine): LocalOptions {
  const { AWS_LOCAL_STRICT, AWS_ACCESS_KEY_ID = "local", AWS_SECRET_ACCESS_KEY = "local" } = process.env
  const { port, host, bots, lambda, localeId, dataFolder, conversationLogFile, isVerbose } = commandLine
  return {
    port,
    host,
    bots,
    log: createLog(isVerbose ? "debug" : "info", systemClock, (line) => process.stderr.write(`${line}\n`)),
    ...(lambda === undefined ? {} : { lambda }),
    ...(localeId === undefined ? {} : { localeId }),
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(conversationLogFile === undefined ? {} : { conversationLogFile }),
    ...(AWS_LOCAL_STRICT === "1" ? { strict: { credentials: { [AWS_ACCESS_KEY_ID]: AWS_SECRET_ACCESS_KEY } } } : {}),
  }
}

function describe(error: unknown): string {
  if (error instanceof Fault && error.hint !== undefined) return error.hint
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    process.stderr.write(`${describe(error)}\n`)
    process.exitCode = 1
  })
}
