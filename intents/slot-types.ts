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
        Amsterdam: AMS, Schiphol
        Athens: Athina, ATH, Athen
        Barcelona: Barna, BCN, Barca
        Berlin: BER
        Brussels: Bruxelles, Brussel, BRU, Brüssel
        Budapest: BUD
        Chicago: ORD, the windy city, O'Hare
        Copenhagen: Kobenhavn, København, CPH, Kopenhagen
        Dublin: DUB
        Edinburgh: EDI
        Florence: Firenze, FLR, Florenz
        Geneva: Genève, Geneve, GVA, Genf
        Hamburg: HAM
        Helsinki: HEL
        Istanbul: İstanbul, Stamboul, IST
        Kyoto: KIX
        Lisbon: Lisboa, LIS, Lissabon
        London: LHR, LON, Heathrow, Gatwick, LGW, London town
        Los Angeles: LA, L.A., LAX, the city of angels
        Lyon: Lyons, LYS
        Madrid: MAD
        Marseille: Marseilles, MRS
        Miami: MIA
        Milan: Milano, MXP, Mailand, Malpensa
        Munich: München, Muenchen, MUC
        Naples: Napoli, NAP, Neapel
        New York: New York City, NYC, JFK, the big apple, Manhattan, NY, N.Y., New York NY
        Nice: Nizza, NCE
        Oslo: OSL
        Paris: CDG, the city of light, Paree, Orly
        Porto: Oporto, OPO
        Prague: Praha, PRG, Prag
        Reykjavik: Reykjavík, KEF
        Rome: Roma, FCO, Rom, the eternal city, Fiumicino
        San Francisco: SF, SFO, San Fran, Frisco, the bay area
        Seville: Sevilla, SVQ
        Singapore: SIN
        Stockholm: ARN, Arlanda
        Sydney: SYD
        Tokyo: HND, Tōkyō, NRT, Narita, Tokio
        Toronto: YYZ
        Venice: Venezia, VCE, Venedig
        Vienna: Wien, VIE, Vienne
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
        the cheapest one: the cheapest, cheapest, the least expensive, the lowest price, something cheaper, a cheaper one, anything cheaper
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
        Standard: standard room, basic, basic room, simple room, regular, normal room, classic, normal, ordinary room, plain room, standard one
        Superior: superior room, better room
        Deluxe: deluxe room, de luxe, luxury room, luxury, luxurious room, fancy room
        Family: family room, room for the family, kids room, family size, room for families
        Suite: a suite, junior suite, the suite, suites, penthouse, honeymoon suite, executive suite
      `),
    },
  },
  CabinClass: {
    description: "The cabin of a flight",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        Economy: economy class, coach, tourist class, cheapest class, standard class, eco, economy cabin, economy seat
        Premium economy: premium, premium eco, economy plus, comfort, premium eco class, comfort class, comfort plus
        Business: business class, biz, club, business cabin, biz class, club class
        First: first class, the front of the plane, 1st class, first cabin
      `),
    },
  },
  TripKind: {
    description: "With a way back or without",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        one way: one-way, one way only, only one way, just one way, one way flight, one way ticket, single ticket, no return, no return flight, no way back, without return, outbound only
        return: round trip, roundtrip, round-trip, return flight, return ticket, return trip, both ways, there and back
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
        the cheapest one: the cheapest, cheapest, the lowest fare, something cheaper, a cheaper one, anything cheaper
        any: whichever, any of them, no preference, you choose
      `),
    },
  },
  PlaceFeature: {
    description: "What a visitor wants of a place to stay",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        by the sea: sea, seaside, beach, by the beach, on the beach, the ocean, coast, on the coast, sea view, ocean view, waterfront, by the ocean, near the sea, near the beach, at the seaside, seafront, beachfront, coastal, by the water, on the water, close to the beach
        mountains: mountain, in the mountains, alpine, ski, skiing, hills, up in the mountains, the alps, in the hills, near the slopes, with snow, ski resort
        quiet: calm, peaceful, silent, relaxing, tranquil, away from the noise, secluded, serene, tucked away, off the beaten track, restful, chilled
        romantic: for couples, honeymoon, anniversary, date night, for lovers, for a couple, intimate, cozy, cosy
        family: family friendly, with kids, for children, kids, child friendly, family-friendly, kid friendly, for families, with children, good for kids, for the kids
        pets welcome: pets, pet friendly, dog friendly, dogs, with my dog, cats allowed, pet-friendly, dog-friendly, dogs allowed, pets allowed, takes dogs, with a dog, my dog
        kitchen: with a kitchen, kitchenette, self catering, cook for ourselves, cooking facilities, self-catering, own kitchen, where we can cook
        spa: wellness, sauna, massage, hammam, steam room, jacuzzi, hot tub, thermal bath, spa hotel
        pool: swimming pool, with a pool, to swim, swimming, indoor pool, outdoor pool, rooftop pool, pools
        city center: city centre, central, downtown, in the center, in the middle of town, city-centre, in the centre, town centre, in town, in the heart of town, right in the center, in the city
        design: stylish, modern, trendy, boutique, cool, hip, chic, contemporary, fashionable, minimalist
        historic: old, old town, classic, heritage, palace, castle, historical, traditional, ancient, in an old building
        nightlife: bars, clubs, party, lively, night life, going out, night clubs, vibrant, near bars
        business: for work, conference, meeting rooms, business trip, work trip, conferences
        nature: countryside, garden, park, green, forest, in nature, in the countryside, rural, woods, in the woods, outdoors
      `),
    },
  },
  Genre: {
    description: "A kind of film",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        Comedy: funny, comedies, something funny, hilarious, a laugh, light-hearted, humorous, comic, feel-good, feelgood, laughs
        Drama: dramas, dramatic, serious, moving, tearjerker, emotional, touching, sad
        Action: action packed, adventure, explosive, action-packed, fights, blockbuster
        Thriller: thrillers, suspense, suspenseful, gripping, exciting, tense, nail-biter, edge of the seat
        Romance: romantic, love story, rom com, romcom, romances, rom-com, romcoms, chick flick, love stories
        Science fiction: sci-fi, sci fi, scifi, space, futuristic, science-fiction, sf, aliens, outer space
        Fantasy: magical, magic, fairy tale, wizards, dragons, fairy tales
        Animation: animated, cartoon, anime, cartoons, animations, animated movie
        Documentary: documentaries, true story, factual, docu, doc, docs, real life
        Horror: scary, frightening, spooky, creepy, ghosts, slasher, zombies, something that scares us
        Mystery: whodunit, detective, crime, murder mystery, mysteries, whodunnit, detective story, noir
        Family: family film, for kids, for the children, kids, for the whole family, children's, kid friendly, for all ages
      `),
    },
  },
  Comparison: {
    description: "How the next suggestion should differ from the last",
    resolutionStrategy: "TopResolution",
    values: {
      en_US: values(`
        shorter: not so long, less long, quicker, a bit shorter, not as long, briefer
        longer: not so short, a bit longer, lengthier
        cheaper: less expensive, more affordable, lower price, less pricey, not so expensive, not as expensive, less costly, a bit cheaper, lower priced
        newer: more recent, more modern, more up to date, less old
        older: more classic, a bit older, less modern
        different: another, something else, something different, other, some other, others, not the same
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
        dates: date, the date, the dates, arrival, check-in, the day, arrival date, day, travel dates, the check-in date, date of arrival
        nights: the nights, length of stay, how long we stay, duration, number of nights, the number of nights, the length of the stay
        guests: the guests, number of guests, number of people, how many of us, people, number of persons, the number of people, party size, head count
        room: the room, room type, kind of room, type of room, kind of the room, room category, the room type
      `),
    },
  },
  PhotoSubject: {
    description: "What a photo shows, in the visitor's words",
    resolutionStrategy: "OriginalValue",
    valuesAreExamples: true,
    values: {
      en_US: values(`
        a beach: beach, the sea, waves, sand, surfboards, boats, palm trees, the beach, the ocean, a sunset by the sea, a beach with palm trees
        mountains: snow, skis, a mountain, a lake in the mountains, a snowy mountain, the alps, a ski slope, a lake with mountains
        a kitchen: an oven, a refrigerator, a dining table
        a dog: dogs, a cat, pets
        a city: skyscrapers, streets, a skyline, a square, a street at night, a bridge, a tower, a big city
        an old building: a castle, a palace, a church, a temple, an old castle, ruins
        a garden: trees, a forest, flowers, a park, a waterfall, a field of flowers
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
