// How many conversations an alias holds at once: Lex's own quotas, which are kept when asked for, and a bound on streams,
// which is always there. https://docs.aws.amazon.com/lexv2/latest/dg/quotas.html

import { throttled } from "#local/http/aws-error.ts"
import { TEST_ALIAS } from "./bot-catalog.ts"
import type { SessionKey } from "./session-store.ts"

/** How a visitor takes part. */
export type ConversationKind = "text" | "speech" | "streaming"

/** Counts conversations. */
export interface ConversationQuota {
  /**
   * Begins a conversation: a request of RecognizeText or RecognizeUtterance, or a stream.
   *
   * @returns what ends it.
   * @throws {AwsError} 429 when the alias holds as many as it may.
   */
  enter(key: SessionKey, kind: ConversationKind): () => void
}

const LEX_QUOTAS: Readonly<Record<ConversationKind, number>> = { text: 50, speech: 125, streaming: 400 }
const TEST_ALIAS_QUOTA = 2

/** Creates the counter; without `isStrict` only streams are bounded, as this machine has no use for Lex's other limits. */
export function createConversationQuota({ isStrict }: { readonly isStrict: boolean }): ConversationQuota {
  const counts = new Map<string, number>()
  const limitOf = (aliasId: string, kind: ConversationKind): number => {
    if (isStrict) return aliasId === TEST_ALIAS.id ? TEST_ALIAS_QUOTA : LEX_QUOTAS[kind]
    return kind === "streaming" ? LEX_QUOTAS.streaming : Number.POSITIVE_INFINITY
  }
  return {
    enter: ({ botId, botAliasId }, kind) => {
      const name = `${botId} ${botAliasId} ${kind}`
      const count = counts.get(name) ?? 0
      if (count >= limitOf(botAliasId, kind)) throw throttled("rest-json")
      counts.set(name, count + 1)
      return () => {
        const left = (counts.get(name) ?? 1) - 1
        if (left === 0) counts.delete(name)
        else counts.set(name, left)
      }
    },
  }
}
