// A server that speaks S3's REST protocol for one bucket, named in the path: GetObject, PutObject, DeleteObject, and
// ListObjectsV2 in pages of two. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html

import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"

/** The server, running. */
export type FakeS3 = { readonly url: string; close(): Promise<void> }

const PAGE = 2

/** Starts it with an empty bucket. */
export async function startFakeS3(bucket: string): Promise<FakeS3> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => void answer(request, response, bucket, objects))
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  bucket: string,
  objects: Map<string, Buffer>,
): Promise<void> {
  const body = await buffer(request)
  const url = new URL(request.url ?? "/", "http://s3")
  const [, named = "", ...rest] = url.pathname.split("/").map(decodeURIComponent)
  const key = rest.join("/")
  if (!String(request.headers.authorization).startsWith("AWS4-HMAC-SHA256")) return fail(response, 403, "AccessDenied")
  if (named !== bucket) return fail(response, 404, "NoSuchBucket")
  if (request.method === "PUT") {
    // The SDK may send a body in chunks with a checksum behind them; whole it is easier to read.
    if (String(request.headers["content-encoding"]).includes("aws-chunked"))
      return fail(response, 501, "NotImplemented")
    objects.set(key, body)
    response.setHeader("ETag", '"tag"').end()
  } else if (request.method === "DELETE") {
    objects.delete(key)
    response.writeHead(204).end()
  } else if (url.searchParams.get("list-type") === "2") list(response, url.searchParams, bucket, objects)
  else {
    const found = objects.get(key)
    if (found === undefined) return fail(response, 404, "NoSuchKey")
    response.setHeader("Content-Type", "binary/octet-stream").end(found)
  }
}

function list(
  response: ServerResponse,
  query: URLSearchParams,
  bucket: string,
  objects: ReadonlyMap<string, Buffer>,
): void {
  const after = query.get("continuation-token") ?? ""
  const keys = [...objects.keys()].filter((key) => key.startsWith(query.get("prefix") ?? "") && key > after).sort()
  const page = keys.slice(0, PAGE)
  const next =
    keys.length > PAGE
      ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${page.at(-1)}</NextContinuationToken>`
      : "<IsTruncated>false</IsTruncated>"
  const contents = page.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("")
  sendXml(
    response,
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name>${next}${contents}</ListBucketResult>`,
  )
}

function fail(response: ServerResponse, status: number, code: string): void {
  sendXml(response, status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`)
}

function sendXml(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, { "Content-Type": "application/xml" }).end(`<?xml version="1.0" encoding="UTF-8"?>${xml}`)
}
