// Makes long JSON answers shorter on the way. Files are compressed once, by web/assets.ts.

import type { MiddlewareHandler } from "hono"
import { chooseEncoding, encode } from "./assets.ts"

/** Shorter than this, an answer fits one packet either way. */
const MIN_BYTES = 1400

/** Compresses JSON of more than a packet with gzip for clients that take it. */
export const compressJson: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  const isJson = /^application\/(?:[a-z]+\+)?json/.test(headers.get("Content-Type") ?? "")
  if (!isJson || headers.has("Content-Encoding") || c.req.method === "HEAD") return
  if (chooseEncoding(c.req.header("Accept-Encoding"), ["gzip"]) === undefined) return
  const body = new Uint8Array(await c.res.arrayBuffer())
  const shorter = body.length < MIN_BYTES ? undefined : await encode(body, "gzip")
  const answer = new Response(shorter ?? body, { status: c.res.status, headers })
  answer.headers.append("Vary", "Accept-Encoding")
  if (shorter !== undefined) answer.headers.set("Content-Encoding", "gzip")
  c.res = undefined
  c.res = answer
}
