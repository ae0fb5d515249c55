// Writes speech marks as Polly does: a JSON object a line, offsets in bytes of the request's text.

import type { TimedMark } from "./render.ts"
import type { MarkType } from "./speech-request.ts"

/** Writes marks of the wanted types. */
export type MarkWriter = (marks: readonly TimedMark[]) => string

/** Creates a writer for marks of one text, which come in the order of their times. */
export function createMarkWriter(text: string, types: readonly MarkType[]): MarkWriter {
  const toBytes = createByteCounter(text)
  return (marks) =>
    marks
      .filter(({ type }) => types.includes(type))
      .map(({ timeMs, type, value, start, end }) => {
        const time = Math.round(timeMs)
        if (start === undefined || end === undefined) return `${JSON.stringify({ time, type, value })}\n`
        const shown = value ?? text.slice(start, end)
        return `${JSON.stringify({ time, type, start: toBytes(start), end: toBytes(end), value: shown })}\n`
      })
      .join("")
}

/** Counts the UTF-8 bytes before an offset; quick where offsets mostly grow. */
function createByteCounter(text: string): (offset: number) => number {
  let known = { offset: 0, bytes: 0 }
  return (offset) => {
    if (offset < known.offset) return Buffer.byteLength(text.slice(0, offset))
    known = { offset, bytes: known.bytes + Buffer.byteLength(text.slice(known.offset, offset)) }
    return known.bytes
  }
}
