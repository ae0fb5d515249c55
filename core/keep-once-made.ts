// Things that are made at the first need and kept: a client, the backends of a function.

/**
 * Makes a thing at the first call and gives the same to all others. What could not be made is tried again at the next call:
 * a service that was away for a moment must not be away for good.
 */
export function keepOnceMade<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => {
    if (made !== undefined) return made
    const attempt = make()
    made = attempt
    attempt.catch(() => {
      made = undefined
    })
    return attempt
  }
}
