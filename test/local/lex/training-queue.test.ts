// In which order trainings get their time.

import { describe, expect, it } from "vitest"
import { createTrainingQueue } from "#local/lex/training-queue.ts"

/** A training whose every step outlasts a slice, and which writes down that it ended. */
function* steps(name: string, count: number, ended: string[]): Generator<void, string> {
  for (let i = 0; i < count; i++) {
    const until = performance.now() + 10
    while (performance.now() < until);
    yield
  }
  ended.push(name)
  return name
}

describe("a training queue", () => {
  it("gives time to the smallest, also before one that has begun", async () => {
    const ended: string[] = []
    const queue = createTrainingQueue()
    const large = queue.run(steps("large", 5, ended), 5000)
    await new Promise((resolve) => setImmediate(resolve))
    const small = queue.run(steps("small", 1, ended), 10)
    const middle = queue.run(steps("middle", 2, ended), 100)

    expect(await Promise.all([large, small, middle])).toEqual(["large", "small", "middle"])
    expect(ended).toEqual(["small", "middle", "large"])
  })

  it("goes on after a training that fails, and takes further ones", async () => {
    const queue = createTrainingQueue()
    const failing = queue.run(
      // biome-ignore lint/correctness/useYield: it fails at its first step.
      (function* (): Generator<void, string> {
        throw new Error("no words")
      })(),
      1,
    )
    const next = queue.run(steps("next", 1, []), 2)

    await expect(failing).rejects.toThrow("no words")
    expect(await next).toBe("next")
    expect(await queue.run(steps("later", 1, []), 1)).toBe("later")
  })

  it("ends all of them when it is told to", async () => {
    const controller = new AbortController()
    const queue = createTrainingQueue(controller.signal)
    const endless = [queue.run(steps("one", 1e9, []), 1), queue.run(steps("two", 1e9, []), 2)]
    controller.abort(new Error("closing"))

    for (const training of endless) await expect(training).rejects.toThrow("closing")
  })
})
