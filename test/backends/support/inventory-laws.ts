// What must hold of bookings and inventory, whatever happened before. Each law answers the ways in which it is broken.

import type { BookingRecord } from "#backends/booking/booking-store.ts"
import type { Catalogue } from "#backends/booking/catalogue.ts"
import { createCatalogueIndex } from "#backends/booking/catalogue-index.ts"
import { type Claim, type Days, type InventoryPeriod, targetName, targetsOf } from "#backends/booking/inventory.ts"

/** A look at everything stored at one moment. */
export type Snapshot = {
  readonly records: readonly BookingRecord[]
  readonly periods: ReadonlyMap<string, Pick<InventoryPeriod, "taken" | "claims">>
}

/** The laws of a catalogue. */
export type InventoryLaws = {
  /** At every moment, between any two writes. */
  always(snapshot: Snapshot): readonly string[]
  /** When nothing is under way and nothing was interrupted: sold is exactly what is confirmed or held. */
  atRest(snapshot: Snapshot): readonly string[]
}

/** Makes the laws for what a catalogue has on offer. */
export function createInventoryLaws(catalogue: Catalogue): InventoryLaws {
  const { capacityOf } = createCatalogueIndex(catalogue)
  const wantsOf = (record: BookingRecord) => targetsOf(record.item, capacityOf)
  return {
    always: ({ records, periods }) => [
      ...[...periods].flatMap(([name, period]) => checkCounts(name, period, capacityOf(name.split("|")[0] ?? ""))),
      ...records
        .filter(({ state }) => state === "confirmed")
        .flatMap((record) =>
          wantsOf(record).flatMap((target) => {
            const claim = periods.get(targetName(target))?.claims.get(record.reference)
            return covers(claim, target.days)
              ? []
              : [`${record.reference} is confirmed without its room in ${targetName(target)}`]
          }),
        ),
      ...records.flatMap(({ reference, changes }) =>
        new Set(changes.map(({ requestId }) => requestId)).size === changes.length
          ? []
          : [`${reference} was changed twice by one request`],
      ),
    ],
    atRest: ({ records, periods }) => {
      const sold = new Map<string, number>()
      for (const record of records.filter(({ state }) => state === "confirmed" || state === "held"))
        for (const target of wantsOf(record))
          for (const [day, count] of target.days) {
            const name = `${targetName(target)}|${day}`
            sold.set(name, (sold.get(name) ?? 0) + count)
          }
      const taken = new Map<string, number>(
        [...periods].flatMap(([name, period]) =>
          [...period.taken]
            .filter(([, count]) => count !== 0)
            .map(([day, count]) => [`${name}|${day}`, count] as const),
        ),
      )
      return [...new Set([...sold.keys(), ...taken.keys()])]
        .filter((name) => sold.get(name) !== taken.get(name))
        .map((name) => `${name}: ${sold.get(name) ?? 0} sold, ${taken.get(name) ?? 0} taken`)
    },
  }
}

function checkCounts(
  name: string,
  { taken, claims }: Snapshot["periods"] extends ReadonlyMap<string, infer Period> ? Period : never,
  capacity: number,
): readonly string[] {
  return [...taken].flatMap(([day, count]) => {
    const claimed = [...claims.values()].reduce((sum, { days }) => sum + (days.get(day) ?? 0), 0)
    const broken: string[] = []
    if (count < 0) broken.push(`${name}|${day}: ${count} taken`)
    if (count > capacity) broken.push(`${name}|${day}: ${count} taken of ${capacity}`)
    if (count !== claimed) broken.push(`${name}|${day}: ${count} taken, ${claimed} claimed`)
    return broken
  })
}

function covers(claim: Claim | undefined, wanted: Days): boolean {
  return [...wanted].every(([day, count]) => (claim?.days.get(day) ?? 0) >= count)
}
