// What visitors did with recommendations, in DynamoDB.

import type { Item, Items } from "#aws/dynamo.ts"
import { type Clock, type EpochMs, epochMs, formatInstant, parseInstant } from "#core/time.ts"
import type { DatedFeedback } from "./compare-arms.ts"
import type { FeedbackStore } from "./create-recommendation-service.ts"
import type { Feedback } from "./recommendation-service.ts"

/** Keeps feedback in a table, one item an event; the same event within a millisecond is one. */
export function createDynamoFeedbackStore(items: Items, table: string, clock: Clock): FeedbackStore {
  const eventsOf = async (visitorId: string): Promise<readonly Item[]> => {
    const found: Item[] = []
    for (let after: Item | undefined, isLast = false; !isLast; ) {
      const key = { expression: "visitorId = :visitor", values: { ":visitor": visitorId } }
      const page = await items.query(table, { key, ...(after === undefined ? {} : { after }) })
      found.push(...page.items)
      after = page.next
      isLast = after === undefined
    }
    return found
  }
  return {
    async record(feedback) {
      const at = formatInstant(clock())
      const events = feedback.map((one) => ({ ...one, event: `${at} ${one.kind} ${one.itemId}` }))
      await items.putAll(table, events)
    },
    list: async (visitorId) => (await eventsOf(visitorId)).map(parseFeedback),
    async forget(visitorId) {
      const events = await eventsOf(visitorId)
      await Promise.all(events.map(({ event }) => items.delete(table, { visitorId, event })))
    },
  }
}

/**
 * Reads the feedback of all visitors, for training and comparing; those who erased themselves are no longer among it.
 *
 * @param since Leaves out what came before.
 */
export async function listAllFeedback(
  items: Items,
  table: string,
  since: EpochMs = epochMs(0),
): Promise<readonly DatedFeedback[]> {
  // Events begin with their instant.
  const values = { ":since": formatInstant(since) }
  const filter = { expression: "#event >= :since", names: { "#event": "event" }, values }
  const found: DatedFeedback[] = []
  for (let after: Item | undefined, isLast = false; !isLast; ) {
    const page = await items.scan(table, { filter, ...(after === undefined ? {} : { after }) })
    found.push(...page.items.map(parseFeedback))
    after = page.next
    isLast = after === undefined
  }
  return found
}

function parseFeedback(item: Item): DatedFeedback {
  const [instant = ""] = String(item.event).split(" ")
  return {
    visitorId: String(item.visitorId),
    itemId: String(item.itemId),
    kind: String(item.kind) as Feedback["kind"],
    at: parseInstant(instant) ?? epochMs(0),
    ...(item.model === undefined ? {} : { model: String(item.model) }),
  }
}
