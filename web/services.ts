// Composition root of the web face: settings in, everything the routes need out. Each host (web/node.ts, web/worker.ts,
// web/lambda.ts) adds what only it knows: where the local endpoint is, who is calling, where the files are.

import type { Context } from "hono"
import type { AwsSettings } from "#aws/clients.ts"
import { createDocumentClient, createItems, type Items } from "#aws/dynamo.ts"
import { createLexRuntime, type LexBot, type LexRuntime } from "#aws/lex.ts"
import { createSpeechSynthesis } from "#aws/polly.ts"
import { createRekognition } from "#aws/rekognition.ts"
import { createDynamoBookingStore } from "#backends/booking/dynamo-booking-store.ts"
import { createDynamoCatalogueStore } from "#backends/booking/dynamo-catalogue-store.ts"
import {
  keysOfPicture,
  PLACE_PREFIX,
  photoPrefix,
  THUMBNAIL_WIDTHS,
  thumbnailKey,
} from "#backends/pictures/picture-store.ts"
import { createPlaceProfiles } from "#backends/pictures/place-profiles.ts"
import { createS3PictureStore } from "#backends/pictures/s3-picture-store.ts"
import { reportCancellations } from "#backends/prediction/cancellation-report.ts"
import { listAllBookings } from "#backends/prediction/dynamo-bookings.ts"
import type { FeedbackStore } from "#backends/recommendation/create-recommendation-service.ts"
import { createDynamoFeedbackStore, listAllFeedback } from "#backends/recommendation/dynamo-feedback-store.ts"
import { modelStores } from "#backends/recommendation/model-stores.ts"
import { readModels } from "#backends/recommendation/model-trials.ts"
import { openServiceModels } from "#backends/recommendation/service-models.ts"
import { type TableName, tableName } from "#backends/tables.ts"
import { CLOUD_SERVICES, type Config } from "#core/config.ts"
import type { Log } from "#core/log.ts"
import type { Clock, EpochMs } from "#core/time.ts"
import type { IdSource } from "#core/units.ts"
import { photoTurns } from "#handlers/photo/photo-turn.ts"
import { openRecommender } from "#handlers/recommendations/open-recommender.ts"
import type { Assets } from "./assets.ts"
import type { ConversationStore } from "./conversation-store.ts"
import { createDynamoConversationStore } from "./dynamo-conversation-store.ts"
import { createGate, type Gate } from "./gate.ts"
import { createInsights, type Insights } from "./insights.ts"
import { keepFor } from "./keep-for.ts"
import type { LiveHost } from "./live/live-host.ts"
import { createLiveLines, type LiveLines } from "./live/live-lines.ts"
import { createMetrics, type Metrics } from "./metrics.ts"
import type { OwnerReports } from "./owner-reports.ts"
import { createImageEmbedder, NO_EMBEDDER } from "./photo/image-embedder.ts"
import type { PhotoProcessor } from "./photo/photo-processor.ts"
import type { PhotoTurns } from "./photo/photo-turns.ts"
import type { Eyes } from "./photo/see-photo.ts"
import { createOwnPictureLinks } from "./pictures/picture-links.ts"
import type { PictureFiles, PictureKeys, Pictures } from "./pictures/pictures.ts"
import { createRateLimit, type RateLimit } from "./rate-limit.ts"
import type { Recommender } from "./recommender.ts"
import { createSessionTokens, type SessionTokens } from "./session-token.ts"
import { createMessageSpeaker, type MessageSpeaker } from "./speech.ts"
import { createTurnTaker, type TurnTaker } from "./turn.ts"

