// What a hook is: a function from one call of Lex and the services to a decision. The hooks are in hooks/, what they
// are given is made in wiring.ts.

import type { BookingService } from "#backends/booking/booking-service.ts"
import type { PlaceProfiles } from "#backends/pictures/place-profiles.ts"
import type { PriceTrend } from "#backends/prediction/price-trend.ts"
import type { RecommendationService } from "#backends/recommendation/recommendation-service.ts"
import type { SupportDesk } from "#backends/support/support-desk.ts"
import type { IntentName } from "#intents/catalogue.ts"
import type { Decision, Turn } from "./lex-event.ts"

/** What hooks may use. */
export type Services = {
  readonly booking: BookingService
  readonly recommendation: RecommendationService
  readonly supportDesk: SupportDesk
  /** Whether prices are likely to rise; absent where nobody says. */
  readonly prices?: PriceTrend
  /** What the places' own pictures show; absent where there are none. */
  readonly pictures?: PlaceProfiles
}

/** Answers the calls for one intent. */
export type Hook<Name extends IntentName> = (turn: Turn<Name>, services: Services) => Promise<Decision<Name>>
