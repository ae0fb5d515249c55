// A conversation's beginning, its history and its end. What is said in between is routes/messages.ts.

import { Hono } from "hono"
import { Fault } from "#core/errors.ts"
import { formatInstant } from "#core/time.ts"
import { requireSession, type WebEnvironment } from "../access.ts"
import { type History, type SessionReply, sessionRequest } from "../contract.ts"
import { readJson } from "../json-body.ts"
import { showMessages, toReply } from "../lex-messages.ts"
import { chooseLocale } from "../locale.ts"
import { erasePhotos } from "../pictures/pictures.ts"
import { HttpProblem } from "../problem.ts"
import type { Services } from "../services.ts"

/** `POST /api/sessions`, `GET /api/history`, `DELETE /api/sessions/current`. */
export function sessionRoutes(services: Services): Hono<WebEnvironment> {
  const { config, conversations, clock, tokens, newId } = services
  const routes = new Hono<WebEnvironment>()

  routes.post("/api/sessions", async (c) => {
    const { locale, consent } = await readJson(c.req.raw, sessionRequest)
    const localeId = chooseLocale(locale, config.lexLocaleId)
    const sessionId = newId()
    const turnId = newId()

    const turn = await greet(services, { sessionId, localeId }, turnId)
    const shown = showMessages(turnId, turn.messages)
    const createdAt = clock()
    const reply = toReply(sessionId, turnId, shown, turn)
    await conversations.begin(
      { sessionId, localeId, createdAt, ...(consent === undefined ? {} : { consent }) },
      { sessionId, turnId, completedAt: createdAt, reply, ssml: shown.ssml, state: turn.sessionState },
    )
    services.insights.addSession()

    const { token, expiresAt } = await tokens.issue(sessionId)
    const { messages, suggestions } = reply
    const body: SessionReply = {
      token,
      sessionId,
      expiresAt: formatInstant(expiresAt),
      locale: localeId,
      messages,
      ...(suggestions === undefined ? {} : { suggestions }),
    }
    return c.json(body, 201)
  })

  routes.get("/api/history", requireSession(services), async (c) => {
    const { sessionId } = c.var.session
    const [session, turns] = await Promise.all([
      conversations.findSession(sessionId),
      conversations.listTurns(sessionId),
    ])
    if (session === undefined) throw new HttpProblem("session-not-found")
    return c.json({ sessionId, turns: [...turns] } satisfies History)
  })

  routes.delete("/api/sessions/current", requireSession(services), async (c) => {
    const { sessionId } = c.var.session
    // After the turns under way: what they still say would otherwise be left over.
    await services.turns.afterTurns(sessionId, async () => {
      const session = await conversations.findSession(sessionId)
      await conversations.erase(sessionId)
      const localeId = session?.localeId ?? chooseLocale(undefined, config.lexLocaleId)
      await services.lex.deleteSession({ sessionId, localeId }, AbortSignal.timeout(config.turnTimeoutMs))
      await services.forgetTaste(sessionId)
      if (services.pictures !== undefined) await erasePhotos(services.pictures, sessionId)
    })
    return c.body(null, 204)
  })

  return routes
}

/** Lets the bot open the conversation. A bot without the welcome intent, or whose hook fails in it, opens it in silence. */
async function greet(services: Services, session: { sessionId: string; localeId: string }, turnId: string) {
  const { config, gate, lex, log } = services
  const silence = { messages: [], sessionState: {} }
  if (config.lexWelcomeIntent === "none") return silence
  const signal = AbortSignal.timeout(config.turnTimeoutMs)
  try {
    const options = { requestAttributes: { turnId }, signal }
    return await gate.run(signal, () => lex.startIntent(session, config.lexWelcomeIntent, options))
  } catch (error) {
    const code = error instanceof Fault ? error.code : undefined
    if (code !== "data-invalid" && code !== "fulfillment-failed") throw error
    // `data-invalid`: the bot has no such intent, as other people's bots may not.
    log.warn("no-greeting", { intent: config.lexWelcomeIntent, code, hint: "see LEX_WELCOME_INTENT" })
    return silence
  }
}
