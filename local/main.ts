// Composition root of the local AWS endpoint: the assistant's own bot and backends on the composition that serves them, for
// `npm start`, for tests, and as a command of its own (`npm run local`). What is served is compose-local.ts.

import { enableCompileCache } from "node:module"
import { join } from "node:path"
import { Fault } from "#core/errors.ts"
import { keepOnceMade } from "#core/keep-once-made.ts"
import { createLog, type Log, silentLog } from "#core/log.ts"
import { type Clock, systemClock } from "#core/time.ts"
import type { Backends } from "#handlers/wiring.ts"
import { type CommandLine, readCommandLine, USAGE } from "./command-line.ts"
import type { LocalAws, LocalOptions } from "./compose-local.ts"
import { keepSecret } from "./kept-secret.ts"
import { restartWithLeanMalloc } from "./lean-malloc.ts"
import type { LambdaHandler } from "./lex/code-hooks.ts"

/**
 * Starts the local AWS. Bots are read before it listens; their languages are built while it does.
 *
 * @throws {Fault} `data-invalid` for a bot or code hook that can't be read; `setting-invalid` when the port is taken.
 */
export async function startLocal(given: LocalOptions = {}): Promise<LocalAws> {
  const { composeLocal } = await import("./compose-local.ts")
  const strict = given.strict ?? readStrictness()
  const options = strict === undefined ? given : { ...given, strict }
  const { log = silentLog, clock = systemClock } = options
  const isOwnBot = options.bots === undefined || options.bots.length === 0
  if (!isOwnBot) return composeLocal(options)
  const { compileBot } = await import("#bot/compile.ts")
  const own = options.lambda === undefined ? createOwnAssistant(options, log, clock) : undefined
  const local = await composeLocal({
    ...options,
    bots: [compileBot()],
    ...(own === undefined ? {} : { lambda: own.handler }),
  })
  own?.start(local.url)
  return {
    ...local,
    close: async () => {
      // Its tables must be there until it is done.
      await own?.close()
      await local.close()
    },
  }
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
  const place = Promise.withResolvers<string>()
  const open = keepOnceMade(async () => openOwnBackends(options, clock, await place.promise))
  const timers: NodeJS.Timeout[] = []
  let handler: Promise<LambdaHandler> | undefined
  let work: Promise<unknown> = Promise.resolve()

  const load = async (): Promise<LambdaHandler> => {
    const { createCodeHook } = await import("#handlers/create-code-hook.ts")
    return createCodeHook(async () => (await open()).services(), log)
  }
  const runOnce = (job: (backends: Backends) => Promise<void>): void => {
    const done = open().then(job)
    work = Promise.allSettled([work, done])
    done.catch((error: unknown) => log.error("work-not-done", { error: String(error) }))
  }
  const runEvery = (milliseconds: number, job: (backends: Backends) => Promise<void>): void => {
    timers.push(setInterval(() => runOnce(job), milliseconds).unref())
  }
  return {
    handler: async (event, context, callback) => {
      handler ??= load()
      return (await handler)(event, context, callback)
    },
    start: (url) => {
      place.resolve(url)
      // The tables are our own: a process that was killed may have left them with index entries missing.
      runOnce((backends) => backends.recoverAll())
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
  const [wiring, { parseConfig }, { createFileMailer }, { createOutbox }, { modelStores }, pictures] =
    await Promise.all([
      import("#handlers/wiring.ts"),
      import("#core/config.ts"),
      import("#backends/booking/file-mailer.ts"),
      import("./outbox.ts"),
      import("#backends/recommendation/model-stores.ts"),
      import("#backends/pictures/folder-picture-store.ts"),
    ])
  const { openBackends, openMailer, openPictureBucket } = wiring
  const { dataFolder } = options
  const config = parseConfig(process.env)
  const isInCloud = config.cloudServices.includes("dynamodb")
  const pictureStore =
    (await openPictureBucket(config)) ??
    (dataFolder === undefined ? undefined : pictures.createFolderPictureStore(join(dataFolder, "s3", "pictures")))
  // Here the endpoint knows which keys it takes; any will do where it takes all.
  const [[accessKeyId, secretAccessKey] = ["local", "local"]] = Object.entries(options.strict?.credentials ?? {})
  return openBackends({
    dynamoDb: {
      region: config.awsRegion,
      ...(isInCloud ? {} : { endpoint: url, credentials: { accessKeyId, secretAccessKey } }),
    },
    tablePrefix: config.tablePrefix,
    bookingKey:
      config.bookingKey ?? (dataFolder === undefined ? makeSecret() : await keepSecret(dataFolder, "booking-key")),
    mailer:
      (await openMailer(config)) ??
      createFileMailer(createOutbox(dataFolder === undefined ? undefined : join(dataFolder, "outbox")), clock),
    clock,
    ...(pictureStore === undefined ? {} : { pictureStore }),
    ...(dataFolder === undefined ? {} : { modelStores: await modelStores(config, dataFolder) }),
  })
}

/** The key that the assistant itself calls a local endpoint with. */
const OWN_KEY = { local: "local" } as const

/** `AWS_LOCAL_STRICT=1` verifies signatures, against the environment's own key and the assistant's. */
function readStrictness(): LocalOptions["strict"] {
  const { AWS_LOCAL_STRICT, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env
  if (AWS_LOCAL_STRICT !== "1") return undefined
  if (AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined) return { credentials: OWN_KEY }
  return { credentials: { ...OWN_KEY, [AWS_ACCESS_KEY_ID]: AWS_SECRET_ACCESS_KEY } }
}

/** Without a folder to keep it in, a secret lives as long as its process. */
function makeSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("base64url")
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
  restartWithLeanMalloc()
  // From the second start on, modules are read as they were compiled: half a second less.
  enableCompileCache()
  const { failCodeHookCall } = await import("./lex/code-hooks.ts")
  const local = await startLocal(toOptions(commandLine))
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
  process.on("uncaughtException", (error) => {
    // A function that throws in a timer of its own must not take the other bots' conversations with it.
    if (failCodeHookCall(error)) return
    process.stderr.write(`${describe(error)}\n`)
    process.exit(1)
  })
  process.on("SIGINT", close)
  process.on("SIGTERM", close)
  process.stdout.write(`Local AWS endpoint: ${local.url}\n`)
  for (const line of local.summary) process.stdout.write(`  ${line}\n`)
}

function toOptions(commandLine: CommandLine): LocalOptions {
  const { port, host, bots, lambda, functions, localeId, dataFolder, conversationLogFile, isVerbose } = commandLine
  return {
    port,
    host,
    bots,
    functions,
    hasLexQuotas: commandLine.hasLexQuotas,
    isHeard: true,
    speechModules: commandLine.speechModules,
    log: createLog(isVerbose ? "debug" : "info", systemClock, (line) => process.stderr.write(`${line}\n`)),
    ...(lambda === undefined ? {} : { lambda }),
    ...(localeId === undefined ? {} : { localeId }),
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(conversationLogFile === undefined ? {} : { conversationLogFile }),
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
