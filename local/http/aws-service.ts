// What a service offers to the endpoint: which requests are its own, and how each operation answers. Sockets, signatures
// and limits are endpoint.ts; the two ways of naming an operation are rest-json.ts and json-target.ts.

import type { Readable } from "node:stream"
import type { EpochMs } from "#core/time.ts"
import type { Protocol } from "./aws-error.ts"

/** A request before its body is read. */
export type RequestHead = {
  readonly method: string
  /** As it was sent: still percent-encoded, without the query. */
  readonly path: string
  /** Without the question mark; empty when there is none. */
  readonly rawQuery: string
  /** Lower-case names; repeated headers joined by commas; `host` also over HTTP/2. */
  readonly headers: Readonly<Record<string, string>>
}

/** Checks one frame of a signed event stream against the frame before it; throws when it doesn't fit. */
export type ChunkVerifier = (frame: {
  readonly date: EpochMs
  readonly encodedDateHeader: Uint8Array
  readonly payload: Uint8Array
  readonly signature: Uint8Array
}) => void

/** A request whose operation is known. */
export type AwsRequest = RequestHead & {
  readonly requestId: string
  /** The whole body; empty for a streaming operation. */
  readonly body: Uint8Array
  /** The body as it comes; only a streaming operation may read it. */
  readonly stream: Readable
  /** Fires when the client is gone or the endpoint closes. */
  readonly signal: AbortSignal
  /** Checks each frame of a signed event stream; absent unless signatures are verified. */
  readonly verifyChunk?: ChunkVerifier
}

/** What an operation answers. */
export type AwsResponse = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array>
}

/** One operation that a request asks for. */
export type Operation = {
  readonly name: string
  readonly protocol: Protocol
  /** Prefix of `__type` in errors of the JSON 1.x protocols. */
  readonly errorNamespace?: string
  /** The error of a bug, where the service has a name of its own for it. */
  readonly failureCode?: string
  /** The name that requests are signed for; verified in strict mode. */
  readonly signingName: string
  /** Longer bodies are refused (413) before they are read in full. */
  readonly maxBodyBytes: number
  /** The operation reads `stream` itself, and answers while it reads. */
  readonly isStreaming?: boolean
  /** The operation takes requests without a signature also in strict mode (an upload URL is its own key). */
  readonly isPublic?: boolean
  handle(request: AwsRequest): Promise<AwsResponse>
}

/** A service of the endpoint. */
export interface AwsService {
  readonly name: string
  /**
   * Finds the operation a request names.
   *
   * @returns `undefined` when the request is not for this service; an unknown operation of this service is one that throws.
   */
  findOperation(head: RequestHead): Operation | undefined
  /** Ends what runs and writes what must last. */
  close?(): Promise<void>
}

/** An answer with a JSON body. */
export function jsonResponse(
  body: unknown,
  options: { readonly status?: number; readonly contentType?: string } = {},
): AwsResponse {
  return {
    status: options.status ?? 200,
    headers: { "content-type": options.contentType ?? "application/json" },
    body: JSON.stringify(body),
  }
}
