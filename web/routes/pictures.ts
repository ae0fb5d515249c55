// Pictures over HTTP: a place's, a visitor's own photo that was kept, and the links both lead to. Who may put pictures
// there is the owner's business (docs/photos.md).

import { type Context, Hono } from "hono"
import { sniffImageType } from "#core/image/image-header.ts"
import { addMs, formatInstant } from "#core/time.ts"
import { requireSession, type WebEnvironment } from "../access.ts"
import { pictureQuery } from "../contract.ts"
import { LINK_PATH } from "../pictures/picture-links.ts"
import { LINK_SECONDS, type Pictures, photoKey } from "../pictures/pictures.ts"
import { HttpProblem } from "../problem.ts"
import type { Services } from "../services.ts"

const PLACE_PATH = "/pictures/"
const MAX_BYTES = 40 * 1024 * 1024
/** A redirect is kept for less time than what it leads to is good for. */
const REDIRECT_SECONDS = LINK_SECONDS / 2

/** `GET /pictures/places/…`, `GET /api/images/:turnId`, and `GET /files/…` where this site serves pictures itself. */
export function pictureRoutes(services: Services): Hono<WebEnvironment> {
  const routes = new Hono<WebEnvironment>()
  const { pictures, clock } = services
  if (pictures === undefined) return routes

  routes.get(`${PLACE_PATH}*`, async (c) => {
    const key = decodePath(c.req.path.slice(PLACE_PATH.length))
    const climbs = key.split(/[/\\]/).some((part) => part === "." || part === "..")
    if (climbs || !key.startsWith(pictures.keys.placePrefix)) throw new HttpProblem("not-found")
    const link = await pictures.links.sign(keyOfWidth(c, pictures, key), LINK_SECONDS)
    c.header("Cache-Control", `public, max-age=${REDIRECT_SECONDS}`)
    c.header("Cross-Origin-Resource-Policy", "cross-origin")
    return c.redirect(link, 302)
  })

  routes.get("/api/images/:turnId", requireSession(services), async (c) => {
    const { sessionId } = c.var.session
    const key = photoKey(pictures.keys, { sessionId, turnId: c.req.param("turnId") })
    const kept = await pictures.files.list(pictures.keys.photoPrefix(sessionId))
    if (!kept.includes(key)) throw new HttpProblem("not-found", { detail: "No photo of this turn is kept." })
    const url = await pictures.links.sign(keyOfWidth(c, pictures, key), LINK_SECONDS)
    return c.json({ url, expiresAt: formatInstant(addMs(clock(), LINK_SECONDS * 1000)) })
  })

  const { ownLinks } = pictures
  if (ownLinks === undefined) return routes
  routes.get(`${LINK_PATH}*`, async (c) => {
    const verified = await ownLinks.verify(new URL(c.req.url))
    if (verified === "invalid") throw new HttpProblem("link-invalid")
    if (verified === "expired") throw new HttpProblem("link-expired")
    const picture = await pictures.files.read(verified.key, MAX_BYTES)
    const type = picture instanceof Uint8Array ? sniffImageType(picture) : undefined
    if (!(picture instanceof Uint8Array) || type === undefined) throw new HttpProblem("not-found")
    return c.body(Uint8Array.from(picture), 200, {
      "Content-Type": type,
      "Cache-Control": `private, max-age=${LINK_SECONDS}`,
      "Cross-Origin-Resource-Policy": "cross-origin",
    })
  })
  return routes
}

/** The picture itself, or its thumbnail of the width asked for. */
function keyOfWidth(c: Context, { keys }: Pictures, key: string): string {
  const query = pictureQuery.safeParse(c.req.query())
  const { width } = query.success ? query.data : { width: 0 }
  if (width === undefined) return key
  const thumbnail = keys.thumbnail(key, width)
  if (thumbnail !== undefined) return thumbnail
  throw new HttpProblem("invalid-request", {
    errors: [{ pointer: "/width", detail: "No pictures of this width are made." }],
  })
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (cause) {
    throw new HttpProblem("not-found", { cause })
  }
}
