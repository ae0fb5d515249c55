// The one front door of the local AWS services: reads requests, finds their operation, checks signature and limits, writes
// answers and errors. It knows no service by name.

import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2"
import type { AddressInfo } from "node:net"
import { finished, Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { type Log, silentLog } from "#core/log.ts"
import { type Clock, systemClock } from "#core/time.ts"
import type { IdSource } from "#core/units.ts"
import { AwsError, encodeError, type Protocol, throttled, unknownOperation } from "./aws-error.ts"
import type { AwsRequest, AwsResponse, AwsService, ChunkVerifier, Operation, RequestHead } from "./aws-service.ts"
import { createDualListener } from "./connection.ts"
import { createGate } from "./gate.ts"
import { type Credentials, verifySignature } from "./signature.ts"

/** How the endpoint is made. */
export type LocalEndpointOptions = {
  /** Asked in this order whether a request is theirs. */
  readonly services: readonly AwsService[]
  /** Verifies signatures against these keys; absent takes any credentials, or none. */
  readonly strict?: { readonly credentials: Credentials }
  readonly log?: Log
  readonly clock?: Clock
  readonly ids?: IdSource
  /** Web origins that may call from a browser. Requests of every other origin are refused; none by default. */
  readonly corsOrigins?: readonly string[]
  /** Requests at once; the default is 256. */
  readonly maxConcurrentRequests?: number
  /** Requests that may wait for their turn; the default is 1,024. */
  readonly maxQueuedRequests?: number
  /** How long requests under way may take to end when the endpoint closes; the default is 2,000. */
  readonly closeGraceMs?: number
}

/** A local endpoint. */
export interface LocalEndpoint {
  /**
   * Starts to listen.
   *
   * @param port 0 lets the system choose.
   * @throws the system's error (`EADDRINUSE`) when the port is taken.
   */
  listen(port: number, host?: string): Promise<{ readonly url: string; readonly port: number }>
  /** Takes no more requests, ends those under way, closes the services. */
  close(): Promise<void>
}

type Request = IncomingMessage | Http2ServerRequest
type Response = ServerResponse | Http2ServerResponse

/** Creates the endpoint; it does nothing until it listens. */
export function createLocalEndpoint(options: LocalEndpointOptions): LocalEndpoint {
  const log = options.log ?? silentLog
  const clock = options.clock ?? systemClock
  const ids = options.ids ?? randomUUID
  const gate = createGate(options.maxConcurrentRequests ?? 256, options.maxQueuedRequests ?? 1024)
  const underWayControllers = new Set<AbortController>()
  let underWay = 0

  const serve = async (request: Request, response: Response): Promise<void> => {
    const startedAt = clock()
    const requestId = ids()
    const head = readHead(request)
    const operation = findOperation(options.services, head)
    const answer = await answerSafely(operation, async () => {
      checkOrigin(head, options.corsOrigins ?? [])
      if (isPreflight(head)) return preflightAnswer()
      const run = () =>
        perform(operation, request, response, { ...options, head, requestId, clock, controllers: underWayControllers })
      if (operation.isStreaming) return run()
      return gate.run(run, () => throttled(operation.protocol))
    })
    if (answer.bug !== undefined)
      log.error("internal-error", { requestId, operation: operation.name, error: answer.bug })
    log.debug("request", {
      requestId,
      operation: operation.name,
      status: answer.response.status,
      durationMs: clock() - startedAt,
    })
    await writeAnswer(request, response, answer.response, { requestId, origin: head.headers.origin })
  }

  const listener = createDualListener((request, response) => {
    underWay += 1
    serve(request, response)
      // What fails here is the writing of an answer: the client is gone.
      .catch((error: unknown) => log.debug("connection-lost", { error: String(error) }))
      .finally(() => {
        underWay -= 1
      })
  })

  return {
    listen: (port, host = "127.0.0.1") =>
      new Promise((resolve, reject) => {
        listener.server.once("error", reject)
        listener.server.listen(port, host, () => {
          listener.server.off("error", reject)
          const address = listener.server.address() as AddressInfo
          const shownHost = address.family === "IPv6" ? `[${address.address}]` : address.address
          resolve({ url: `http://${shownHost}:${address.port}`, port: address.port })
        })
      }),
    close: async () => {
      const closed = new Promise<void>((resolve) => listener.server.close(() => resolve()))
      for (const controller of underWayControllers) controller.abort()
      await listener.drain(options.closeGraceMs ?? 2000, () => underWay === 0)
      await closed
      for (const service of options.services) await service.close?.()
    },
  }
}

function readHead(request: Request): RequestHead {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(",") : value
  }
  // Over HTTP/2 the host goes by this name, and some SDKs sign it so.
  const authority = headers[":authority"]
  if (authority !== undefined) headers.host ??= authority
  const target = request.url ?? "/"
  const at = target.indexOf("?")
  return {
    method: request.method ?? "GET",
    path: at < 0 ? target : target.slice(0, at),
    rawQuery: at < 0 ? "" : target.slice(at + 1),
    headers,
  }
}

