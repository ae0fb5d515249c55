// JSON 1.0 and 1.1 services: every operation is a POST to `/`, named by the header `X-Amz-Target`.

import { AwsError, type Protocol, unknownOperation } from "./aws-error.ts"
import { type AwsRequest, type AwsResponse, type AwsService, jsonResponse, type Operation } from "./aws-service.ts"
import { readJsonObject } from "./rest-json.ts"

/** Answers one operation: the parsed body in, the object that becomes the answer's body out. */
export type TargetOperation = (input: Readonly<Record<string, unknown>>, request: AwsRequest) => Promise<unknown>

/**
 * Makes a service whose operations are named by target.
 *
 * @param targetPrefix What stands before the dot (`RekognitionService`); more than one for a service that changed its version.
 * @param operations By the name after the dot.
 */
export function jsonTargetService(options: {
  readonly name: string
  readonly signingName: string
  readonly protocol: Exclude<Protocol, "rest-json" | "query">
  readonly targetPrefix: string | readonly string[]
  readonly errorNamespace?: string
  /** 1 MiB when absent. */
  readonly maxBodyBytes?: number
  readonly operations: Readonly<Record<string, TargetOperation>>
  readonly close?: () => Promise<void>
}): AwsService {
  const prefixes = typeof options.targetPrefix === "string" ? [options.targetPrefix] : options.targetPrefix
  const contentType = options.protocol === "json-1.0" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1"
  return {
    name: options.name,
    findOperation: (head) => {
      const [prefix = "", name = ""] = (head.headers["x-amz-target"] ?? "").split(".", 2)
      if (!prefixes.includes(prefix)) return undefined
      return {
        name,
        protocol: options.protocol,
        ...(options.errorNamespace === undefined ? {} : { errorNamespace: options.errorNamespace }),
        signingName: options.signingName,
        maxBodyBytes: options.maxBodyBytes ?? 1_048_576,
        handle: (request) => answer(options.operations, name, options.protocol, contentType, request),
      } satisfies Operation
    },
    ...(options.close === undefined ? {} : { close: options.close }),
  }
}

async function answer(
  operations: Readonly<Record<string, TargetOperation>>,
  name: string,
  protocol: Protocol,
  contentType: string,
  request: AwsRequest,
): Promise<AwsResponse> {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
  if (operation === undefined) throw unknownOperation(protocol)
  if (request.method !== "POST") throw new AwsError("UnknownOperationException", 404, "Only POST is supported.")
  const output = await operation(readJsonObject(request.body), request)
  return jsonResponse(output, { contentType })
}
