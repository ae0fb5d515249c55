// One port for HTTP/1.1 and HTTP/2 without TLS: the first bytes of a connection tell which. What requests mean is endpoint.ts.

import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http"
import { createServer as createHttp2Server, type Http2ServerRequest, type Http2ServerResponse } from "node:http2"
import { createServer, type Server, type Socket } from "node:net"
import type { Duplex } from "node:stream"

/** Answers a request of either protocol. Must not throw. */
export type Exchange = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
) => void

/** Every HTTP/2 connection begins with `PRI * HTTP/2.0`; no HTTP/1.1 method does. */
const PREFACE = Buffer.from("PRI")
/** A client that connects and says nothing is let go. */
const FIRST_BYTES_TIMEOUT_MS = 10_000
const MAX_HEADER_BYTES = 64 * 1024

/** A listener that isn't listening yet, and the means to end every connection. */
export type DualListener = {
  readonly server: Server
  /** Ends idle connections at once, the others when `graceMs` is over. */
  drain(graceMs: number, isIdle: () => boolean): Promise<void>
}

/** Creates the listener for both protocols. Malformed requests get a bare 400 and lose their connection; nothing throws. */
export function createDualListener(onExchange: Exchange): DualListener {
  const http1 = createHttpServer(
    { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 },
    onExchange,
  )
  http1.on("clientError", (_error, socket) => refuseMalformed(socket))
  const http2 = createHttp2Server({ maxSessionMemory: 64, settings: { maxConcurrentStreams: 256 } }, onExchange)
  http2.on("sessionError", () => {})
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once("close", () => sockets.delete(socket))
    // A peer that resets its connection is its own business; without a listener the process would end.
    socket.on("error", () => socket.destroy())
    routeByFirstBytes(socket, (isHttp2) => (isHttp2 ? http2 : http1).emit("connection", socket))
  })
  return { server, drain: (graceMs, isIdle) => drain(sockets, graceMs, isIdle) }
}

function routeByFirstBytes(socket: Socket, route: (isHttp2: boolean) => void): void {
  socket.setTimeout(FIRST_BYTES_TIMEOUT_MS, () => socket.destroy())
  const onReadable = () => {
    const bytes: Buffer | null = socket.read()
    if (bytes === null) return
    socket.unshift(bytes)
    const isUndecided = bytes.length < PREFACE.length && PREFACE.subarray(0, bytes.length).equals(bytes)
    if (isUndecided) return
    socket.off("readable", onReadable)
    socket.setTimeout(0)
    socket.removeAllListeners("timeout")
    route(bytes.subarray(0, PREFACE.length).equals(PREFACE))
  }
  socket.on("readable", onReadable)
}

function refuseMalformed(socket: Duplex): void {
  if (!socket.writable) return
  socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
}

async function drain(sockets: ReadonlySet<Socket>, graceMs: number, isIdle: () => boolean): Promise<void> {
  const stepMs = 10
  for (let waitedMs = 0; waitedMs < graceMs && !isIdle(); waitedMs += stepMs) {
    await new Promise((resolve) => setTimeout(resolve, stepMs))
  }
  for (const socket of sockets) socket.destroy()
}
