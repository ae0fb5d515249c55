// Trains locales while the endpoint goes on serving: in slices of time, the smallest first, so that a bot of a second isn't
// kept waiting by one of two minutes.

/** Takes trainings on. */
export type TrainingQueue = {
  /**
   * Runs a training to its end.
   *
   * @param steps Yields often.
   * @param size What is smaller comes first, also before what has begun.
   */
  run<Value>(steps: Generator<void, Value>, size: number): Promise<Value>
}

type Training = {
  readonly size: number
  /** @returns whether it has ended. */
  step(): boolean
  fail(error: unknown): void
}

/** No other request waits longer than this for training to make room. */
const SLICE_MS = 8

/** @param signal Ends what is under way: nobody is going to need it. */
export function createTrainingQueue(signal?: AbortSignal): TrainingQueue {
  const open: Training[] = []
  let isRunning = false

  const runSlice = (training: Training): boolean => {
    const until = performance.now() + SLICE_MS
    try {
      signal?.throwIfAborted()
      while (performance.now() < until) if (training.step()) return true
      return false
    } catch (error) {
      training.fail(error)
      return true
    }
  }
  const runAll = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    while (open.length > 0) {
      const training = open.reduce((smallest, other) => (other.size < smallest.size ? other : smallest))
      if (runSlice(training)) open.splice(open.indexOf(training), 1)
      await new Promise((resolve) => setImmediate(resolve))
    }
    isRunning = false
  }

  return {
    run: (steps, size) =>
      new Promise((resolve, reject) => {
        const step = (): boolean => {
          const result = steps.next()
          if (result.done) resolve(result.value)
          return result.done === true
        }
        open.push({ size, step, fail: reject })
        void runAll()
      }),
  }
}
