// All bookings there are, for what is learned from them and said of them.

import type { Items } from "#aws/dynamo.ts"
import type { Booking } from "#backends/booking/booking.ts"
import { parseRecord } from "#backends/booking/record-codec.ts"

/** Walks the table of bookings. */
export async function listAllBookings(items: Items, table: string): Promise<readonly Booking[]> {
  const found: Booking[] = []
  for (let after: Readonly<Record<string, unknown>> | undefined, isLast = false; !isLast; ) {
    const page = await items.scan(table, after === undefined ? {} : { after })
    found.push(...page.items.map(parseRecord))
    after = page.next
    isLast = after === undefined
  }
  return found
}
