// What a process holds in memory, for benchmarks and tests that count it.

import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

/** Bytes held once all garbage is collected; when V8 would collect it by itself depends on the machine. */
export function heldBytes(): number {
  setFlagsFromString("--expose-gc")
  // What one collection finds, the buffers of it go with the next.
  for (let i = 0; i < 3; i++) runInNewContext("gc")()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
