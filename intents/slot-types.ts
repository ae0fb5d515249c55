// The value lists that intents share: what a visitor may say for a city, a room, a cabin, a genre. Lex's built-in types
// (dates, numbers, …) need no list. Which hotels and films exist is the business of backends.

import type { LocaleId } from "./locales.ts"

/** A value and the other ways people say it. */
export type SlotTypeValue = { readonly value: string; readonly synonyms: readonly string[] }

/** A list of values, or a pattern. */
export type SlotTypeDefinition = {
  readonly description: string
  /** `TopResolution` takes only listed values; `OriginalValue` also takes what is used like one. */
  readonly resolutionStrategy: "OriginalValue" | "TopResolution"
  readonly values?: Readonly<Record<LocaleId, readonly SlotTypeValue[]>>
  /** The values are only examples of what people say: what counts is what was said, not the value it is nearest to. */
  readonly valuesAreExamples?: true
  /** Makes the type a pattern over AMAZON.AlphaNumeric. */
  readonly regexPattern?: string
}

/** Reads "Lisbon: Lisboa, LIS" lines, the form the lists below are written in. */
function values(lines: string): readonly SlotTypeValue[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      const [value = "", synonyms = ""] = line.split(":")
      return {
        value: value.trim(),
        synonyms: synonyms
          .split(",")
          .map((synonym) => synonym.trim())
          .filter(Boolean),
      }
    })
}

