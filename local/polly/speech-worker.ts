// A thread of the pool that speaks. What it is asked is speech-job.ts; how sentences become sound, render.ts.

import { workerData } from "node:worker_threads"
import { type JobContext, serveJobs } from "#local/workers/serve-jobs.ts"
import { type AudioEncoder, startAudioEncoder } from "./audio-encoder.ts"
import { createFlite } from "./flite.ts"
import { renderSentence } from "./render.ts"
import { resample } from "./resample.ts"
import type { SpeechChunk, SpeechJob } from "./speech-job.ts"
import { createPronunciations, VOICE_RATE_HZ } from "./utterance.ts"

/** Silence before the first word; the delay of an MP3 decoder is taken from it. */
const LEAD_SECONDS = 0.1

/** SynthesizeSpeech cuts sound off after this long. */
const MAX_SECONDS = 600

const flite = createFlite(workerData as WebAssembly.Module)
const pronunciations = createPronunciations(flite)

serveJobs(async (job, context) => {
  // The pool is only given these.
  const speech = job as SpeechJob
  const step = speech.output.format === "json" ? sendMarks(context) : await sendAudio(speech.output, context)
  const maxSamples = (speech.maxSeconds ?? MAX_SECONDS) * VOICE_RATE_HZ
  let samplesSoFar = LEAD_SECONDS * VOICE_RATE_HZ
  for (const sentence of speech.sentences) {
    if (context.isCancelled() || samplesSoFar > maxSamples) break
    const isJson = speech.output.format === "json"
    const rendered = renderSentence(flite, sentence, speech.voice, isJson ? pronunciations : undefined)
    const isLast = sentence === speech.sentences.at(-1)
    step.add(rendered, samplesSoFar, isLast ? sentence.pauseMs : 0)
    samplesSoFar += rendered.samples.length
  }
  step.finish()
  // After the answer has gone out.
  setImmediate(() => flite.prepare())
})

type Sender = {
  /** @param tailMs Silence at its end that may be shorter: that of the last sentence. */
  add(rendered: ReturnType<typeof renderSentence>, samplesSoFar: number, tailMs: number): void
  finish(): void
}

function sendMarks(context: JobContext): Sender {
  return {
    add: ({ marks }, samplesSoFar) => {
      const offsetMs = (samplesSoFar * 1000) / VOICE_RATE_HZ
      const chunk: SpeechChunk = { marks: marks.map((mark) => ({ ...mark, timeMs: mark.timeMs + offsetMs })) }
      context.send(chunk)
    },
    finish: () => undefined,
  }
}

/** What encoder and decoder of an MP3 add at its beginning, in samples. */
const MP3_DELAY = 1105
/** What they add at its end, on the average: the last frame is filled up. */
const MP3_PADDING = 450

async function sendAudio(
  output: Extract<SpeechJob["output"], { readonly sampleRateHz: number }>,
  context: JobContext,
): Promise<Sender> {
  const { format, sampleRateHz } = output
  const encoder: AudioEncoder = await startAudioEncoder(format, sampleRateHz)
  const send = (audio: Uint8Array<ArrayBuffer>) => {
    const chunk: SpeechChunk = { audio }
    if (audio.length > 0) context.send(chunk, [audio.buffer])
  }
  const lead = Math.max(0, Math.round(LEAD_SECONDS * sampleRateHz) - (format === "mp3" ? MP3_DELAY : 0))
  send(encoder.encode(new Float32Array(lead)))
  const toOutput = (samples: number) => Math.round((samples * sampleRateHz) / VOICE_RATE_HZ)
  return {
    add: ({ samples }, samplesSoFar, tailMs) => {
      // Rounded from the beginning of it all, so that the pieces don't drift apart.
      const length = toOutput(samplesSoFar + samples.length) - toOutput(samplesSoFar)
      const padding = format === "mp3" ? Math.min(MP3_PADDING, (tailMs * sampleRateHz) / 1000) : 0
      send(encoder.encode(resample(samples, VOICE_RATE_HZ, sampleRateHz, length - Math.floor(padding))))
    },
    finish: () => send(encoder.finish()),
  }
}
