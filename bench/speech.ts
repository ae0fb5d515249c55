// `npm run bench -- speech`: how fast the local Polly speaks, once its threads are warm. Recognition is speech-recognition.ts.

import { planText } from "#local/polly/plan-text.ts"
import { createSpeaker, type Speaker } from "#local/polly/speaker.ts"
import { findVoice } from "#local/polly/voices.ts"
import { type BenchResult, type BenchSuite, percentile } from "./report.ts"
import { benchRecognition } from "./speech-recognition.ts"

/** Ten words each, no two alike, so that nothing comes from the cache. */
const SUBJECTS = ["room", "flight", "table", "ticket", "booking", "parking space", "meeting", "suite", "seat", "tour"]
const ROUNDS = 5
const RATE_HZ = 16_000

/** The suite of synthesis and recognition. */
export const speechSuite: BenchSuite = {
  describes:
    "the local Polly's speed on one thread, and what the recognizer makes of other voices than it was tuned with",
  run: async ({ say, isFull }) => {
    const speaker = createSpeaker({ threads: 1 })
    const measured: Measured[] = []
    for (let round = 0; round < ROUNDS; round++) {
      for (const subject of SUBJECTS) {
        measured.push(await measure(speaker, `Your ${subject} for ${round + 2} guests is ready on Friday morning.`))
      }
      say(`round ${round + 1} of ${ROUNDS}`)
    }
    await speaker.close()
    // The first round warms the engine up.
    return [...toResults(measured.slice(SUBJECTS.length)), ...(await benchRecognition(say, isFull))]
  },
}

type Measured = { readonly firstMs: number; readonly totalMs: number; readonly audioMs: number }

async function measure(speaker: Speaker, text: string): Promise<Measured> {
  const voice = findVoice("Joanna")
  if (voice === undefined) throw new Error("there is no voice Joanna")
  const start = performance.now()
  const { sentences } = planText({ text, textType: "text", voice, engine: "standard" })
  const job = { sentences, voice, output: { format: "pcm", sampleRateHz: RATE_HZ } } as const
  let chunks = 0
  let firstMs = 0
  let bytes = 0
  for await (const chunk of await speaker.speak(job, new AbortController().signal)) {
    chunks += 1
    // The first chunk is the silence before the sound.
    if (chunks === 2) firstMs = performance.now() - start
    bytes += "audio" in chunk ? chunk.audio.length : 0
  }
  return { firstMs, totalMs: performance.now() - start, audioMs: (bytes / 2 / RATE_HZ) * 1000 }
}

function toResults(measured: readonly Measured[]): readonly BenchResult[] {
  const firsts = measured.map(({ firstMs }) => firstMs)
  const factors = measured.map(({ totalMs, audioMs }) => totalMs / audioMs)
  return [
    { name: "synthesis: real-time factor, p50", value: percentile(factors, 0.5), unit: "s/s" },
    { name: "synthesis: first sound of ten words, p50", value: percentile(firsts, 0.5), unit: "ms" },
    { name: "synthesis: first sound of ten words, p95", value: percentile(firsts, 0.95), unit: "ms" },
  ]
}
