// A turn in words. How it is taken once only is web/turn.ts.

import { Hono } from "hono"
import { requireSession, type WebEnvironment } from "../access.ts"
import { messageRequest } from "../contract.ts"
import { readJson } from "../json-body.ts"
import type { Services } from "../services.ts"

/** `POST /api/messages`. */
export function messageRoutes(services: Services): Hono<WebEnvironment> {
  const routes = new Hono<WebEnvironment>()
  routes.post("/api/messages", requireSession(services), async (c) => {
    const { text, turnId = services.newId() } = await readJson(c.req.raw, messageRequest)
    // Half a surrogate pair can't be sent on in UTF-8.
    const said = text.toWellFormed()
    const reply = await services.turns.take({
      sessionId: c.var.session.sessionId,
      turnId,
      content: said,
      recognize: async (session, options) => ({
        turn: await services.lex.recognizeText(session, said, options),
        said,
      }),
    })
    return c.json(reply)
  })
  return routes
}
