// The Node host: the web app, and beside it the local AWS endpoint unless the settings name another. The command that runs it
// is web/main.ts; other hosts are web/worker.ts and web/lambda.ts; what is served is web/app.ts.

import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { resolve } from "node:path"
import { createAdaptorServer, upgradeWebSocket, type WebSocketServerLike } from "@hono/node-server"
import { getConnInfo } from "@hono/node-server/conninfo"
import { WebSocket, WebSocketServer } from "ws"
import { createDocumentClient, createTables } from "#aws/dynamo.ts"
import { createLexListener } from "#aws/lex-conversation.ts"
import { createRekognition } from "#aws/rekognition.ts"
import { createFolderPictureStore, UNFINISHED } from "#backends/pictures/folder-picture-store.ts"
import { THUMBNAIL_PREFIX, THUMBNAIL_WIDTHS, thumbnailKey } from "#backends/pictures/picture-store.ts"
import { isProfile } from "#backends/pictures/place-profiles.ts"
import { prefixTables } from "#backends/tables.ts"
import { CLOUD_SERVICES, type Config, type Environment, parseConfig } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { createLog, type Log } from "#core/log.ts"
import { systemClock } from "#core/time.ts"
import { keepSecret } from "#local/kept-secret.ts"
import { createApp } from "./app.ts"
import { createAssets } from "./assets.ts"
import type { LiveHost } from "./live/live-host.ts"
import { createImageEmbedder, NO_EMBEDDER } from "./photo/image-embedder.ts"
import { awsSettings, configuredBot, createServices, type Services } from "./services.ts"

/** A site that listens. */
export type RunningSite = {
  readonly url: string
  /** The local AWS endpoint; absent when the settings name another, or everything is in the cloud. */
  readonly localEndpoint: string | undefined
  /** What the local endpoint serves, a line each. */
  readonly localSummary: readonly string[]
  /** Takes no more requests, ends the turns under way, stores what is left to store. */
  close(): Promise<void>
}

/** The bucket of pictures where there is no S3. */
const PICTURES = "pictures"
const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000
/** Longer than proxies keep an idle connection, so that it is never closed under a request of theirs. */
const KEEP_ALIVE_MS = 65_000
const DRAIN_MS = 10_000
const FLUSH_EVERY_MS = 1000
/** Two seconds of sound at once are more than any client has reason to send. */
const MAX_FRAME_BYTES = 64 * 1024

/**
 * Starts the site.
 *
 * @param writeLog Takes one line of the log.
 * @throws {Fault} `setting-invalid`, saying which setting is wrong or which port is taken.
 */
export async function startSite(environment: Environment, writeLog: (line: string) => void): Promise<RunningSite> {
  const config = parseConfig(environment)
  const log = createLog(config.logLevel, systemClock, writeLog)
  const local = await startLocalEndpoint(config, log)
  try {
    const services = await prepareServices(config, log, local?.url)
    const { server, terminateSockets } = createServer(services)
    const url = await listen(server, config)
    const watching = await watchPictures(config, log, local?.url)
    const flushing = setInterval(() => void services.insights.flush(), FLUSH_EVERY_MS).unref()
    const close = async () => {
      clearInterval(flushing)
      await drain(server, services, terminateSockets)
      await watching?.close()
      await local?.close()
    }
    return { url, localEndpoint: local?.url, localSummary: local?.summary ?? [], close }
  } catch (error) {
    await local?.close()
    throw error
  }
}

/** Starts the local endpoint when a service is left to it. */
async function startLocalEndpoint(config: Config, log: Log) {
  const isAllElsewhere = CLOUD_SERVICES.every((service) => config.cloudServices.includes(service))
  if (config.awsEndpointUrl !== undefined || (isAllElsewhere && config.lexBotId !== undefined)) return undefined
  const { startLocal } = await import("#local/main.ts")
  try {
    return await startLocal({
      port: config.awsLocalPort,
      dataFolder: resolve(config.dataDir),
      speechModules: { recognizer: config.speechRecognizer, voice: config.speechVoice },
      log,
    })
  } catch (error) {
    throw isAddressInUse(error) ? portTaken("AWS_LOCAL_PORT", config.awsLocalPort, error) : error
  }
}

