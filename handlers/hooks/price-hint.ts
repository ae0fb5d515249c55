// Tells that prices are likely to rise, where the predictor of prices is sure of all that is offered.

import type { BookedItem, NightRate } from "#backends/booking/booking.ts"
import { priceSeen } from "#backends/prediction/booking-history.ts"
import type { Message } from "#bot/definition.ts"
import type { Services } from "../hook.ts"
import type { Wording } from "../messages.ts"

/** What is offered, and its rates. */
type Offered = { readonly item: BookedItem; readonly rates: readonly NightRate[] }

/** One message, or none: when one of the offers may as well stay as it is, nothing is said of any. */
export function priceHint({ prices }: Services, offers: readonly Offered[], words: Wording): readonly Message[] {
  const isLikely = ({ item, rates }: Offered): boolean => {
    const price = priceSeen(item, rates)
    return price !== undefined && prices?.isLikelyToRise(price) === true
  }
  if (offers.length === 0 || !offers.every(isLikely)) return []
  return [words.say(offers[0]?.item.kind === "trip" ? "faresRise" : "ratesRise")]
}
