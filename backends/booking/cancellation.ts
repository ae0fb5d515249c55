// What a guest gets back on cancelling, by the rule that stood when the booking was priced and the place's own clock.

import { addDays, type EpochMs, type IsoDate, localDateTime } from "#core/time.ts"
import { type Money, minorUnits } from "#core/units.ts"
import type { BookedItem } from "./booking.ts"
import type { LocalMoment } from "./booking-service.ts"
import type { CancellationRule } from "./catalogue.ts"

/** When and where something begins: check-in day at the hotel, take-off at the first airport. */
export type ItemStart = { readonly date: IsoDate; readonly time: string; readonly timeZone: string }

/** The local start of what was booked. A stay starts with the day after its arrival date has begun: no-shows can't cancel. */
export function startOf(item: BookedItem): ItemStart {
  if (item.kind === "stay") return { date: addDays(item.arrival, 1), time: "00:00", timeZone: item.timeZone }
  const [first] = item.legs
  if (first === undefined) throw new RangeError("a trip without flights")
  return { date: first.departureDate, time: first.departureTime, timeZone: first.fromTimeZone }
}

/** Whether it is too late to change or cancel: the flight has left, or the arrival date is over. */
export function hasStarted(item: BookedItem, now: EpochMs): boolean {
  const start = startOf(item)
  const local = localDateTime(now, start.timeZone)
  return `${local.date} ${local.time}` >= `${start.date} ${start.time}`
}

/** The day the rule counts back from. */
function ruleDay(item: BookedItem): { readonly date: IsoDate; readonly timeZone: string } {
  return item.kind === "stay" ? { date: item.arrival, timeZone: item.timeZone } : startOf(item)
}

/**
 * The percent of the total that is paid back when the booking is cancelled now. The deadline's minute still counts.
 */
export function refundPercent(rule: CancellationRule, item: BookedItem, now: EpochMs): number {
  const { date, timeZone } = ruleDay(item)
  const local = localDateTime(now, timeZone)
  const step = rule.steps.find(
    ({ daysBefore, untilTime }) => `${local.date} ${local.time}` <= `${addDays(date, -daysBefore)} ${untilTime}`,
  )
  return step?.refundPercent ?? 0
}

/** What is paid back of a total, half a minor unit rounded up (in the guest's favor). */
export function refundOf(total: Money, percent: number): Money {
  const amount = (BigInt(total.amount) * BigInt(percent) * 2n + 100n) / 200n
  return { amount: minorUnits(Number(amount)), currency: total.currency }
}

/** The last local moment at which cancelling costs nothing; absent when it always costs something. */
export function freeCancellationUntil(rule: CancellationRule, item: BookedItem): LocalMoment | undefined {
  const { date, timeZone } = ruleDay(item)
  const step = rule.steps.findLast(({ refundPercent: percent }) => percent === 100)
  return step === undefined ? undefined : { date: addDays(date, -step.daysBefore), time: step.untilTime, timeZone }
}
