// The whole demo catalogue, the same for the same seed on every machine. An owner's own comes through catalogue-import.

import type { Catalogue } from "#backends/booking/catalogue.ts"
import { DEMO_CITIES } from "./cities.ts"
import { makeDemoFlights } from "./demo-flights.ts"
import { makeDemoHotels } from "./demo-hotels.ts"
import { makeDemoMovies } from "./demo-movies.ts"

const DEMO_SEED = 2026

/** Makes the demo catalogue. */
export function makeDemoCatalogue(seed = DEMO_SEED): Catalogue {
  return {
    cities: DEMO_CITIES.map(({ latitude: _latitude, longitude: _longitude, ...city }) => city),
    hotels: makeDemoHotels(seed),
    flights: makeDemoFlights(seed),
    movies: makeDemoMovies(seed),
  }
}
