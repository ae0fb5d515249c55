// SearchByPhoto: places like what a photo shows, and why they are. What it shows comes from the web face as a session
// attribute, or from the visitor's own words; recognising it is Rekognition's business.

import type { LocaleId } from "#intents/locales.ts"
import { FEATURE_PHRASES } from "#intents/replies.ts"
import type { Hook, Services } from "../hook.ts"
import type { Decision, Turn } from "../lex-event.ts"
import { suggestions, type Wording, wordingFor } from "../messages.ts"
import { sayLabel } from "../photo/label-words.ts"
import { type Photo, type PhotoLabel, parsePhoto } from "../photo/photo-attribute.ts"
import { findFeatures, findFeaturesInWords } from "../photo/photo-features.ts"
import { placeCard } from "./place-cards.ts"
import { TAGS_OF_FEATURE } from "./place-features.ts"
import { formatRecommended } from "./recommended.ts"

type PhotoTurn = Turn<"SearchByPhoto">
type PhotoDecision = Decision<"SearchByPhoto">

const PLACES_SHOWN = 3
/** More things than this are a list, not a sentence. */
const THINGS_SAID = 3
/** Offered when nothing could be told from the photo. */
const FEATURES_OFFERED = ["by the sea", "mountains", "city center"] as const
const TEXT_SAID = 80

export const searchByPhoto: Hook<"SearchByPhoto"> = async (turn, services) => {
  const photo = parsePhoto(turn.attributes.photo)
  const subject = turn.slots.PhotoSubject
  if (!turn.isFulfillment) {
    return photo === undefined && subject === undefined
      ? { action: { type: "ElicitSlot", slot: "PhotoSubject" } }
      : { action: { type: "Delegate" } }
  }
  const words = wordingFor(turn.localeId)
  if (photo !== undefined) return await answerPhoto(turn, services, words, photo)
  const features = findFeaturesInWords(subject ?? "")
  return features.length === 0
    ? askWhatFor(words.say("sawNothingUseful", { things: subject ?? "" }), words, turn.localeId)
    : await recommend(turn, services, words, features, [subject ?? ""])
}

async function answerPhoto(turn: PhotoTurn, services: Services, words: Wording, photo: Photo): Promise<PhotoDecision> {
  const found = findFeatures(photo.labels)
  const telling = found.flatMap(({ things }) => things)
  const things = thingsToSay(photo.labels, telling).map(sayLabel)
  if (found.length > 0) {
    return await recommend(
      turn,
      services,
      words,
      found.map(({ feature }) => feature),
      things,
    )
  }
  const text = photo.lines.join(" ").slice(0, TEXT_SAID).trim()
  if (things.length > 0)
    return askWhatFor(words.say("sawNothingUseful", { things: words.list(things) }), words, turn.localeId)
  return askWhatFor(text === "" ? words.say("sawNothing") : words.say("readInPhoto", { text }), words, turn.localeId)
}

/** What told the feature, then what else is to be seen; kinds of things ("animal") only where nothing more is known. */
function thingsToSay(labels: readonly PhotoLabel[], telling: readonly PhotoLabel[]): readonly PhotoLabel[] {
  const kinds = new Set(labels.flatMap(({ parents }) => parents))
  const others = labels.filter((label) => label.count > 0 && !telling.includes(label))
  const all = [...telling, ...(telling.length > 0 ? others : labels)]
  const leaves = all.filter(({ name }) => !kinds.has(name))
  return [...new Set(leaves.length > 0 ? leaves : all)].slice(0, THINGS_SAID)
}

function askWhatFor(message: ReturnType<Wording["say"]>, words: Wording, localeId: LocaleId): PhotoDecision {
  return {
    action: { type: "ElicitSlot", slot: "PhotoSubject" },
    messages: [
      message,
      suggestions(FEATURES_OFFERED.map((feature) => words.text("photoWish", { feature: phraseOf(feature, localeId) }))),
    ],
    slots: { PhotoSubject: null },
    attributes: { photo: undefined },
  }
}

function phraseOf(feature: string, localeId: LocaleId): string {
  return FEATURE_PHRASES[localeId][feature] ?? feature
}

async function recommend(
  turn: PhotoTurn,
  services: Services,
  words: Wording,
  features: readonly string[],
  things: readonly string[],
): Promise<PhotoDecision> {
  const [best = ""] = features
  const preferredTags = Object.fromEntries(
    features.flatMap((feature) => (TAGS_OF_FEATURE[feature] ?? []).map((tag) => [tag, 1])),
  )
  const tagGroups = [TAGS_OF_FEATURE[best] ?? []]
  const query = { visitorId: turn.visitorId, tagGroups, preferredTags, limit: PLACES_SHOWN }
  const places = await services.recommendation.recommendPlaces(query)
  const intro = words.say("sawInPhoto", { things: words.list(things), features: phraseOf(best, turn.localeId) })
  const shown = places.map(({ item }) => item.id)
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [intro, ...places.map((place) => placeCard(place, words)), suggestions([words.text("placeMore")])],
    attributes: { photo: undefined, recommended: formatRecommended("places", shown, undefined) },
  }
}
