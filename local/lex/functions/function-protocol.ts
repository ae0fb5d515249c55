// What a function's process and its host say to each other, one JSON value a line: requests on standard input, replies on
// a pipe of their own, for standard output is the function's. Runtimes in other languages speak the same.

import type { CodeHookEvent, CodeHookOutcome } from "#bot/code-hook.ts"

/** The file descriptor of the replies. */
export const REPLIES_FD = 3

/** A value as a line. Two characters that JSON leaves as they are end a line for who reads by lines. */
export function toLine(value: FunctionRequest | FunctionReply): string {
  return `${JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}\n`
}

/** One call; the next is sent when it is done. */
export type FunctionRequest = {
  readonly event: CodeHookEvent
  /** How long the function may take. */
  readonly timeoutMs: number
}

/** What a process tells: that the function is loaded, or why not, then an outcome per call. */
export type FunctionReply =
  /** `files`: the function's own modules; when one changes, a new process is due. */
  | { readonly type: "ready"; readonly files: readonly string[] }
  | { readonly type: "not-loaded"; readonly message: string; readonly files: readonly string[] }
  /** `isLast`: the process is ending, and takes no further call. */
  | { readonly type: "done"; readonly outcome: CodeHookOutcome; readonly isLast?: true }
