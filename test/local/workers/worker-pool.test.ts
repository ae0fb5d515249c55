// Pools of worker threads: bounded, cancellable, alive after a crash.

import { afterEach, describe, expect, it } from "vitest"
import { createWorkerPool, type WorkerPool } from "#local/workers/worker-pool.ts"

const script = new URL("./odd-jobs-worker.ts", import.meta.url)
const pools: WorkerPool[] = []

function createPool(size: number, maxWaiting: number): WorkerPool {
  const pool = createWorkerPool({ script, size, maxWaiting, workerData: async () => ({ greeting: "hello" }) })
  pools.push(pool)
  return pool
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()))
})

describe("a worker pool", () => {
  it("answers jobs, with the data its threads were given", async () => {
    const pool = createPool(2, 8)

    const answers = await Promise.all(["ann", "bob", "cem"].map((name) => pool.run({ type: "greet", name })))

    expect(answers).toEqual(["hello ann", "hello bob", "hello cem"])
  })

  it("hands on what a job sends before it ends, in order", async () => {
    const chunks: unknown[] = []

    const count = await createPool(1, 0).run({ type: "count", to: 3 }, { onChunk: (chunk) => chunks.push(chunk) })

    expect(chunks).toEqual([1, 2, 3])
    expect(count).toBe(3)
  })

  it("throws what the handler throws, and goes on", async () => {
    const pool = createPool(1, 4)

    await expect(pool.run({ type: "throw" })).rejects.toThrow("no such luck")
    await expect(pool.run({ type: "greet", name: "ann" })).resolves.toBe("hello ann")
  })

  it("survives a thread that dies", async () => {
    const pool = createPool(1, 4)

    await expect(pool.run({ type: "die" })).rejects.toThrow("worker thread")
    await expect(pool.run({ type: "greet", name: "ann" })).resolves.toBe("hello ann")
  })

  it("refuses what doesn't fit its queue", async () => {
    const pool = createPool(1, 1)
    const stop = new AbortController()
    const running = pool.run({ type: "spin" }, { signal: stop.signal })
    const waiting = pool.run({ type: "greet", name: "ann" })

    await expect(pool.run({ type: "greet", name: "bob" })).rejects.toMatchObject({ code: "overloaded" })

    stop.abort()
    await expect(running).rejects.toMatchObject({ name: "AbortError" })
    await expect(waiting).resolves.toBe("hello ann")
  })

  it("ends a thread whose job doesn't heed its signal", async () => {
    const pool = createPool(1, 1)
    const stop = new AbortController()
    const running = pool.run({ type: "hang" }, { signal: stop.signal })
    const waiting = pool.run({ type: "greet", name: "ann" })

    stop.abort()

    await expect(running).rejects.toMatchObject({ name: "AbortError" })
    await expect(waiting).resolves.toBe("hello ann")
  })

  it("ends a job that takes too long", async () => {
    const pool = createPool(1, 1)

    await expect(pool.run({ type: "hang" }, { timeoutMs: 200 })).rejects.toMatchObject({ code: "overloaded" })
    await expect(pool.run({ type: "greet", name: "ann" })).resolves.toBe("hello ann")
  })

  it("refuses jobs once it is closed, also those that wait", async () => {
    const pool = createPool(1, 4)
    const jobs = [pool.run({ type: "hang" }), pool.run({ type: "greet", name: "ann" })]
    const outcomes = Promise.allSettled(jobs)

    await pool.close()

    expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected"])
    await expect(pool.run({ type: "greet", name: "bob" })).rejects.toMatchObject({ code: "overloaded" })
  })
})
