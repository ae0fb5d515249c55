// The calls of talking: what was said goes up whole, what is spoken comes down. Knows HTTP; knows nothing of microphones.

import type { Reply } from "../../contract.ts"
import type { Session } from "../state.ts"
import { RECORDING_TYPE } from "./microphone.ts"
import type { VoiceProblem } from "./voice-state.ts"

/** What a spoken turn came to. */
export type SpokenOutcome =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly problem: VoiceProblem }

/** A message's sound, and the marks of its words, a JSON object a line. */
export type Speech = { readonly sound: ArrayBuffer; readonly marks: string }

/** Where spoken messages come from. */
export interface SpeechSource {
  /** @returns `undefined` when the message can't be had. */
  fetchSpeech(messageId: string, signal: AbortSignal): Promise<Speech | undefined>
}

/** The calls. None of them throws. */
export interface VoiceTransport extends SpeechSource {
  /**
   * Sends an utterance: 16-bit samples at 16 kHz. The same `turnId` again gives the same reply and has no second effect.
   *
   * @param wasLive Whether the turn was begun over the WebSocket.
   */
  sendUtterance(turnId: string, pcm: Int16Array<ArrayBuffer>, wasLive: boolean): Promise<SpokenOutcome>
}

/** Recognizing takes longer than reading; some answers are worth waiting for. */
const TURN_TIMEOUT_MS = 90_000
const SPEECH_TIMEOUT_MS = 20_000

/** Creates the calls. Address and session are read at each call. */
export function createVoiceTransport(
  endpoint: () => string,
  session: () => Session | undefined,
  isOnline: () => boolean,
): VoiceTransport {
  const call = async (path: string, signal: AbortSignal, init: RequestInit = {}): Promise<Response> =>
    await fetch(endpoint().replace(/\/$/, "") + path, {
      credentials: "omit",
      signal,
      ...init,
      headers: { authorization: `Bearer ${session()?.token ?? ""}`, ...init.headers },
    })
  return {
    sendUtterance: async (turnId, pcm, wasLive) => {
      try {
        const response = await call(
          `/api/voice?turnId=${turnId}${wasLive ? "&live=1" : ""}`,
          AbortSignal.timeout(TURN_TIMEOUT_MS),
          { method: "POST", body: pcm, headers: { accept: "application/json", "content-type": RECORDING_TYPE } },
        )
        if (!response.ok) return { ok: false, problem: await readProblem(response) }
        return { ok: true, reply: (await response.json()) as Reply }
      } catch {
        return { ok: false, problem: isOnline() ? "unavailable" : "offline" }
      }
    },

    fetchSpeech: async (messageId, signal) => {
      const path = `/api/speech/${encodeURIComponent(messageId)}`
      const limit = AbortSignal.any([signal, AbortSignal.timeout(SPEECH_TIMEOUT_MS)])
      try {
        const [sound, marks] = await Promise.all([call(path, limit), call(`${path}?marks=word`, limit)])
        if (!sound.ok) return undefined
        return { sound: await sound.arrayBuffer(), marks: marks.ok ? await marks.text() : "" }
      } catch {
        return undefined
      }
    },
  }
}

const PROBLEM_OF_TYPE: Readonly<Record<string, VoiceProblem>> = {
  "speech-not-heard": "not-heard",
  "speech-not-understood": "not-understood",
}
const PROBLEM_OF_STATUS: Readonly<Record<number, VoiceProblem>> = { 401: "expired", 404: "expired", 422: "refused" }

async function readProblem(response: Response): Promise<VoiceProblem> {
  return toVoiceProblem(response.status, await response.json().catch(() => undefined))
}

/** What a problem document means to a visitor who speaks. */
export function toVoiceProblem(status: number, problem: unknown): VoiceProblem {
  const type = typeof problem === "object" && problem !== null && "type" in problem ? String(problem.type) : ""
  const known = PROBLEM_OF_TYPE[type.slice(type.lastIndexOf("/") + 1)] ?? PROBLEM_OF_STATUS[status]
  if (known !== undefined) return known
  return status >= 500 || status === 429 || status === 409 ? "unavailable" : "refused"
}
