// SearchByPhoto: places like what a photo shows. What it shows comes as labels from the web face, or in the visitor's
// own words; recognising it is Rekognition's business.

import type { Hook } from "../hook.ts"
import { suggestions, wordingFor } from "../messages.ts"
import { placeCard } from "./place-cards.ts"
import { FEATURE_OF_LABEL, TAGS_OF_FEATURE } from "./place-features.ts"
import { formatRecommended } from "./recommended.ts"

const PLACES_SHOWN = 3

export const searchByPhoto: Hook<"SearchByPhoto"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  const labels = parseLabels(turn.attributes.photoLabels)
  const subject = turn.slots.PhotoSubject
  if (!turn.isFulfillment) {
    return labels.length === 0 && subject === undefined
      ? { action: { type: "ElicitSlot", slot: "PhotoSubject" } }
      : { action: { type: "Delegate" } }
  }
  const things = subject === undefined ? labels : [subject]
  const features = findFeatures(things)
  if (features.length === 0) {
    return {
      action: { type: "ElicitSlot", slot: "PhotoSubject" },
      messages: [words.say("sawNothingUseful", { things: words.list(things) })],
      slots: { PhotoSubject: null },
      attributes: { photoLabels: undefined },
    }
  }
  const preferredTags = Object.fromEntries(
    features.flatMap((feature) => (TAGS_OF_FEATURE[feature] ?? []).map((tag) => [tag, 1])),
  )
  const best = TAGS_OF_FEATURE[features[0] ?? ""] ?? []
  const query = { visitorId: turn.visitorId, tagGroups: [best], preferredTags, limit: PLACES_SHOWN }
  const places = await services.recommendation.recommendPlaces(query)
  const intro = words.say("sawInPhoto", { things: words.list(things), features: words.list(features) })
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [intro, ...places.map((place) => placeCard(place, words)), suggestions([words.text("placeMore")])],
    attributes: {
      photoLabels: undefined,
      recommended: formatRecommended(
        "places",
        places.map(({ item }) => item.id),
        undefined,
      ),
    },
  }
}

/**
 * Finds the features that the things in a photo stand for, the one with most things first.
 *
 * @param things Labels, or phrases: each word of a phrase counts, as do its plurals.
 */
export function findFeatures(things: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const thing of things) {
    for (const label of labelsIn(thing)) {
      const feature = FEATURE_OF_LABEL[label]
      if (feature !== undefined) counts.set(feature, (counts.get(feature) ?? 0) + 1)
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([feature]) => feature)
}

function labelsIn(thing: string): readonly string[] {
  const words = thing.toLowerCase().match(/\p{Letter}+/gu) ?? []
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  const all = [...words, ...pairs]
  return [...new Set([...all, ...all.map((word) => word.replace(/s$/, ""))])]
}

function parseLabels(attribute: string | undefined): readonly string[] {
  if (attribute === undefined) return []
  try {
    const labels: unknown = JSON.parse(attribute)
    return Array.isArray(labels) ? labels.filter((label) => typeof label === "string") : []
  } catch {
    // Not JSON: nothing that the web face put there.
    return []
  }
}
