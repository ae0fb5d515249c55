// Everything the assistant can talk about, in the order it is shown. A new intent is its own file and one line here.

import { anotherSuggestion } from "./another-suggestion.ts"
import { bookFlight } from "./book-flight.ts"
import { bookHotel } from "./book-hotel.ts"
import { cancel } from "./cancel.ts"
import { cancelBooking } from "./cancel-booking.ts"
import { changeBooking } from "./change-booking.ts"
import { checkBooking } from "./check-booking.ts"
import { chooseMovie } from "./choose-movie.ts"
import { fallback } from "./fallback.ts"
import { greet } from "./greet.ts"
import { help } from "./help.ts"
import { recommendMovie } from "./recommend-movie.ts"
import { recommendPlace } from "./recommend-place.ts"
import { restoreBooking } from "./restore-booking.ts"
import { searchByPhoto } from "./search-by-photo.ts"
import { sendConfirmation } from "./send-confirmation.ts"
import { startOver } from "./start-over.ts"
import { talkToHuman } from "./talk-to-human.ts"
import { thank } from "./thank.ts"

/** Every intent of the assistant. */
export const CATALOGUE = [
  bookHotel,
  bookFlight,
  checkBooking,
  changeBooking,
  cancelBooking,
  restoreBooking,
  sendConfirmation,
  recommendPlace,
  recommendMovie,
  anotherSuggestion,
  chooseMovie,
  searchByPhoto,
  greet,
  thank,
  help,
  talkToHuman,
  cancel,
  startOver,
  fallback,
] as const

/** One of the assistant's intents. */
export type CatalogueIntent = (typeof CATALOGUE)[number]

/** The name of one of them. */
export type IntentName = CatalogueIntent["name"]
