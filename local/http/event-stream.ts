// The frames of `application/vnd.amazon.eventstream`: lengths, headers, checksums, signed envelopes. What the events mean
// is the service's.

import { crc32 } from "node:zlib"
import type { EpochMs } from "#core/time.ts"
import { AwsError, validationError } from "./aws-error.ts"
import type { ChunkVerifier } from "./aws-service.ts"

/** A header's value. Timestamps are milliseconds since 1970. */
export type HeaderValue =
  | { readonly type: "string"; readonly value: string }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "timestamp"; readonly value: EpochMs }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "number"; readonly value: bigint }
  | { readonly type: "uuid"; readonly value: Uint8Array }

/** One frame. */
export type Frame = { readonly headers: ReadonlyMap<string, HeaderValue>; readonly payload: Uint8Array }

/** No frame of AWS is longer (24 MiB in the format; 16 MiB here). */
const MAX_FRAME_BYTES = 16 * 1024 * 1024
const PRELUDE_BYTES = 12
const OVERHEAD_BYTES = PRELUDE_BYTES + 4

/** Writes a frame whose headers are all strings. */
export function encodeFrame(headers: Readonly<Record<string, string>>, payload: Uint8Array): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => encodeStringHeader(name, value)))
  const frame = Buffer.allocUnsafe(OVERHEAD_BYTES + head.length + payload.length)
  frame.writeUInt32BE(frame.length, 0)
  frame.writeUInt32BE(head.length, 4)
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8)
  head.copy(frame, PRELUDE_BYTES)
  frame.set(payload, PRELUDE_BYTES + head.length)
  frame.writeUInt32BE(crc32(frame.subarray(0, frame.length - 4)), frame.length - 4)
  return frame
}

/** Writes an event: a JSON object under the name of its union member. */
export function encodeEvent(name: string, body: unknown): Buffer {
  const headers = { ":message-type": "event", ":event-type": name, ":content-type": "application/json" }
  return encodeFrame(headers, Buffer.from(JSON.stringify(body)))
}

/** Writes an exception that ends a stream. */
export function encodeException(name: string, message: string): Buffer {
  const headers = { ":message-type": "exception", ":exception-type": name, ":content-type": "application/json" }
  return encodeFrame(headers, Buffer.from(JSON.stringify({ message })))
}

/**
 * Reads one frame.
 *
 * @throws {AwsError} `ValidationException` when a checksum or a length is wrong.
 */
export function decodeFrame(bytes: Buffer): Frame {
  const length = bytes.readUInt32BE(0)
  const headerLength = bytes.readUInt32BE(4)
  if (length !== bytes.length || headerLength > length - OVERHEAD_BYTES) throw malformed("length")
  if (bytes.readUInt32BE(8) !== crc32(bytes.subarray(0, 8))) throw malformed("prelude checksum")
  if (bytes.readUInt32BE(length - 4) !== crc32(bytes.subarray(0, length - 4))) throw malformed("message checksum")
  return {
    headers: decodeHeaders(bytes.subarray(PRELUDE_BYTES, PRELUDE_BYTES + headerLength)),
    payload: bytes.subarray(PRELUDE_BYTES + headerLength, length - 4),
  }
}

/** Cuts a byte stream into frames; a stream that ends inside a frame is an error. */
export async function* readFrames(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let pending: Buffer = Buffer.alloc(0)
  for await (const chunk of stream) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk])
    let length = findFrameLength(pending)
    while (length <= pending.length) {
      yield decodeFrame(pending.subarray(0, length))
      pending = pending.subarray(length)
      length = findFrameLength(pending)
    }
  }
  if (pending.length > 0) throw malformed("end")
}

/**
 * Takes the signed envelopes off: the payload of a frame with `:chunk-signature` is a frame itself, an empty one ends the
 * input. Frames without an envelope pass as they are, unless signatures are verified.
 */
export async function* openEnvelopes(frames: AsyncIterable<Frame>, verify?: ChunkVerifier): AsyncGenerator<Frame> {
  for await (const frame of frames) {
    const signature = frame.headers.get(":chunk-signature")
    const date = frame.headers.get(":date")
    if (signature?.type !== "bytes" || date?.type !== "timestamp") {
      if (verify !== undefined) throw new AwsError("InvalidSignatureException", 403, "An event is not signed.")
      yield frame
      continue
    }
    verify?.({
      date: date.value,
      encodedDateHeader: encodeTimestampHeader(":date", date.value),
      payload: frame.payload,
      signature: signature.value,
    })
    if (frame.payload.length === 0) return
    yield decodeInner(frame.payload)
  }
}

