// What the running assistant knows, for training: the catalogue and the feedback of all visitors, from DynamoDB.

import { createDocumentClient, createItems } from "#aws/dynamo.ts"
import type { Catalogue } from "#backends/booking/catalogue.ts"
import { createDynamoCatalogueStore } from "#backends/booking/dynamo-catalogue-store.ts"
import { tableName } from "#backends/tables.ts"
import { type Environment, parseConfig } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { listAllFeedback } from "../dynamo-feedback-store.ts"
import type { Feedback } from "../recommendation-service.ts"

/** The catalogue and everything visitors did with recommendations. */
export type LiveData = { readonly catalogue: Catalogue; readonly feedback: readonly Feedback[] }

/**
 * Reads it: from the local endpoint of a running `npm start`, or from AWS when the settings say so.
 *
 * @throws {Fault} `storage-unavailable` when nothing answers, `data-invalid` when the catalogue is empty.
 */
export async function readLiveData(environment: Environment): Promise<LiveData> {
  const config = parseConfig(environment)
  const isInCloud = config.cloudServices.includes("dynamodb")
  const endpoint = config.awsEndpointUrl ?? `http://127.0.0.1:${config.awsLocalPort}`
  const credentials = {
    accessKeyId: config.awsAccessKeyId ?? "local",
    secretAccessKey: config.awsSecretAccessKey ?? "local",
  }
  const client = createDocumentClient({ region: config.awsRegion, ...(isInCloud ? {} : { endpoint, credentials }) })
  try {
    const items = createItems(client)
    const named = (name: "catalogue" | "feedback") => tableName(name, config.tablePrefix)
    const catalogue = await createDynamoCatalogueStore(items, named("catalogue")).load()
    if (catalogue === undefined) throw new Fault("data-invalid", { hint: "the catalogue is empty" })
    return { catalogue, feedback: await listAllFeedback(items, named("feedback")) }
  } catch (error) {
    if (!(error instanceof Fault && error.code === "storage-unavailable")) throw error
    const place = isInCloud
      ? `DynamoDB in ${config.awsRegion}`
      : `the local endpoint ${endpoint}: is the assistant running?`
    throw new Fault("storage-unavailable", { cause: error, hint: `no answer from ${place}` })
  } finally {
    client.destroy()
  }
}
