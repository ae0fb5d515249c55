// Which places fit a photo: those that have what it stands for, and among them those whose own pictures are most like it.

import type { Hotel } from "#backends/booking/catalogue.ts"
import type { Recommendation } from "#backends/recommendation/recommendation-service.ts"
import type { Services } from "../hook.ts"
import { likenessOf } from "../photo/likeness.ts"
import { type Photo, parsePhoto } from "../photo/photo-attribute.ts"
import { TAGS_OF_FEATURE } from "./place-features.ts"

/** The places, best first, and whether the first was chosen because its picture is like the photo. */
export type PhotoPlaces = { readonly places: readonly Recommendation<Hotel>[]; readonly isAlike: boolean }

const PLACES_SHOWN = 3
/** So many that fit are compared by their pictures. */
const COMPARED = 300
/** A picture quite like the photo counts for as much as a score of a half. */
const LIKENESS_WEIGHT = 0.5
/** From here on two pictures are told to be alike. */
const ALIKE = 0.55

/** @param features The likeliest first; none when only the places' pictures can tell: then what isn't alike is left out. */
export async function findPlaces(
  visitorId: string,
  services: Services,
  features: readonly string[],
  photo: Photo | undefined,
): Promise<PhotoPlaces> {
  const [best] = features
  const preferredTags = Object.fromEntries(
    features.flatMap((feature) => (TAGS_OF_FEATURE[feature] ?? []).map((tag) => [tag, 1])),
  )
  const tagGroups = best === undefined ? [] : [TAGS_OF_FEATURE[best] ?? []]
  const { pictures } = services
  const isCompared = photo !== undefined && (await pictures?.hasAny()) === true
  if (!isCompared && best === undefined) return { places: [], isAlike: false }
  const limit = isCompared ? COMPARED : PLACES_SHOWN
  const fitting = await services.recommendation.recommendPlaces({ visitorId, tagGroups, preferredTags, limit })
  if (!isCompared || pictures === undefined) return { places: fitting, isAlike: false }
  const compared = await Promise.all(
    fitting.map(async (place) => {
      const profile = parsePhoto(await pictures.find(place.item.imageUrl ?? ""))
      return { place, likeness: profile === undefined ? 0 : likenessOf(photo, profile) }
    }),
  )
  const eligible = best === undefined ? compared.filter(({ likeness }) => likeness >= ALIKE) : compared
  const total = ({ place, likeness }: (typeof compared)[number]) => place.score + LIKENESS_WEIGHT * likeness
  const ordered = eligible.toSorted((one, other) => total(other) - total(one)).slice(0, PLACES_SHOWN)
  return { places: ordered.map(({ place }) => place), isAlike: (ordered[0]?.likeness ?? 0) >= ALIKE }
}
