// Finishes or undoes what an interrupted process left behind. Safe to run at any time, by any number of processes.

import type { EpochMs } from "#core/time.ts"
import { type BookingParts, isDue, isExpired } from "./booking-parts.ts"
import type { RecoveryReport } from "./booking-service.ts"
import type { BookingRecord } from "./booking-store.ts"
import { finishChange } from "./change.ts"
import { endHold } from "./expiry.ts"
import { settleAndClose } from "./settle.ts"

const BATCH = 50

type Repair = keyof RecoveryReport | "nothing"

/** Repairs the bookings whose time has come; see `BookingService.recover`. */
export async function recoverDue(parts: BookingParts, now: EpochMs): Promise<RecoveryReport> {
  const report = emptyReport()
  // What stays listed after it was looked at (another process has it in hand, or the index lags) is not looked at again.
  const seen = new Set<string>()
  for (let stuck = 0; ; ) {
    const listed = await parts.store.listDue(now, BATCH + stuck)
    const references = listed.filter((reference) => !seen.has(reference))
    if (references.length === 0) return report
    stuck = listed.length - references.length
    for (const reference of references) {
      seen.add(reference)
      await repair(parts, reference, now, report)
    }
  }
}

/**
 * Repairs bookings found by walking all of them, for an index that may have lost some. Once, at the start of a process
 * that has the database to itself; elsewhere `recoverDue` finds the same.
 */
export async function recoverAll(parts: BookingParts, now: EpochMs): Promise<RecoveryReport> {
  const report = emptyReport()
  let after: string | undefined
  do {
    const page = await parts.store.listUnfinished(after)
    for (const reference of page.references) await repair(parts, reference, now, report)
    after = page.next
  } while (after !== undefined)
  return report
}

type MutableReport = { -readonly [Member in keyof RecoveryReport]: RecoveryReport[Member] }

function emptyReport(): MutableReport {
  return { expiredHolds: 0, finishedChanges: 0, undoneChanges: 0, settled: 0 }
}

async function repair(parts: BookingParts, reference: string, now: EpochMs, report: MutableReport): Promise<void> {
  const record = await parts.store.find(reference)
  const done = record === undefined ? "nothing" : await repairRecord(parts, record, now)
  if (done !== "nothing") report[done]++
}

async function repairRecord(parts: BookingParts, record: BookingRecord, now: EpochMs): Promise<Repair> {
  if (record.state === "held") {
    if (!isExpired(record, now)) return "nothing"
    return (await endHold(parts, record, "expired", now)) === undefined ? "nothing" : "expiredHolds"
  }
  if (!isDue(record, now)) return "nothing"
  if (record.pendingChange !== undefined) {
    const outcome = await finishChange(parts, record, now)
    if (outcome.type === "lost") return "nothing"
    return outcome.type === "made" ? "finishedChanges" : "undoneChanges"
  }
  return (await settleAndClose(parts.store, record, now)) === record ? "nothing" : "settled"
}