async function prepareServices(config: Config, log: Log, localEndpoint: string | undefined): Promise<Services> {
  const { buildSiteFiles } = await import("./build/site-files.ts")
  const folder = resolve(config.dataDir)
  const dynamoDb = awsSettings(config, "dynamodb", localEndpoint)
  // In the cloud tables are deployed, not made by whoever comes first.
  if (dynamoDb.endpoint !== undefined)
    await createTables(createDocumentClient(dynamoDb), prefixTables(config.tablePrefix))
  return createServices(config, {
    localEndpoint,
    sessionSecret: config.sessionSecret ?? (await keepSecret(folder, "session-secret")),
    operatorToken: config.operatorToken ?? (await keepSecret(folder, "operator-token")),
    assets: createAssets(buildSiteFiles),
    log,
    clock: systemClock,
    newId: () => crypto.randomUUID(),
    findPeerAddress: (c) => getConnInfo(c).remote.address,
    compresses: true,
    flushesEachTurn: false,
    dropsWork: false,
    liveHost: {
      upgrade: upgradeWebSocket as LiveHost["upgrade"],
      listener: createLexListener(
        awsSettings(config, "lex", localEndpoint),
        configuredBot(config),
        config.turnTimeoutMs,
      ),
      bufferedBytes: ({ raw }) => (raw instanceof WebSocket ? raw.bufferedAmount : 0),
    },
    dataFolder: folder,
    ...(config.pictureBucket === undefined ? { pictureFolder: createFolderPictureStore(pictureFolder(config)) } : {}),
    loadPhotoProcessor: async () => (await import("./photo/sharp-processor.ts")).loadSharpProcessor(log),
  })
}

/** The folder that stands in for the bucket of pictures, among those of the local S3. */
function pictureFolder(config: Config): string {
  return resolve(config.dataDir, "s3", PICTURES)
}

/** Makes thumbnails of pictures put into the folder, as S3 and the function `handlers/thumbnail.ts` do in the cloud. */
async function watchPictures(config: Config, log: Log, localEndpoint: string | undefined) {
  if (config.pictureBucket !== undefined) return undefined
  const [{ watchBucket }, { createThumbnailer }, { createDescriber }, sharpTools] = await Promise.all([
    import("#local/watch-bucket.ts"),
    import("#handlers/thumbnails/create-thumbnailer.ts"),
    import("#handlers/thumbnails/describe-picture.ts"),
    import("#handlers/thumbnails/sharp-resizer.ts"),
  ])
  const { resizeWithSharp, toSmallJpeg } = sharpTools
  const store = createFolderPictureStore(pictureFolder(config))
  const settings = awsSettings(config, "rekognition", localEndpoint)
  const embedder =
    settings.endpoint === undefined ? NO_EMBEDDER : createImageEmbedder(settings.endpoint, async () => true)
  const eyes = { detectLabels: createRekognition(settings).detectLabels, embed: embedder.embed }
  const describe = createDescriber(eyes, toSmallJpeg)
  const made = new Set(await store.list(THUMBNAIL_PREFIX))
  return await watchBucket({
    folder: pictureFolder(config),
    bucket: PICTURES,
    onCreated: createThumbnailer({ openStore: () => store, resize: resizeWithSharp, describe, log }),
    isIgnored: (key) => key.startsWith(THUMBNAIL_PREFIX) || isProfile(key) || key.endsWith(UNFINISHED),
    wasHandled: (key) => THUMBNAIL_WIDTHS.every((width) => made.has(thumbnailKey(key, width))),
    log,
    clock: systemClock,
  })
}

function createServer(services: Services): { readonly server: Server; readonly terminateSockets: () => void } {
  const app = createApp(services)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false })
  const server = createAdaptorServer({
    fetch: app.fetch,
    websocket: { server: sockets as WebSocketServerLike },
  }) as Server
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  const terminateSockets = () => {
    for (const socket of sockets.clients) socket.terminate()
  }
  return { server, terminateSockets }
}

async function listen(server: Server, config: Config): Promise<string> {
  const { promise, resolve: settle, reject } = Promise.withResolvers<void>()
  server.once("error", reject)
  server.listen(config.port, config.host, settle)
  try {
    await promise
  } catch (error) {
    throw isAddressInUse(error) ? portTaken("PORT", config.port, error) : error
  }
  const { port, family, address } = server.address() as AddressInfo
  const isLoopback = address === "127.0.0.1" || address === "::1" || address === "0.0.0.0" || address === "::"
  return `http://${isLoopback ? "localhost" : family === "IPv6" ? `[${address}]` : address}:${port}`
}

function isAddressInUse(error: unknown): boolean {
  const errors = error instanceof Error ? [error, error.cause] : []
  return errors.some((one) => one instanceof Error && "code" in one && one.code === "EADDRINUSE")
}

function portTaken(setting: string, port: number, cause: unknown): Fault {
  const hint = `port ${port} is taken: stop what listens there, or set ${setting} to another (0 takes any free one)`
  return new Fault("setting-invalid", { hint, cause })
}

async function drain(server: Server, services: Services, terminateSockets: () => void): Promise<void> {
  services.shutdown.isUnderWay = true
  services.lines.closeAll()
  const closed = new Promise<void>((settle) => server.close(() => settle()))
  server.closeIdleConnections()
  const timeout = setTimeout(() => {
    server.closeAllConnections()
    // Those that didn't answer when they were told that the server goes.
    terminateSockets()
  }, DRAIN_MS)
  await services.turns.drain()
  await closed
  clearTimeout(timeout)
  await services.insights.flush()
}
