import { PassThrough, Readable } from "node:stream"
import { describe, expect, it } from "vitest"
import { toWebStream } from "#aws/body-stream.ts"

const PIECES = ["one, ", "two, ", "three"]

describe("the body of an SDK's answer", () => {
  it("comes whole from a Node stream", async () => {
    const stream = toWebStream(
      Readable.from(
        PIECES.map((piece) => Buffer.from(piece)),
        { objectMode: false },
      ),
    )
    expect(await new Response(stream).text()).toBe("one, two, three")
  })

  it("is passed on as it is when it is a web stream", () => {
    const stream = new ReadableStream<Uint8Array>()
    expect(toWebStream(stream)).toBe(stream)
  })

  it.each([0, 1, 2, 3, 4, 5])("can be let go of after %i pieces, with more on the way", async (taken) => {
    const body = new PassThrough({ highWaterMark: 40_000 })
    for (let piece = 0; piece < 50; piece++) body.write(Buffer.alloc(20_000))
    const reader = toWebStream(body).getReader()
    for (let piece = 0; piece < taken; piece++) await reader.read()
    // An error thrown from within the stream would end this process, and fail the run.
    await reader.cancel()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(body.destroyed).toBe(true)
  })

  it("can be let go of while a piece is awaited", async () => {
    const body = new PassThrough()
    const reader = toWebStream(body).getReader()
    const read = reader.read()
    await reader.cancel()
    expect(await read).toMatchObject({ done: true })
    expect(body.destroyed).toBe(true)
  })

  it("breaks when the answer did before anybody read it", async () => {
    const body = new PassThrough()
    const stream = toWebStream(body)
    await new Promise((resolve) => setImmediate(resolve))
    body.destroy(new Error("connection reset"))
    await new Promise((resolve) => setImmediate(resolve))
    await expect(new Response(stream).text()).rejects.toThrow("connection reset")
  })

  it("breaks when the answer does", async () => {
    const body = new PassThrough()
    const text = new Response(toWebStream(body)).text()
    body.write("half an ans")
    body.destroy(new Error("connection reset"))
    await expect(text).rejects.toThrow("connection reset")
  })
})
