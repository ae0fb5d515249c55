// Greet, Thank, Help, Cancel, StartOver, and the answer to what was not understood.

import type { Hook, Services } from "../hook.ts"
import type { Turn } from "../lex-event.ts"
import { suggestions, type Wording, wordingFor } from "../messages.ts"
import { releaseHold } from "./hold.ts"

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

export const cancel: Hook<"Cancel"> = (turn, services) => leave(turn, services, "left")

export const startOver: Hook<"StartOver"> = (turn, services) => leave(turn, services, "startedOver")

/** Gives back what is held and forgets what was recommended; bookings stay. */
async function leave(turn: Turn, services: Services, reply: "left" | "startedOver") {
  const words = wordingFor(turn.localeId)
  const attributes = { ...(await releaseHold(turn, services)), recommended: undefined }
  return {
    action: { type: "Close", state: "Fulfilled" },
    messages: [words.say(reply), starters(words)],
    attributes,
  } as const
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
