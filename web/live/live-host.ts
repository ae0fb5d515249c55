// What a host brings along for live conversations, and what one connection is to it. Types only.

import type { UpgradeWebSocket, WSContext } from "hono/ws"
import type { LexListener } from "#aws/lex-conversation.ts"

/** A host's WebSockets, and Lex listening to what comes over them. */
export type LiveHost = {
  readonly upgrade: UpgradeWebSocket<unknown>
  readonly listener: LexListener
  readonly bufferedBytes: (socket: WSContext<unknown>) => number
}

/** The socket, whatever the host calls it. */
export type LiveSocket = {
  send(data: string | Uint8Array<ArrayBuffer>): void
  /** Bytes that are sent but not gone yet. */
  bufferedBytes(): number
  close(code: number, reason: string): void
}
