// Where bookings and inventory are kept: the port, with single-item conditional writes as its only means. DynamoDB is
// behind it in dynamo-booking-store.ts; which write follows which is settle.ts and the files that use it.

import type { EpochMs } from "#core/time.ts"
import type { Money } from "#core/units.ts"
import type { BookedItem, Booking, NightRate } from "./booking.ts"
import type { CancellationRule } from "./catalogue.ts"
import type { Claim, ClaimTarget, Days, InventoryKey, InventoryPeriod } from "./inventory.ts"

/** A change that has been begun and not yet been made or dropped. */
export type PendingChange = {
  readonly requestId: string
  readonly fingerprint: string
  readonly item: BookedItem
  readonly total: Money
  readonly rates: readonly NightRate[]
  readonly cancellation: CancellationRule
}

/** A change that was made; its request id never makes another. */
export type AppliedChange = { readonly requestId: string; readonly fingerprint: string; readonly at: EpochMs }

/** Something to be mailed about a booking. */
export type Letter = {
  /** Unique; the de-duplication key of the mail. */
  readonly id: string
  readonly kind: "confirmed" | "changed" | "cancelled"
  /** Absent: the guest's own address. */
  readonly to?: string
  /** Deliveries begun so far. */
  readonly attempts: number
  /** Not to be sent before; moved ahead while a delivery is under way. */
  readonly dueAt: EpochMs
}

/** A booking with what the service needs to remember about it. */
export type BookingRecord = Booking & {
  /** 1 at first; one more with each write. */
  readonly revision: number
  /** The hold's request, and a digest of what it asked for. */
  readonly requestId: string
  readonly fingerprint: string
  /** What the inventory must still be made to say on this booking's behalf; empty once it does. */
  readonly unsettled: readonly ClaimTarget[]
  /** The revision at which `unsettled` was last set; the claims it makes carry it. */
  readonly claimRevision: number
  readonly pendingChange?: PendingChange
  readonly changes: readonly AppliedChange[]
  readonly letters: readonly Letter[]
  /** Addresses that the confirmation was asked for afterwards. */
  readonly copiesTo?: readonly string[]
  /** When a sweep must look at this booking; absent when nothing is left to do. */
  readonly dueAt?: EpochMs
}

/** One entry of an inventory item, replaced together with the counts it stands for. */
export type ClaimWrite = {
  readonly key: InventoryKey
  readonly reference: string
  /** The entry as it was read; absent: there is none. */
  readonly from?: Claim
  readonly to: Claim
  /** How many there are; no count may be raised above it. */
  readonly capacity: number
  /** Old empty entries to drop on the way, as they were read. */
  readonly forget: readonly (readonly [reference: string, claim: Claim])[]
}

/** One page of a list; `next` goes into the following call. */
export type RecordPage = { readonly records: readonly BookingRecord[]; readonly next?: string }

/**
 * Keeps bookings and inventory. Each write is atomic and conditional; reads by reference and by inventory key see every
 * write before them, lists may lag. All throw the Fault `storage-unavailable`; a write that did may have been done.
 */
export interface BookingStore {
  find(reference: string): Promise<BookingRecord | undefined>
  findAll(references: readonly string[]): Promise<readonly BookingRecord[]>
  /** @returns `false` when the reference is taken. */
  insert(record: BookingRecord): Promise<boolean>
  /** @returns `false` when the stored revision is not the expected one. */
  replace(record: BookingRecord, expectedRevision: number): Promise<boolean>

  /** An inventory item with its claims; one never sold from is empty. */
  readPeriod(key: InventoryKey): Promise<InventoryPeriod>
  /** The counts of many inventory items, by `targetName`; those never sold from are left out. */
  readTaken(keys: readonly InventoryKey[]): Promise<ReadonlyMap<string, Days>>
  /**
   * Replaces a claim and moves the counts by what changes.
   *
   * @returns `false`, and writes nothing, when the entry (or one to forget) is not as it was read, or a count would
   *   pass the capacity.
   */
  writeClaim(write: ClaimWrite): Promise<boolean>

  /** Bookings whose `dueAt` has come, longest due first. */
  listDue(now: EpochMs, limit: number): Promise<readonly string[]>
  /** Bookings with a letter whose `dueAt` has come, longest due first. */
  listMailDue(now: EpochMs, limit: number): Promise<readonly string[]>
  /** What is held or was sold, newest first; holds that came to nothing are passed over. */
  listByVisitor(visitorId: string, limit: number): Promise<readonly BookingRecord[]>
  /** The same; the address in lower case. */
  listByEmail(email: string, limit: number): Promise<readonly BookingRecord[]>
  /** Newest first. @param month UTC, `YYYY-MM`. */
  listByMonth(month: string, limit: number, after?: string): Promise<RecordPage>
  /**
   * Walks every booking for those with something left to do, whether or not a list knows of them: what a local database
   * that was killed in mid-write may have lost from its indexes.
   */
  listUnfinished(after?: string): Promise<{ readonly references: readonly string[]; readonly next?: string }>
}
