// One JSON line per event. What a guest said, wrote or showed never gets in: callers pass ids, names and numbers only.

import { type Clock, formatInstant } from "./time.ts"

/** How much is told, least to most. */
export const LOG_LEVELS = ["error", "warn", "info", "debug"] as const

/** A level of telling. */
export type LogLevel = (typeof LOG_LEVELS)[number]

/** What may stand beside an event: plain values, never guest text, audio or pictures. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** Writes events. One method per level; each is a no-op below the level it was made with. */
export type Log = { readonly [Level in LogLevel]: (event: string, fields?: LogFields) => void }

/**
 * Creates a log.
 *
 * @param write Takes one finished line without a line break; hosts pass a write to stderr.
 */
export function createLog(level: LogLevel, clock: Clock, write: (line: string) => void): Log {
  const writer =
    (own: LogLevel) =>
    (event: string, fields: LogFields = {}) => {
      if (LOG_LEVELS.indexOf(own) > LOG_LEVELS.indexOf(level)) return
      write(JSON.stringify({ time: formatInstant(clock()), level: own, event, ...fields }))
    }
  return { error: writer("error"), warn: writer("warn"), info: writer("info"), debug: writer("debug") }
}

/** A log that tells nothing, for tests and for callers that don't care. */
export const silentLog: Log = createLog(
  "error",
  () => 0 as never,
  () => {},
)
