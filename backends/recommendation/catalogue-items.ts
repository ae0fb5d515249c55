// The catalogue's hotels and movies as models see them.

import type { Catalogue, City, Hotel, Movie } from "#backends/booking/catalogue.ts"
import { cityItemId } from "./recommendation-service.ts"
import type { TrainingItem } from "./training-data.ts"

/** The two catalogues that models are trained for. */
export type CatalogueKind = "places" | "movies"

/** A hotel's properties. */
function toPlaceItem({ id, name, tags, city, description, photoLabels: labels }: Hotel): TrainingItem {
  return { id, title: name, tags: [...tags, city], text: description, ...(labels === undefined ? {} : { labels }) }
}

/** A city is like the places in it. */
function toCityItem({ name }: City): TrainingItem {
  return { id: cityItemId(name), title: name, tags: [name] }
}

/** A movie's properties. */
function toMovieItem({ id, title, genres, moods, synopsis }: Movie): TrainingItem {
  return { id, title, tags: [...genres, ...moods], text: synopsis }
}

/** All items of one kind; among the places are cities, which visitors fly to. */
export function listItems({ hotels, cities, movies }: Catalogue, kind: CatalogueKind): readonly TrainingItem[] {
  return kind === "places" ? [...hotels.map(toPlaceItem), ...cities.map(toCityItem)] : movies.map(toMovieItem)
}
