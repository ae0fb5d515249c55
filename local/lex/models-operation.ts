// What every operation of the Lex model API is made of: checked input in, members of the output out.

import type { Clock, EpochMs } from "#core/time.ts"
import { type AwsResponse, jsonResponse } from "#local/http/aws-service.ts"
import type { RestOperation, RestRequest } from "#local/http/rest-json.ts"
import type { BotCatalog } from "./bot-catalog.ts"
import type { CatalogBot } from "./bot-types.ts"
import { type ModelsInput, type ModelsOperationName, readModelsInput, resourceNotFound } from "./models-input.ts"

/** Answers one operation with the members of its output. */
export type ModelsHandler = (input: ModelsInput, request: RestRequest) => Readonly<Record<string, unknown>>

/** What the operations work with. */
export type ModelsContext = {
  readonly catalog: BotCatalog
  readonly clock: Clock
  /** Ten random capital letters and digits, as Lex names its resources. */
  readonly newResourceId: () => string
}

/** Makes an operation of the model API: its input is checked before it is handled. */
export function modelsOperation(
  name: ModelsOperationName,
  method: RestOperation["method"],
  path: string,
  status: number,
  handler: ModelsHandler,
): RestOperation {
  const handle = async (request: RestRequest): Promise<AwsResponse> =>
    jsonResponse(handler(readModelsInput(name, request), request), { status })
  return { name, method, path, handle }
}

/** @throws {AwsError} 404 when there is no such bot. */
export function findBot(catalog: BotCatalog, input: ModelsInput): CatalogBot {
  return catalog.findBot(String(input.botId)) ?? missingBot(String(input.botId))
}

/** The instant as REST-JSON has it: seconds since 1970. */
export function toTimestamp(instant: EpochMs): number {
  return instant / 1000
}

function missingBot(botId: string): never {
  throw resourceNotFound(`bot '${botId}'`)
}
