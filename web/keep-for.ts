// Keeps what is costly to reckon for a while.

import type { Clock, EpochMs } from "#core/time.ts"

/** Gives a function that reckons anew only what is older; a failure is not kept. */
export function keepFor<Value>(milliseconds: number, clock: Clock, reckon: () => Promise<Value>): () => Promise<Value> {
  let last: { readonly at: EpochMs; readonly value: Value } | undefined
  return async () => {
    if (last === undefined || Math.abs(clock() - last.at) >= milliseconds) last = { at: clock(), value: await reckon() }
    return last.value
  }
}
