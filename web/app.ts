// The HTTP face as one Hono app, the same on every host: what every request meets, and the routes behind it. What the
// routes work with is web/services.ts.

import { type Context, Hono, type MiddlewareHandler } from "hono"
import { routePath } from "hono/route"
import { Fault } from "#core/errors.ts"
import { limitAddress } from "./access.ts"
import { compressJson } from "./compress-json.ts"
import { describeApi } from "./openapi.ts"
import { originPolicy } from "./origins.ts"
import { HttpProblem, PROBLEMS, problemResponse, toHttpProblem } from "./problem.ts"
import { healthRoutes } from "./routes/health.ts"
import { imageRoutes } from "./routes/images.ts"
import { liveRoutes } from "./routes/live.ts"
import { messageRoutes } from "./routes/messages.ts"
import { operatorRoutes } from "./routes/operator.ts"
import { pictureRoutes } from "./routes/pictures.ts"
import { recommendationRoutes } from "./routes/recommendations.ts"
import { sessionRoutes } from "./routes/sessions.ts"
import { siteRoutes } from "./routes/site.ts"
import { speechRoutes } from "./routes/speech.ts"
import { voiceRoutes } from "./routes/voice.ts"
import { securityHeaders } from "./security-headers.ts"
import type { Services } from "./services.ts"

/** Creates the app. */
export function createApp(services: Services): Hono {
  const app = new Hono()
  app.use(measure(services))
  app.use(securityHeaders)
  if (services.compresses) app.use(compressJson)
  app.use("/api/*", originPolicy(services.config.allowedOrigins, services.log))
  app.use("/api/*", limitAddress(services))
  app.use("/api/*", noStore)

  app.route("/", sessionRoutes(services))
  app.route("/", messageRoutes(services))
  app.route("/", voiceRoutes(services))
  app.route("/", liveRoutes(services))
  app.route("/", speechRoutes(services))
  app.route("/", imageRoutes(services))
  app.route("/", pictureRoutes(services))
  app.route("/", recommendationRoutes(services))
  app.route("/", operatorRoutes(services))
  app.route("/", healthRoutes(services))
  app.get("/openapi.json", (c) => c.json(describeApi(), 200, { "Cache-Control": "public, max-age=300" }))
  app.route("/", siteRoutes(services.assets))

  app.notFound(async (c) => answerProblem(services, c, await missing(app, services, c)))
  app.onError((error, c) => answerProblem(services, c, toHttpProblem(error)))
  return app
}

/** Conversations are nobody's but the visitor's: no cache keeps them. */
const noStore: MiddlewareHandler = async (c, next) => {
  c.header("Cache-Control", "no-store")
  await next()
}

/** Counts and times every request by its route's pattern, never by the path asked for. */
function measure({ metrics }: Services): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now()
    await next()
    const route = c.res.status === 404 ? "none" : routePath(c, -1)
    const method = c.req.method
    metrics.count("concierge_http_requests_total", { route, method, status: String(c.res.status) })
    metrics.observeSeconds("concierge_http_request_seconds", { route }, (performance.now() - startedAt) / 1000)
  }
}

/** The path exists for other methods, or not at all. */
async function missing(app: Hono, services: Services, c: Context): Promise<HttpProblem> {
  const methods = findMethods(app, c.req.path)
  if (methods.size === 0 && (await services.assets.find(c.req.path)) !== undefined) methods.add("GET")
  if (methods.has("GET")) methods.add("HEAD")
  if (methods.size === 0 || methods.has(c.req.method)) return new HttpProblem("not-found")
  c.header("Allow", [...methods].sort().join(", "))
  return new HttpProblem("method-not-allowed", { detail: `Allowed: ${[...methods].sort().join(", ")}.` })
}

function findMethods(app: Hono, path: string): Set<string> {
  const parts = path.split("/")
  const matches = (pattern: string) => {
    const patternParts = pattern.split("/")
    return (
      patternParts.length === parts.length && patternParts.every((part, i) => part.startsWith(":") || part === parts[i])
    )
  }
  const routes = app.routes.filter(
    (route) => route.method !== "ALL" && !route.path.includes("*") && matches(route.path),
  )
  return new Set(routes.map((route) => route.method))
}

async function answerProblem(services: Services, c: Context, problem: HttpProblem): Promise<Response> {
  const { status } = PROBLEMS[problem.code]
  services.metrics.count("concierge_problems_total", { kind: problem.code })
  if (status >= 500) await logFailure(services, c, problem)
  // What middleware has set so far (CORS above all) belongs on problems as well.
  const headers = Object.fromEntries(c.res.headers)
  delete headers["content-type"]
  return problemResponse(problem, headers)
}

/** Says what failed and where in the code, but not an unknown error's message: it may quote the visitor. */
async function logFailure({ log }: Services, c: Context, problem: HttpProblem): Promise<void> {
  const { cause } = problem.options
  const session = (c.get("session") as { readonly sessionId?: string } | undefined)?.sessionId
  const fields = {
    code: problem.code,
    route: routePath(c, -1),
    method: c.req.method,
    ...(session === undefined ? {} : { session: await shortHash(session) }),
  }
  if (cause instanceof Fault) return log.warn("request-failed", { ...fields, fault: cause.code, hint: cause.hint })
  const stack = cause instanceof Error ? (cause.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : []
  const error = cause instanceof Error ? cause.name : typeof cause
  log.error("request-failed", { ...fields, error, stack: stack.slice(0, 12).join("\n") })
}

async function shortHash(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))
  return Array.from(hash.subarray(0, 6), (byte) => byte.toString(16).padStart(2, "0")).join("")
}
