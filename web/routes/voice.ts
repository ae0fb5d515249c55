// A turn that was spoken and sent whole. Speaking while it is sent is routes/live.ts.

import { Hono } from "hono"
import { requireSession, type WebEnvironment } from "../access.ts"
import { MAX_AUDIO_BYTES, readSpokenAudio } from "../audio/spoken-audio.ts"
import { voiceQuery } from "../contract.ts"
import { readBody } from "../json-body.ts"
import { HttpProblem } from "../problem.ts"
import type { Services } from "../services.ts"
import { LIVE_CONTENT, listenTo, takeSpokenTurn } from "../spoken-turn.ts"

/** `POST /api/voice?turnId=…`. */
export function voiceRoutes(services: Services): Hono<WebEnvironment> {
  const routes = new Hono<WebEnvironment>()
  routes.post("/api/voice", requireSession(services), async (c) => {
    const query = voiceQuery.safeParse(c.req.query())
    if (!query.success) {
      const detail = "`turnId` has up to 64 letters, digits, - and _; `live` may be 1."
      throw new HttpProblem("invalid-request", { detail })
    }
    const bytes = await readBody(c.req.raw, MAX_AUDIO_BYTES)
    const audio = readSpokenAudio(c.req.header("Content-Type"), bytes)
    const { turnId = services.newId(), live } = query.data
    const reply = await takeSpokenTurn(services, {
      sessionId: c.var.session.sessionId,
      turnId,
      content: live === undefined ? bytes : LIVE_CONTENT,
      takesOver: live !== undefined,
      listen: listenTo(services, audio),
    })
    return c.json(reply)
  })
  return routes
}
