// What the operator page asks for: what people ask and what the bot missed, how models do, and which
// bookings may be cancelled. The page itself is web/operator.

import { Hono } from "hono"
import { requireOperator } from "../access.ts"
import { operatorQuery } from "../contract.ts"
import type { OwnerReports } from "../owner-reports.ts"
import { HttpProblem } from "../problem.ts"
import type { Services } from "../services.ts"

/** `GET /api/operator/insights?days=7`, `GET /api/operator/models`, `GET /api/operator/cancellations`. */
export function operatorRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.get("/api/operator/insights", requireOperator(services), async (c) => {
    const query = operatorQuery.safeParse(c.req.query())
    if (!query.success)
      throw new HttpProblem("invalid-request", { detail: "The parameter `days` is a whole number from 1 to 90." })
    return c.json(await services.insights.read(query.data.days), 200, { "Cache-Control": "no-store" })
  })
  routes.get("/api/operator/models", requireOperator(services), async (c) =>
    c.json(await reports(services).readModels(), 200, { "Cache-Control": "no-store" }),
  )
  routes.get("/api/operator/cancellations", requireOperator(services), async (c) =>
    c.json(await reports(services).readCancellations(), 200, { "Cache-Control": "no-store" }),
  )
  return routes
}

function reports({ ownerReports }: Services): OwnerReports {
  if (ownerReports !== undefined) return ownerReports
  throw new HttpProblem("models-out-of-reach", { detail: "This host has no folder of models: set MODEL_BUCKET." })
}