/** The value of a string header; `undefined` when it is absent or of another type. */
export function stringHeader(frame: Frame, name: string): string | undefined {
  const header = frame.headers.get(name)
  return header?.type === "string" ? header.value : undefined
}

/** How long the first frame of the bytes is; infinitely long while that isn't known. */
function findFrameLength(bytes: Buffer): number {
  if (bytes.length < PRELUDE_BYTES) return Number.POSITIVE_INFINITY
  const length = bytes.readUInt32BE(0)
  if (length < OVERHEAD_BYTES || length > MAX_FRAME_BYTES) throw malformed("length")
  // The prelude has its own checksum: garbage can't make us collect megabytes.
  if (bytes.readUInt32BE(8) !== crc32(bytes.subarray(0, 8))) throw malformed("prelude checksum")
  return length
}

function decodeInner(payload: Uint8Array): Frame {
  if (payload.length < OVERHEAD_BYTES) throw malformed("length")
  return decodeFrame(Buffer.from(payload.buffer, payload.byteOffset, payload.length))
}

function encodeStringHeader(name: string, value: string): Buffer {
  const nameBytes = Buffer.from(name)
  const valueBytes = Buffer.from(value)
  const header = Buffer.allocUnsafe(4 + nameBytes.length + valueBytes.length)
  header.writeUInt8(nameBytes.length, 0)
  nameBytes.copy(header, 1)
  header.writeUInt8(7, 1 + nameBytes.length)
  header.writeUInt16BE(valueBytes.length, 2 + nameBytes.length)
  valueBytes.copy(header, 4 + nameBytes.length)
  return header
}

function encodeTimestampHeader(name: string, value: EpochMs): Buffer {
  const nameBytes = Buffer.from(name)
  const header = Buffer.allocUnsafe(10 + nameBytes.length)
  header.writeUInt8(nameBytes.length, 0)
  nameBytes.copy(header, 1)
  header.writeUInt8(8, 1 + nameBytes.length)
  header.writeBigInt64BE(BigInt(value), 2 + nameBytes.length)
  return header
}

function decodeHeaders(bytes: Buffer): Map<string, HeaderValue> {
  const headers = new Map<string, HeaderValue>()
  let offset = 0
  try {
    while (offset < bytes.length) {
      const nameLength = bytes.readUInt8(offset)
      const name = bytes.toString("utf8", offset + 1, offset + 1 + nameLength)
      const { value, end } = decodeValue(bytes, offset + 1 + nameLength)
      headers.set(name, value)
      offset = end
    }
  } catch (cause) {
    throw malformed("headers", cause)
  }
  return headers
}

function decodeValue(bytes: Buffer, offset: number): { readonly value: HeaderValue; readonly end: number } {
  const type = bytes.readUInt8(offset)
  const at = offset + 1
  switch (type) {
    case 0:
    case 1:
      return { value: { type: "boolean", value: type === 0 }, end: at }
    case 2:
      return { value: { type: "number", value: BigInt(bytes.readInt8(at)) }, end: at + 1 }
    case 3:
      return { value: { type: "number", value: BigInt(bytes.readInt16BE(at)) }, end: at + 2 }
    case 4:
      return { value: { type: "number", value: BigInt(bytes.readInt32BE(at)) }, end: at + 4 }
    case 5:
      return { value: { type: "number", value: bytes.readBigInt64BE(at) }, end: at + 8 }
    case 6:
    case 7: {
      const length = bytes.readUInt16BE(at)
      const value = bytes.subarray(at + 2, at + 2 + length)
      if (value.length !== length) throw new RangeError("cut short")
      const end = at + 2 + length
      return type === 6
        ? { value: { type: "bytes", value }, end }
        : { value: { type: "string", value: value.toString("utf8") }, end }
    }
    case 8:
      return { value: { type: "timestamp", value: Number(bytes.readBigInt64BE(at)) as EpochMs }, end: at + 8 }
    case 9:
      return { value: { type: "uuid", value: bytes.subarray(at, at + 16) }, end: at + 16 }
    default:
      throw new RangeError("unknown header type")
  }
}

function malformed(part: string, cause?: unknown): AwsError {
  return validationError(`The event stream is malformed: wrong ${part}.`, cause)
}
