// The sound of an answer on its way down a live connection: message by message, no faster than it is taken.

import type { LiveEvent, Message } from "../contract.ts"
import type { Services } from "../services.ts"
import type { LiveSocket } from "./live-host.ts"

/** What is sent, and how. */
export type SpeechDelivery = {
  readonly services: Services
  readonly socket: Pick<LiveSocket, "send" | "bufferedBytes">
  readonly sessionId: string
  readonly messages: readonly Message[]
  readonly tell: (event: LiveEvent) => void
  /** Fires when the visitor interrupts. */
  readonly signal: AbortSignal
}

/** More than this isn't put on the line before it has moved on. */
const MAX_BUFFERED_BYTES = 256 * 1024
const LOOK_AGAIN_MS = 25
const PATIENCE_MS = 10_000

/**
 * Sends the messages that have words.
 *
 * @returns false when the other side takes nothing any more.
 */
export async function sendSpeech(delivery: SpeechDelivery): Promise<boolean> {
  for (const { id } of delivery.messages) {
    if (delivery.signal.aborted) return true
    const outcome = await sendMessage(delivery, id)
    if (outcome === "stuck") return false
    delivery.tell({ type: "speech-end", messageId: id, isWhole: outcome === "whole" })
  }
  return true
}

async function sendMessage(delivery: SpeechDelivery, messageId: string): Promise<"whole" | "cut" | "stuck"> {
  const { services, sessionId, signal, socket, tell } = delivery
  try {
    const kept = await services.conversations.findMessage(sessionId, messageId)
    const text = kept && services.speaker.plan(kept)
    if (text === undefined) return "cut"
    const [sound, marks] = await Promise.all([
      services.speaker.speak(text, "audio"),
      services.speaker.speak(text, "word-marks").then((stream) => new Response(stream).text()),
    ])
    tell({ type: "speech", messageId, marks })
    const reader = sound.getReader()
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return "whole"
      if (signal.aborted || !(await hasRoom(socket, signal))) {
        await reader.cancel()
        return signal.aborted ? "cut" : "stuck"
      }
      socket.send(Uint8Array.from(value))
    }
  } catch {
    // Without a voice the answer is read: it has been sent as text already.
    return "cut"
  }
}

async function hasRoom(socket: SpeechDelivery["socket"], signal: AbortSignal): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += LOOK_AGAIN_MS) {
    if (socket.bufferedBytes() < MAX_BUFFERED_BYTES) return true
    if (signal.aborted) return true
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
  return false
}
