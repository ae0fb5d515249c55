// The files of the demo site, the operator page and the widget, with entity tags and encodings; and the description of
// each kind of problem at its type URI.

import { type Context, Hono } from "hono"
import { type Asset, type Assets, chooseEncoding, ENCODINGS } from "../assets.ts"
import { hasTag } from "../entity-tag.ts"
import { PROBLEM_PATH, PROBLEMS } from "../problem.ts"

/** `GET` of every file there is, and of `/problems/<kind>`. */
export function siteRoutes(assets: Assets): Hono {
  const routes = new Hono()

  routes.get(`${PROBLEM_PATH}:code`, (c, next) => {
    const code = c.req.param("code")
    const known = Object.entries(PROBLEMS).find(([name]) => name === code)
    if (known === undefined) return next()
    const [, { status, title }] = known
    return c.json({ type: `${PROBLEM_PATH}${code}`, status, title }, 200, { "Cache-Control": "public, max-age=3600" })
  })

  routes.get("*", async (c, next) => {
    const asset = await assets.find(c.req.path)
    return asset === undefined ? await next() : serve(c, asset)
  })
  return routes
}

function serve(c: Context, asset: Asset): Response {
  const available = ENCODINGS.filter((encoding) => asset.encoded[encoding] !== undefined)
  const encoding = chooseEncoding(c.req.header("Accept-Encoding"), available)
  const etag = `"${asset.tag}${encoding === undefined ? "" : `-${encoding}`}"`
  const headers: Record<string, string> = {
    "Content-Type": asset.contentType,
    "Cache-Control": asset.cacheControl,
    ETag: etag,
    ...(available.length === 0 ? {} : { Vary: "Accept-Encoding" }),
    ...(asset.isEmbeddable
      ? { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" }
      : {}),
  }
  if (hasTag(c.req.header("If-None-Match"), etag)) return c.body(null, 304, headers)
  const body = (encoding === undefined ? undefined : asset.encoded[encoding]) ?? asset.body
  return c.body(body, 200, { ...headers, ...(encoding === undefined ? {} : { "Content-Encoding": encoding }) })
}
