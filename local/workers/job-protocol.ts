// The messages between a pool and its threads.

/** A job for a thread. */
export type JobMessage = {
  readonly id: number
  readonly job: unknown
  /** Its one number isn't 0 any more once nobody waits for the job. */
  readonly cancelled: Int32Array<SharedArrayBuffer>
}

/** What a thread says of a job. */
export type ThreadMessage = { readonly id: number } & (
  | { readonly type: "chunk"; readonly value: unknown }
  | { readonly type: "result"; readonly value: unknown }
  | { readonly type: "error"; readonly error: unknown }
)