/** Every slot type of the assistant's own, by name. */
export const SLOT_TYPES = {
  TravelCity: {
    description: "A city that has hotels or an airport",
    resolutionStrategy: "OriginalValue",
    values: {
      en_US: values(`
        Amsterdam: AMS
        Athens: Athina, ATH
        Barcelona: Barna, BCN
        Berlin: BER
        Brussels: Bruxelles, Brussel, BRU
        Budapest: BUD
        Chicago: ORD, the windy city
        Copenhagen: Kobenhavn, København, CPH
        Dublin: DUB
        Edinburgh: EDI
        Florence: Firenze, FLR
        Geneva: Genève, Geneve, GVA
        Hamburg: HAM
        Helsinki: HEL
        Istanbul: İstanbul, Stamboul, IST
        Kyoto: KIX
        Lisbon: Lisboa, LIS
        London: LHR, LON
        Los Angeles: LA, L.A., LAX
        Lyon: Lyons, LYS
        Madrid: MAD
        Marseille: Marseilles, MRS
        Miami: MIA
        Milan: Milano, MXP
        Munich: München, Muenchen, MUC
        Naples: Napoli, NAP
        New York: New York City, NYC, JFK, the big apple, Manhattan
        Nice: Nizza, NCE
        Oslo: OSL
        Paris: CDG, the city of light
        Porto: Oporto, OPO
        Prague: Praha, PRG
        Reykjavik: Reykjavík, KEF
        Rome: Roma, FCO
        San Francisco: SF, SFO, San Fran, Frisco
        Seville: Sevilla, SVQ
        Singapore: SIN
        Stockholm: ARN
        Sydney: SYD
        Tokyo: HND, Tōkyō
        Toronto: YYZ
        Venice: Venezia, VCE
        Vienna: Wien, VIE
        Zurich: Zürich, Zuerich, ZRH
      `),
    },
  },
  Hotel: {
    description: "A hotel by name, or by its place in the list just shown",
    resolutionStrategy: "OriginalValue",
    values: {
      en_US: values(`
        the first one: the first, number one, first one, option one, the top one
        the second one: the second, number two, second one, option two, the middle one
        the third one: the third, number three, third one, option three
        the last one: the last, last one
        the cheapest one: the cheapest, cheapest, the least expensive, the lowest price
        the best one: the best, best rated, the most stars, the nicest
        any: whichever, any of them, no preference, you choose, surprise me
      `),
    },
  },
  RoomType: {
    description: "The kind of room",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        Standard: standard room, basic, basic room, simple room, regular, normal room, classic
        Superior: superior room, better room
        Deluxe: deluxe room, de luxe, luxury room
        Family: family room, room for the family, kids room
        Suite: a suite, junior suite, the suite
      `),
    },
  },
  CabinClass: {
    description: "The cabin of a flight",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        Economy: economy class, coach, tourist class, cheapest class, standard class
        Premium economy: premium, premium eco, economy plus, comfort
        Business: business class, biz, club
        First: first class, the front of the plane
      `),
    },
  },
  Flight: {
    description: "A flight by number, or by its place in the list just shown",
    resolutionStrategy: "OriginalValue",
    values: {
      en_US: values(`
        the first one: the first, number one, first one, the earliest, earliest
        the second one: the second, number two, second one, the middle one
        the third one: the third, number three, third one
        the last one: the last, last one, the latest
        the cheapest one: the cheapest, cheapest, the lowest fare
        any: whichever, any of them, no preference, you choose
      `),
    },
  },
  PlaceFeature: {
    description: "What a visitor wants of a place to stay",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        by the sea: sea, seaside, beach, by the beach, on the beach, the ocean, coast, on the coast, sea view, ocean view, waterfront
        mountains: mountain, in the mountains, alpine, ski, skiing, hills
        quiet: calm, peaceful, silent, relaxing, tranquil, away from the noise
        romantic: for couples, honeymoon, anniversary, date night
        family: family friendly, with kids, for children, kids, child friendly
        pets welcome: pets, pet friendly, dog friendly, dogs, with my dog, cats allowed
        kitchen: with a kitchen, kitchenette, self catering, cook for ourselves
        spa: wellness, sauna, massage, hammam
        pool: swimming pool, with a pool, to swim
        city center: city centre, central, downtown, in the center, in the middle of town
        design: stylish, modern, trendy, boutique, cool
        historic: old, old town, classic, heritage, palace, castle
        nightlife: bars, clubs, party, lively
        business: for work, conference, meeting rooms
        nature: countryside, garden, park, green, forest
      `),
    },
  },
  Genre: {
    description: "A kind of film",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        Comedy: funny, comedies, something funny, hilarious, a laugh, light-hearted, humorous
        Drama: dramas, dramatic, serious, moving
        Action: action packed, adventure, explosive
        Thriller: thrillers, suspense, suspenseful, gripping, exciting
        Romance: romantic, love story, rom com, romcom
        Science fiction: sci-fi, sci fi, scifi, space, futuristic
        Fantasy: magical, magic, fairy tale
        Animation: animated, cartoon, anime
        Documentary: documentaries, true story, factual
        Horror: scary, frightening, spooky
        Mystery: whodunit, detective, crime, murder mystery
        Family: family film, for kids, for the children, kids
      `),
    },
  },
  Comparison: {
    description: "How the next suggestion should differ from the last",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        shorter: not so long, less long, quicker
        longer: not so short
        cheaper: less expensive, more affordable, lower price
        newer: more recent, more modern
        older: more classic
        different: another, something else, something different, other
      `),
    },
  },
  BookingReference: {
    description: "A booking reference such as BK-4F7Q-9TKM",
    resolutionStrategy: "OriginalValue",
    regexPattern: "[Bb][Kk]-?[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}",
  },
  GuestName: {
    description: "The name a booking is under, in any script",
    resolutionStrategy: "OriginalValue",
    valuesAreExamples: true,
    values: {
      en_US: values(`
        Anna Keller
        James O'Neill
        Maria da Silva
        Nguyen Van An
        Li Wei
        Fatima Al-Sayed
        Jean-Pierre Martin
        Sofia Rossi
        Olga Petrova
        Kenji Tanaka
        Priya Raman
        Mrs Okonkwo
        Mr Wolff
        Ingrid van den Berg
      `),
    },
  },
  ChangeTarget: {
    description: "What to change of a booking",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        dates: date, the date, the dates, arrival, check-in, the day, arrival date
        nights: the nights, length of stay, how long we stay, duration
        guests: the guests, number of guests, number of people, how many of us
        room: the room, room type, kind of room
      `),
    },
  },
  PhotoSubject: {
    description: "What a photo shows, in the visitor's words",
    resolutionStrategy: "OriginalValue",
    valuesAreExamples: true,
    values: {
      en_US: values(`
        a beach: beach, the sea, waves, sand, surfboards, boats, palm trees
        mountains: snow, skis, a mountain, a lake in the mountains
        a kitchen: an oven, a refrigerator, a dining table
        a dog: dogs, a cat, pets
        a city: skyscrapers, streets, a skyline, a square
        an old building: a castle, a palace, a church
        a garden: trees, a forest, flowers, a park
        a pool: a swimming pool
      `),
    },
  },
} as const satisfies Readonly<Record<string, SlotTypeDefinition>>

/** Lex's built-in slot types that our intents use. */
export type BuiltInSlotTypeName =
  | "AMAZON.Date"
  | "AMAZON.Duration"
  | "AMAZON.EmailAddress"
  | "AMAZON.FirstName"
  | "AMAZON.LastName"
  | "AMAZON.Number"

/** A slot type, ours or Lex's. */
export type SlotTypeName = keyof typeof SLOT_TYPES | BuiltInSlotTypeName
