// DynamoDB over the endpoint, with the real SDK client: what the project uses of it, and how its errors arrive.

import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  CreateTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb"
import { afterEach, describe, expect, it } from "vitest"
import { dynamoDbService } from "#local/dynamodb/dynamodb-service.ts"
import { createLocalEndpoint, type LocalEndpoint, type LocalEndpointOptions } from "#local/http/endpoint.ts"

const endpoints: LocalEndpoint[] = []
const clients: DynamoDBClient[] = []

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  for (const endpoint of endpoints.splice(0)) await endpoint.close()
})

async function openClient(
  options: { folder?: string; secret?: string; strict?: LocalEndpointOptions["strict"] } = {},
): Promise<DynamoDBClient> {
  const services = [dynamoDbService(options.folder === undefined ? {} : { folder: options.folder })]
  const endpoint = createLocalEndpoint({
    services,
    closeGraceMs: 100,
    ...(options.strict === undefined ? {} : { strict: options.strict }),
  })
  endpoints.push(endpoint)
  const { url } = await endpoint.listen(0)
  const client = new DynamoDBClient({
    endpoint: url,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKID", secretAccessKey: options.secret ?? "secret" },
    maxAttempts: 1,
  })
  clients.push(client)
  return client
}

const rooms = new CreateTableCommand({
  TableName: "rooms",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
})

describe("DynamoDB over the endpoint", () => {
  it("keeps items, and refuses a conditional write with the service's own error", async () => {
    const client = await openClient()
    await client.send(rooms)
    await client.send(new PutItemCommand({ TableName: "rooms", Item: { id: { S: "a" }, left: { N: "1" } } }))
    const takeOne = new UpdateItemCommand({
      TableName: "rooms",
      Key: { id: { S: "a" } },
      UpdateExpression: "SET #left = #left - :one",
      ConditionExpression: "#left >= :one",
      ExpressionAttributeNames: { "#left": "left" },
      ExpressionAttributeValues: { ":one": { N: "1" } },
    })

    await client.send(takeOne)

    await expect(client.send(takeOne)).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      $metadata: { httpStatusCode: 400 },
    })
    const { Item } = await client.send(new GetItemCommand({ TableName: "rooms", Key: { id: { S: "a" } } }))
    expect(Item).toEqual({ id: { S: "a" }, left: { N: "0" } })
  })

  it.each([
    { command: new GetItemCommand({ TableName: "none", Key: { id: { S: "a" } } }), name: "ResourceNotFoundException" },
    { command: new GetItemCommand({ TableName: "x", Key: { id: { S: "a" } } }), name: "ValidationException" },
    { command: new TransactWriteItemsCommand({ TransactItems: [] }), name: "UnknownOperationException" },
  ])("answers $name, status 400", async ({ command, name }) => {
    const client = await openClient()

    await expect(client.send(command as GetItemCommand)).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode: 400 },
    })
  })

  it("keeps its tables in a folder across a restart", async () => {
    const folder = await mkdtemp(join(tmpdir(), "dynamodb-"))
    const first = await openClient({ folder })
    await first.send(rooms)
    await endpoints.pop()?.close()

    const second = await openClient({ folder })
    const { TableNames } = await second.send(new ListTablesCommand({}))
    await endpoints.pop()?.close()
    await rm(folder, { recursive: true })

    expect(TableNames).toEqual(["rooms"])
  })

  it("verifies signatures in strict mode", async () => {
    const strict = { credentials: { AKID: "secret" } }
    const known = await openClient({ strict })
    const impostor = await openClient({ strict, secret: "guess" })

    expect((await known.send(new ListTablesCommand({}))).TableNames).toEqual([])
    await expect(impostor.send(new ListTablesCommand({}))).rejects.toMatchObject({ name: "InvalidSignatureException" })
  })
})
