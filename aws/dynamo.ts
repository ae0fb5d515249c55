// The door to DynamoDB: one document client, the tables made when they are missing, and the few operations on items that
// adapters need. What is stored is the business of the adapters in backends and web.

import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb"
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb"
import { Fault } from "#core/errors.ts"
import type { TableDefinition, TableKey } from "#core/table-definition.ts"
import { toFault } from "./aws-errors.ts"
import { type AwsSettings, clientOptions } from "./clients.ts"

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
    if (!(error instanceof ResourceInUseException)) throw toFault(error, "storage-unavailable")
  }
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { TableName: table.tableName })
}

/** Has DynamoDB delete what has expired, in tables that say when; services like it that don't know how just keep it. */
export async function enableExpiry(client: DynamoDBDocumentClient, tables: readonly TableDefinition[]): Promise<void> {
  for (const { tableName, timeToLiveAttribute } of tables) {
    if (timeToLiveAttribute === undefined) continue
    const TimeToLiveSpecification = { AttributeName: timeToLiveAttribute, Enabled: true }
    try {
      await client.send(new UpdateTimeToLiveCommand({ TableName: tableName, TimeToLiveSpecification }))
    } catch (error) {
      const isDone = error instanceof Error && error.message.includes("already enabled")
      const isUnknown = error instanceof Error && error.name === "UnknownOperationException"
      if (!isDone && !isUnknown) throw toFault(error, "storage-unavailable")
    }
  }
}

function keySchema(key: TableKey): { AttributeName: string; KeyType: "HASH" | "RANGE" }[] {
  const partition = { AttributeName: key.partitionKey, KeyType: "HASH" as const }
  return key.sortKey === undefined
    ? [partition]
    : [partition, { AttributeName: key.sortKey, KeyType: "RANGE" as const }]
}

/** An item, or the key of one: plain values by attribute name. */
export type Item = Readonly<Record<string, unknown>>

/** An expression with the names (`#name`) and values (`:value`) it uses. */
export type Expression = {
  readonly expression: string
  readonly names?: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, unknown>>
}

/** Which items of a table or index, in the order of the sort key. */
export type ItemQuery = {
  readonly index?: string
  /** `#name = :value` of the partition key, and what is asked of the sort key. */
  readonly key: Expression
  readonly filter?: Expression
  readonly isDescending?: boolean
  /** Items looked at, before the filter. */
  readonly limit?: number
  /** `next` of the page before. */
  readonly after?: Item
}

/** One page; `next` is absent on the last. */
export type ItemPage = { readonly items: readonly Item[]; readonly next?: Item }

/**
 * The operations on the items of all tables. Reads by key are strongly consistent; indexes lag behind.
 * Each throws the Fault `storage-unavailable` when DynamoDB doesn't answer within 5 seconds, throttles or is out of
 * reach, and `setting-invalid` when the table or the credentials are wrong.
 */
export interface Items {
  get(table: string, key: Item): Promise<Item | undefined>
  /** Reads any number of items, in no particular order; those that don't exist are left out. */
  getAll(table: string, keys: readonly Item[], attributes?: readonly string[]): Promise<readonly Item[]>
  /** @returns `false` when the condition did not hold, and nothing was written. */
  put(table: string, item: Item, condition?: Expression): Promise<boolean>
  /** @returns `false` when the condition did not hold, and nothing was written. */
  update(table: string, key: Item, update: Expression, condition?: string): Promise<boolean>
  /** @returns `false` when the condition did not hold, and nothing was deleted. */
  delete(table: string, key: Item, condition?: Expression): Promise<boolean>
  /** Puts any number of items without conditions; not atomic as a whole. */
  putAll(table: string, items: readonly Item[]): Promise<void>
  query(table: string, query: ItemQuery): Promise<ItemPage>
  /** Walks the whole table, page by page. */
  scan(table: string, options?: Pick<ItemQuery, "filter" | "limit" | "after">): Promise<ItemPage>
}

const TIMEOUT_MS = 5000
/** DynamoDB's own limits of one batch. */
const BATCH_GET_SIZE = 100
const BATCH_WRITE_SIZE = 25

type BatchRequests = NonNullable<ConstructorParameters<typeof BatchWriteCommand>[0]["RequestItems"]>[string]