/** What a host adds to the settings. */
export type Host = {
  /** The local AWS endpoint that serves what isn't in the cloud; absent where there is none. */
  readonly localEndpoint: string | undefined
  readonly sessionSecret: string
  /** Absent keeps the operator page shut. */
  readonly operatorToken: string | undefined
  readonly assets: Assets
  readonly log: Log
  readonly clock: Clock
  readonly newId: IdSource
  /** The address of whoever is connected, proxies included; `undefined` when the host can't say. */
  readonly findPeerAddress: (c: Context) => string | undefined
  /** Whether responses are to be compressed here; some hosts do it themselves. */
  readonly compresses: boolean
  /** Whether counts are stored with each turn, for hosts that may be frozen after it. */
  readonly flushesEachTurn: boolean
  /** WebSockets, where the host has them. */
  readonly liveHost?: LiveHost
  /** Whether a request's work is dropped when its client goes, so that no other request may wait for it. */
  readonly dropsWork: boolean
  /** Loads what photos are processed with; called once, with the first photo. */
  readonly loadPhotoProcessor: () => Promise<PhotoProcessor>
  /** The folder of recommendation models where they are not in S3; absent on hosts without one. */
  readonly dataFolder?: string
  /** The folder of pictures where they are not in S3; absent on hosts without one. */
  readonly pictureFolder?: PictureFiles
}

/** What photos are looked at with, and how many at once. */
export type Photos = Eyes & {
  readonly gate: Gate
  readonly processor: () => Promise<PhotoProcessor>
  readonly turns: PhotoTurns
}

/** What the routes work with. */
export type Services = Omit<
  Host,
  "localEndpoint" | "sessionSecret" | "loadPhotoProcessor" | "pictureFolder" | "dataFolder"
> & {
  readonly config: Config
  readonly lex: LexRuntime
  readonly gate: Gate
  /** In front of what is spoken by visitors. */
  readonly voiceGate: Gate
  readonly speaker: MessageSpeaker
  readonly lines: LiveLines
  readonly turns: TurnTaker
  readonly photos: Photos
  /** Absent where there is no place for any. */
  readonly pictures: Pictures | undefined
  readonly conversations: ConversationStore
  readonly recommender: Recommender
  /** Absent where models can't be reached. */
  readonly ownerReports: OwnerReports | undefined
  /** Forgets what a visitor's taste was learned from; bookings stay. */
  readonly forgetTaste: (sessionId: string) => Promise<void>
  readonly tokens: SessionTokens
  readonly sessionLimit: RateLimit
  /** For fetching speech: a reply of several messages takes many requests. */
  readonly speechLimit: RateLimit
  readonly addressLimit: RateLimit
  readonly insights: Insights
  readonly metrics: Metrics
  /** Set while the host shuts down: readiness is refused, turns under way are ended. */
  readonly shutdown: { isUnderWay: boolean }
}

/** The bot of the local endpoint: ours, under the identifier it is compiled with, as Lex tests a draft. */
export const LOCAL_BOT = { botId: "CONCIERGE1", botAliasId: "TSTALIASID" } as const

/** Reports read whole tables: not each time somebody looks. */
const REPORT_AGE_MS = 60_000

/** Speaking a reply takes so many times the requests of the turn: sound and marks of each message. */
const SPEECH_REQUESTS = 6

/** The bot that the settings name, or our own. */
export function configuredBot({ lexBotId, lexBotAliasId }: Config): LexBot {
  return { botId: lexBotId ?? LOCAL_BOT.botId, botAliasId: lexBotAliasId ?? LOCAL_BOT.botAliasId }
}

/** Where one AWS service is for this configuration. */
export function awsSettings(
  config: Config,
  service: "lex" | "dynamodb" | "polly" | "rekognition",
  localEndpoint: string | undefined,
): AwsSettings {
  const isInCloud = service === "lex" ? config.lexBotId !== undefined : config.cloudServices.includes(service)
  const endpoint = config.awsEndpointUrl ?? (isInCloud ? undefined : localEndpoint)
  const { awsAccessKeyId, awsSecretAccessKey, awsSessionToken } = config
  // The operator's own keys have no business at an endpoint on this machine that takes any.
  const isKeyNeeded = endpoint === undefined || endpoint !== localEndpoint
  const credentials =
    isKeyNeeded && awsAccessKeyId !== undefined && awsSecretAccessKey !== undefined
      ? {
          accessKeyId: awsAccessKeyId,
          secretAccessKey: awsSecretAccessKey,
          ...(awsSessionToken === undefined ? {} : { sessionToken: awsSessionToken }),
        }
      : undefined
  return {
    region: config.awsRegion,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
  }
}

