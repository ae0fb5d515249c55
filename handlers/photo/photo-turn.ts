// How a photo becomes a turn in words: its caption, the answer to what is being asked, or the wish to see places like it.
// Composed into the web face by web/services.ts; the bot then treats it as if the visitor had said so.

import { CATALOGUE } from "#intents/catalogue.ts"
import type { SlotDefinition } from "#intents/define-intent.ts"
import { LOCALES, type LocaleId } from "#intents/locales.ts"
import { PHOTO_WORDS } from "#intents/photo-words.ts"
import { wordingFor } from "../messages.ts"
import { formatPhoto, type Photo } from "./photo-attribute.ts"
import { findFeatures } from "./photo-features.ts"
import { type AskedSlot, findPrintedAnswer } from "./printed-facts.ts"
import { findPrintedReferences } from "./printed-reference.ts"

/** What the bot waits for, as Lex's session state says it; both absent when it waits for nothing. */
export type Asked = { readonly intentName?: string | undefined; readonly slotName?: string | undefined }

/** A photo just looked at: with what was not read surely, which counts for codes that can be held against real ones. */
export type JustSeen = Photo & { readonly doubtfulLines: readonly string[] }

/** What the web face makes turns of photos with. */
export type PhotoTurns = {
  /** The words to put to Lex, 1 to 1024 characters. */
  utterance(photo: JustSeen, caption: string | undefined, asked: Asked, localeId: string): string
  /** The session attributes that go with them. */
  attributes(photo: JustSeen): Readonly<Record<string, string>>
  /** What a visitor is told whose photo isn't looked at. */
  refusal(localeId: string): string
}

/** Lex takes no longer text. */
const MAX_UTTERANCE = 1024
/** "What is this?", "What's that, please?" */
const SHORT = 4

/** Turns of photos in the words of the catalogue. */
export const photoTurns: PhotoTurns = {
  utterance: (photo, caption = "", asked, locale) => {
    const localeId = localeOf(locale)
    const words = PHOTO_WORDS[localeId]
    const isPointing = caption === "" || words.pointing.includes(plain(caption))
    const slot = findSlot(asked)
    const answer = slot === undefined || !isPointing ? undefined : answerOf(slot, photo, localeId)
    if (answer !== undefined) return answer
    const [reference] = findReferences(photo)
    // "What is this?" of a confirmation wants to know about the booking.
    const isAsking = reference !== undefined && asksWhatItIs(caption, localeId)
    if (isPointing || isAsking)
      return reference === undefined ? words.search : words.confirmation.replace("{reference}", reference)
    if (reference === undefined || findPrintedReferences([caption]).length > 0) return caption
    // "Cancel this" with a picture of the booking says which one.
    const about = (/\bbooking\W*$/i.test(caption) ? "{reference}" : words.about).replace("{reference}", reference)
    return `${caption.slice(0, MAX_UTTERANCE - about.length - 1)} ${about}`
  },
  attributes: (photo) => ({ photo: formatPhoto({ ...photo, references: findReferences(photo) }) }),
  refusal: (locale) => wordingFor(localeOf(locale)).text("photoRefused"),
}

function localeOf(locale: string): LocaleId {
  return LOCALES.find((known) => known === locale) ?? LOCALES[0]
}

/** A short question about the photo as a whole. */
function asksWhatItIs(caption: string, localeId: LocaleId): boolean {
  const said = plain(caption)
  return (
    said.split(" ").length <= SHORT && PHOTO_WORDS[localeId].asking.some((start) => `${said} `.startsWith(`${start} `))
  )
}

function plain(caption: string): string {
  return caption
    .toLowerCase()
    .replaceAll("’", "'")
    .replace(/[^\p{Letter}\p{Number}' ]+/gu, " ")
    .replace(/ +/g, " ")
    .trim()
}

function findSlot({ intentName, slotName }: Asked): AskedSlot | undefined {
  const slots: Readonly<Record<string, SlotDefinition>> = CATALOGUE.find(({ name }) => name === intentName)?.slots ?? {}
  const slot = slotName === undefined ? undefined : slots[slotName]
  return slot === undefined || slotName === undefined ? undefined : { name: slotName, type: slot.type }
}

function findReferences({ lines, doubtfulLines }: JustSeen): readonly string[] {
  return [...new Set([...findPrintedReferences(lines), ...findPrintedReferences(doubtfulLines)])]
}

function answerOf(slot: AskedSlot, photo: JustSeen, localeId: LocaleId): string | undefined {
  if (slot.type === "PlaceFeature") return findFeatures(photo.labels)[0]?.feature
  if (slot.type === "PhotoSubject") return undefined
  if (slot.type === "BookingReference") return findReferences(photo)[0]
  return findPrintedAnswer(slot, photo.lines, localeId)
}
