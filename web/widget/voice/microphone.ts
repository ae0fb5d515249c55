// The visitor's microphone: asked for, heard frame by frame, let go. What is said is kept in memory until it is sent, and
// nowhere else.

import { CAPTURE_RATE_HZ, type CaptureFrame, type CaptureOrder, PROCESSOR_NAME } from "./capture-port.ts"
import type { DetectorEvent } from "./speech-detector.ts"
import type { VoiceProblem } from "./voice-state.ts"

/** What the microphone tells. */
export type MicrophoneListener = {
  onEvent(event: DetectorEvent): void
  /** Loudness of each 20 ms, root mean square. */
  onLevel(level: number): void
  /** Each piece of the utterance, from a little before it began. */
  onSound(pcm: Int16Array): void
  /** It was unplugged, or taken away. */
  onLost(): void
}

/** The microphone. */
export interface Microphone {
  /** @returns what is in the way, if anything is. */
  open(): Promise<VoiceProblem | undefined>
  close(): void
  /** Begins an utterance; one under way keeps what was heard of it. */
  listen(options: { readonly isHeld: boolean; readonly isUnderWay: boolean }): void
  /** Hears whether somebody interrupts. */
  watch(): void
  /** Stops listening; the microphone stays open. */
  pause(): void
}

/** Speech is told from a click some time after it began, and soft consonants come before it: 500 ms are kept. */
const LEAD_FRAMES = 25

/**
 * Creates the microphone, closed.
 *
 * @param context Running, since a gesture of the visitor started it.
 * @param processorUrl Where the audio thread's part is.
 */
export function createMicrophone(
  context: () => AudioContext,
  processorUrl: string,
  listener: MicrophoneListener,
): Microphone {
  return new BrowserMicrophone(context, processorUrl, listener)
}

class BrowserMicrophone implements Microphone {
  readonly #context: () => AudioContext
  readonly #processorUrl: string
  readonly #listener: MicrophoneListener
  #stream: MediaStream | undefined
  #node: AudioWorkletNode | undefined
  #source: MediaStreamAudioSourceNode | undefined
  #attempt = 0
  #lead: Int16Array[] = []
  #isRecording = false

  constructor(context: () => AudioContext, processorUrl: string, listener: MicrophoneListener) {
    this.#context = context
    this.#processorUrl = processorUrl
    this.#listener = listener
  }

  async open(): Promise<VoiceProblem | undefined> {
    const attempt = ++this.#attempt
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      })
      if (attempt !== this.#attempt) {
        stopTracks(stream)
        return undefined
      }
      this.#stream = stream
      for (const track of stream.getTracks()) track.addEventListener("ended", () => this.#listener.onLost())
      await this.#connect(stream)
      return undefined
    } catch (error) {
      this.close()
      return problemOf(error)
    }
  }

  close(): void {
    this.#attempt += 1
    this.pause()
    this.#source?.disconnect()
    this.#node?.disconnect()
    if (this.#stream !== undefined) stopTracks(this.#stream)
    this.#stream = undefined
    this.#source = undefined
    this.#node = undefined
  }

  listen({ isHeld, isUnderWay }: { readonly isHeld: boolean; readonly isUnderWay: boolean }): void {
    if (isUnderWay) {
      this.#startRecording()
      return
    }
    this.#lead = []
    this.#isRecording = isHeld
    this.#order(isHeld ? "everything" : "turn")
  }

  watch(): void {
    this.#lead = []
    this.#isRecording = false
    this.#order("interruption")
  }

  pause(): void {
    this.#lead = []
    this.#isRecording = false
    this.#order("nothing")
  }

  #order(listenFor: CaptureOrder["listenFor"]): void {
    this.#node?.port.postMessage({ listenFor } satisfies CaptureOrder)
  }

  async #connect(stream: MediaStream): Promise<void> {
    const context = this.#context()
    await context.audioWorklet.addModule(this.#processorUrl)
    const node = new AudioWorkletNode(context, PROCESSOR_NAME, { numberOfOutputs: 1, channelCount: 1 })
    node.port.onmessage = ({ data }: MessageEvent<CaptureFrame>) => this.#hear(data)
    const source = context.createMediaStreamSource(stream)
    source.connect(node)
    // Safari runs only what leads to the speakers; the processor's output is silence.
    node.connect(context.destination)
    this.#source = source
    this.#node = node
  }

  #hear({ pcm, level, event }: CaptureFrame): void {
    this.#listener.onLevel(level)
    if (event !== undefined) this.#listener.onEvent(event)
    if (this.#isRecording) this.#listener.onSound(pcm)
    else {
      this.#lead.push(pcm)
      if (this.#lead.length > LEAD_FRAMES) this.#lead.shift()
    }
    if (event === "began" && !this.#isRecording) this.#startRecording()
  }

  /** What was heard just before is the beginning of it. */
  #startRecording(): void {
    this.#isRecording = true
    for (const pcm of this.#lead.splice(0)) this.#listener.onSound(pcm)
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** What the names of the browser's errors mean to a visitor. https://www.w3.org/TR/mediacapture-streams/ */
function problemOf(error: unknown): VoiceProblem {
  const name = error instanceof DOMException ? error.name : ""
  if (name === "NotAllowedError" || name === "SecurityError") return "denied"
  return name === "NotFoundError" || name === "OverconstrainedError" ? "no-microphone" : "microphone-busy"
}

/** How the recorded sound is described to the server. */
export const RECORDING_TYPE = `audio/l16;rate=${CAPTURE_RATE_HZ}`
