// One DynamoDB table as a place for items: read, put, update, list, delete, each a single call. Tables are made by
// aws/dynamo.ts; what is stored in them is the business of the adapters.

import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb"
import { Fault } from "#core/errors.ts"

/** An item's attributes, keys included. */
export type Item = Readonly<Record<string, unknown>>

/** A partition key's and a sort key's name and value. */
export type ItemKey = Readonly<Record<string, string>>

/** A condition or update in DynamoDB's expression language, with what its placeholders stand for. */
export type Expression = {
  readonly text: string
  readonly names?: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, unknown>>
}

/** A table. Reads are strongly consistent. Every method throws `Fault` `storage-unavailable`. */
export interface ItemTable {
  /** @returns `undefined` when there is no such item. */
  find(key: ItemKey): Promise<Item | undefined>
  /** @returns `false` when the condition didn't hold; nothing is written then. */
  put(item: Item, condition?: Expression): Promise<boolean>
  /** @returns `false` when the condition didn't hold; nothing is written then. */
  update(key: ItemKey, change: Expression, condition?: Expression): Promise<boolean>
  /** Lists a partition in the order of its sort keys, all pages of it. */
  list(partition: ItemKey, sortKeyPrefix?: ItemKey): Promise<readonly Item[]>
  delete(key: ItemKey): Promise<void>
  /** Deletes any number of items; those that don't exist count as deleted. */
  deleteAll(keys: readonly ItemKey[]): Promise<void>
}

const BATCH_SIZE = 25
const MAX_BATCH_ROUNDS = 20

/** Opens a table by name; it is not touched before the first call. */
export function openTable(client: DynamoDBDocumentClient, tableName: string): ItemTable {
  return {
    async find(key) {
      const answer = await translated(
        client.send(new GetCommand({ TableName: tableName, Key: key, ConsistentRead: true })),
      )
      return answer.Item
    },

    put(item, condition) {
      return conditional(
        client.send(
          new PutCommand({
            TableName: tableName,
            Item: item,
            ConditionExpression: condition?.text,
            ExpressionAttributeNames: condition?.names,
            ExpressionAttributeValues: condition?.values,
          }),
        ),
      )
    },

    update(key, change, condition) {
      return conditional(
        client.send(
          new UpdateCommand({
            TableName: tableName,
            Key: key,
            UpdateExpression: change.text,
            ConditionExpression: condition?.text,
            ...merged(change, condition),
          }),
        ),
      )
    },

    list: (partition, sortKeyPrefix) => listItems(client, tableName, partition, sortKeyPrefix),

    async delete(key) {
      await translated(client.send(new DeleteCommand({ TableName: tableName, Key: key })))
    },

    async deleteAll(keys) {
      for (let i = 0; i < keys.length; i += BATCH_SIZE)
        await deleteBatch(client, tableName, keys.slice(i, i + BATCH_SIZE))
    },
  }
}

/** Runs a call whose condition may not hold: that is an answer, not a fault. */
async function conditional(call: Promise<unknown>): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    if (error instanceof Error && error.name === "ConditionalCheckFailedException") return false
    throw toFault(error)
  }
}

async function translated<Answer>(call: Promise<Answer>): Promise<Answer> {
  try {
    return await call
  } catch (error) {
    throw toFault(error)
  }
}

function toFault(error: unknown): Fault {
  const name = error instanceof Error ? error.name : "nothing"
  return new Fault("storage-unavailable", { cause: error, hint: `DynamoDB answered ${name}` })
}

/** DynamoDB refuses empty maps of names or values, so absent stays absent. */
function merged(change: Expression, condition: Expression | undefined) {
  const names = { ...change.names, ...condition?.names }
  const values = { ...change.values, ...condition?.values }
  return {
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
  }
}

async function listItems(
  client: DynamoDBDocumentClient,
  tableName: string,
  partition: ItemKey,
  sortKeyPrefix: ItemKey | undefined,
): Promise<readonly Item[]> {
  const [partitionName = "", partitionValue] = Object.entries(partition)[0] ?? []
  const [sortName, sortValue] = Object.entries(sortKeyPrefix ?? {})[0] ?? []
  const query = {
    TableName: tableName,
    ConsistentRead: true,
    KeyConditionExpression: sortName === undefined ? "#p = :p" : "#p = :p AND begins_with(#s, :s)",
    ExpressionAttributeNames: { "#p": partitionName, ...(sortName === undefined ? {} : { "#s": sortName }) },
    ExpressionAttributeValues: { ":p": partitionValue, ...(sortName === undefined ? {} : { ":s": sortValue }) },
  }
  const items: Item[] = []
  let start: Record<string, unknown> | undefined
  do {
    const page = await translated(client.send(new QueryCommand({ ...query, ExclusiveStartKey: start })))
    items.push(...(page.Items ?? []))
    start = page.LastEvaluatedKey
  } while (start !== undefined)
  return items
}

async function deleteBatch(client: DynamoDBDocumentClient, tableName: string, keys: readonly ItemKey[]): Promise<void> {
  let requests = keys.map((key) => ({ DeleteRequest: { Key: { ...key } } }))
  for (let round = 0; requests.length > 0; round++) {
    if (round === MAX_BATCH_ROUNDS) throw new Fault("storage-unavailable", { hint: "DynamoDB leaves items undeleted" })
    const answer = await translated(client.send(new BatchWriteCommand({ RequestItems: { [tableName]: requests } })))
    requests = (answer.UnprocessedItems?.[tableName] ?? []).flatMap((request) =>
      request.DeleteRequest?.Key === undefined ? [] : [{ DeleteRequest: { Key: request.DeleteRequest.Key } }],
    )
  }
}
