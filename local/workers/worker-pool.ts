// Threads for work that takes the processor: a bounded number of them, a bounded queue before them. What the work is, is
// the script's; the thread's side of the protocol is serve-jobs.ts.

import { type Transferable, Worker } from "node:worker_threads"
import { Fault } from "#core/errors.ts"
import type { JobMessage, ThreadMessage } from "./job-protocol.ts"

/** What a pool is made of. */
export type WorkerPoolOptions = {
  /** Module of the thread; it calls `serveJobs`. */
  readonly script: URL
  /** Threads at most, from 1; each is started when the first job needs it. */
  readonly size: number
  /** Jobs that may wait for a thread; 0 refuses what can't start at once. */
  readonly maxWaiting: number
  /** Handed to every thread as its `workerData`; awaited before the first thread is started. */
  readonly workerData?: () => Promise<unknown>
}

/** How one job is run. */
export type JobOptions = {
  /** Takes the job back: from the queue, or from its thread, which is ended if it doesn't heed within half a second. */
  readonly signal?: AbortSignal
  /** From the start of the job; the thread is then ended. Without it a job may take as long as it likes. */
  readonly timeoutMs?: number
  /** Buffers that are moved to the thread instead of copied. */
  readonly transfer?: readonly Transferable[]
  /** Takes what the job sends before it ends, in order. */
  readonly onChunk?: (chunk: unknown) => void
}

/** A pool of threads. */
export interface WorkerPool {
  /**
   * Has a job done by the next free thread.
   *
   * @returns what the thread's handler returned, unchecked: script and caller agree on it.
   * @throws {Fault} `overloaded` when the queue is full, the job timed out, or the pool is closed; the signal's reason when
   *   aborted; what the handler threw; an `Error` when the thread died.
   */
  run(job: unknown, options?: JobOptions): Promise<unknown>
  /** Ends the threads; jobs that wait or run are refused as overloaded. */
  close(): Promise<void>
}

const CANCEL_GRACE_MS = 500

type Job = {
  readonly id: number
  readonly value: unknown
  readonly options: JobOptions
  readonly cancelled: Int32Array<SharedArrayBuffer>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  timer?: NodeJS.Timeout
  onAbort?: () => void
}

type Thread = { readonly worker: Worker; job: Job | undefined }

