// A bounded queue in front of something slow: so many at once, so many waiting, the rest is refused at once.

/** Lets a bounded number of tasks run and wait. */
export interface Gate {
  /**
   * Runs the task as soon as there is room.
   *
   * @param onFull Makes the error to throw when as many tasks wait as may.
   */
  run<Value>(task: () => Promise<Value>, onFull: () => Error): Promise<Value>
}

/**
 * Creates a gate.
 *
 * @param maxRunning Tasks at once, from 1.
 * @param maxWaiting Tasks that may wait, in order of arrival; 0 refuses whatever can't run at once.
 */
export function createGate(maxRunning: number, maxWaiting: number): Gate {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    run: async (task, onFull) => {
      if (running >= maxRunning) {
        if (waiting.length >= maxWaiting) throw onFull()
        // The place is handed over by the task that ends: `running` doesn't change on the way.
        await new Promise<void>((resolve) => waiting.push(resolve))
      } else running += 1
      try {
        return await task()
      } finally {
        const next = waiting.shift()
        if (next === undefined) running -= 1
        else next()
      }
    },
  }
}
