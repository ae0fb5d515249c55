// REST-JSON services: an operation is a method and a path with labels. What an operation does is the service's own.

import { serializationError, validationError } from "./aws-error.ts"
import type { AwsRequest, AwsResponse, AwsService, Operation } from "./aws-service.ts"
import { parseBoundedJson } from "./bounded-json.ts"

/** A request with its path and query read. */
export type RestRequest = AwsRequest & {
  /** The labels of the path by name, percent-decoded. */
  readonly labels: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

/** One operation of a REST-JSON service. */
export type RestOperation = {
  readonly name: string
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "PATCH"
  /** As in the service model: `/v1/lexicons/{Name}`. A slash at the end makes no difference. */
  readonly path: string
  /** 1 MiB when absent. */
  readonly maxBodyBytes?: number
  readonly isStreaming?: boolean
  readonly isPublic?: boolean
  handle(request: RestRequest): Promise<AwsResponse>
}

/** What a service's operations have in common. */
type ServiceTraits = Pick<Operation, "signingName" | "failureCode">

type Route = { readonly operation: RestOperation; readonly segments: readonly string[]; readonly literals: number }

const DEFAULT_MAX_BODY_BYTES = 1_048_576

/**
 * Makes a service of REST-JSON operations. Where two paths fit, the one with more fixed segments wins.
 *
 * @param signingName The name requests are signed for (`lex`, `polly`).
 */
export function restJsonService(
  options: ServiceTraits & {
    readonly name: string
    readonly operations: readonly RestOperation[]
    readonly close?: () => Promise<void>
  },
): AwsService {
  const routes: Route[] = options.operations
    .map((operation) => {
      const segments = splitPath(operation.path)
      return { operation, segments, literals: segments.filter((segment) => !segment.startsWith("{")).length }
    })
    .sort((a, b) => b.literals - a.literals)
  return {
    name: options.name,
    findOperation: (head) => {
      const segments = splitPath(head.path)
      const route = routes.find((candidate) => fits(candidate, head.method, segments))
      return route && toOperation(route, segments, options)
    },
    ...(options.close === undefined ? {} : { close: options.close }),
  }
}

/**
 * Reads a JSON object body. An empty body is an empty object, as a request without members is sent.
 *
 * @throws {AwsError} `SerializationException`
 */
export function readJsonObject(body: Uint8Array): Readonly<Record<string, unknown>> {
  if (body.byteLength === 0) return {}
  let value: unknown
  try {
    value = parseBoundedJson(new TextDecoder("utf-8", { fatal: true }).decode(body))
  } catch (cause) {
    const isTooDeep = cause instanceof RangeError
    throw serializationError(isTooDeep ? cause.message : "The request body is not valid JSON.", cause)
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw serializationError("The request body is not a JSON object.")
  }
  return value as Readonly<Record<string, unknown>>
}

function splitPath(path: string): string[] {
  const segments = path.split("/").slice(1)
  if (segments.at(-1) === "") segments.pop()
  return segments
}

function fits(route: Route, method: string, segments: readonly string[]): boolean {
  if (route.operation.method !== method || route.segments.length !== segments.length) return false
  return route.segments.every((segment, i) => segment.startsWith("{") || segment === segments[i])
}

function toOperation(
  { operation, segments: template }: Route,
  segments: readonly string[],
  { signingName, failureCode }: ServiceTraits,
): Operation {
  return {
    name: operation.name,
    protocol: "rest-json",
    signingName,
    ...(failureCode === undefined ? {} : { failureCode }),
    maxBodyBytes: operation.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES,
    ...(operation.isStreaming === undefined ? {} : { isStreaming: operation.isStreaming }),
    ...(operation.isPublic === undefined ? {} : { isPublic: operation.isPublic }),
    handle: (request) =>
      operation.handle({
        ...request,
        labels: readLabels(template, segments),
        query: new URLSearchParams(request.rawQuery),
      }),
  }
}

function readLabels(template: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {}
  template.forEach((segment, i) => {
    if (segment.startsWith("{")) labels[segment.slice(1, -1)] = decodeSegment(segments[i] ?? "")
  })
  return labels
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch (cause) {
    throw validationError("The request path is not validly percent-encoded.", cause)
  }
}

/** The media type of a header value, without its parameters and in lower case. */
export function mediaType(value: string | undefined): string {
  return (value ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? ""
}
