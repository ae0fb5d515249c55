// Keeps the work in front of an engine within bounds: so many at once, so many waiting, the rest told to come back.
// Also keeps the turns of one conversation in order. Retrying is the caller's.

import { Fault } from "#core/errors.ts"

/** Admits work up to a limit. */
export interface Gate {
  /**
   * Runs work as soon as there is a place.
   *
   * @throws {Fault} `overloaded` when the queue is full, or when the signal fires before a place was free.
   */
  run<Value>(signal: AbortSignal, work: () => Promise<Value>): Promise<Value>
  readonly inFlight: number
  readonly waiting: number
}

/** Creates a gate with so many places and so long a queue. */
export function createGate(limits: { readonly places: number; readonly queue: number }): Gate {
  let inFlight = 0
  const waiting = new Set<() => void>()

  const admitNext = () => {
    const [next] = waiting
    if (next === undefined) return
    waiting.delete(next)
    next()
  }

  const enter = async (signal: AbortSignal): Promise<void> => {
    if (inFlight < limits.places && waiting.size === 0) {
      inFlight++
      return
    }
    if (waiting.size >= limits.queue)
      throw new Fault("overloaded", { hint: "the queue in front of the engine is full" })
    if (signal.aborted) throw new Fault("overloaded", { hint: "no time left to wait" })
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const admit = () => {
      inFlight++
      resolve()
    }
    const giveUp = () => {
      if (waiting.delete(admit)) reject(new Fault("overloaded", { hint: "no place in time" }))
    }
    waiting.add(admit)
    signal.addEventListener("abort", giveUp, { once: true })
    await promise.finally(() => signal.removeEventListener("abort", giveUp))
  }

  return {
    async run(signal, work) {
      await enter(signal)
      try {
        return await work()
      } finally {
        inFlight--
        admitNext()
      }
    },
    get inFlight() {
      return inFlight
    },
    get waiting() {
      return waiting.size
    },
  }
}

/** Runs work of the same key one after the other, in the order it came. */
export interface Lanes {
  /** @throws {Fault} `session-busy` when too much of the same key waits already. */
  run<Value>(key: string, work: () => Promise<Value>): Promise<Value>
}

/** Creates lanes that hold at most so much work each, the one under way included. */
export function createLanes(maxPerKey: number): Lanes {
  const lanes = new Map<string, { tail: Promise<unknown>; length: number }>()
  return {
    async run(key, work) {
      const lane = lanes.get(key) ?? { tail: Promise.resolve(), length: 0 }
      if (lane.length >= maxPerKey) throw new Fault("session-busy", { hint: "too many turns wait in one session" })
      lanes.set(key, lane)
      lane.length++
      const own = lane.tail.then(work)
      // The next one waits for this one to end, however it ends; its own caller hears of the failure.
      lane.tail = own.then(
        () => undefined,
        () => undefined,
      )
      try {
        return await own
      } finally {
        lane.length--
        if (lane.length === 0) lanes.delete(key)
      }
    },
  }
}
