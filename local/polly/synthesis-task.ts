// Synthesis tasks: long texts are spoken one after the other, in the order they came, into the folder of objects. Requests
// and answers are synthesis-task-operations.ts.

import { type Clock, type EpochMs, epochMs } from "#core/time.ts"
import type { S3Folder } from "#local/s3-folder.ts"
import { type PreparedSpeech, speakPrepared } from "./prepare-speech.ts"
import type { Speaker } from "./speaker.ts"
import { createSynthesisTaskStore, type SynthesisTask, type SynthesisTaskStore } from "./synthesis-task-store.ts"

/** The tasks of the service. */
export interface SynthesisTasks extends Pick<SynthesisTaskStore, "list" | "find"> {
  /**
   * Takes a task on.
   *
   * @returns `"full"` when too many wait.
   */
  start(task: SynthesisTask, speech: PreparedSpeech): Promise<"started" | "full">
  /** Gives up what isn't done. */
  close(): Promise<void>
}

/** What tasks are carried out with. */
export type SynthesisTaskOptions = {
  readonly speaker: Speaker
  readonly s3: S3Folder
  readonly clock: Clock
  /** Keeps tasks; they are in memory when absent. */
  readonly folder?: string
}

/** Texts that may wait. */
const MAX_WAITING = 100
/** Tasks are remembered for 72 hours, as Polly does. */
const KEPT_MS = 72 * 3_600_000
/** The longest text is two hours of speech, made in some minutes. */
const TIMEOUT_MS = 3_600_000

/** Creates the tasks of a service. */
export function createSynthesisTasks({ speaker, s3, clock, folder }: SynthesisTaskOptions): SynthesisTasks {
  const store = createSynthesisTaskStore(folder)
  const closing = new AbortController()
  let waiting = 0
  // One at a time: who speaks with somebody comes first.
  let last: Promise<void> = Promise.resolve()

  const carryOut = async (task: SynthesisTask, speech: PreparedSpeech): Promise<void> => {
    waiting -= 1
    if (closing.signal.aborted) return
    await store.put({ ...task, status: "inProgress" })
    try {
      await s3.write(task.bucket, task.key, await speakPrepared(speaker, speech, closing.signal, TIMEOUT_MS))
      await store.put({ ...task, status: "completed" })
    } catch (error) {
      // Whoever asks for the task is told why; when the endpoint closes there is nobody left to ask.
      const statusReason = error instanceof Error ? error.message : String(error)
      if (!closing.signal.aborted) await store.put({ ...task, status: "failed", statusReason })
    }
  }
  const forget = () => store.dropOld(epochMs(clock() - KEPT_MS) as EpochMs)
  return {
    list: async () => {
      await forget()
      return store.list()
    },
    find: async (id) => {
      await forget()
      return store.find(id)
    },
    start: async (task, speech) => {
      if (waiting >= MAX_WAITING) return "full"
      waiting += 1
      await store.put(task)
      last = last.then(() => carryOut(task, speech))
      return "started"
    },
    close: async () => {
      closing.abort()
      await last
    },
  }
}
