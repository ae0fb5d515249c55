// Plays messages one after the other, with captions. Sound goes through Web Audio: a gesture has unlocked it, and no
// content security policy needs to allow media.

import type { Message } from "../../contract.ts"
import { type Caption, createCaption, parseMarks } from "./captions.ts"
import type { SpeechSource } from "./voice-transport.ts"

/** How playing ended: heard to the end, stopped, or nothing could be played. */
export type PlayOutcome = "played" | "stopped" | "failed"

/** Plays. */
export interface Player {
  /** Plays messages; what was playing is stopped. */
  play(messages: readonly Message[]): Promise<PlayOutcome>
  stop(): void
}

/** What playing needs. */
export type PlayerParts = {
  readonly context: () => AudioContext
  readonly source: SpeechSource
  /** Where a message stands, for captions. */
  readonly findElement: (messageId: string) => HTMLElement | undefined
}

/** What is to be heard of one message. */
type Clip = { readonly sound: AudioBuffer; readonly marks: string; readonly messageId: string }

/** A sudden end clicks. */
const FADE_SECONDS = 0.03

/** Creates the player. */
export function createPlayer(parts: PlayerParts): Player {
  let current: AbortController | undefined
  const stop = (): void => {
    current?.abort()
    current = undefined
  }
  return {
    stop,
    play: async (messages) => {
      stop()
      const playing = new AbortController()
      current = playing
      let clips = 0
      let next = load(parts, messages[0], playing.signal)
      for (const i of messages.keys()) {
        const clip = await next
        // The next message is fetched while this one is heard.
        next = load(parts, messages[i + 1], playing.signal)
        if (playing.signal.aborted) return "stopped"
        if (clip === undefined) continue
        clips += 1
        await playClip(parts, clip, playing.signal)
        if (playing.signal.aborted) return "stopped"
      }
      return clips === 0 ? "failed" : "played"
    },
  }
}

/** @returns `undefined` for a message that can't be heard; it is there to be read. */
async function load(
  { context, source }: PlayerParts,
  message: Message | undefined,
  signal: AbortSignal,
): Promise<Clip | undefined> {
  if (message === undefined) return undefined
  const speech = await source.fetchSpeech(message.id, signal)
  if (speech === undefined) return undefined
  try {
    return { sound: await context().decodeAudioData(speech.sound), marks: speech.marks, messageId: message.id }
  } catch {
    // What came is no sound the browser knows.
    return undefined
  }
}

async function playClip({ context, findElement }: PlayerParts, clip: Clip, signal: AbortSignal): Promise<void> {
  const audio = context()
  // A phone call or another tab may have taken the speakers meanwhile.
  if (audio.state !== "running") await audio.resume().catch(() => undefined)
  const volume = audio.createGain()
  const node = audio.createBufferSource()
  node.buffer = clip.sound
  node.connect(volume).connect(audio.destination)
  const element = findElement(clip.messageId)
  const caption = element === undefined ? undefined : createCaption(element, parseMarks(clip.marks))
  const ended = new Promise<void>((resolve) => node.addEventListener("ended", () => resolve(), { once: true }))
  const startedAt = audio.currentTime
  const stopFollowing = follow(audio, startedAt, caption)
  const onStop = (): void => {
    stopFollowing()
    volume.gain.setTargetAtTime(0, audio.currentTime, FADE_SECONDS / 3)
    node.stop(audio.currentTime + FADE_SECONDS)
  }
  signal.addEventListener("abort", onStop, { once: true })
  node.start(startedAt)
  await ended
  stopFollowing()
  signal.removeEventListener("abort", onStop)
  node.disconnect()
  volume.disconnect()
}

/** Shows each word when it is heard, which is a little after it is played. */
function follow(audio: AudioContext, startedAt: number, caption: Caption | undefined): () => void {
  if (caption === undefined) return () => {}
  let handle = 0
  const step = (): void => {
    caption.show((audio.currentTime - startedAt - (audio.outputLatency || 0)) * 1000)
    handle = requestAnimationFrame(step)
  }
  handle = requestAnimationFrame(step)
  return () => {
    cancelAnimationFrame(handle)
    caption.clear()
  }
}
