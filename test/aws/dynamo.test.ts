// Batches that DynamoDB takes only in part, or not at all, as it does when it throttles.

import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDocumentClient, createItems } from "#aws/dynamo.ts"

type Request = { readonly RequestItems: Readonly<Record<string, unknown>> }
type Keys = { readonly Keys: readonly { readonly id: { readonly S: string } }[] }

let server: Server
let calls = 0
/** How many keys or items each call takes. */
let takes = 0
beforeAll(async () => {
  server = createServer(async (incoming, outgoing) => {
    calls++
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer)
    const { RequestItems } = JSON.parse(Buffer.concat(parts).toString()) as Request
    const isRead = String(incoming.headers["x-amz-target"]).endsWith("BatchGetItem")
    const answer = isRead ? readSome(RequestItems.things as Keys) : writeSome(RequestItems.things as readonly unknown[])
    outgoing.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

function readSome({ Keys }: Keys) {
  const left = Keys.slice(takes)
  return {
    Responses: { things: Keys.slice(0, takes) },
    UnprocessedKeys: left.length > 0 ? { things: { Keys: left } } : {},
  }
}

function writeSome(requests: readonly unknown[]) {
  const left = requests.slice(takes)
  return { UnprocessedItems: left.length > 0 ? { things: left } : {} }
}

const THINGS = ["a", "b", "c", "d", "e"].map((id) => ({ id }))

function open() {
  calls = 0
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return createItems(createDocumentClient({ region: "eu-central-1", endpoint }))
}

describe("a batch that is taken in part", () => {
  it("is carried on until all of it is", async () => {
    takes = 2
    expect(await open().getAll("things", THINGS)).toEqual(THINGS)
    expect(calls).toBe(3)

    await open().putAll("things", THINGS)
    expect(calls).toBe(3)
  })

  it("is given up when nothing of it is taken any more", async () => {
    takes = 0
    await expect(open().getAll("things", THINGS)).rejects.toMatchObject({ code: "storage-unavailable" })
    expect(calls).toBeLessThan(10)

    await expect(open().putAll("things", THINGS)).rejects.toMatchObject({ code: "storage-unavailable" })
    expect(calls).toBeLessThan(10)
  }, 60_000)
})
