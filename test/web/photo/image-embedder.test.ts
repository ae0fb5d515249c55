import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { createImageEmbedder } from "#web/photo/image-embedder.ts"

let server: Server
let url: string
let answer: { status: number; body: string }
let calls: number
beforeEach(async () => {
  calls = 0
  server = createServer((_request, response) => {
    calls++
    response.writeHead(answer.status, { "Content-Type": "application/json" }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())))

const image = new Uint8Array([1])
const embed = (embedder: ReturnType<typeof createImageEmbedder>) => embedder.embed(image, AbortSignal.timeout(5000))

describe("an image's embedding", () => {
  it("comes from the endpoint", async () => {
    answer = { status: 200, body: '{"embedding": [0.5, -1]}' }

    expect(await embed(createImageEmbedder(url, async () => true))).toEqual([0.5, -1])
  })

  it.each([
    { what: "no vector", status: 200, body: '{"embedding": ["a"]}' },
    { what: "no JSON", status: 200, body: "<html>" },
    { what: "a full queue", status: 503, body: "" },
  ])("is left out for $what, and asked for again", async ({ status, body }) => {
    answer = { status, body }
    const embedder = createImageEmbedder(url, async () => true)

    expect(await embed(embedder)).toBeUndefined()
    await embed(embedder)
    expect(calls).toBe(2)
  })

  it("is asked for once where the endpoint doesn't offer it", async () => {
    answer = { status: 404, body: "" }
    const embedder = createImageEmbedder(url, async () => true)

    expect([await embed(embedder), await embed(embedder)]).toEqual([undefined, undefined])
    expect(calls).toBe(1)
  })

  it("is not asked for when there is nothing to compare with", async () => {
    expect(await embed(createImageEmbedder(url, async () => false))).toBeUndefined()
    expect(calls).toBe(0)
  })
})
