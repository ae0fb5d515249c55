// Where speech begins and ends in a stream of sound, by its loudness against the noise around it. How long somebody may take
// to begin is conversation-input.ts; what was said is the recognizer's business.

import type { PcmAudio } from "./speech-ports.ts"

/** How patient the listening is. */
export type EndpointingSettings = {
  /** Silence after speech that ends it. */
  readonly endTimeoutMs: number
  /** Speech is cut after this long. */
  readonly maxLengthMs: number
}

/** What a piece of sound brought. */
export type EndpointingEvent = "started" | "ended"

/** Listens to one utterance. */
export interface Endpointer {
  /** Takes the next samples. @returns the most important thing that happened in them, if anything did. */
  push(samples: Int16Array): EndpointingEvent | undefined
  /** Whether somebody is speaking. */
  readonly isSpeaking: boolean
  /** How long it has been quiet, and how much sound there was before that, in ms. */
  readonly quietMs: number
  readonly untilQuietMs: number
  /** The utterance so far, from a little before it began. */
  utterance(): PcmAudio
}

const FRAME_MS = 20
/** Softer than this is never speech, however quiet the room: -46 dB of full scale. */
const MIN_SPEECH_RMS = 164
/** Speech is this much louder than the noise around it. */
const SPEECH_TO_NOISE = 3
/** Shorter bursts (60 ms) are clicks. */
const ONSET_FRAMES = 3
/** Sound this long (400 ms) and this even isn't speech, however loud: it is the noise of the place. */
const STEADY_FRAMES = 20
const STEADY_SPREAD = 1.5
/** Sound kept from before the onset, where soft consonants are. */
const LEAD_MS = 300
const KEPT_FRAMES = ONSET_FRAMES + LEAD_MS / FRAME_MS

/** Creates an endpointer for one utterance. */
export function createEndpointer(sampleRateHz: number, settings: EndpointingSettings): Endpointer {
  const frameSamples = (sampleRateHz * FRAME_MS) / 1000
  let frames: Int16Array[] = []
  let partial = new Int16Array(0)
  const noise = createNoiseFloor()
  let loudFrames = 0
  let quietMs = 0
  let heardMs = 0
  let speechMs = 0
  let isSpeaking = false

  const hear = (frame: Int16Array): EndpointingEvent | undefined => {
    frames.push(frame)
    const rms = rootMeanSquare(frame)
    const noiseRms = noise.hear(rms)
    const isLoud = rms > Math.max(MIN_SPEECH_RMS, isSpeaking ? noiseRms * 2 : noiseRms * SPEECH_TO_NOISE)
    loudFrames = isLoud ? loudFrames + 1 : 0
    quietMs = isLoud ? 0 : quietMs + FRAME_MS
    heardMs += FRAME_MS
    if (!isSpeaking) return waitForOnset()
    speechMs += FRAME_MS
    return quietMs >= settings.endTimeoutMs || speechMs >= settings.maxLengthMs ? "ended" : undefined
  }
  const waitForOnset = (): EndpointingEvent | undefined => {
    frames = frames.slice(-KEPT_FRAMES)
    isSpeaking = loudFrames >= ONSET_FRAMES
    return isSpeaking ? "started" : undefined
  }

  return {
    get isSpeaking() {
      return isSpeaking
    },
    get quietMs() {
      return quietMs
    },
    get untilQuietMs() {
      return heardMs - quietMs
    },
    push: (samples) => {
      let happened: EndpointingEvent | undefined
      partial = joined([partial, samples])
      while (partial.length >= frameSamples) {
        happened = hear(partial.slice(0, frameSamples)) ?? happened
        partial = partial.slice(frameSamples)
        if (happened === "ended") return happened
      }
      return happened
    },
    utterance: () => ({ samples: joined([...frames, partial]), sampleRateHz }),
  }
}

/**
 * Follows the noise of the place: it falls at once, and rises slowly, so that a long word doesn't become the noise. A
 * visitor may speak from the first moment, so the place is taken for quiet until it has been heard.
 */
function createNoiseFloor(): { hear(rms: number): number } {
  let floor = MIN_SPEECH_RMS / SPEECH_TO_NOISE
  const recent: number[] = []
  return {
    hear: (rms) => {
      recent.push(rms)
      if (recent.length > STEADY_FRAMES) recent.shift()
      const isSteady = recent.length === STEADY_FRAMES && Math.max(...recent) < STEADY_SPREAD * Math.min(...recent)
      if (isSteady || rms < floor) floor = rms
      else floor = floor * 1.005 + 0.05
      return floor
    },
  }
}

function rootMeanSquare(frame: Int16Array): number {
  let sum = 0
  for (const sample of frame) sum += sample * sample
  return Math.sqrt(sum / frame.length)
}

function joined(parts: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const whole = new Int16Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
