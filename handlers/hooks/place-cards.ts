// Recommended places as cards, with the reason why each is shown.

import type { Hotel } from "#backends/booking/catalogue.ts"
import { lowestRate, type Reason, type Recommendation } from "#backends/recommendation/recommendation-service.ts"
import type { Message } from "#bot/definition.ts"
import type { Money } from "#core/units.ts"
import { card, joinFacts, ratingFact, type Wording } from "../messages.ts"

/** One place, its price (from the base rate, unless that of a night is known), the reason, and a button that starts booking it. */
export function placeCard(
  { item, reason }: Recommendation<Hotel>,
  words: Wording,
  rate: Money = { amount: lowestRate(item), currency: item.currency },
): Message {
  return card({
    title: item.name,
    subtitle: joinFacts([
      item.city,
      "★".repeat(item.stars),
      ratingFact(item.guestRating),
      words.text("placePrice", { rate: words.money(rate) }),
      reasonText(reason, words),
    ]),
    ...(item.imageUrl === undefined ? {} : { imageUrl: item.imageUrl }),
    buttons: [{ text: words.text("placeButton"), value: words.text("placeValue", { hotel: item.name }) }],
  })
}

/** A reason as half a sentence. */
export function reasonText(reason: Reason, words: Wording): string {
  switch (reason.type) {
    case "features":
      return words.text("reasonFeatures", { features: featureText(reason.features, words) })
    case "genre":
      return words.text("reasonGenre", { genre: reason.genre.toLowerCase() })
    case "liked":
      return words.text("reasonLiked", { title: reason.title })
    case "popular":
      return words.text("reasonRating")
  }
}

/** Tags as people say them: "by the sea and quiet". */
export function featureText(tags: readonly string[], words: Wording): string {
  return words.list(tags.map((tag) => tag.replaceAll("-", " ").replace("city centre", "in the city center")))
}