/** Creates a pool; no thread is started before the first job. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  return new Pool(options)
}

class Pool implements WorkerPool {
  readonly #options: WorkerPoolOptions
  readonly #threads = new Set<Thread>()
  readonly #waiting: Job[] = []
  #starting = 0
  #nextId = 1
  #isClosed = false
  #workerData: Promise<unknown> | undefined

  constructor(options: WorkerPoolOptions) {
    this.#options = options
  }

  run(value: unknown, options: JobOptions = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      options.signal?.throwIfAborted()
      if (this.#isClosed) throw new Fault("overloaded", { hint: "the worker pool is closed" })
      const { size, maxWaiting } = this.#options
      const busy = [...this.#threads].filter(({ job }) => job !== undefined).length
      // Jobs that only wait for a thread to start have their place.
      if (this.#waiting.length >= maxWaiting + (size - busy)) {
        throw new Fault("overloaded", { hint: `${this.#waiting.length} jobs wait already` })
      }
      const cancelled = new Int32Array(new SharedArrayBuffer(4))
      const job: Job = { id: this.#nextId++, value, options, cancelled, resolve, reject }
      if (options.signal !== undefined) {
        job.onAbort = () => this.#abort(job)
        options.signal.addEventListener("abort", job.onAbort, { once: true })
      }
      this.#waiting.push(job)
      this.#dispatch()
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const closed = () => new Fault("overloaded", { hint: "the worker pool is closed" })
    for (const job of this.#waiting.splice(0)) this.#settle(job, () => job.reject(closed()))
    const threads = [...this.#threads]
    for (const { job } of threads) if (job !== undefined) this.#settle(job, () => job.reject(closed()))
    this.#threads.clear()
    await Promise.all(threads.map(({ worker }) => worker.terminate()))
  }

  #dispatch(): void {
    for (const thread of this.#threads) {
      if (thread.job !== undefined) continue
      const job = this.#waiting.shift()
      if (job === undefined) return
      this.#begin(thread, job)
    }
    const wanted = Math.min(this.#waiting.length, this.#options.size - this.#threads.size)
    while (this.#starting < wanted) this.#start()
  }

  #start(): void {
    this.#starting += 1
    this.#workerData ??= this.#options.workerData?.() ?? Promise.resolve(undefined)
    this.#workerData.then(
      (workerData) => {
        this.#starting -= 1
        if (this.#isClosed) return
        this.#add(new Worker(this.#options.script, { workerData }))
        this.#dispatch()
      },
      (error: unknown) => {
        this.#starting -= 1
        // The next job tries again.
        this.#workerData = undefined
        for (const job of this.#waiting.splice(0)) this.#settle(job, () => job.reject(error))
      },
    )
  }

  #add(worker: Worker): void {
    const thread: Thread = { worker, job: undefined }
    this.#threads.add(thread)
    worker.unref()
    worker.on("message", (message: ThreadMessage) => this.#hear(thread, message))
    worker.on("error", (cause) => this.#lose(thread, new Error("a worker thread died", { cause })))
    worker.on("exit", (code) => this.#lose(thread, new Error(`a worker thread ended with code ${code}`)))
  }

  #begin(thread: Thread, job: Job): void {
    thread.job = job
    thread.worker.ref()
    const { timeoutMs, transfer = [] } = job.options
    if (timeoutMs !== undefined) {
      const error = () => new Fault("overloaded", { hint: `a job took more than ${timeoutMs} ms` })
      job.timer = setTimeout(() => this.#end(thread, error()), timeoutMs)
    }
    const message: JobMessage = { id: job.id, job: job.value, cancelled: job.cancelled }
    try {
      thread.worker.postMessage(message, transfer)
    } catch (error) {
      // What can't be cloned never gets there.
      this.#finish(thread, () => job.reject(error))
    }
  }

  #hear(thread: Thread, message: ThreadMessage): void {
    const { job } = thread
    if (job === undefined || job.id !== message.id) return
    switch (message.type) {
      case "chunk":
        if (job.options.signal?.aborted !== true) job.options.onChunk?.(message.value)
        break
      case "result":
        this.#finish(thread, () => job.resolve(message.value))
        break
      case "error":
        this.#finish(thread, () => job.reject(message.error))
    }
  }

  #finish(thread: Thread, settle: () => void): void {
    const { job } = thread
    thread.job = undefined
    thread.worker.unref()
    if (job !== undefined) this.#settle(job, settle)
    this.#dispatch()
  }

  #settle(job: Job, settle: () => void): void {
    clearTimeout(job.timer)
    if (job.onAbort !== undefined) job.options.signal?.removeEventListener("abort", job.onAbort)
    settle()
  }

  #abort(job: Job): void {
    const reject = () => job.reject(job.options.signal?.reason)
    const index = this.#waiting.indexOf(job)
    if (index >= 0) {
      this.#waiting.splice(index, 1)
      this.#settle(job, reject)
      return
    }
    const thread = [...this.#threads].find((candidate) => candidate.job === job)
    if (thread === undefined) return
    Atomics.store(job.cancelled, 0, 1)
    clearTimeout(job.timer)
    job.timer = setTimeout(() => this.#end(thread, job.options.signal?.reason), CANCEL_GRACE_MS)
    reject()
  }

  /** Ends a thread that can't be trusted to end its job; another is started when one is needed. */
  #end(thread: Thread, error: unknown): void {
    this.#lose(thread, error)
    thread.worker.terminate().catch(() => undefined)
  }

  #lose(thread: Thread, error: unknown): void {
    if (!this.#threads.delete(thread)) return
    const { job } = thread
    this.#finish(thread, () => job?.reject(error))
  }
}
