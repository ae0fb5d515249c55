// The frame codec, against frames that Smithy's own codec writes and reads.

import { EventStreamCodec } from "@smithy/core/event-streams"
import { describe, expect, it } from "vitest"
import { epochMs } from "#core/time.ts"
import {
  decodeFrame,
  encodeEvent,
  encodeException,
  encodeFrame,
  openEnvelopes,
  readFrames,
  stringHeader,
} from "#local/http/event-stream.ts"

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString("utf8"),
  (text) => Buffer.from(text),
)

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}

describe("frames", () => {
  it("[lex 44] are written as Smithy's codec reads them", () => {
    const message = codec.decode(encodeEvent("TextResponseEvent", { eventId: "RESPONSE-1" }))

    expect(message.headers).toEqual({
      ":message-type": { type: "string", value: "event" },
      ":event-type": { type: "string", value: "TextResponseEvent" },
      ":content-type": { type: "string", value: "application/json" },
    })
    expect(Buffer.from(message.body).toString()).toBe('{"eventId":"RESPONSE-1"}')
  })

  it("name the exception that ends a stream", () => {
    const message = codec.decode(encodeException("ConflictException", "busy"))

    expect(message.headers[":message-type"]?.value).toBe("exception")
    expect(message.headers[":exception-type"]?.value).toBe("ConflictException")
  })

  it("are read with headers of every type", () => {
    const bytes = codec.encode({
      headers: {
        yes: { type: "boolean", value: true },
        no: { type: "boolean", value: false },
        byte: { type: "byte", value: -3 },
        short: { type: "short", value: 300 },
        int: { type: "integer", value: -70_000 },
        bytes: { type: "binary", value: new Uint8Array([1, 2]) },
        text: { type: "string", value: "über" },
        at: { type: "timestamp", value: new Date(1_700_000_000_123) },
      },
      body: new Uint8Array([9]),
    })

    const { headers, payload } = decodeFrame(Buffer.from(bytes))

    expect(Object.fromEntries(headers)).toEqual({
      yes: { type: "boolean", value: true },
      no: { type: "boolean", value: false },
      byte: { type: "number", value: -3n },
      short: { type: "number", value: 300n },
      int: { type: "number", value: -70_000n },
      bytes: { type: "bytes", value: Buffer.from([1, 2]) },
      text: { type: "string", value: "über" },
      at: { type: "timestamp", value: epochMs(1_700_000_000_123) },
    })
    expect([...payload]).toEqual([9])
  })

  it.each([1, 2, 11, 16, 1000])("are cut out of a stream that comes %d bytes at a time", async (size) => {
    const stream = Buffer.concat([
      encodeFrame({ a: "1" }, Buffer.from("one")),
      encodeFrame({}, Buffer.alloc(0)),
      encodeFrame({ b: "2" }, Buffer.from("two")),
    ])

    const frames = await collect(readFrames(inPieces(stream, size)))

    expect(frames.map((frame) => Buffer.from(frame.payload).toString())).toEqual(["one", "", "two"])
    expect(frames.map((frame) => stringHeader(frame, "b"))).toEqual([undefined, undefined, "2"])
  })

  it.each([
    { part: "prelude checksum", at: 2 },
    { part: "prelude checksum", at: 9 },
    { part: "message checksum", at: 14 },
    { part: "message checksum", at: -1 },
  ])("with a flipped bit at $at fail by their $part", async ({ part, at }) => {
    const bytes = encodeFrame({ a: "1" }, Buffer.from("payload"))
    const index = at < 0 ? bytes.length + at : at
    bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index)

    await expect(collect(readFrames(inPieces(bytes, 1000)))).rejects.toThrow(part)
  })

  it("that end too early fail", async () => {
    const bytes = encodeFrame({ a: "1" }, Buffer.from("payload"))

    await expect(collect(readFrames(inPieces(bytes.subarray(0, -1), 1000)))).rejects.toThrow("end")
  })
})

describe("signed envelopes", () => {
  const wrap = (inner: Uint8Array) =>
    codec.encode({
      headers: {
        ":date": { type: "timestamp", value: new Date(0) },
        ":chunk-signature": { type: "binary", value: new Uint8Array(32) },
      },
      body: inner,
    })

  it("are taken off, and the empty one ends the input", async () => {
    const stream = Buffer.concat([
      wrap(encodeEvent("TextInputEvent", { text: "hi" })),
      wrap(new Uint8Array()),
      wrap(encodeEvent("TextInputEvent", {})),
    ])

    const frames = await collect(openEnvelopes(readFrames(inPieces(stream, 7))))

    expect(frames.map((frame) => stringHeader(frame, ":event-type"))).toEqual(["TextInputEvent"])
  })

  it("are demanded when signatures are verified", async () => {
    const bare = inPieces(encodeEvent("TextInputEvent", { text: "hi" }), 1000)

    await expect(collect(openEnvelopes(readFrames(bare), () => {}))).rejects.toThrow("not signed")
  })
})
