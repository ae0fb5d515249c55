// Keeping a room or seats for a visitor while they make up their mind: one hold at a time, replaced when they change it,
// sold when they say yes. Prices and inventory are the booking backend's.

import type { Booking, Guest } from "#backends/booking/booking.ts"
import type { ConfirmRefusal, HoldRefusal, ItemRequest } from "#backends/booking/booking-service.ts"
import type { Message } from "#bot/definition.ts"
import { type Result, refuse } from "#core/result.ts"
import type { Services } from "../hook.ts"
import type { AttributeChanges, Turn } from "../lex-event.ts"
import type { Wording } from "../messages.ts"

/** A hold, and what to remember of it. */
export type Held = { readonly booking: Booking; readonly attributes: AttributeChanges }

/**
 * Holds an item. What the visitor held before is given back once the new hold stands; the same item again is the same
 * hold, unless that has run out.
 */
export async function holdItem(
  turn: Turn,
  services: Services,
  item: ItemRequest,
  guest: Guest,
): Promise<Result<Held, HoldRefusal>> {
  const wanted = JSON.stringify(item)
  const isSameItem = turn.attributes.heldItem === wanted && turn.attributes.hold !== undefined
  const fresh = `${turn.visitorId}:hold:${turn.turnId}`
  const requestId = (isSameItem ? turn.attributes.holdRequest : undefined) ?? fresh
  const first = await tryHold(services, { requestId, item, guest })
  const hasEnded = !first.ok && first.refusal === "hold-expired"
  const again = `${fresh}:again`
  const attempt = hasEnded ? await tryHold(services, { requestId: again, item, guest }) : first
  if (!attempt.ok) return attempt
  const booking = attempt.value
  const earlier = turn.attributes.hold
  if (earlier !== undefined && earlier !== booking.reference) await release(services, earlier)
  const holdRequest = hasEnded ? again : requestId
  return { ok: true, value: { booking, attributes: { hold: booking.reference, heldItem: wanted, holdRequest } } }
}

async function tryHold(
  services: Services,
  request: { readonly requestId: string; readonly item: ItemRequest; readonly guest: Guest },
): Promise<Result<Booking, HoldRefusal>> {
  const result = await services.booking.hold(request)
  // A repeat answers the booking as it is by now: what has ended, or was sold before, can't be sold again.
  return result.ok && result.value.state !== "held" ? refuse("hold-expired") : result
}

/** Sells what is held; its confirmation goes to the address, if there is one. A repeat answers the same booking. */
export function confirmHold(
  services: Services,
  reference: string,
  guest: { readonly name: string; readonly email: string | undefined },
): Promise<Result<Booking, ConfirmRefusal>> {
  const { name, email } = guest
  const details = { name, ...(email === undefined ? {} : { email }) }
  return services.booking.confirm({ requestId: `${reference}:confirm`, reference, guest: details })
}

/** Where the confirmation will go, said before anything is booked. */
export function mailNote(email: string | undefined, words: Wording): Message[] {
  return email === undefined ? [] : [words.say("mailWhenBooked", { email })]
}

/** Where the confirmation goes once it is booked, or an offer to send it. */
export function mailedOrOffered(booking: Booking, email: string | undefined, words: Wording): Message {
  return email === undefined ? words.say("offerMail") : words.say("mailed", { reference: booking.reference, email })
}

/** Gives back what is held, when the visitor says no. Nothing happens when nothing is. */
export async function releaseHold(turn: Turn, services: Services): Promise<AttributeChanges> {
  const reference = turn.attributes.hold
  if (reference !== undefined) await release(services, reference)
  return { hold: undefined, heldItem: undefined, holdRequest: undefined }
}

async function release(services: Services, reference: string): Promise<void> {
  const booking = await services.booking.find(reference)
  if (booking?.state === "held") await services.booking.cancel({ requestId: `${reference}:release`, reference })
}
