// Work that is done in steps, so that a host can let others run in between.

/** Takes all steps at once, and gives what they come to. */
export function takeAllSteps<Value>(steps: Generator<void, Value>): Value {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
