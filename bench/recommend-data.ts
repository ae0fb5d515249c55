// The data of the recommendation benchmark: MovieLens 100K's own file, or made-up likes of the same size.

import { readMovieLens } from "#backends/recommendation/cli/movielens-files.ts"
import type { Interactions } from "#backends/recommendation/engine/interactions.ts"
import { makeSyntheticData } from "#backends/recommendation/synthetic-data.ts"
import { toInteractions } from "#backends/recommendation/training-data.ts"

/** Reads the likes of MovieLens ratings, a file or a folder, or makes some up. */
export function readLikes(file: string | undefined): Interactions {
  return file === undefined ? makeLikes(943, 1682, 100_000) : toInteractions(readMovieLens(file).events, [])
}

/** Makes likes up. */
export function makeLikes(visitors: number, items: number, events: number): Interactions {
  const made = makeSyntheticData({ visitors, items, events, seed: 42 })
  return toInteractions(made.events, made.items)
}
