// Support requests in DynamoDB.

import type { Item, Items } from "#aws/dynamo.ts"
import { type Clock, epochMs, formatInstant } from "#core/time.ts"
import type { SupportDesk, SupportRequest } from "./support-desk.ts"

/** Looking further back than this many months for the latest requests is not worth the reads. */
const MONTHS_LISTED = 3

/** Keeps support requests in a table; a repeat of a request changes nothing. */
export function createDynamoSupportDesk(items: Items, table: string, clock: Clock): SupportDesk {
  return {
    async ask(request) {
      const createdAt = clock()
      const instant = formatInstant(createdAt)
      const item = { ...request, createdAt, createdMonth: instant.slice(0, 7), createdSort: instant }
      await items.put(table, item, { expression: "attribute_not_exists(requestId)" })
    },
    async list(limit) {
      const found: SupportRequest[] = []
      for (const month of monthsBack(formatInstant(clock()), MONTHS_LISTED)) {
        const page = await items.query(table, {
          index: "by-month",
          key: { expression: "createdMonth = :month", values: { ":month": month } },
          isDescending: true,
          limit: limit - found.length,
        })
        found.push(...page.items.map(parseRequest))
        if (found.length >= limit) break
      }
      return found
    },
  }
}

function parseRequest(item: Item): SupportRequest {
  return {
    requestId: String(item.requestId),
    visitorId: String(item.visitorId),
    email: String(item.email),
    createdAt: epochMs(Number(item.createdAt)),
  }
}

/** The months `YYYY-MM` from the one of an instant backwards. */
function monthsBack(instant: string, count: number): readonly string[] {
  const first = Number(instant.slice(0, 4)) * 12 + Number(instant.slice(5, 7)) - 1
  return Array.from({ length: count }, (_, back) => {
    const month = first - back
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`
  })
}