/** Gives the operations of a client. */
export function createItems(client: DynamoDBDocumentClient): Items {
  const options = () => ({ abortSignal: AbortSignal.timeout(TIMEOUT_MS) })
  return {
    async get(table, key) {
      const command = new GetCommand({ TableName: table, Key: key, ConsistentRead: true })
      return (await translate(table, client.send(command, options()))).Item
    },
    async getAll(table, keys, attributes) {
      const batches = chunk(keys, BATCH_GET_SIZE)
      const pages = await Promise.all(batches.map((batch) => getBatch(client, table, batch, attributes)))
      return pages.flat()
    },
    put(table, item, condition) {
      const command = new PutCommand({ TableName: table, Item: item, ...conditionOf(condition) })
      return conditional(table, client.send(command, options()))
    },
    update(table, key, update, condition) {
      const command = new UpdateCommand({
        TableName: table,
        Key: key,
        UpdateExpression: update.expression,
        ...(condition === undefined ? {} : { ConditionExpression: condition }),
        ...namesAndValues([update]),
      })
      return conditional(table, client.send(command, options()))
    },
    delete(table, key, condition) {
      const command = new DeleteCommand({ TableName: table, Key: key, ...conditionOf(condition) })
      return conditional(table, client.send(command, options()))
    },
    async putAll(table, items) {
      const requests = items.map((item) => ({ PutRequest: { Item: item } }))
      await Promise.all(chunk(requests, BATCH_WRITE_SIZE).map((batch) => writeBatch(client, table, batch)))
    },
    async query(table, query) {
      const command = new QueryCommand({
        TableName: table,
        ...(query.index === undefined ? { ConsistentRead: true } : { IndexName: query.index }),
        KeyConditionExpression: query.key.expression,
        ScanIndexForward: query.isDescending !== true,
        ...pageOptions(query),
        ...namesAndValues([query.key, query.filter]),
      })
      const { Items: items = [], LastEvaluatedKey: next } = await translate(table, client.send(command, options()))
      return { items, ...(next === undefined ? {} : { next }) }
    },
    async scan(table, query = {}) {
      const command = new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        ...pageOptions(query),
        ...namesAndValues([query.filter]),
      })
      const { Items: items = [], LastEvaluatedKey: next } = await translate(table, client.send(command, options()))
      return { items, ...(next === undefined ? {} : { next }) }
    },
  }
}

async function getBatch(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Item[],
  attributes: readonly string[] | undefined,
): Promise<readonly Item[]> {
  const names = Object.fromEntries((attributes ?? []).map((name, index) => [`#a${index}`, name]))
  const projection =
    attributes === undefined
      ? {}
      : { ProjectionExpression: Object.keys(names).join(", "), ExpressionAttributeNames: names }
  const found: Item[] = []
  const waitFor = createPatience()
  // DynamoDB may leave keys for another call when the answer gets too big (16 MB) or it is busy.
  for (let left: readonly Item[] = keys; left.length > 0; ) {
    await waitFor(left.length)
    const command = new BatchGetCommand({
      RequestItems: { [table]: { Keys: [...left], ConsistentRead: true, ...projection } },
    })
    const answer = await translate(table, client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) }))
    found.push(...(answer.Responses?.[table] ?? []))
    left = answer.UnprocessedKeys?.[table]?.Keys ?? []
  }
  return found
}

async function writeBatch(client: DynamoDBDocumentClient, table: string, batch: BatchRequests): Promise<void> {
  const waitFor = createPatience()
  for (let left = batch; left.length > 0; ) {
    await waitFor(left.length)
    const command = new BatchWriteCommand({ RequestItems: { [table]: left } })
    const answer = await translate(table, client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) }))
    left = answer.UnprocessedItems?.[table] ?? []
  }
}

/** As often as this, nothing of a batch may be taken before it is given up. */
const MAX_IDLE_ROUNDS = 6
const FIRST_WAIT_MS = 25

/**
 * Gives a function to call before each round of a batch with what is left of it: it returns at once while there is
 * progress, waits longer each time there is none, as DynamoDB asks of callers it throttles, and gives up in the end.
 */
function createPatience(): (left: number) => Promise<void> {
  let before = Number.POSITIVE_INFINITY
  let idleRounds = 0
  return async (left) => {
    idleRounds = left < before ? 0 : idleRounds + 1
    before = left
    if (idleRounds > MAX_IDLE_ROUNDS)
      throw new Fault("storage-unavailable", { hint: "DynamoDB takes nothing of a batch" })
    if (idleRounds > 0) await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS * 2 ** (idleRounds - 1)))
  }
}

function pageOptions(query: Pick<ItemQuery, "filter" | "limit" | "after">): {
  FilterExpression?: string
  Limit?: number
  ExclusiveStartKey?: Item
} {
  return {
    ...(query.filter === undefined ? {} : { FilterExpression: query.filter.expression }),
    ...(query.limit === undefined ? {} : { Limit: query.limit }),
    ...(query.after === undefined ? {} : { ExclusiveStartKey: query.after }),
  }
}

function conditionOf(condition: Expression | undefined): { ConditionExpression?: string } {
  return condition === undefined ? {} : { ConditionExpression: condition.expression, ...namesAndValues([condition]) }
}

/** DynamoDB refuses empty maps of names or values, so those are left out. */
function namesAndValues(expressions: readonly (Expression | undefined)[]): {
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Record<string, unknown>
} {
  const names = Object.assign({}, ...expressions.map((expression) => expression?.names))
  const values = Object.assign({}, ...expressions.map((expression) => expression?.values))
  return {
    ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  }
}

async function conditional(table: string, call: Promise<unknown>): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw tableFault(table, error)
  }
}

async function translate<Answer>(table: string, call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    throw tableFault(table, error)
  }
}

function tableFault(table: string, error: unknown): unknown {
  if (!(error instanceof ResourceNotFoundException)) return toFault(error, "storage-unavailable")
  const hint = `there is no table ${table} in this account and region: \`npm run booking -- create-tables\` makes the tables`
  return new Fault("setting-invalid", { cause: error, hint })
}

function chunk<Element>(list: readonly Element[], size: number): Element[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )
}
