// Which words the bot uses: one usable message of each group, by the prompt's strategy. Values inside them are
// substitution.ts; sending or speaking them is the caller's.

import type { RandomSource } from "#core/units.ts"
import type { Message, MessageGroup, PromptSpecification, ResponseSpecification } from "../definition.ts"
import type { ReferenceScope } from "./references.ts"
import { ACCEPT_CONTENT_TYPES, fillMessage } from "./substitution.ts"

/** Lex says at most ten messages a turn. https://docs.aws.amazon.com/lexv2/latest/APIReference/API_runtime_RecognizeText.html */
export const MAX_MESSAGES = 10

/**
 * Chooses what is said of a response or prompt.
 *
 * @param attempt 0 for the first time; `Ordered` prompts take the message of that rank and begin again at the end.
 * @returns `undefined` when a group has no message that the client accepts and that has all its values.
 */
export function chooseMessages(
  specification: ResponseSpecification | PromptSpecification,
  attempt: number,
  scope: ReferenceScope,
  random: RandomSource,
): Message[] | undefined {
  const strategy = "messageSelectionStrategy" in specification ? specification.messageSelectionStrategy : "Random"
  const chosen: Message[] = []
  for (const group of specification.messageGroups) {
    const start = strategy === "Ordered" ? attempt % group.length : Math.floor(random() * group.length)
    const message = firstUsable(group, start, scope)
    if (message === undefined) return undefined
    chosen.push(message)
  }
  return chosen
}

function firstUsable(group: MessageGroup, start: number, scope: ReferenceScope): Message | undefined {
  for (let i = 0; i < group.length; i++) {
    const candidate = group[(start + i) % group.length]
    if (candidate === undefined || !isAccepted(candidate, scope)) continue
    const message = fillMessage(candidate, scope)
    if (message !== undefined) return message
  }
  return undefined
}

/** Cards are not among the types a client can choose between, so they are always let through. */
function isAccepted(message: Message, scope: ReferenceScope): boolean {
  const accepted = scope.requestAttributes[ACCEPT_CONTENT_TYPES]
  if (accepted === undefined || message.contentType === "ImageResponseCard") return true
  return accepted.split(",").some((type) => type.trim().toLowerCase() === message.contentType.toLowerCase())
}
