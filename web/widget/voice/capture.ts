// The audio thread's part: takes the microphone's sound, brings it to 16 kHz, hears when speech begins and ends, and
// passes it on in frames. Served from the widget's own address, as content security policies ask for.

import { CAPTURE_RATE_HZ, type CaptureFrame, type CaptureOrder, PROCESSOR_NAME } from "./capture-port.ts"
import { createResampler } from "./resampler.ts"
import { createSpeechDetector, FRAME_MS, type SpeechDetector } from "./speech-detector.ts"

/** What there is in an audio worklet; TypeScript's library of the DOM lacks it. */
declare const sampleRate: number
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}

const FRAME_SAMPLES = (CAPTURE_RATE_HZ * FRAME_MS) / 1000

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #resampler = createResampler(sampleRate, CAPTURE_RATE_HZ)
  #frame = new Float32Array(FRAME_SAMPLES)
  #filled = 0
  #order: CaptureOrder["listenFor"] = "nothing"
  #detector: SpeechDetector | undefined

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<CaptureOrder>) => {
      this.#order = data.listenFor
      const isDetected = data.listenFor === "turn" || data.listenFor === "interruption"
      this.#detector = isDetected ? createSpeechDetector(data.listenFor) : undefined
    }
  }

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    const [channel] = input ?? []
    if (channel === undefined || this.#order === "nothing") return true
    for (const sample of this.#resampler.push(channel)) {
      this.#frame[this.#filled++] = sample
      if (this.#filled === FRAME_SAMPLES) this.#send()
    }
    return true
  }

  #send(): void {
    this.#filled = 0
    const pcm = new Int16Array(FRAME_SAMPLES)
    let [sum, squares] = [0, 0]
    for (const [i, sample] of this.#frame.entries()) {
      pcm[i] = Math.round(Math.max(-1, Math.min(1, sample)) * 32_767)
      sum += sample
      squares += sample * sample
    }
    const level = Math.sqrt(Math.max(0, squares / FRAME_SAMPLES - (sum / FRAME_SAMPLES) ** 2))
    const event = this.#detector?.hear(level)
    const frame: CaptureFrame = { pcm, level, ...(event === undefined ? {} : { event }) }
    this.port.postMessage(frame, [pcm.buffer])
  }
}

registerProcessor(PROCESSOR_NAME, CaptureProcessor)
