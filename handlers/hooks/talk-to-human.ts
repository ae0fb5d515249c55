// TalkToHuman: leaves the visitor's address with the people of the house.

import type { Hook } from "../hook.ts"
import { wordingFor } from "../messages.ts"

export const talkToHuman: Hook<"TalkToHuman"> = async (turn, services) => {
  const email = turn.slots.Email
  if (!turn.isFulfillment || email === undefined) return { action: { type: "Delegate" } }
  const requestId = `${turn.visitorId}:${turn.turnId}`
  await services.supportDesk.ask({ requestId, visitorId: turn.visitorId, email })
  const message = wordingFor(turn.localeId).say("humanPassedOn", { email })
  return { action: { type: "Close", state: "Fulfilled" }, messages: [message] }
}
