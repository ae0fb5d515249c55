// The threads that look at pictures, as one thing behind a bounded queue. What they can be asked is vision-job.ts.

import type { Result } from "#core/result.ts"
import { createWorkerPool } from "#local/workers/worker-pool.ts"
import type { FaceNeeds } from "./faces/seen-face.ts"
import type { LookOptions } from "./look-at-image.ts"
import type { VisionAnswers, VisionJob, VisionRefusal, VisionTask } from "./vision-job.ts"

/** Looks at pictures. */
export interface Vision {
  /**
   * Has one picture looked at.
   *
   * @param image An encoded picture; it stays the caller's.
   * @param needs What is wanted of faces beside their shape.
   * @returns the answer, or what is wrong with the picture.
   * @throws {Fault} `overloaded` when too many wait.
   */
  look<Task extends VisionTask>(
    task: Task,
    image: Uint8Array,
    signal: AbortSignal,
    needs?: FaceNeeds,
  ): Promise<Result<VisionAnswers[Task], VisionRefusal>>
  close(): Promise<void>
}

/** Bounds of the vision. */
export type VisionOptions = {
  /** Pictures at once; each thread holds models of its own, about 500 MB of them when all are warm. 1 by default. */
  readonly threads?: number
  /** Pictures that may wait; 32 by default. */
  readonly maxWaiting?: number
  /** Folder of a label model of the user's own, beside the embedded one; see docs/rekognition-fidelity.md. */
  readonly labelModel?: string
}

/** Loading every model and reading a page of small print takes less. */
const TIMEOUT_MS = 60_000

/** Creates the vision; a thread is started when the first picture comes. */
export function createVision(options: VisionOptions = {}): Vision {
  const pool = createWorkerPool({
    script: new URL("./vision-worker.ts", import.meta.url),
    size: options.threads ?? 1,
    maxWaiting: options.maxWaiting ?? 32,
    workerData: async (): Promise<LookOptions> =>
      options.labelModel === undefined ? {} : { labelModel: options.labelModel },
  })
  return {
    look: async (task, image, signal, needs = {}) => {
      const job: VisionJob = { task, image, needs }
      // The thread answers each task with its own kind of answer.
      return (await pool.run(job, { signal, timeoutMs: TIMEOUT_MS })) as Result<
        VisionAnswers[typeof task],
        VisionRefusal
      >
    },
    close: () => pool.close(),
  }
}
