// Hears when a visitor begins and stops speaking, by the loudness of the sound against the noise around it. Runs in the
// browser's audio thread; pure.

/** Length of the pieces it is given. */
export const FRAME_MS = 20

/** What it listens for. */
export type DetectorMode =
  /** A turn: speech, and the silence after it. */
  | "turn"
  /** Speech over the assistant's own voice, of which the microphone may catch some. */
  | "interruption"

/** What a frame brought. */
export type DetectorEvent = "began" | "ended" | "nobody-spoke"

/** Listens to one utterance, frame by frame. */
export interface SpeechDetector {
  /** Takes the loudness of the next frame: root mean square, 1 is full scale. */
  hear(rms: number): DetectorEvent | undefined
}

/** -46 dB: softer is never speech, however quiet the room. */
const MIN_SPEECH = 0.005
const SPEECH_TO_NOISE = 3
/** Once begun, speech may be softer: ends of words are. */
const GOING_ON_TO_NOISE = 2
/** Bursts shorter than 80 ms are clicks. */
const ONSET_FRAMES = 4
/** Echo cancellation needs a moment; who interrupts goes on for 240 ms, and louder. */
const INTERRUPTION = { onsetFrames: 12, least: 0.02 }
/** Pauses between words and numbers are shorter than this. */
const END_MS = 800
const START_TIMEOUT_MS = 8000
const MAX_SPEECH_MS = 30_000
/** 400 ms this even are the noise of the place. */
const STEADY_FRAMES = 20
const STEADY_SPREAD = 1.5

/** Creates a detector for one utterance. */
export function createSpeechDetector(mode: DetectorMode): SpeechDetector {
  const noise = createNoiseFloor()
  const onset = createOnset(mode === "interruption" ? INTERRUPTION.onsetFrames : ONSET_FRAMES)
  let quietMs = 0
  let speechMs = 0
  let hasBegun = false

  const wait = (isLoud: boolean): DetectorEvent | undefined => {
    // Even sound is the noise of the place, heard for the first time.
    hasBegun = onset.hear(isLoud) && !noise.isEven()
    if (hasBegun) return "began"
    return mode === "turn" && quietMs >= START_TIMEOUT_MS ? "nobody-spoke" : undefined
  }
  const goOn = (): DetectorEvent | undefined => {
    speechMs += FRAME_MS
    return quietMs >= END_MS || speechMs >= MAX_SPEECH_MS ? "ended" : undefined
  }
  return {
    hear: (rms) => {
      const floor = noise.hear(rms)
      const least = mode === "interruption" && !hasBegun ? INTERRUPTION.least : MIN_SPEECH
      const isLoud = rms > Math.max(least, floor * (hasBegun ? GOING_ON_TO_NOISE : SPEECH_TO_NOISE))
      quietMs = isLoud ? 0 : quietMs + FRAME_MS
      return hasBegun ? goOn() : wait(isLoud)
    },
  }
}

/** Tells whether it has been loud for so many frames; a single soft frame inside a word doesn't break it. */
function createOnset(frames: number): { hear(isLoud: boolean): boolean } {
  let loudFrames = 0
  return {
    hear: (isLoud) => {
      loudFrames = isLoud ? loudFrames + 1 : Math.max(0, loudFrames - 2)
      return loudFrames >= frames
    },
  }
}

/** Follows the noise of the place: falls at once, rises slowly, so that a long word doesn't become the noise. */
function createNoiseFloor(): { hear(rms: number): number; isEven(): boolean } {
  let floor = MIN_SPEECH / SPEECH_TO_NOISE
  const recent: number[] = []
  const isEven = (): boolean => Math.max(...recent) < STEADY_SPREAD * Math.min(...recent)
  return {
    isEven,
    hear: (rms) => {
      recent.push(rms)
      if (recent.length > STEADY_FRAMES) recent.shift()
      const isSteady = recent.length === STEADY_FRAMES && isEven()
      floor = isSteady || rms < floor ? rms : floor * 1.005 + 0.000_001
      return floor
    },
  }
}
