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
 * Reads ratings; the form is told by the first line. A rating that comes twice is two events about one thing.
 *
 * @throws {Fault} `data-invalid` naming the first line that is none.
 */
export function parseRatings(text: string): readonly TrainingEvent[] {
  const lines = splitLines(text)
  if (lines.length === 0) throw invalid("the file has no ratings")
  const separator = findSeparator(lines[0]?.text ?? "")
  const ratings = lines[0]?.text.startsWith("userId") ? lines.slice(1) : lines
  if (ratings.length === 0) throw invalid("the file has no ratings")
  return ratings.map((line) => {
    const [visitorId = "", itemId = "", rating = "", time = "", ...more] = line.text
      .split(separator)
      .map((cell) => cell.trim())
    const isWhole = visitorId !== "" && itemId !== "" && more.length === 0
    if (!isWhole || !/^\d+(?:\.\d+)?$/.test(rating) || !/^\d+$/.test(time)) {
      throw invalid(`ratings line ${line.number}: must be a user, a movie, a rating and a time, is ${quote(line)}`)
    }
    return { visitorId, itemId, kind: "rated" }
  })
}

function findSeparator(line: string): string {
  const found = ["\t", "::", ","].find((separator) => line.split(separator).length >= 3)
  if (found === undefined) throw invalid("ratings must be parted by tabs, :: or commas, as MovieLens publishes them")
  return found
}

/**
 * Reads titles and genres, by the form that the file's name stands for.
 *
 * @throws {Fault} `data-invalid` naming the first line that has no number and title.
 */
export function parseMovies(text: string, fileName: string): readonly TrainingItem[] {
  const rows = splitMovies(text, fileName)
  return rows.map(({ number, cells }) => {
    const [id = "", title = "", genres = ""] = cells
    if (id === "" || title === "" || /\D/.test(id)) {
      throw invalid(`${fileName} line ${number}: must be a movie's number, its title and its genres`)
    }
    return fileName === "u.item" ? toItemOf100K(cells) : { id, title, tags: genres.split("|").filter(isGenre) }
  })
}

type MovieRow = { readonly number: number; readonly cells: readonly string[] }

function splitMovies(text: string, fileName: string): readonly MovieRow[] {
  if (fileName === "movies.csv") {
    return parseCsv(text, ",", fileName)
      .slice(1)
      .map(({ line, cells }) => ({ number: line, cells }))
  }
  const separator = fileName === "u.item" ? "|" : "::"
  return splitLines(text).map((line) => ({ number: line.number, cells: line.text.split(separator) }))
}

function toItemOf100K([id = "", title = "", ...rest]: readonly string[]): TrainingItem {
  const flags = rest.slice(FIRST_GENRE_COLUMN - 2)
  return { id, title, tags: GENRES_OF_100K.filter((genre, column) => flags[column] === "1" && isGenre(genre)) }
}

function isGenre(genre: string): boolean {
  return genre !== "" && genre !== "unknown" && genre !== "(no genres listed)"
}

type Line = { readonly number: number; readonly text: string }

/** Lines that aren't empty, under their numbers in the file. */
function splitLines(text: string): readonly Line[] {
  return text
    .split(/\r?\n/)
    .map((line, position) => ({ number: position + 1, text: line }))
    .filter((line) => line.text !== "")
}

function quote({ text }: Line): string {
  return JSON.stringify(text.slice(0, 60))
}

function invalid(hint: string): Fault {
  return new Fault("data-invalid", { hint })
}
