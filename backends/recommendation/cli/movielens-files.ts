// Finds and reads MovieLens files on disk. What is in them is movielens.ts.

import { existsSync, readFileSync, statSync } from "node:fs"
import path from "node:path"
import { refused } from "#backends/command-line.ts"
import type { TrainingEvent, TrainingItem } from "../training-data.ts"
import { MOVIELENS_FILES, parseMovies, parseRatings } from "./movielens.ts"

/** Longer texts than this don't fit into one string of the JavaScript engine. */
const MAX_BYTES = 500_000_000

/**
 * Reads the ratings of a file, or of a folder with one of the releases in it, and the titles beside them.
 *
 * @throws {Fault} `data-invalid` when nothing is there, or it is not what MovieLens publishes.
 */
export function readMovieLens(place: string): {
  readonly events: readonly TrainingEvent[]
  readonly items: readonly TrainingItem[]
} {
  if (!existsSync(place)) throw refused(`there is no file or folder ${place}`)
  const isFolder = statSync(place).isDirectory()
  const release = MOVIELENS_FILES.find(({ ratings }) =>
    isFolder ? existsSync(path.join(place, ratings)) : path.basename(place) === ratings,
  )
  if (isFolder && release === undefined) throw refused(`${place} holds none of u.data, ratings.dat and ratings.csv`)
  const ratings = isFolder ? path.join(place, release?.ratings ?? "") : place
  const titles = path.join(path.dirname(ratings), release?.items ?? "")
  const hasTitles = release !== undefined && existsSync(titles)
  return {
    events: parseRatings(readText(ratings)),
    items: hasTitles ? parseMovies(readText(titles), release.items) : [],
  }
}

/** UTF-8 as the later releases are, else Latin-1 as the first ones are. */
function readText(file: string): string {
  const bytes = readBytes(file)
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder("latin1").decode(bytes)
  }
}

function readBytes(file: string): Uint8Array {
  if (statSync(file).size > MAX_BYTES) throw refused(`${file} is larger than 500 MB: take a smaller release`)
  try {
    return readFileSync(file)
  } catch (error) {
    throw refused(`${file} can't be read: ${error instanceof Error ? error.message : "unknown"}`)
  }
}
