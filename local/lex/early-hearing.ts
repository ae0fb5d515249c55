// Hears an utterance when its speaker pauses, before it is certain that the pause is its end: when it is, what was said is
// known already. Where pauses are is conversation-input.ts.

import type { TurnInput } from "#bot/dialog/exchange.ts"
import type { PcmAudio } from "./speech-ports.ts"

/** Writes sound down; what is aborted may reject. */
type Hear = (audio: PcmAudio, signal: AbortSignal) => Promise<TurnInput>

/** Hears one utterance after the other. */
export class EarlyHearing {
  readonly #hear: Hear
  readonly #signal: AbortSignal
  #early: { readonly heard: Promise<TurnInput | undefined>; readonly abort: AbortController } | undefined

  /** @param signal Ends all hearing. */
  constructor(hear: Hear, signal: AbortSignal) {
    this.#hear = hear
    this.#signal = signal
  }

  /** The speaker pauses. @param audio All that was said. */
  begin(audio: PcmAudio): void {
    this.drop()
    const abort = new AbortController()
    const heard = this.#hear(audio, AbortSignal.any([abort.signal, this.#signal])).catch(() => undefined)
    this.#early = { heard, abort }
  }

  /** The speaker goes on, or what was said doesn't count. */
  drop(): void {
    this.#early?.abort.abort()
    this.#early = undefined
  }

  /** The utterance has ended. @returns what was heard in the pause, if that was it; else what is heard now. */
  async end(audio: PcmAudio): Promise<TurnInput> {
    const early = this.#early
    this.#early = undefined
    return (await early?.heard) ?? this.#hear(audio, this.#signal)
  }
}
