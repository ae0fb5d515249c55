// Objects in memory, for tests and benchmarks.

import { checkKey, type ObjectStore } from "#backends/recommendation/object-store.ts"

/** Keeps objects as long as the test runs. */
export function createMemoryObjectStore(): ObjectStore {
  const objects = new Map<string, Uint8Array>()
  return {
    read: async (key) => objects.get(checkKey(key)),
    write: async (key, bytes) => {
      objects.set(checkKey(key), bytes)
    },
    list: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(),
    delete: async (key) => {
      objects.delete(checkKey(key))
    },
  }
}
