// The demo's movies: titles, moods and synopses put together by genre from the phrases in movie-phrases.ts and a seed.
// All are invented.

import { MOVIE_GENRES, type Movie, type MovieGenre } from "#backends/booking/catalogue.ts"
import { normalizeName } from "#backends/booking/catalogue-index.ts"
import { type RandomSource, seededRandom } from "#core/units.ts"
import { type GenrePhrases, MOVIE_PHRASES } from "./movie-phrases.ts"

const MOVIES_PER_GENRE = 22

/** Makes every demo movie, the same number for each genre. */
export function makeDemoMovies(seed: number): readonly Movie[] {
  const titles = new Set<string>()
  return MOVIE_GENRES.flatMap((genre, position) => {
    const random = seededRandom(seed + position * 104_729)
    const phrases = MOVIE_PHRASES[genre]
    const deck = makeDeck(phrases, random)
    return Array.from({ length: MOVIES_PER_GENRE }, () => makeMovie(genre, phrases, deck, titles, random))
  })
}

/** Draws each card once before any comes again, so that neighbors in the catalogue don't sound alike. */
type Deck = { readonly [Part in "openings" | "turns" | "endings" | "firsts" | "seconds"]: () => string }

function makeDeck(phrases: GenrePhrases, random: RandomSource): Deck {
  const draw = (cards: readonly string[]) => {
    let rest: string[] = []
    return () => {
      if (rest.length === 0) rest = shuffle(cards, random)
      return rest.pop() ?? ""
    }
  }
  return {
    openings: draw(phrases.openings),
    turns: draw(phrases.turns),
    endings: draw(phrases.endings),
    firsts: draw(phrases.titleFirsts),
    seconds: draw(phrases.titleSeconds),
  }
}

function makeMovie(
  genre: MovieGenre,
  phrases: GenrePhrases,
  deck: Deck,
  titles: Set<string>,
  random: RandomSource,
): Movie {
  let title = `${deck.firsts()} ${deck.seconds()}`
  while (titles.has(title)) title = `${deck.firsts()} ${deck.seconds()}`
  titles.add(title)
  const second = phrases.alsoGenres[Math.floor(random() * phrases.alsoGenres.length * 1.6)]
  const [shortest, longest] = phrases.minutes
  // Newer films are more numerous, as in any catalogue.
  const year = 2026 - Math.floor(random() ** 1.8 * 52)
  return {
    id: normalizeName(title).replaceAll(" ", "-"),
    title,
    year,
    genres: second === undefined ? [genre] : [genre, second],
    minutes: shortest + Math.floor(random() * (longest - shortest + 1)),
    moods: shuffle(phrases.moods, random)
      .slice(0, 2 + Math.floor(random() * 2))
      .toSorted(),
    rating: Math.round((5.4 + (random() + random()) * 1.95) * 10) / 10,
    synopsis: `${deck.openings()} ${deck.turns()} ${deck.endings()}`,
  }
}

/** Fisher–Yates. */
function shuffle<Card>(cards: readonly Card[], random: RandomSource): Card[] {
  const shuffled = [...cards]
  for (let i = shuffled.length - 1; i > 0; i--) {
    const other = Math.floor(random() * (i + 1))
    const [one, two] = [shuffled[i], shuffled[other]]
    if (one !== undefined && two !== undefined) [shuffled[i], shuffled[other]] = [two, one]
  }
  return shuffled
}
