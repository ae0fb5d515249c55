// Objects in memory, for tests and benchmarks.

import type { ObjectStore } from "#backends/recommendation/object-store.ts"

/** Keeps objects as long as the test runs. */
export function createMemoryObjectStore(): ObjectStore {
  const objects = new Map<string, Uint8Array>()
  return {
    read: async (key) => objects.get(key),
    write: async (key, bytes) => {
      objects.set(key, bytes)
    },
    list: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(),
    delete: async (key) => {
      objects.delete(key)
    },
  }
}
