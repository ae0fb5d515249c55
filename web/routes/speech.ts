// A message spoken, for playing and for captions. What is said of it is web/speech.ts.

import { Hono } from "hono"
import { requireSession, type WebEnvironment } from "../access.ts"
import { speechQuery } from "../contract.ts"
import { hasTag } from "../entity-tag.ts"
import { HttpProblem } from "../problem.ts"
import type { Services } from "../services.ts"
import type { SpeechOutput } from "../speech.ts"

const CONTENT_TYPES: Readonly<Record<SpeechOutput, string>> = {
  audio: "audio/mpeg",
  // Polly's own name for JSON lines.
  "word-marks": "application/x-json-stream",
}

/** `GET /api/speech/:messageId?marks=word`. */
export function speechRoutes(services: Services): Hono<WebEnvironment> {
  const { conversations, speaker, speechLimit } = services
  const routes = new Hono<WebEnvironment>()
  routes.get("/api/speech/:messageId", requireSession(services, speechLimit), async (c) => {
    const query = speechQuery.safeParse(c.req.query())
    if (!query.success) throw new HttpProblem("invalid-request", { detail: "The parameter `marks` may be `word`." })
    const kept = await conversations.findMessage(c.var.session.sessionId, c.req.param("messageId"))
    if (kept === undefined) throw new HttpProblem("message-not-found")
    const text = speaker.plan(kept)
    if (text === undefined) throw new HttpProblem("message-not-found", { detail: "The message has no words to say." })

    const output = query.data.marks === undefined ? "audio" : "word-marks"
    const etag = `"${await digest(JSON.stringify([output, text]))}"`
    // The visitor's own browser may keep it, and asks each time whether it still may.
    const headers = { "Cache-Control": "private, no-cache", ETag: etag, Vary: "Authorization" }
    if (hasTag(c.req.header("If-None-Match"), etag)) return c.body(null, 304, headers)
    const stream = await speaker.speak(text, output)
    return c.body(stream, 200, { ...headers, "Content-Type": CONTENT_TYPES[output] })
  })
  return routes
}

async function digest(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))
  return btoa(String.fromCharCode(...hash.subarray(0, 15)))
}
