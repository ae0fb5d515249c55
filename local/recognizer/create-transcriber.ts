// The embedded transcriber: hands utterances to a thread that recognizes them, a bounded number at a time, and tells it
// what to listen for once per bot and question. Recognition itself is recognizer.ts.

import type { BotLocale } from "#bot/definition.ts"
import type { RuntimeHint } from "#bot/session.ts"
import type { ListeningContext, Transcriber } from "#local/lex/speech-ports.ts"
import { createWorkerPool, type WorkerPool } from "#local/workers/worker-pool.ts"
import type { Listening } from "./listening-grammar.ts"
import type { RecognitionAnswer, RecognitionJob } from "./recognition-job.ts"

/** How much is recognized at once. */
export type TranscriberOptions = {
  /** Threads, about 200 MB each; 1 by default. */
  readonly threads?: number
  /** Utterances that may wait; 64 by default. */
  readonly maxWaiting?: number
}

/** A transcriber with threads to end. */
export interface EmbeddedTranscriber extends Transcriber {
  close(): Promise<void>
}

/** The longest utterance of Lex takes a few seconds; more is a fault. */
const TIMEOUT_MS = 60_000

/**
 * Creates a transcriber; nothing is loaded before the first utterance.
 * `transcribe` throws `Fault` `overloaded` when too much is waiting, and the signal's reason when aborted.
 */
export function createEmbeddedTranscriber(options: TranscriberOptions = {}): EmbeddedTranscriber {
  const pool = createWorkerPool({
    script: new URL("./recognizer-thread.ts", import.meta.url),
    size: options.threads ?? 1,
    maxWaiting: options.maxWaiting ?? 64,
  })
  const localeNames = new WeakMap<BotLocale, number>()
  let localeCount = 0
  return {
    transcribe: async (audio, context) => {
      if (audio.samples.length === 0 || !(audio.sampleRateHz > 0)) return []
      if (!localeNames.has(context.locale)) localeNames.set(context.locale, ++localeCount)
      const listening = toListening(context)
      const name = `${localeNames.get(context.locale)} ${JSON.stringify([listening.expecting, listening.hints])}`
      const job: RecognitionJob = { samples: audio.samples, sampleRateHz: audio.sampleRateHz, name }
      const answer = await run(pool, job, context.signal)
      if (answer !== "unknown") return answer
      const known = await run(pool, { ...job, listening }, context.signal)
      return known === "unknown" ? [] : known
    },
    close: () => pool.close(),
  }
}

async function run(pool: WorkerPool, job: RecognitionJob, signal: AbortSignal): Promise<RecognitionAnswer> {
  // The thread and this module agree on what an answer is.
  return (await pool.run(job, { signal, timeoutMs: TIMEOUT_MS })) as RecognitionAnswer
}

function toListening({ locale, expecting, runtimeHints }: ListeningContext): Listening {
  const hints = expecting === undefined ? {} : (runtimeHints?.slotHints?.[expecting.intentName] ?? {})
  return {
    locale,
    ...(expecting === undefined ? {} : { expecting }),
    hints: Object.fromEntries(Object.entries(hints).map(([slot, hint]) => [slot, phrasesOf(hint)])),
  }
}

function phrasesOf(hint: RuntimeHint): readonly string[] {
  const own = (hint.runtimeHintValues ?? []).map(({ phrase }) => phrase)
  return [...own, ...Object.values(hint.subSlotHints ?? {}).flatMap(phrasesOf)]
}
