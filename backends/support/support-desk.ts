// Requests of visitors to be written to by a person. How people answer them is not our business.

import type { EpochMs } from "#core/time.ts"

/** Someone wants a person. */
export type SupportRequest = {
  /** The same request again (a repeat) is stored once. */
  readonly requestId: string
  readonly visitorId: string
  readonly email: string
  readonly createdAt: EpochMs
}

/** Keeps the requests for the people of the house. */
export interface SupportDesk {
  /** @throws {Fault} `storage-unavailable` when it could not be stored; then nothing was promised yet. */
  ask(request: Omit<SupportRequest, "createdAt">): Promise<void>
  /** The latest requests, newest first. */
  list(limit: number): Promise<readonly SupportRequest[]>
}
