// Keeps the tabs of one site in step: one conversation, known to all of them. What a tab makes of it is reduce.ts.

import type { HistoryTurn } from "../contract.ts"
import type { Session } from "./state.ts"

/** What tabs tell each other. `hello` asks for a conversation; `offer` answers it; `session` is a new one for all. */
export type TabMessage =
  | { readonly kind: "hello" }
  | { readonly kind: "offer" | "session"; readonly session: Session }
  | { readonly kind: "turn"; readonly sessionId: string; readonly turn: HistoryTurn }
  | { readonly kind: "seen" }
  | { readonly kind: "cleared" }

/** A line to the other tabs. */
export type Tabs = {
  tell(message: TabMessage): void
  /** Takes every message of the other tabs. */
  listen(take: (message: TabMessage) => void): () => void
  close(): void
}

/** Opens the line; where the browser has none, nobody is told and nothing is heard. */
export function openTabs(endpoint: string): Tabs {
  if (typeof BroadcastChannel === "undefined") return { tell: () => {}, listen: () => () => {}, close: () => {} }
  const channel = new BroadcastChannel(`concierge:${endpoint}`)
  return {
    tell: (message) => {
      channel.postMessage(message)
    },
    listen: (take) => {
      const onMessage = (event: MessageEvent<TabMessage>): void => take(event.data)
      channel.addEventListener("message", onMessage)
      return () => channel.removeEventListener("message", onMessage)
    },
    close: () => channel.close(),
  }
}
