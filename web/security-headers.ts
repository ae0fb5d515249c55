// Response headers that keep a page from doing what it was not built to do. No inline script or style anywhere, so no
// exception is needed for one.

import type { MiddlewareHandler } from "hono"

/** For pages: everything from this server, pictures from anywhere on https. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob: https:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ")

/** For everything that isn't a page and should never act as one. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

const COMMON = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
} as const

/** Microphone and camera are for the page itself; the rest of what browsers offer isn't used. */
const PERMISSIONS = "microphone=(self), camera=(self), geolocation=(), payment=(), usb=()"

/** Sets the headers on every response; a route may set its own `Cross-Origin-Resource-Policy` before. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  const { headers } = c.res
  for (const [name, value] of Object.entries(COMMON)) headers.set(name, value)
  if (!headers.has("Cross-Origin-Resource-Policy")) headers.set("Cross-Origin-Resource-Policy", "same-origin")
  const isPage = headers.get("Content-Type")?.startsWith("text/html") ?? false
  headers.set("Content-Security-Policy", isPage ? PAGE_POLICY : DATA_POLICY)
  if (isPage) headers.set("Permissions-Policy", PERMISSIONS)
  if (c.req.url.startsWith("https:") || c.req.header("X-Forwarded-Proto") === "https")
    headers.set("Strict-Transport-Security", "max-age=31536000")
}
