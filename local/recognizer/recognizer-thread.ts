// The thread in which speech is recognized: one recognizer, loaded with the first utterance. Its pool is
// create-transcriber.ts.

import { serveJobs } from "#local/workers/serve-jobs.ts"
import type { RecognitionAnswer, RecognitionJob } from "./recognition-job.ts"
import { createRecognizer, type Recognizer } from "./recognizer.ts"

let recognizer: Promise<Recognizer> | undefined

serveJobs(async (job): Promise<RecognitionAnswer> => {
  // The pool and this thread agree on what a job is.
  const { samples, sampleRateHz, name, listening } = job as RecognitionJob
  recognizer ??= createRecognizer()
  return (await recognizer).recognize({ samples, sampleRateHz }, name, listening)
})
