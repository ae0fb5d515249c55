// The answer to every call of Lex, for every intent: event in, response out. What each intent does is hooks/; what the
// hooks are given is wiring.ts.

import type { CodeHookResponse } from "#bot/code-hook.ts"
import { Fault } from "#core/errors.ts"
import type { Log } from "#core/log.ts"
import type { IntentName } from "#intents/catalogue.ts"
import type { Hook, Services } from "./hook.ts"
import { anotherSuggestion } from "./hooks/another-suggestion.ts"
import { bookFlight } from "./hooks/book-flight.ts"
import { bookHotel } from "./hooks/book-hotel.ts"
import { cancelBooking } from "./hooks/cancel-booking.ts"
import { changeBooking } from "./hooks/change-booking.ts"
import { checkBooking } from "./hooks/check-booking.ts"
import { chooseMovie } from "./hooks/choose-movie.ts"
import { recommendMovie } from "./hooks/recommend-movie.ts"
import { recommendPlace } from "./hooks/recommend-place.ts"
import { restoreBooking } from "./hooks/restore-booking.ts"
import { searchByPhoto } from "./hooks/search-by-photo.ts"
import { sendConfirmation } from "./hooks/send-confirmation.ts"
import { cancel, fallback, greet, help, startOver, thank } from "./hooks/small-talk.ts"
import { talkToHuman } from "./hooks/talk-to-human.ts"
import { formatDecision, parseTurn, type Turn } from "./lex-event.ts"
import { wordingFor } from "./messages.ts"
import { followUnderWay, type Outcome } from "./under-way.ts"

/** One hook an intent: an intent without one, and a hook without an intent, don't compile. */
const HOOKS: { readonly [Name in IntentName]: Hook<Name> } = {
  BookHotel: bookHotel,
  BookFlight: bookFlight,
  CheckBooking: checkBooking,
  ChangeBooking: changeBooking,
  CancelBooking: cancelBooking,
  RestoreBooking: restoreBooking,
  SendConfirmation: sendConfirmation,
  RecommendPlace: recommendPlace,
  RecommendMovie: recommendMovie,
  AnotherSuggestion: anotherSuggestion,
  ChooseMovie: chooseMovie,
  SearchByPhoto: searchByPhoto,
  Greet: greet,
  Thank: thank,
  Help: help,
  TalkToHuman: talkToHuman,
  Cancel: cancel,
  StartOver: startOver,
  FallbackIntent: fallback,
}

/** What Lambda calls. */
export type CodeHook = (event: unknown) => Promise<CodeHookResponse>

/**
 * Makes the code hook.
 *
 * @param services Resolved at the first call, so that loading the function does no I/O.
 * @returns a function that throws only `data-invalid`, for what is no event of ours; when a backend fails the visitor
 *   gets an apology and keeps the turn.
 */
export function createCodeHook(services: () => Promise<Services>, log: Log): CodeHook {
  return async (input) => {
    const { event, turn } = parseTurn(input)
    const { decision, resumed } = await decide(turn, services, log)
    return formatDecision(event, decision, resumed)
  }
}

async function decide(turn: Turn, services: () => Promise<Services>, log: Log): Promise<Outcome> {
  try {
    const available = await services()
    const decision = await hookFor(turn.intentName)(turn, available)
    const isUnderstood = turn.intentName !== "FallbackIntent"
    const counted = isUnderstood ? { ...decision, attributes: { misses: undefined, ...decision.attributes } } : decision
    return await followUnderWay(turn, counted, available, hookFor)
  } catch (error) {
    // A Lambda that throws costs the visitor the whole turn; a bug must not, nor a backend that is away.
    const code = error instanceof Fault ? error.code : "bug"
    const stack = error instanceof Fault || !(error instanceof Error) ? undefined : error.stack
    const hint = error instanceof Fault ? error.hint : undefined
    log.error("hook-failed", { intent: turn.intentName, code, hint, stack })
    const message = wordingFor(turn.localeId).say("apology")
    return { decision: { action: { type: "Close", state: "Failed" }, messages: [message] } }
  }
}

/** The hook of an intent takes turns of that intent only; the name, found at run time, ties the two together. */
function hookFor(name: IntentName): Hook<IntentName> {
  return HOOKS[name] as Hook<IntentName>
}
