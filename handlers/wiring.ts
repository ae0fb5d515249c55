// Composition root of the code hook: settings in, the services of the hooks out, and the work that is due now and then.
// Nothing is read or opened before the first call, so that loading the function on Lambda is quick.

import type { AwsSettings } from "#aws/clients.ts"
import { createDocumentClient, createItems, createTables } from "#aws/dynamo.ts"
import type { Catalogue } from "#backends/booking/catalogue.ts"
import { type CatalogueStore, loadOrSave } from "#backends/booking/catalogue-store.ts"
import { createBookingService } from "#backends/booking/create-booking-service.ts"
import { createDynamoBookingStore } from "#backends/booking/dynamo-booking-store.ts"
import { createDynamoCatalogueStore } from "#backends/booking/dynamo-catalogue-store.ts"
import { followCatalogue } from "#backends/booking/follow-catalogue.ts"
import type { Mailer } from "#backends/booking/mailer.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import type { PictureStore } from "#backends/pictures/picture-store.ts"
import { createPlaceProfiles } from "#backends/pictures/place-profiles.ts"
import { createPriceTrend } from "#backends/prediction/price-trend.ts"
import { createRecommendationService } from "#backends/recommendation/create-recommendation-service.ts"
import { createDynamoFeedbackStore } from "#backends/recommendation/dynamo-feedback-store.ts"
import { modelStores, type OpenModelStore } from "#backends/recommendation/model-stores.ts"
import { CHECK_MS, openServiceModels } from "#backends/recommendation/service-models.ts"
import { createDynamoSupportDesk } from "#backends/support/dynamo-support-desk.ts"
import { prefixTables, type TableName, tableName } from "#backends/tables.ts"
import { type Config, parseConfig } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { keepOnceMade } from "#core/keep-once-made.ts"
import { createLog, type Log } from "#core/log.ts"
import { type Clock, systemClock } from "#core/time.ts"
import type { Services } from "./hook.ts"

/** What the backends are made of. */
export type BackendOptions = {
  readonly dynamoDb: AwsSettings
  readonly tablePrefix: string
  /** Secret; the same in every process of an installation. */
  readonly bookingKey: string
  readonly mailer: Mailer
  readonly clock: Clock
  /** Where the trained recommendation models are, by catalogue; absent: content and popularity recommend. */
  readonly modelStores?: OpenModelStore
  /** Where the places' pictures are; absent: photos aren't compared with them. */
  readonly pictureStore?: PictureStore
}

/** The backends, running. */
export type Backends = {
  /** The services over the catalogue of the moment: one that was imported since is taken up within ten seconds. */
  services(): Promise<Services>
  /** Finishes what a killed process left, index entries included. Run at start where the database is our own. */
  recoverAll(): Promise<void>
  /** Finishes what an interrupted process left, and gives expired holds back. Run each minute. */
  recover(): Promise<void>
  /** Sends the letters that are due. Run every few seconds. */
  deliverMail(): Promise<void>
}

/**
 * Puts the backends together. On a local endpoint missing tables are created, and an empty catalogue is filled with the
 * demo's; in the cloud both are there already.
 *
 * @throws {Fault} `setting-invalid` in the cloud when the catalogue is empty.
 */
