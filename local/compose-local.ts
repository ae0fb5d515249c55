// Puts the local AWS services together behind one endpoint. Whose bots and code hooks they serve is main.ts; each service
// is one line in `services`.

import { join } from "node:path"
import type { BotLocale } from "#bot/definition.ts"
import { createSession } from "#bot/dialog/session-record.ts"
import { takeTurn } from "#bot/dialog/take-turn.ts"
import type { SlotResolvers } from "#bot/language-model.ts"
import { supportsLocale } from "#bot/slot-types/locale-support.ts"
import { Fault } from "#core/errors.ts"
import { type Log, silentLog } from "#core/log.ts"
import { type Clock, systemClock } from "#core/time.ts"
import { claimFolder } from "./claimed-folder.ts"
import { dynamoDbService } from "./dynamodb/dynamodb-service.ts"
import type { AwsService } from "./http/aws-service.ts"
import { createLocalEndpoint } from "./http/endpoint.ts"
import type { Credentials } from "./http/signature.ts"
import { createLanguageLoader } from "./lex/language.ts"
import { createLexService } from "./lex/lex-service.ts"
import type { Speech } from "./lex/speech.ts"
import { type BotOptions, openCodeHooks } from "./open-code-hooks.ts"
import { pollyService } from "./polly/polly-service.ts"
import { createSpeaker } from "./polly/speaker.ts"
import { createSpeechSynthesizer } from "./polly/speech-synthesizer.ts"
import { createEmbeddedTranscriber } from "./recognizer/create-transcriber.ts"
import { rekognitionService } from "./rekognition/rekognition-service.ts"
import { createVision } from "./rekognition/vision.ts"
import { findS3Folder, openS3Folder, type S3Folder } from "./s3-folder.ts"
import { loadSpeechModules, type SpeechModules } from "./speech-modules.ts"

/** How the local AWS is started. */
export type LocalOptions = BotOptions & {
  /** 0 lets the system choose; 4566 by default. */
  readonly port?: number
  /** 127.0.0.1 by default: only this machine can call. */
  readonly host?: string
  /** Serves only this locale of each bot. */
  readonly localeId?: string
  /** Keeps sessions, trained models and tables; everything is in memory when absent. */
  readonly dataFolder?: string
  /** Signatures are verified against these keys when given. */
  readonly strict?: { readonly credentials: Credentials }
  readonly corsOrigins?: readonly string[]
  readonly conversationLogFile?: string
  /** Refuses more conversations at once than Lex's quotas allow an alias. */
  readonly hasLexQuotas?: boolean
  /** Where visitors are unless they say otherwise (IANA name); UTC by default. */
  readonly timeZone?: string
  readonly speech?: Speech
  /** Modules with speech engines of one's own, in place of the embedded ones. */
  readonly speechModules?: SpeechModules
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
 * Composes the services and listens.
 *
 * @throws {Fault} `data-invalid` for a bot or code hook that can't be read; `setting-invalid` when the port is taken or
 *   another process uses the data folder.
 */
export async function composeLocal(options: LocalOptions): Promise<LocalAws> {
  const { log = silentLog, clock = systemClock, dataFolder } = options
  const closing = new AbortController()
  const release = dataFolder === undefined ? undefined : await claimFolder(dataFolder)
  const plugged = await loadSpeechModules(options.speechModules ?? {}).catch(async (error: unknown) => {
    await release?.()
    throw error
  })
  const speaker = createSpeaker()
  const transcriber = createEmbeddedTranscriber()
  const speech: Speech = {
    synthesizer: createSpeechSynthesizer(speaker),
    transcriber,
    ...plugged.speech,
    ...options.speech,
  }
  const s3Folder = findS3Folder(dataFolder)
  let ownUrl = ""
  const s3 = openS3Folder(s3Folder)
  const readGrammar = (bucket: string, key: string) => readText(s3, bucket, key)
  const lex = await openLex({ ...options, speech, log, clock, readGrammar }, () => ownUrl, closing.signal)
  const services: readonly AwsService[] = [
    lex.service,
    pollyService({
      speaker,
      clock,
      s3,
      ...(dataFolder === undefined ? {} : { folder: join(dataFolder, "polly") }),
    }),
    rekognitionService({
      vision: createVision(
        dataFolder === undefined ? {} : { labelModel: join(dataFolder, "rekognition", "label-model") },
      ),
      clock,
      s3,
      ...(dataFolder === undefined ? {} : { folder: join(dataFolder, "rekognition") }),
    }),
    dynamoDbService(dataFolder === undefined ? {} : { folder: join(dataFolder, "dynamodb") }),
  ]
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
    await release?.()
    throw explainListening(cause, port, host)
  })
  ownUrl = url
  return {
    url,
    summary: [
      ...lex.summary,
      `Polly: English voices, synthesis tasks write to ${s3Folder}/BUCKET`,
      "Rekognition: objects, faces, text and explicit content in pictures",
      `DynamoDB: ${dataFolder === undefined ? "in memory" : `in ${dataFolder}`}`,
    ],
    close: async () => {
      await endpoint.close()
      closing.abort()
      await release?.()
      await transcriber.close()
      await plugged.close()
    },
  }
}

type OpenedLex = { readonly service: AwsService; readonly summary: readonly string[] }

/** Lex takes no larger grammar. */
const MAX_GRAMMAR_BYTES = 100 * 1024

async function readText(s3: S3Folder, bucket: string, key: string): Promise<string | undefined> {
  const bytes = await s3.read(bucket, key, MAX_GRAMMAR_BYTES)
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : undefined
}

type LexOptions = LocalOptions &
  Required<Pick<LocalOptions, "log" | "clock">> & {
    readonly readGrammar: (bucket: string, key: string) => Promise<string | undefined>
  }

async function openLex(options: LexOptions, url: () => string, signal: AbortSignal): Promise<OpenedLex> {
  const { log, clock } = options
  const folder = options.dataFolder === undefined ? undefined : join(options.dataFolder, "lex")
  const { sources, functions, describe } = await openCodeHooks(options, log, url)
  const lex = createLexService({
    bots: sources,
    functions,
    hasLexQuotas: options.hasLexQuotas ?? false,
    dialog: { takeTurn, createSession },
    loadLanguage: createLanguageLoader({
      loadEngine: loadLanguageEngine,
      readGrammar: options.readGrammar,
      log,
      signal,
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
  return {
    service: lex.service,
    summary: bots.map((bot, i) => {
      const locales = bot.locales.map(({ localeId }) => describeLocale(localeId)).join(", ")
      return `Lex V2: ${bot.name}, bot id ${bot.id}, locales ${locales}, code hook ${describe(bot, i)}`
    }),
  }
}

function describeLocale(localeId: string): string {
  return supportsLocale(localeId) === "basic"
    ? `${localeId} (words for dates, times and numbers in English only)`
    : localeId
}

async function loadLanguageEngine() {
  const [{ createSlotResolvers }, { trainInSteps, modelHash }, { saveInSteps, loadInSteps }, { EarlierTraining }] =
    await Promise.all([
      import("#bot/slot-types/registry.ts"),
      import("#bot/nlu/train.ts"),
      import("#bot/nlu/storage.ts"),
      import("#bot/nlu/earlier-training.ts"),
    ])
  // Of a bot that changed, only what changed is trained again.
  const known = new EarlierTraining()
  return {
    createSlotResolvers,
    trainInSteps: (locale: BotLocale, resolvers: SlotResolvers) => trainInSteps(locale, resolvers, { known }),
    modelHash,
    saveInSteps,
    loadInSteps,
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
