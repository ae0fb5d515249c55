// What the web face recommends with: the port. Who learns taste and chooses is composed in web/services.ts.

import type { Problem, RecommendationFeedback, Recommendations, RecommendationsQuery } from "./contract.ts"

/** Whom recommendations are for: taste is kept by visitor, reasons are worded in a language. */
export type Asker = { readonly visitorId: string; readonly localeId: string }

/** No catalogue was ever imported where this face looks for it. */
type NoCatalogue = { readonly ok: false; readonly refusal: "no-catalogue" }

/** Recommends, and takes what visitors think of it. Both throw the Fault `storage-unavailable`. */
export interface Recommender {
  /** Best first; what it gives is noted as shown. `invalid`: a filter names what the catalogue doesn't know. */
  recommend(
    asker: Asker,
    query: RecommendationsQuery,
  ): Promise<
    | { readonly ok: true; readonly value: Recommendations["items"] }
    | { readonly ok: false; readonly refusal: "invalid"; readonly errors: NonNullable<Problem["errors"]> }
    | NoCatalogue
  >
  /** Notes an opinion before it resolves: the next list knows it. */
  note(
    feedback: RecommendationFeedback & { readonly visitorId: string },
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: "unknown-item" } | NoCatalogue>
}
