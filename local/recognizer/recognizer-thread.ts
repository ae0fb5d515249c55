// The thread in which speech is recognized: one recognizer, loaded with the first job. Its pool is
// create-transcriber.ts.

import { serveJobs } from "#local/workers/serve-jobs.ts"
import type { RecognitionAnswer, RecognitionJob } from "./recognition-job.ts"
import { createRecognizer, type Recognizer } from "./recognizer.ts"

let recognizer: Promise<Recognizer> | undefined

serveJobs(async (job, { isCancelled }): Promise<RecognitionAnswer> => {
  // The pool and this thread agree on what a job is.
  const { audio, name, listening } = job as RecognitionJob
  recognizer ??= createRecognizer()
  const own = await recognizer
  return audio === undefined ? own.prepare(name, listening) : own.recognize(audio, name, listening, isCancelled)
})
