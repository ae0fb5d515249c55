// Notes what a visitor was shown and took, from which their taste is learned and models are compared.

import type { Recommendation } from "#backends/recommendation/recommendation-service.ts"
import type { Services } from "../hook.ts"
import type { Turn } from "../lex-event.ts"

/** Notes it. What stands (a booking, a hold) must not look failed because a note of taste could not be kept. */
export async function noteTaste(
  turn: Turn,
  services: Services,
  itemId: string,
  kind: "chosen" | "booked",
): Promise<void> {
  await services.recommendation.record({ visitorId: turn.visitorId, itemId, kind }).catch(() => undefined)
}

/** Notes what is about to be shown; when that can't be kept, it is shown all the same. */
export async function noteShown(
  turn: Turn,
  services: Services,
  shown: readonly Recommendation<{ readonly id: string }>[],
): Promise<void> {
  await services.recommendation.recordShown(turn.visitorId, shown).catch(() => undefined)
}
