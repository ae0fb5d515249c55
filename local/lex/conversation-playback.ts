// What the bot is saying in a streaming conversation: sends the sound as it is made until somebody interrupts it, and knows
// whether the client still plays it. What is said is conversation.ts.

/** The guide keeps audio events this small. */
const AUDIO_CHUNK_BYTES = 100

/** Sends one event. */
type Emit = (name: "AudioResponseEvent", body: Readonly<Record<string, unknown>>) => void

/** Sends prompts, one at a time. */
export class Playback {
  readonly #emit: Emit
  #isPlaying = false
  /** Counts prompts; one with an older number isn't sent any more. */
  #prompt = 0

  constructor(emit: Emit) {
    this.#emit = emit
  }

  /** Whether the client is being sent a prompt, or hasn't played it to the end. */
  get isPlaying(): boolean {
    return this.#isPlaying
  }

  /** Sends a prompt. @returns when all of it is sent, or nobody wants it any more. */
  async play(contentType: string, sound: AsyncIterable<Uint8Array>): Promise<void> {
    this.#prompt += 1
    const prompt = this.#prompt
    this.#isPlaying = true
    let isEmpty = true
    for await (const bytes of sound) {
      if (prompt !== this.#prompt) return
      isEmpty &&= bytes.length === 0
      for (let at = 0; at < bytes.length; at += AUDIO_CHUNK_BYTES) {
        const audioChunk = Buffer.from(bytes.subarray(at, at + AUDIO_CHUNK_BYTES)).toString("base64")
        this.#emit("AudioResponseEvent", { audioChunk, contentType })
      }
    }
    if (prompt !== this.#prompt) return
    // An event without sound marks the end of the prompt.
    if (isEmpty) this.#isPlaying = false
    else this.#emit("AudioResponseEvent", { contentType })
  }

  /** The client has played it. */
  complete(): void {
    this.#isPlaying = false
  }

  /** Nobody wants to hear the rest. */
  stop(): void {
    this.#prompt += 1
    this.#isPlaying = false
  }
}
