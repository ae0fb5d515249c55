// The threads that speak, as one thing: takes planned sentences, gives sound or marks while they are made. Remembers the
// sound of what was asked before.

import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { availableParallelism } from "node:os"
import { createAsyncQueue } from "#local/lex/async-queue.ts"
import { createWorkerPool } from "#local/workers/worker-pool.ts"
import { flitePath } from "./flite.ts"
import type { SpeechChunk, SpeechJob } from "./speech-job.ts"

/** Speaks. */
export interface Speaker {
  /**
   * Begins to speak.
   *
   * @param timeoutMs For very long speech, which then isn't remembered; two minutes by default.
   * @returns the chunks as they are made, once there is a first one; the loop throws what goes wrong later.
   * @throws {Fault} `overloaded` when too many wait.
   */
  speak(job: SpeechJob, signal: AbortSignal, timeoutMs?: number): Promise<AsyncIterable<SpeechChunk>>
  close(): Promise<void>
}

/** Bounds of the speaker. */
export type SpeakerOptions = {
  /** Jobs at once; by default one less than there are processors, from 2 to 4. */
  readonly threads?: number
  /** Jobs that may wait; 64 by default. */
  readonly maxWaiting?: number
  /** Sound that is remembered; 32 MiB by default. */
  readonly maxCachedBytes?: number
}

const DEFAULT_CACHE_BYTES = 32 * 1024 * 1024
/** Ten minutes of speech, the most there is, are rendered in less. */
const TIMEOUT_MS = 120_000

/** Creates a speaker; threads are started when they are needed. */
export function createSpeaker(options: SpeakerOptions = {}): Speaker {
  const pool = createWorkerPool({
    script: new URL("./speech-worker.ts", import.meta.url),
    size: options.threads ?? Math.min(4, Math.max(2, availableParallelism() - 1)),
    maxWaiting: options.maxWaiting ?? 64,
    workerData: async () => WebAssembly.compile(await readFile(flitePath())),
  })
  const cache = new ChunkCache(options.maxCachedBytes ?? DEFAULT_CACHE_BYTES)
  return {
    speak: async (job, signal, timeoutMs) => {
      const key = createHash("sha256").update(JSON.stringify(job)).digest("base64")
      const known = cache.find(key)
      if (known !== undefined) return replay(known)
      const queue = createAsyncQueue<SpeechChunk>()
      const remembered = timeoutMs === undefined ? cache.begin(key) : undefined
      const begun = Promise.withResolvers<void>()
      const done = pool.run(job, {
        signal,
        timeoutMs: timeoutMs ?? TIMEOUT_MS,
        onChunk: (value) => {
          // The thread sends nothing else.
          const chunk = value as SpeechChunk
          remembered?.add(chunk)
          queue.push(chunk)
          begun.resolve()
        },
      })
      done.then(
        () => {
          remembered?.keep()
          begun.resolve()
          queue.end()
        },
        (error: unknown) => {
          begun.reject(error)
          queue.end()
        },
      )
      await begun.promise
      return follow(queue, done)
    },
    close: () => pool.close(),
  }
}

async function* replay(chunks: readonly SpeechChunk[]): AsyncIterable<SpeechChunk> {
  yield* chunks
}

async function* follow(queue: AsyncIterable<SpeechChunk>, done: Promise<unknown>): AsyncIterable<SpeechChunk> {
  yield* queue
  await done
}

/** Sound by request, the least recently used dropped first. */
class ChunkCache {
  readonly #entries = new Map<string, { readonly chunks: readonly SpeechChunk[]; readonly bytes: number }>()
  readonly #maxBytes: number
  #bytes = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  find(key: string): readonly SpeechChunk[] | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    return entry.chunks
  }

  /** Begins to gather the sound of a request. */
  begin(key: string): { add(chunk: SpeechChunk): void; keep(): void } {
    let chunks: SpeechChunk[] = []
    let bytes = 0
    // One sound doesn't push everything else out.
    const isTooLong = () => bytes > this.#maxBytes / 8
    return {
      add: (chunk) => {
        bytes += sizeOf(chunk)
        if (isTooLong()) chunks = []
        else chunks.push(chunk)
      },
      keep: () => {
        if (!isTooLong() && !this.#entries.has(key)) this.#keep(key, chunks, bytes)
      },
    }
  }

  #keep(key: string, chunks: readonly SpeechChunk[], bytes: number): void {
    this.#entries.set(key, { chunks, bytes })
    this.#bytes += bytes
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) return
      this.#entries.delete(oldest)
      this.#bytes -= entry.bytes
    }
  }
}

/** What a mark takes, roughly. */
const MARK_BYTES = 100

function sizeOf(chunk: SpeechChunk): number {
  return "audio" in chunk ? chunk.audio.byteLength : chunk.marks.length * MARK_BYTES
}
