// The tables of the running assistant for command lines: at the local endpoint of `npm start`, or in AWS when the settings
// say so. What is read and written there is the business of the commands.

import { createDocumentClient, createItems, createTables, enableExpiry, type Items } from "#aws/dynamo.ts"
import { type Config, type Environment, parseConfig } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { prefixTables, type TableName, tableName } from "./tables.ts"

/** The tables, open. */
export type LiveTables = {
  readonly items: Items
  readonly config: Config
  /** The name of a table with the installation's prefix. */
  named(name: TableName): string
  /** Creates those that are missing, and waits until they can be used. */
  createAll(): Promise<void>
}

/**
 * Does some work on the tables.
 *
 * @throws {Fault} `storage-unavailable`, saying where nothing answered; whatever the work throws.
 */
export async function withLiveTables<Outcome>(
  environment: Environment,
  work: (tables: LiveTables) => Promise<Outcome>,
): Promise<Outcome> {
  const config = parseConfig(environment)
  const isInCloud = config.awsEndpointUrl === undefined && config.cloudServices.includes("dynamodb")
  const endpoint = config.awsEndpointUrl ?? `http://127.0.0.1:${config.awsLocalPort}`
  const credentials = {
    accessKeyId: config.awsAccessKeyId ?? "local",
    secretAccessKey: config.awsSecretAccessKey ?? "local",
  }
  const client = createDocumentClient({ region: config.awsRegion, ...(isInCloud ? {} : { endpoint, credentials }) })
  try {
    return await work({
      items: createItems(client),
      config,
      named: (name) => tableName(name, config.tablePrefix),
      createAll: async () => {
        const tables = prefixTables(config.tablePrefix)
        await createTables(client, tables)
        if (isInCloud) await enableExpiry(client, tables)
      },
    })
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
