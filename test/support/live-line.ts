// A client of the live WebSocket for tests: says what the test says, keeps what it is told.

import { WebSocket } from "ws"
import type { LiveEvent, LiveRequest } from "#web/contract.ts"

/** An open line. */
export type LiveLine = {
  readonly events: readonly LiveEvent[]
  /** Bytes of sound that came between `speech` and `speech-end`. */
  readonly soundBytes: () => number
  send(request: LiveRequest): void
  sendSound(pcm: Uint8Array): void
  /** The first event of a type, as soon as it is there. */
  next<Type extends LiveEvent["type"]>(type: Type): Promise<Extract<LiveEvent, { type: Type }>>
  /** Why the line was closed. */
  closed: Promise<number>
  /** Breaks the line without a word, as a lost network does. */
  drop(): void
}

/** Opens a line to a site; `hello` is the test's to say. */
export async function openLiveLine(siteUrl: string, headers: Record<string, string> = {}): Promise<LiveLine> {
  const socket = new WebSocket(`${siteUrl.replace(/^http/, "ws")}/api/live`, { headers })
  const events: LiveEvent[] = []
  let bytes = 0
  let wake = () => {}
  socket.on("message", (data: Buffer, isBinary) => {
    if (isBinary) bytes += data.length
    else events.push(JSON.parse(data.toString()) as LiveEvent)
    wake()
  })
  const closed = new Promise<number>((resolve) => socket.on("close", resolve))
  await new Promise<void>((resolve, reject) => {
    socket.once("open", () => resolve())
    socket.once("error", reject)
  })
  return {
    events,
    soundBytes: () => bytes,
    closed,
    send: (request) => socket.send(JSON.stringify(request)),
    sendSound: (pcm) => {
      for (let at = 0; at < pcm.length; at += 6400) socket.send(pcm.subarray(at, at + 6400))
    },
    next: async <Type extends LiveEvent["type"]>(type: Type) => {
      for (;;) {
        const event = events.find((one): one is Extract<LiveEvent, { type: Type }> => one.type === type)
        if (event !== undefined) return event
        await new Promise<void>((resolve) => {
          wake = resolve
          socket.once("close", () => resolve())
        })
        if (socket.readyState === WebSocket.CLOSED && !events.some((one) => one.type === type)) {
          throw new Error(`closed before ${type}: ${JSON.stringify(events)}`)
        }
      }
    },
    drop: () => socket.terminate(),
  }
}
