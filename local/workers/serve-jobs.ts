// A thread's side of a worker pool: takes jobs one after the other and answers them. The other side is worker-pool.ts.

import os from "node:os"
import { parentPort, type Transferable } from "node:worker_threads"
import type { JobMessage, ThreadMessage } from "./job-protocol.ts"

/** What a handler may do while it works. */
export type JobContext = {
  /** Whether nobody waits for the job any more; ask it between steps and return early. */
  isCancelled(): boolean
  /** Sends something before the job ends; buffers of `transfer` are moved. */
  send(chunk: unknown, transfer?: readonly Transferable[]): void
}

/** A third of the processor when the thread that answers wants all of it. */
const NICENESS = 5

/** Serves the jobs of the pool that started this thread. What the handler throws is thrown to the one who asked. */
export function serveJobs(handle: (job: unknown, context: JobContext) => unknown): void {
  const port = parentPort
  if (port === null) throw new Error("serveJobs runs in a worker thread")
  yieldToOthers()
  const post = (message: ThreadMessage, transfer: readonly Transferable[] = []): void =>
    port.postMessage(message, transfer)
  port.on("message", async ({ id, job, cancelled }: JobMessage) => {
    const context: JobContext = {
      isCancelled: () => Atomics.load(cancelled, 0) !== 0,
      send: (value, transfer) => post({ id, type: "chunk", value }, transfer),
    }
    try {
      post({ id, type: "result", value: await handle(job, context) })
    } catch (error) {
      post({ id, type: "error", error })
    }
  })
}

/** Lets threads that answer go first: Linux has priorities of threads, other systems of whole processes only. */
function yieldToOthers(): void {
  if (os.platform() !== "linux") return
  try {
    os.setPriority(0, NICENESS)
  } catch {
    // Where that isn't allowed, all are equal.
  }
}
