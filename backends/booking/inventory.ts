// What a booking takes up: so many rooms (or seats) of one unit on some days, kept as one claim per month (flights: per
// day) beside the counts it adds to. Pure; the conditional write itself is the store's.

import { dateParts, type EpochMs, type IsoDate } from "#core/time.ts"
import type { BookedItem } from "./booking.ts"
import { nightsOf } from "./stay-rules.ts"

/** One item of inventory: a room type's month (`2026-11`), or a cabin of a flight on a day (`2026-11-21`). */
export type InventoryKey = { readonly unit: string; readonly period: string }

/** How many are taken, by day of the month. */
export type Days = ReadonlyMap<number, number>

/** What a booking wants of one inventory item. No days: nothing (any more). */
export type ClaimTarget = InventoryKey & { readonly days: Days; readonly capacity: number }

/**
 * A booking's entry in an inventory item. Only a booking at a higher revision may replace it, so a process that was
 * asleep can't bring back what has been given up since.
 */
export type Claim = {
  readonly revision: number
  /** Empty: given back. The entry stays for a while to keep late writers out. */
  readonly days: Days
  /** When the entry became empty. */
  readonly emptiedAt?: EpochMs
}

/** An inventory item as it stands: counts by day of the month, and the claims that make them up. */
export type InventoryPeriod = InventoryKey & {
  readonly taken: Days
  readonly claims: ReadonlyMap<string, Claim>
}

/** The unit of a room type. */
export function roomUnit(hotelId: string, roomTypeId: string): string {
  return `room#${hotelId}#${roomTypeId}`
}

/** The unit of a cabin. */
export function seatUnit(flightNumber: string, cabin: string): string {
  return `seat#${flightNumber}#${cabin}`
}

/** What nights at a hotel take up, month by month. */
export function roomTargets(
  hotelId: string,
  roomTypeId: string,
  stay: { readonly arrival: IsoDate; readonly nights: number; readonly rooms: number },
  capacity: number,
): readonly ClaimTarget[] {
  const months = Map.groupBy(nightsOf(stay.arrival, stay.nights), (date) => date.slice(0, 7))
  return [...months].map(([period, dates]) => ({
    unit: roomUnit(hotelId, roomTypeId),
    period,
    days: new Map(dates.map((date) => [dateParts(date).day, stay.rooms])),
    capacity,
  }))
}

/** What seats on a flight take up. A day each: a month of a big aircraft would not fit into one item. */
export function seatTarget(
  flightNumber: string,
  cabin: string,
  date: IsoDate,
  seats: number,
  capacity: number,
): ClaimTarget {
  return {
    unit: seatUnit(flightNumber, cabin),
    period: date,
    days: new Map([[dateParts(date).day, seats]]),
    capacity,
  }
}

/**
 * What a booked item takes up.
 *
 * @param capacityOf How many of a unit there are now; a unit no longer on offer has none to add.
 */
export function targetsOf(item: BookedItem, capacityOf: (unit: string) => number): readonly ClaimTarget[] {
  if (item.kind === "stay")
    return roomTargets(item.hotelId, item.roomTypeId, item, capacityOf(roomUnit(item.hotelId, item.roomTypeId)))
  const seats = item.legs.map((leg) => {
    const capacity = capacityOf(seatUnit(leg.flightNumber, leg.cabin))
    return seatTarget(leg.flightNumber, leg.cabin, leg.departureDate, item.passengers, capacity)
  })
  return mergeTargets(seats)
}

/** Targets of the same inventory item become one, their days added up. */
function mergeTargets(targets: readonly ClaimTarget[]): readonly ClaimTarget[] {
  return [...Map.groupBy(targets, targetName).values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ ...first, days: sumDays(group.map(({ days }) => days)) }]
  })
}

function sumDays(all: readonly Days[]): Days {
  const sum = new Map<number, number>()
  for (const days of all) for (const [day, count] of days) sum.set(day, (sum.get(day) ?? 0) + count)
  return sum
}

/** A name for an inventory key, to compare and to group by. */
export function targetName(key: InventoryKey): string {
  return `${key.unit}|${key.period}`
}

/** Both targets at once: on each day the larger of the two. */
export function unionTargets(first: readonly ClaimTarget[], second: readonly ClaimTarget[]): readonly ClaimTarget[] {
  return combine(first, second, (one, other) => {
    const days = new Map(one)
    for (const [day, count] of other) days.set(day, Math.max(count, days.get(day) ?? 0))
    return days
  })
}

/** What must be written to get from one set of targets to another: those that differ, empty where nothing is left. */
export function targetChanges(from: readonly ClaimTarget[], to: readonly ClaimTarget[]): readonly ClaimTarget[] {
  const before = new Map(from.map((target) => [targetName(target), target.days]))
  return combine(from, to, (_, wanted) => wanted).filter(
    (target) => !hasSameDays(before.get(targetName(target)) ?? new Map(), target.days),
  )
}

/** The same keys with nothing wanted of them. */
export function emptyTargets(targets: readonly ClaimTarget[]): readonly ClaimTarget[] {
  return targets.map((target) => ({ ...target, days: new Map() }))
}

function combine(
  first: readonly ClaimTarget[],
  second: readonly ClaimTarget[],
  merge: (one: Days, other: Days) => Days,
): readonly ClaimTarget[] {
  const names = Map.groupBy([...first, ...second], targetName)
  return [...names].flatMap(([name, group]) => {
    const find = (targets: readonly ClaimTarget[]) => targets.find((target) => targetName(target) === name)
    const last = group.at(-1)
    if (last === undefined) return []
    return [{ ...last, days: merge(find(first)?.days ?? new Map(), find(second)?.days ?? new Map()) }]
  })
}

/** Whether two counts by day are alike. */
export function hasSameDays(one: Days, other: Days): boolean {
  return one.size === other.size && [...one].every(([day, count]) => other.get(day) === count)
}

/** What a claim changes from one state to another: positive takes, negative gives back; unchanged days left out. */
export function daysDelta(from: Days, to: Days): Days {
  const days = [...new Set([...from.keys(), ...to.keys()])].toSorted((one, other) => one - other)
  const changes = days.map((day) => [day, (to.get(day) ?? 0) - (from.get(day) ?? 0)] as const)
  return new Map(changes.filter(([, change]) => change !== 0))
}

/** How many are left on the fullest of the days wanted. */
export function leftFor(target: ClaimTarget, taken: Days): number {
  return Math.min(...[...target.days.keys()].map((day) => target.capacity - (taken.get(day) ?? 0)))
}
