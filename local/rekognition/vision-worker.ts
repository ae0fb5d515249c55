// A thread that looks at pictures. What it is asked is vision-job.ts, how it does it look-at-image.ts.

import { workerData } from "node:worker_threads"
import { serveJobs } from "#local/workers/serve-jobs.ts"
import { createImageLooker, type LookOptions } from "./look-at-image.ts"
import type { VisionJob } from "./vision-job.ts"

const looker = createImageLooker(workerData as LookOptions)

serveJobs((job) => {
  // The pool is only given these.
  const { task, image, needs } = job as VisionJob
  return looker.look(task, image, needs)
})
