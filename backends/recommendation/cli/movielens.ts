// Reads MovieLens as published: 100K (u.data, u.item), 1M and 10M (ratings.dat, movies.dat), and the CSV releases
// (ratings.csv, movies.csv). Every rating counts as one: that someone watched it says more than how much they liked it.

import { parseCsv } from "#backends/booking/csv.ts"
import { Fault } from "#core/errors.ts"
import type { TrainingEvent, TrainingItem } from "../training-data.ts"

/** The genre columns of u.item, in their order. */
const GENRES_OF_100K =
  "unknown Action Adventure Animation Children's Comedy Crime Documentary Drama Fantasy Film-Noir Horror Musical Mystery Romance Sci-Fi Thriller War Western".split(
    " ",
  )
/** Title, dates and address stand before the genres. */
const FIRST_GENRE_COLUMN = 5

/** The files of each release: ratings, and titles with genres. */
export const MOVIELENS_FILES = [
  { ratings: "u.data", items: "u.item" },
  { ratings: "ratings.dat", items: "movies.dat" },
  { ratings: "ratings.csv", items: "movies.csv" },
] as const

/**
 * Reads ratings; the form is told by the first line.
 *
 * @throws {Fault} `data-invalid` naming the first line that is none.
 */
export function parseRatings(text: string): readonly TrainingEvent[] {
  const lines = splitLines(text)
  const separator = findSeparator(lines[0] ?? "")
  const events: TrainingEvent[] = []
  for (const [position, line] of lines.entries()) {
    if (position === 0 && line.startsWith("userId")) continue
    const [visitorId = "", itemId = "", rating = ""] = line.split(separator)
    if (visitorId === "" || itemId === "" || rating === "" || Number.isNaN(Number(rating))) {
      throw new Fault("data-invalid", {
        hint: `ratings line ${position + 1}: must be a user, a movie, a rating and a time`,
      })
    }
    events.push({ visitorId, itemId, kind: "rated" })
  }
  if (events.length === 0) throw new Fault("data-invalid", { hint: "the file has no ratings" })
  return events
}

function findSeparator(line: string): string {
  const found = ["\t", "::", ","].find((separator) => line.split(separator).length >= 3)
  if (found === undefined) {
    throw new Fault("data-invalid", {
      hint: "ratings must be parted by tabs, :: or commas, as MovieLens publishes them",
    })
  }
  return found
}

/** Reads titles and genres, by the form that the file's name stands for. */
export function parseMovies(text: string, fileName: string): readonly TrainingItem[] {
  if (fileName === "u.item") return splitLines(text).map((line) => toItemOf100K(line.split("|")))
  const rows =
    fileName === "movies.dat"
      ? splitLines(text).map((line) => line.split("::"))
      : parseCsv(text, ",")
          .slice(1)
          .map(({ cells }) => cells)
  return rows.map(([id = "", title = "", genres = ""]) => ({ id, title, tags: genres.split("|").filter(isGenre) }))
}

function toItemOf100K([id = "", title = "", ...rest]: readonly string[]): TrainingItem {
  const flags = rest.slice(FIRST_GENRE_COLUMN - 2)
  return { id, title, tags: GENRES_OF_100K.filter((genre, column) => flags[column] === "1" && isGenre(genre)) }
}

function isGenre(genre: string): boolean {
  return genre !== "" && genre !== "unknown" && genre !== "(no genres listed)"
}

function splitLines(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== "")
}
