// Feedback in memory, for tests.

import type { FeedbackStore } from "#backends/recommendation/create-recommendation-service.ts"
import type { Feedback } from "#backends/recommendation/recommendation-service.ts"

/** Keeps feedback as long as the test runs. */
export function createMemoryFeedbackStore(): FeedbackStore {
  const entries: Feedback[] = []
  return {
    async record(feedback) {
      entries.push(...feedback)
    },
    list: async (visitorId) => entries.filter((entry) => entry.visitorId === visitorId),
    async forget(visitorId) {
      const kept = entries.filter((entry) => entry.visitorId !== visitorId)
      entries.splice(0, entries.length, ...kept)
    },
  }
}
