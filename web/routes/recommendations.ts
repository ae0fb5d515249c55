// Recommendations outside the conversation, and what the visitor thinks of them. Who chooses is behind web/recommender.ts.

import { type Context, Hono } from "hono"
import { requireSession, type WebEnvironment } from "../access.ts"
import { type Recommendations, recommendationFeedback, recommendationsQuery } from "../contract.ts"
import { readJson, toErrors } from "../json-body.ts"
import { HttpProblem } from "../problem.ts"
import type { Services } from "../services.ts"

const NO_CATALOGUE = "The catalogue of this installation is empty: its owner imports one with `npm run booking`."

/** `GET /api/recommendations?kind=…` and `POST /api/recommendations/feedback`. */
export function recommendationRoutes(services: Services): Hono<WebEnvironment> {
  const { recommender, conversations, forgetTaste } = services
  const routes = new Hono<WebEnvironment>()
  /** One that was erased must leave no trace, though its token may still be good. */
  const findSession = async (c: Context<WebEnvironment>) => {
    const session = await conversations.findSession(c.var.session.sessionId)
    if (session === undefined) throw new HttpProblem("session-not-found")
    return session
  }
  /** What was noted while the visitor erased themselves is forgotten, too. */
  const forgetErased = async (sessionId: string) => {
    if ((await conversations.findSession(sessionId)) === undefined) await forgetTaste(sessionId)
  }

  routes.get("/api/recommendations", requireSession(services), async (c) => {
    const given = Object.entries(c.req.queries()).map(([name, values]) => [name, values.join(",")])
    const query = recommendationsQuery.safeParse(Object.fromEntries(given))
    if (!query.success) throw new HttpProblem("invalid-request", { errors: toErrors(query.error) })
    const { sessionId, localeId } = await findSession(c)
    const found = await recommender.recommend({ visitorId: sessionId, localeId }, query.data)
    await forgetErased(sessionId)
    if (found.ok) return c.json({ items: found.value } satisfies Recommendations)
    if (found.refusal === "invalid") throw new HttpProblem("invalid-request", { errors: found.errors })
    throw new HttpProblem("nothing-to-recommend", { detail: NO_CATALOGUE })
  })

  routes.post("/api/recommendations/feedback", requireSession(services), async (c) => {
    const feedback = await readJson(c.req.raw, recommendationFeedback)
    const { sessionId } = await findSession(c)
    const noted = await recommender.note({ ...feedback, visitorId: sessionId })
    await forgetErased(sessionId)
    if (noted.ok) return c.body(null, 204)
    if (noted.refusal === "unknown-item") throw new HttpProblem("item-not-found")
    throw new HttpProblem("nothing-to-recommend", { detail: NO_CATALOGUE })
  })
  return routes
}