function findOperation(services: readonly AwsService[], head: RequestHead): Operation {
  for (const service of services) {
    const operation = service.findOperation(head)
    if (operation !== undefined) return operation
  }
  const protocol = guessProtocol(head)
  return {
    name: "unknown",
    protocol,
    signingName: "",
    isPublic: true,
    maxBodyBytes: 16 * 1024 * 1024,
    handle: () => Promise.reject(unknownOperation(protocol)),
  }
}

/** How the service speaks that a request was meant for, though it isn't here. */
function guessProtocol({ headers }: RequestHead): Protocol {
  const contentType = headers["content-type"] ?? ""
  if (headers["x-amz-target"] !== undefined) return contentType.includes("json-1.0") ? "json-1.0" : "json-1.1"
  return contentType.startsWith("application/x-www-form-urlencoded") ? "query" : "rest-json"
}

type Performance = Pick<LocalEndpointOptions, "strict"> & {
  readonly head: RequestHead
  readonly requestId: string
  readonly clock: Clock
  /** Aborted when the endpoint closes. */
  readonly controllers: Set<AbortController>
}

async function perform(
  operation: Operation,
  request: Request,
  response: Response,
  { head, requestId, clock, controllers, strict }: Performance,
): Promise<AwsResponse> {
  const body = operation.isStreaming ? undefined : await readBody(request, operation.maxBodyBytes)
  let verifyChunk: ChunkVerifier | undefined
  if (strict !== undefined && !operation.isPublic) {
    const { signingName, protocol } = operation
    verifyChunk = verifySignature(head, body, { credentials: strict.credentials, signingName, protocol, clock })
  }
  const controller = new AbortController()
  controllers.add(controller)
  finished(response as ServerResponse, (error) => {
    controllers.delete(controller)
    // Only who left before the end: aborting costs more than the rest of a request's bookkeeping.
    if (error) controller.abort()
  })
  const awsRequest: AwsRequest = {
    ...head,
    requestId,
    body: body ?? new Uint8Array(),
    stream: request as Readable,
    signal: controller.signal,
    ...(verifyChunk === undefined ? {} : { verifyChunk }),
  }
  return operation.handle(awsRequest)
}

async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const declared = Number(request.headers["content-length"] ?? 0)
  if (declared > maxBytes) throw tooLarge(maxBytes)
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.byteLength
    if (length > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return chunks.length === 1 ? (chunks[0] ?? new Uint8Array()) : Buffer.concat(chunks, length)
}

function tooLarge(maxBytes: number): AwsError {
  return new AwsError("RequestEntityTooLargeException", 413, `Request must be smaller than ${maxBytes} bytes.`)
}

/** A page of any website could post here unseen: whoever sends an Origin must be on the list. */
function checkOrigin(head: RequestHead, allowed: readonly string[]): void {
  const origin = head.headers.origin
  if (origin === undefined || allowed.includes(origin)) return
  throw new AwsError("AccessDeniedException", 403, "Calls from this web origin are not allowed.")
}

function isPreflight(head: RequestHead): boolean {
  return head.method === "OPTIONS" && head.headers["access-control-request-method"] !== undefined
}

function preflightAnswer(): AwsResponse {
  return {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, POST, PUT, DELETE",
      "access-control-allow-headers": "*, authorization",
      "access-control-max-age": "600",
    },
    body: "",
  }
}

type Answer = { readonly response: AwsResponse; readonly bug?: string }

async function answerSafely(operation: Operation, perform: () => Promise<AwsResponse>): Promise<Answer> {
  try {
    return { response: await perform() }
  } catch (error) {
    const { protocol, errorNamespace, failureCode } = operation
    if (error instanceof AwsError) {
      const response = encodeError(protocol, error, errorNamespace)
      return error.status >= 500 && error.cause !== undefined ? { response, bug: describe(error.cause) } : { response }
    }
    const code = failureCode ?? (protocol === "rest-json" ? "InternalServerException" : "InternalServerError")
    const internal = new AwsError(code, 500, "The service encountered an internal error.")
    return { response: encodeError(protocol, internal, errorNamespace), bug: describe(error) }
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function writeAnswer(
  request: Request,
  response: Response,
  answer: AwsResponse,
  context: { readonly requestId: string; readonly origin: string | undefined },
): Promise<void> {
  const writable = response as ServerResponse
  if (writable.destroyed || writable.headersSent) return
  writable.statusCode = answer.status
  for (const [name, value] of Object.entries(answer.headers)) writable.setHeader(name, value)
  writable.setHeader("x-amzn-RequestId", context.requestId)
  if (context.origin !== undefined && answer.status !== 403) {
    writable.setHeader("access-control-allow-origin", context.origin)
    writable.setHeader("access-control-expose-headers", "*")
    writable.setHeader("vary", "origin")
  }
  // The rest of a refused body is not waited for.
  if (!request.readableEnded && answer.status === 413 && request.httpVersionMajor === 1)
    writable.setHeader("connection", "close")
  if (typeof answer.body === "string" || answer.body instanceof Uint8Array) {
    const bytes = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body
    if (answer.status !== 204) writable.setHeader("content-length", bytes.byteLength)
    await new Promise<void>((resolve) => {
      finished(writable, () => resolve())
      writable.end(bytes)
    })
    return
  }
  writable.flushHeaders()
  await pipeline(Readable.from(answer.body), writable)
}
