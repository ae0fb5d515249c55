// The data of the recommendation benchmark: MovieLens 100K's own file, or made-up likes of the same size.

import { readFileSync } from "node:fs"
import { parseRatings } from "#backends/recommendation/cli/movielens.ts"
import type { Interactions } from "#backends/recommendation/engine/interactions.ts"
import { makeSyntheticData } from "#backends/recommendation/synthetic-data.ts"
import { toInteractions } from "#backends/recommendation/training-data.ts"

/** Reads the likes of a file with ratings, or makes some up. */
export function readLikes(file: string | undefined): Interactions {
  return file === undefined
    ? makeLikes(943, 1682, 100_000)
    : toInteractions(parseRatings(readFileSync(file, "utf8")), [])
}

/** Makes likes up. */
export function makeLikes(visitors: number, items: number, events: number): Interactions {
  const made = makeSyntheticData({ visitors, items, events, seed: 42 })
  return toInteractions(made.events, made.items)
}
