// What the owner is told beside the conversations (web/insights.ts): the port. Who reckons it is composed in web/services.ts.

import type { CancellationsReport, ModelsReport } from "./owner-contract.ts"

/** Reports for the owner; each throws the Fault `storage-unavailable`. */
export interface OwnerReports {
  /** Which recommendation models are live, and how the ones on trial do; at most a minute old. */
  readModels(): Promise<ModelsReport>
  /** How likely the bookings to come are cancelled; at most a minute old. */
  readCancellations(): Promise<CancellationsReport>
}
