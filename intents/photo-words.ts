// What a photo says when the visitor says nothing with it, and the words that stand beside facts on printed paper. How
// they are used is handlers/photo.

import type { LocaleId } from "./locales.ts"

/** The words of one language. */
export type PhotoWords = {
  /** Said for a photo that answers no question; an utterance of SearchByPhoto. */
  readonly search: string
  /** Said for a photo with a booking reference; an utterance of CheckBooking. */
  readonly confirmation: string
  /** Added to words about a photo with a booking reference, to say which booking is meant. */
  readonly about: string
  /** Captions that only point at the photo: it is the photo that answers. */
  readonly pointing: readonly string[]
  /** What captions begin with that ask what there is to be seen, rather than for places like it. */
  readonly asking: readonly string[]
  /** By a word of a slot's name: what is printed beside its value. */
  readonly labels: Readonly<Record<string, readonly string[]>>
}

/** By locale. */
export const PHOTO_WORDS: Readonly<Record<LocaleId, PhotoWords>> = {
  en_US: {
    search: "find me a place like this photo",
    confirmation: "here is my confirmation {reference}",
    about: "booking {reference}",
    pointing: [
      "here",
      "here it is",
      "here you are",
      "here you go",
      "this",
      "this is it",
      "this one",
      "it's this",
      "see here",
      "see photo",
      "see the photo",
      "it's in the photo",
      "it's on here",
    ],
    asking: ["what", "what's", "who", "who's", "which", "describe", "tell me what", "do you know what", "can you see"],
    labels: {
      "check in": ["check in", "check-in", "arrival", "arrive", "arriving"],
      departure: ["departure", "depart", "departing", "outbound", "date"],
      return: ["return", "inbound", "back"],
      nights: ["nights", "night"],
      guests: ["guests", "guest", "persons", "people", "adults"],
      passengers: ["passengers", "passenger", "travellers", "travelers"],
      name: [
        "guest",
        "name",
        "guest name",
        "passenger",
        "passenger name",
        "traveller",
        "traveler",
        "booked for",
        "lead guest",
      ],
      origin: ["from", "origin"],
      destination: ["to", "destination"],
      city: ["city", "in"],
    },
  },
}