export async function openBackends(options: BackendOptions): Promise<Backends> {
  const { dynamoDb, tablePrefix, clock, bookingKey, mailer } = options
  const pictures = options.pictureStore && createPlaceProfiles(options.pictureStore, clock)
  const client = createDocumentClient(dynamoDb)
  const isLocal = dynamoDb.endpoint !== undefined
  if (isLocal) await createTables(client, prefixTables(tablePrefix))
  const items = createItems(client)
  const named = (name: TableName): string => tableName(name, tablePrefix)
  const catalogues = createDynamoCatalogueStore(items, named("catalogue"))
  const store = createDynamoBookingStore(items, { bookings: named("bookings"), inventory: named("inventory") })
  const feedback = createDynamoFeedbackStore(items, named("feedback"), clock)
  const models =
    options.modelStores === undefined ? undefined : openServiceModels(options.modelStores, { clock, log: lambdaLog })
  const prices =
    options.modelStores &&
    createPriceTrend({
      ...{ store: options.modelStores("prediction-price"), clock, log: lambdaLog, checkEveryMs: CHECK_MS },
    })
  const supportDesk = createDynamoSupportDesk(items, named("supportRequests"), clock)
  const open = (catalogue: Catalogue): Services => ({
    booking: createBookingService({ store, catalogue, clock, referenceKey: bookingKey, mailer }),
    recommendation: createRecommendationService(catalogue, feedback, models),
    supportDesk,
    ...(prices === undefined ? {} : { prices }),
    ...(pictures === undefined ? {} : { pictures }),
  })
  // Before the catalogue: one that is imported in between is then read once more, and not missed.
  const version = await catalogues.findVersion()
  const first = open(await (isLocal ? loadOrSave(catalogues, "demo", makeDemoCatalogue) : loadDeployed(catalogues)))
  const following = followCatalogue({
    ...{ store: catalogues, clock, log: lambdaLog, open, checkEveryMs: CHECK_MS },
    current: { made: first, version },
  })
  const services = async (): Promise<Services> => (await following()) ?? first
  return {
    services,
    async recoverAll() {
      await (await services()).booking.recoverAll()
    },
    async recover() {
      await (await services()).booking.recover()
    },
    async deliverMail() {
      await (await services()).booking.deliverMail()
    },
  }
}

async function loadDeployed(store: CatalogueStore): Promise<Catalogue> {
  const catalogue = await store.load()
  if (catalogue !== undefined) return catalogue
  throw new Fault("setting-invalid", {
    hint: "the catalogue table is empty: import hotels and flights with `npm run booking -- import`, or `import --demo`",
  })
}

/** The log of the Lambda function: CloudWatch takes what is written to standard error. */
export const lambdaLog: Log = createLog("info", systemClock, (line) => process.stderr.write(`${line}\n`))

/** The backends of a Lambda function, opened at its first call and kept while it is warm. */
export const openLambdaBackends: () => Promise<Backends> = keepOnceMade(async () =>
  openBackends(await lambdaOptions(parseConfig(process.env))),
)

/** The services of the code hook's Lambda function. */
export async function lambdaServices(): Promise<Services> {
  return (await openLambdaBackends()).services()
}

/** The store of pictures in S3, where the settings name a bucket; only who has one pays for loading the SDK's client. */
export async function openPictureBucket(config: Config): Promise<PictureStore | undefined> {
  const { pictureBucket, awsRegion: region, awsEndpointUrl: endpoint } = config
  if (pictureBucket === undefined) return undefined
  const { createS3PictureStore } = await import("#backends/pictures/s3-picture-store.ts")
  return createS3PictureStore({ region, ...(endpoint === undefined ? {} : { endpoint }) }, pictureBucket)
}

async function lambdaOptions(config: Config): Promise<BackendOptions> {
  if (config.bookingKey === undefined) {
    throw new Fault("setting-invalid", { hint: "BOOKING_KEY must be set: 32 characters or more, random ones" })
  }
  const pictureStore = await openPictureBucket(config)
  return {
    ...(pictureStore === undefined ? {} : { pictureStore }),
    dynamoDb: {
      region: config.awsRegion,
      ...(config.awsEndpointUrl === undefined ? {} : { endpoint: config.awsEndpointUrl }),
    },
    tablePrefix: config.tablePrefix,
    bookingKey: config.bookingKey,
    clock: systemClock,
    mailer: (await openMailer(config)) ?? NO_MAILER,
    // A function has no folder that lasts.
    ...(config.modelBucket === undefined ? {} : { modelStores: await modelStores(config, "") }),
  }
}

/** The mailer that the settings name; `undefined` when they name none. */
export async function openMailer({ mailQueueUrl, awsRegion }: Config): Promise<Mailer | undefined> {
  if (mailQueueUrl === undefined) return undefined
  // Only who has a queue pays for loading the SDK's client.
  const { createSqsMailer } = await import("#backends/booking/sqs-mailer.ts")
  return createSqsMailer({ region: awsRegion }, mailQueueUrl)
}

/** Letters wait with their bookings until there is a queue. */
const NO_MAILER: Mailer = {
  send: () => Promise.reject(new Fault("setting-invalid", { hint: "MAIL_QUEUE_URL must be set to send mail" })),
}
