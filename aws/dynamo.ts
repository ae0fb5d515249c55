// The door to DynamoDB: one document client, and the tables made when they are missing. What is stored is the
// business of the adapters in backends and web.

import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb"
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb"
import { type AwsSettings, clientOptions } from "./clients.ts"

/** A table or index key: the partition key, and the sort key if there is one. All keys are strings. */
export type TableKey = { readonly partitionKey: string; readonly sortKey?: string }

/** A table as data; billing is on demand. */
export type TableDefinition = TableKey & {
  readonly tableName: string
  readonly indexes?: Readonly<Record<string, TableKey>>
  /** The attribute with an epoch-seconds expiry that DynamoDB deletes by. */
  readonly timeToLiveAttribute?: string
}

/** Makes the client that adapters use; plain objects in and out, `undefined` members dropped. */
export function createDocumentClient(settings: AwsSettings): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient(clientOptions(settings)), {
    marshallOptions: { removeUndefinedValues: true },
  })
}

/** Creates the tables that don't exist yet and waits until they can be used; those that do are left as they are. */
export async function createTables(client: DynamoDBDocumentClient, tables: readonly TableDefinition[]): Promise<void> {
  await Promise.all(tables.map((table) => createTable(client, table)))
}

async function createTable(client: DynamoDBDocumentClient, table: TableDefinition): Promise<void> {
  const keys = [table, ...Object.values(table.indexes ?? {})]
  const names = new Set(keys.flatMap((key) => [key.partitionKey, ...(key.sortKey === undefined ? [] : [key.sortKey])]))
  const indexes = Object.entries(table.indexes ?? {}).map(([name, key]) => ({
    IndexName: name,
    KeySchema: keySchema(key),
    Projection: { ProjectionType: "ALL" as const },
  }))
  try {
    await client.send(
      new CreateTableCommand({
        TableName: table.tableName,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [...names].map((name) => ({ AttributeName: name, AttributeType: "S" as const })),
        KeySchema: keySchema(table),
        ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
      }),
    )
  } catch (error) {
    // Another process made it first, or it was there all along: both are what was asked for.
    if (!(error instanceof ResourceInUseException)) throw error
  }
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { TableName: table.tableName })
}

function keySchema(key: TableKey): { AttributeName: string; KeyType: "HASH" | "RANGE" }[] {
  const partition = { AttributeName: key.partitionKey, KeyType: "HASH" as const }
  return key.sortKey === undefined
    ? [partition]
    : [partition, { AttributeName: key.sortKey, KeyType: "RANGE" as const }]
}
