// Whether this server lives, whether it can serve, and its counts: for orchestrators and monitors.

import { Hono } from "hono"
import { chooseLocale } from "../locale.ts"
import { HttpProblem } from "../problem.ts"
import type { Services } from "../services.ts"

const PROBE_TIMEOUT_MS = 3000
/** However often it is asked, Lex and the store are probed once in this time. */
const PROBE_AGE_MS = 2000

/** `GET /healthz`, `/readyz`, `/metrics`. */
export function healthRoutes(services: Services): Hono {
  const routes = new Hono()
  const probe = createProbe(services)

  routes.get("/healthz", (c) => c.json({ status: "alive" }, 200, { "Cache-Control": "no-store" }))

  routes.get("/readyz", async (c) => {
    if (services.shutdown.isUnderWay) throw new HttpProblem("shutting-down")
    await probe()
    return c.json({ status: "ready" }, 200, { "Cache-Control": "no-store" })
  })

  routes.get("/metrics", (c) =>
    c.body(services.metrics.format(), 200, {
      "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
      "Cache-Control": "no-store",
    }),
  )
  return routes
}

/** Asks Lex and the store for what isn't there; that they answer is all that counts. */
function createProbe({ lex, conversations, config, clock }: Services): () => Promise<void> {
  let last: { readonly at: number; readonly result: Promise<void> } | undefined
  const ask = async () => {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS)
    await Promise.all([
      lex.checkReachable(chooseLocale(undefined, config.lexLocaleId), signal),
      conversations.checkReachable(),
    ])
  }
  return () => {
    const now = clock()
    if (last === undefined || now - last.at >= PROBE_AGE_MS) last = { at: now, result: ask() }
    return last.result
  }
}
