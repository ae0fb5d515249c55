// SearchByPhoto: places like what a photo shows, and why they are. What it shows comes from the web face as a session
// attribute, or from the visitor's own words; recognising it is Rekognition's business.

import type { LocaleId } from "#intents/locales.ts"
import { PHOTO_WORDS } from "#intents/photo-words.ts"
import { FEATURE_PHRASES } from "#intents/replies.ts"
import type { Hook, Services } from "../hook.ts"
import type { Decision, Turn } from "../lex-event.ts"
import { suggestions, type Wording, wordingFor } from "../messages.ts"
import { sayLabel } from "../photo/label-words.ts"
import { type Photo, type PhotoLabel, parsePhoto } from "../photo/photo-attribute.ts"
import { findFeatures, findFeaturesInWords } from "../photo/photo-features.ts"
import { noteShown } from "./note-taste.ts"
import { findPlaces } from "./photo-places.ts"
import { placeCard } from "./place-cards.ts"
import { formatRecommended } from "./recommended.ts"

type PhotoTurn = Turn<"SearchByPhoto">
type PhotoDecision = Decision<"SearchByPhoto">

/** More things than this are a list, not a sentence. */
const THINGS_SAID = 3
/** Offered when nothing could be told from the photo. */
const FEATURES_OFFERED = ["by the sea", "mountains", "city center"] as const
const TEXT_SAID = 80
const PAPER_LINES = 3

export const searchByPhoto: Hook<"SearchByPhoto"> = async (turn, services) => {
  const photo = parsePhoto(turn.attributes.photo)
  const subject = turn.slots.PhotoSubject
  if (!turn.isFulfillment) {
    return photo === undefined && subject === undefined
      ? { action: { type: "ElicitSlot", slot: "PhotoSubject" } }
      : { action: { type: "Delegate" } }
  }
  const words = wordingFor(turn.localeId)
  if (photo !== undefined && asksWhatItIs(turn)) return describePhoto(photo, words)
  if (photo !== undefined) return await answerPhoto(turn, services, words, photo)
  const features = findFeaturesInWords(subject ?? "")
  const decision =
    features.length === 0 ? undefined : await recommend(turn, services, words, { features, things: [subject ?? ""] })
  return decision ?? askWhatFor(words.say("sawNothingUseful", { things: subject ?? "" }), words, turn.localeId)
}

function asksWhatItIs({ transcript, localeId }: PhotoTurn): boolean {
  const said = `${transcript.toLowerCase().replaceAll("’", "'").trim()} `
  return PHOTO_WORDS[localeId].asking.some((beginning) => said.startsWith(`${beginning} `))
}

/** Says what is to be seen and read, and offers places like it: the photo is kept in mind for that. */
function describePhoto(photo: Photo, words: Wording): PhotoDecision {
  const things = thingsToSay(photo.labels, []).map(sayLabel)
  const text = textOf(photo)
  const told = [
    ...(things.length === 0 ? [] : [words.say("seeInPhoto", { things: words.list(things) })]),
    ...(text === "" ? [] : [words.say("alsoRead", { text })]),
  ]
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [...(told.length === 0 ? [words.say("seeNothing")] : told), suggestions([words.text("photoLikeThis")])],
  }
}

function textOf({ lines }: Photo): string {
  return lines.join(" ").slice(0, TEXT_SAID).trim()
}

async function answerPhoto(turn: PhotoTurn, services: Services, words: Wording, photo: Photo): Promise<PhotoDecision> {
  const found = findFeatures(photo.labels)
  const telling = found.flatMap(({ things }) => things)
  const things = thingsToSay(photo.labels, telling).map(sayLabel)
  const features = found.map(({ feature }) => feature)
  // A page of print looks like no place.
  const isPaper = features.length === 0 && photo.lines.length >= PAPER_LINES
  const decision = isPaper ? undefined : await recommend(turn, services, words, { features, things, photo })
  if (decision !== undefined) return decision
  const text = textOf(photo)
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

/** Shows places that fit; `undefined` when there are none to show. */
async function recommend(
  turn: PhotoTurn,
  services: Services,
  words: Wording,
  wish: { readonly features: readonly string[]; readonly things: readonly string[]; readonly photo?: Photo },
): Promise<PhotoDecision | undefined> {
  const { places, isAlike } = await findPlaces(turn.visitorId, services, wish.features, wish.photo)
  if (places.length === 0) return undefined
  await noteShown(turn, services, places)
  const [best] = wish.features
  const values = { things: words.list(wish.things), features: phraseOf(best ?? "", turn.localeId) }
  const intro =
    best === undefined
      ? words.say("looksLikePhoto")
      : isAlike
        ? words.say("sawInPhotoLike", values)
        : words.say("sawInPhoto", values)
  const shown = places.map(({ item }) => item.id)
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [intro, ...places.map((place) => placeCard(place, words)), suggestions([words.text("placeMore")])],
    attributes: { photo: undefined, recommended: formatRecommended("places", shown, undefined) },
  }
}
