// A DynamoDB for tests: dynalite in memory on a free port, with the assistant's tables in it.

import { createRequire } from "node:module"
import type { AddressInfo, Server } from "node:net"
import { createDocumentClient, createItems, createTables, type Items } from "#aws/dynamo.ts"
import { prefixTables } from "#backends/tables.ts"

const dynalite = createRequire(import.meta.url)("dynalite") as (options: object) => Server

/** A running table service. */
export type TableService = {
  /** `http://127.0.0.1:PORT`, for clients in other processes. */
  readonly endpoint: string
  readonly items: Items
  close(): Promise<void>
}

/** Starts a table service whose tables have the prefix. @param path A folder; absent: in memory. */
export async function startTableService(prefix = "test-", path?: string): Promise<TableService> {
  const server = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    ...(path === undefined ? {} : { path }),
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = createDocumentClient({ region: "eu-central-1", endpoint })
  await createTables(client, prefixTables(prefix))
  return {
    endpoint,
    items: createItems(client),
    close: () => {
      client.destroy()
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))
    },
  }
}
