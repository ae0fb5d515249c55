// Tesseract's own thread: started when it is needed, and ended when it has nothing to do, for it gives no memory back
// otherwise. What it reads is text-reader.ts.

import { createWorker, type Worker } from "tesseract.js"
import { modelPath } from "./tensor-runtime.ts"

/** Tesseract, whether it is running or not. Uses must not overlap. */
export interface Tesseract {
  use<Value>(work: (worker: Worker) => Promise<Value>): Promise<Value>
  end(): Promise<void>
}

/** Starting it again takes as long as reading some lines: not while pictures come one after the other. */
const IDLE_MS = 15_000

/**
 * Creates a Tesseract that is not running yet.
 *
 * @param idleMs It is ended when it wasn't used for so long.
 */
export function createTesseract(start: () => Promise<Worker> = startTesseract, idleMs = IDLE_MS): Tesseract {
  let running: Promise<Worker> | undefined
  let idle: NodeJS.Timeout | undefined

  const end = async (): Promise<void> => {
    clearTimeout(idle)
    const ended = running
    running = undefined
    await (await ended)?.terminate()
  }
  return {
    use: async (work) => {
      clearTimeout(idle)
      running ??= start()
      try {
        return await work(await running)
      } catch (error) {
        // One that didn't start, or broke, is not used again.
        await end().catch(() => undefined)
        throw error
      } finally {
        idle = setTimeout(() => void end(), idleMs).unref()
      }
    },
    end,
  }
}

/** The English model comes from its package. */
async function startTesseract(): Promise<Worker> {
  const worker = await createWorker("eng", 1, {
    langPath: modelPath("@tesseract.js-data/eng", "4.0.0_best_int"),
    // Its default is to write the model into the working directory.
    cacheMethod: "none",
    gzip: true,
  })
  // It tells of each page otherwise.
  await worker.setParameters({ debug_file: "/dev/null" })
  return worker
}
