// Notes what a visitor took, from which their taste is learned.

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
