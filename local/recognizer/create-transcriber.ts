// The embedded transcriber: hands utterances to a thread that recognizes them, a bounded number at a time, and tells it
// what to listen for once per bot and question. Recognition itself is recognizer.ts.

import type { BotLocale } from "#bot/definition.ts"
import type { RuntimeHint } from "#bot/session.ts"
import { Fault } from "#core/errors.ts"
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
 * Creates a transcriber; nothing is loaded before the first utterance, or the first time it is told to prepare.
 * `transcribe` throws `Fault` `overloaded` when too much is waiting, `data-invalid` in a locale of another language than
 * English, and the signal's reason when aborted.
 */
export function createEmbeddedTranscriber(options: TranscriberOptions = {}): EmbeddedTranscriber {
  const pool = createWorkerPool({
    script: new URL("./recognizer-thread.ts", import.meta.url),
    size: options.threads ?? 1,
    maxWaiting: options.maxWaiting ?? 64,
  })
  const closing = new AbortController()
  const localeNames = new WeakMap<BotLocale, number>()
  let localeCount = 0
  let running = 0
  const run = async (job: Job, context: Omit<ListeningContext, "signal">, signal: AbortSignal) => {
    if (!localeNames.has(context.locale)) localeNames.set(context.locale, ++localeCount)
    const listening = toListening(context)
    const name = `${localeNames.get(context.locale)} ${JSON.stringify([listening.expecting, listening.hints])}`
    running += 1
    try {
      const answer = await runOnce(pool, { ...job, name }, signal)
      return answer === "unknown" ? await runOnce(pool, { ...job, name, listening }, signal) : answer
    } finally {
      running -= 1
    }
  }
  return {
    transcribe: async (audio, context) => {
      refuseOtherLanguages(context.locale)
      if (audio.samples.length === 0 || !(audio.sampleRateHz > 0)) return []
      const { samples, sampleRateHz } = audio
      const answer = await run({ audio: { samples, sampleRateHz } }, context, context.signal)
      return answer === "unknown" ? [] : answer
    },
    prepare: (context) => {
      // Nobody waits for it: what was said goes first, and a failure shows when something is said.
      if (running === 0 && isHeard(context.locale)) run({}, context, closing.signal).catch(() => undefined)
    },
    close: async () => {
      closing.abort()
      await pool.close()
    },
  }
}

/** The acoustic model is English: other languages would be heard as English words that nobody said. */
function isHeard({ localeId }: BotLocale): boolean {
  return localeId.startsWith("en")
}

function refuseOtherLanguages(locale: BotLocale): void {
  if (isHeard(locale)) return
  const language = locale.localeId.replace("_", "-")
  throw new Fault("data-invalid", {
    hint: `the embedded recognizer hears English only, not ${language}; send text, or name another in SPEECH_RECOGNIZER (--recognizer)`,
  })
}

type Job = Pick<RecognitionJob, "audio">

async function runOnce(pool: WorkerPool, job: RecognitionJob, signal: AbortSignal): Promise<RecognitionAnswer> {
  // The thread and this module agree on what an answer is.
  return (await pool.run(job, { signal, timeoutMs: TIMEOUT_MS })) as RecognitionAnswer
}

function toListening({ locale, expecting, runtimeHints }: Omit<ListeningContext, "signal">): Listening {
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
