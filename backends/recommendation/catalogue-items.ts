// The catalogue's hotels and movies as models see them.

import type { Catalogue, Hotel, Movie } from "#backends/booking/catalogue.ts"
import type { TrainingItem } from "./training-data.ts"

/** The two catalogues that models are trained for. */
export type CatalogueKind = "places" | "movies"

/** A hotel's properties. */
function toPlaceItem({ id, name, tags, city, description }: Hotel): TrainingItem {
  return { id, title: name, tags: [...tags, city], text: description }
}

/** A movie's properties. */
function toMovieItem({ id, title, genres, moods, synopsis }: Movie): TrainingItem {
  return { id, title, tags: [...genres, ...moods], text: synopsis }
}

/** All items of one kind. */
export function listItems(catalogue: Catalogue, kind: CatalogueKind): readonly TrainingItem[] {
  return kind === "places" ? catalogue.hotels.map(toPlaceItem) : catalogue.movies.map(toMovieItem)
}