/** Where AWS itself is, or the endpoint that stands for all of it. */
function cloudSettings(config: Config): AwsSettings {
  return awsSettings({ ...config, cloudServices: CLOUD_SERVICES }, "rekognition", undefined)
}

/** Makes the services; nothing is connected before the first call. */
export function createServices(config: Config, host: Host): Services {
  const { localEndpoint, sessionSecret, loadPhotoProcessor: _loader, pictureFolder: _pictures, ...others } = host
  const { dataFolder: _folder, ...rest } = others
  const { clock, log } = host
  const lex = createLexRuntime(awsSettings(config, "lex", localEndpoint), configuredBot(config), config.turnTimeoutMs)
  const items = createItems(createDocumentClient(awsSettings(config, "dynamodb", localEndpoint)))
  const table = tableName("conversations", config.tablePrefix)
  const conversations = createDynamoConversationStore(items, table, config.historyDays, clock)
  const feedback = createDynamoFeedbackStore(items, tableName("feedback", config.tablePrefix), clock)
  const { missedUtteranceDays, turnTimeoutMs } = config
  const insights = createInsights({ items, tableName: table, missedUtteranceDays, clock, log })
  // Where work is dropped, a place it held would never be free again; there Lex's own limits have to do.
  const gateOf = (places: number, queue: number) =>
    createGate({ places: host.dropsWork ? Number.POSITIVE_INFINITY : places, queue })
  const gate = gateOf(config.lexConcurrency, config.lexQueue)
  const voiceGate = gateOf(config.voiceConcurrency, config.voiceQueue)
  const speechGate = gateOf(config.voiceConcurrency, config.voiceQueue)
  const speaker = createMessageSpeaker({
    synthesis: createSpeechSynthesis(awsSettings(config, "polly", localEndpoint), turnTimeoutMs),
    gate: speechGate,
    engine: config.pollyEngine,
    voices: new Map(config.pollyVoices),
    timeoutMs: turnTimeoutMs,
  })
  const pictures = createPictures(config, host)
  const photos = createPhotos(config, host, pictures)
  const lines = createLiveLines(config.liveConnections)
  const metrics = createMetrics([
    { name: "concierge_photos_in_flight", help: "Photos being looked at now.", read: () => photos.gate.inFlight },
    { name: "concierge_photos_waiting", help: "Photos that wait for their turn.", read: () => photos.gate.waiting },
    { name: "concierge_lex_in_flight", help: "Calls that are at Lex now.", read: () => gate.inFlight },
    { name: "concierge_lex_waiting", help: "Calls that wait for their place.", read: () => gate.waiting },
    { name: "concierge_live_connections", help: "Live connections that are open.", read: () => lines.count },
    { name: "concierge_voice_in_flight", help: "Spoken turns under way.", read: () => voiceGate.inFlight },
    { name: "concierge_voice_waiting", help: "Spoken turns that wait for their place.", read: () => voiceGate.waiting },
    { name: "concierge_speech_in_flight", help: "Messages being spoken.", read: () => speechGate.inFlight },
  ])
  const turns = createTurnTaker({
    conversations,
    gate,
    clock,
    turnTimeoutMs,
    keepsLanes: !host.dropsWork,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    observe: async ({ said, reply }) => {
      metrics.count("concierge_turns_total", {
        intent: reply.intent?.name ?? "none",
        state: reply.intent?.state ?? "none",
      })
      insights.addTurn(said, reply)
      if (host.flushesEachTurn) await insights.flush()
    },
  })
  return {
    ...rest,
    config,
    lex,
    gate,
    voiceGate,
    speaker,
    lines,
    turns,
    photos,
    pictures,
    conversations,
    ...createModelServices(config, host, items, feedback),
    forgetTaste: feedback.forget,
    insights,
    metrics,
    tokens: createSessionTokens(sessionSecret, config.sessionTtlSeconds, clock),
    sessionLimit: createRateLimit(config.rateLimitSession, clock),
    speechLimit: createRateLimit(config.rateLimitSession * SPEECH_REQUESTS, clock),
    addressLimit: createRateLimit(config.rateLimitAddress, clock),
    shutdown: { isUnderWay: false },
  }
}

