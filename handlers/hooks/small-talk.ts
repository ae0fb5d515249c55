// Greet, Thank, Help, and the answer to what was not understood.

import type { Hook } from "../hook.ts"
import { suggestions, type Wording, wordingFor } from "../messages.ts"

export const greet: Hook<"Greet"> = async (turn, services) => {
  const words = wordingFor(turn.localeId)
  const bookings = await services.booking.findByGuest({ visitorId: turn.visitorId })
  const stay = bookings.find(({ state, item }) => state === "confirmed" && item.kind === "stay")?.item
  const message =
    stay?.kind === "stay"
      ? words.say("welcomeBack", { hotel: stay.hotelName, date: words.date(stay.arrival) })
      : words.say("hello")
  return { action: { type: "Close", state: "Fulfilled" }, messages: [message, starters(words)] }
}

export const thank: Hook<"Thank"> = async (turn) => ({
  action: { type: "Close", state: "Fulfilled" },
  messages: [wordingFor(turn.localeId).say("thanks")],
})

export const help: Hook<"Help"> = async (turn) => {
  const words = wordingFor(turn.localeId)
  return { action: { type: "Close", state: "Fulfilled" }, messages: [words.say("help"), starters(words)] }
}

/** After the second miss in a row a person is offered. */
export const fallback: Hook<"FallbackIntent"> = async (turn) => {
  const words = wordingFor(turn.localeId)
  const misses = Number(turn.attributes.misses ?? 0) + 1
  const messages =
    misses < 2
      ? [words.say("notUnderstood"), starters(words)]
      : [words.say("notUnderstoodAgain"), suggestions([words.text("suggestHuman"), words.text("suggestHelp")])]
  return { action: { type: "Close", state: "Fulfilled" }, messages, attributes: { misses: String(misses) } }
}

function starters(words: Wording) {
  return suggestions([
    words.text("suggestRoom"),
    words.text("suggestFlight"),
    words.text("suggestPlace"),
    words.text("suggestMovie"),
  ])
}
