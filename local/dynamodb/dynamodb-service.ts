// DynamoDB of the local endpoint: dynalite's operations over LevelDB, in memory or in a folder, without its own listener.

import { crc32 } from "node:zlib"
import { serializationError, unknownOperation } from "#local/http/aws-error.ts"
import type { AwsRequest, AwsResponse, AwsService } from "#local/http/aws-service.ts"
import { readJsonObject } from "#local/http/rest-json.ts"

/** Where the tables are kept. */
export type DynamoDbOptions = {
  /** A folder, made when it doesn't exist; absent keeps everything in memory. One process at a time may use it. */
  readonly folder?: string
}

type Store = { readonly lifecycleManager: { gracefulClose(done: (error?: Error) => void): void } }
type Dynalite = { readonly store: Store; perform(name: string, input: unknown): Promise<unknown> }

const TARGETS = ["DynamoDB_20120810", "DynamoDB_20111205"]
const ERROR_NAMESPACE = "com.amazon.coral.service"
/** DynamoDB's own limit of a request. */
const MAX_BODY_BYTES = 16 * 1024 * 1024
/** What dynalite offers; every other operation is unknown to it. */
const OPERATIONS: ReadonlySet<string> = new Set([
  "BatchGetItem",
  "BatchWriteItem",
  "CreateTable",
  "DeleteItem",
  "DeleteTable",
  "DescribeTable",
  "DescribeTimeToLive",
  "GetItem",
  "ListTables",
  "ListTagsOfResource",
  "PutItem",
  "Query",
  "Scan",
  "TagResource",
  "UntagResource",
  "UpdateItem",
  "UpdateTable",
])

/** Makes the DynamoDB service. The database is opened at the first request, so an endpoint that needs none starts without. */
export function dynamoDbService(options: DynamoDbOptions = {}): AwsService {
  let opened: Promise<Dynalite> | undefined
  const open = () => {
    opened ??= openDynalite(options)
    return opened
  }
  return {
    name: "dynamodb",
    findOperation: (head) => {
      const [prefix = "", name = ""] = (head.headers["x-amz-target"] ?? "").split(".", 2)
      if (!TARGETS.includes(prefix)) return undefined
      return {
        name,
        protocol: "json-1.0",
        errorNamespace: ERROR_NAMESPACE,
        signingName: "dynamodb",
        maxBodyBytes: MAX_BODY_BYTES,
        handle: (request) => answer(open, name, request),
      }
    },
    close: async () => {
      const dynalite = await opened
      if (dynalite === undefined) return
      await new Promise<void>((resolve, reject) => {
        dynalite.store.lifecycleManager.gracefulClose((error) => (error ? reject(error) : resolve()))
      })
    },
  }
}

async function answer(open: () => Promise<Dynalite>, name: string, request: AwsRequest): Promise<AwsResponse> {
  if (!OPERATIONS.has(name)) throw unknownOperation("json-1.0")
  if (request.body.byteLength === 0) throw serializationError("The request has no body.")
  const input = readJsonObject(request.body)
  const dynalite = await open()
  try {
    return encode(200, await dynalite.perform(name, input))
  } catch (error) {
    if (isServiceError(error)) return encode(error.statusCode, error.body)
    throw error
  }
}

/** SDKs compare the checksum where it is sent, as DynamoDB sends it. */
function encode(status: number, output: unknown): AwsResponse {
  const body = Buffer.from(JSON.stringify(output))
  const headers = { "content-type": "application/x-amz-json-1.0", "x-amz-crc32": String(crc32(body)) }
  return { status, headers, body }
}

function isServiceError(error: unknown): error is { readonly statusCode: number; readonly body: unknown } {
  return typeof error === "object" && error !== null && "statusCode" in error && "body" in error
}

async function openDynalite(options: DynamoDbOptions): Promise<Dynalite> {
  const { default: db } = await import("dynalite/db/index.js")
  const { default: validations } = await import("dynalite/validations/index.js")
  const delays = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 }
  const store = db.create(options.folder === undefined ? delays : { path: options.folder, ...delays })
  return {
    store,
    perform: async (name, input) => {
      const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
      const { default: validation } = await import(`dynalite/validations/${file}.js`)
      const { default: action } = await import(`dynalite/actions/${file}.js`)
      const checked = validations.checkTypes(input, validation.types)
      validations.checkValidations(checked, validation.types, validation.custom, store)
      return new Promise((resolve, reject) => {
        action(store, checked, (error: unknown, output: unknown) => (error ? reject(error) : resolve(output)))
      })
    },
  }
}