/** What rests on trained models. */
function createModelServices(
  config: Config,
  host: Host,
  items: Items,
  feedback: FeedbackStore,
): Pick<Services, "recommender" | "ownerReports"> {
  return {
    recommender: createRecommender(config, host, items, feedback),
    ownerReports: createOwnerReports(config, host, items),
  }
}

function createRecommender(
  config: Config,
  { clock, log, dropsWork, dataFolder }: Host,
  items: Items,
  feedback: FeedbackStore,
): Recommender {
  const named = (name: TableName) => tableName(name, config.tablePrefix)
  return openRecommender({
    catalogues: createDynamoCatalogueStore(items, named("catalogue")),
    bookings: createDynamoBookingStore(items, { bookings: named("bookings"), inventory: named("inventory") }),
    openModels: async () =>
      hasModels(config, dataFolder)
        ? openServiceModels(await modelStores(config, dataFolder ?? ""), { clock, log, dropsWork })
        : undefined,
    ...{ feedback, clock, log, dropsWork },
  })
}

function hasModels({ modelBucket }: Config, dataFolder: string | undefined): boolean {
  return modelBucket !== undefined || dataFolder !== undefined
}

function createOwnerReports(config: Config, { clock, dataFolder }: Host, items: Items): OwnerReports | undefined {
  if (!hasModels(config, dataFolder)) return undefined
  const named = (name: TableName) => tableName(name, config.tablePrefix)
  const openStores = () => modelStores(config, dataFolder ?? "")
  return {
    readModels: keepFor(REPORT_AGE_MS, clock, async () => {
      const listFeedback = (since: EpochMs) => listAllFeedback(items, named("feedback"), since)
      return { catalogues: await readModels(await openStores(), listFeedback) }
    }),
    readCancellations: keepFor(REPORT_AGE_MS, clock, async () => {
      const store = (await openStores())("prediction-cancellation")
      return await reportCancellations(store, () => listAllBookings(items, named("bookings")), clock())
    }),
  }
}

function createPhotos(config: Config, host: Host, pictures: Pictures | undefined): Photos {
  const { localEndpoint, loadPhotoProcessor, dropsWork, clock } = host
  const profiles = pictures === undefined ? undefined : createPlaceProfiles(pictures.files, clock)
  const settings = awsSettings(config, "rekognition", localEndpoint)
  const places = dropsWork ? Number.POSITIVE_INFINITY : config.photoConcurrency
  let processor: Promise<PhotoProcessor> | undefined
  return {
    rekognition: createRekognition(settings),
    embedder:
      settings.endpoint === undefined
        ? NO_EMBEDDER
        : createImageEmbedder(settings.endpoint, async () => (await profiles?.hasAny()) === true),
    moderationConfidence: config.photoModeration,
    gate: createGate({ places, queue: config.photoQueue }),
    processor: () => {
      processor ??= loadPhotoProcessor()
      return processor
    },
    turns: photoTurns,
  }
}

const PICTURE_KEYS: PictureKeys = {
  placePrefix: PLACE_PREFIX,
  photoPrefix,
  thumbnail: (key, width) => {
    const known = THUMBNAIL_WIDTHS.find((one) => one === width)
    return known === undefined ? undefined : thumbnailKey(key, known)
  },
  all: keysOfPicture,
}

function createPictures(config: Config, { sessionSecret, clock, pictureFolder }: Host): Pictures | undefined {
  const common = { keys: PICTURE_KEYS, keepsPhotos: config.keepPhotos === "yes" }
  if (config.pictureBucket !== undefined) {
    const store = createS3PictureStore(cloudSettings(config), config.pictureBucket)
    return { ...common, files: store, links: store, ownLinks: undefined }
  }
  if (pictureFolder === undefined) return undefined
  const ownLinks = createOwnPictureLinks(sessionSecret, clock)
  return { ...common, files: pictureFolder, links: ownLinks, ownLinks }
}
