// The name a booking is under, as far as it can be told from what is none.

import type { Turn } from "../lex-event.ts"

type NamedTurn = Turn<"BookHotel"> | Turn<"BookFlight">

/** Takes away a name that is all of a question: whoever asks "how much is that?" when asked for a name isn't called so. */
export function withoutQuestion({ slots, transcript }: NamedTurn): { readonly GuestName?: null } {
  const asked = /^(.*?)\s*[?？]$/su.exec(transcript.trim())?.[1]
  return asked !== undefined && slots.GuestName !== undefined && asked === slots.GuestName ? { GuestName: null } : {}
}
