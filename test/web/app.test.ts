// What every response carries, who may call from where and how often, and the routes for machines and operators.

import { Ajv2020 } from "ajv/dist/2020.js"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  beginVisit,
  jsonRequest,
  startWebHarness,
  TEST_OPERATOR_TOKEN,
  type WebHarness,
} from "#test/support/web-harness.ts"
import { insights, type Problem } from "#web/contract.ts"

let harness: WebHarness
beforeAll(async () => {
  harness = await startWebHarness()
})
afterAll(() => harness.close())

describe("the site", () => {
  it.each([
    { path: "/", type: "text/html; charset=utf-8", cache: "no-cache", isEmbeddable: false },
    { path: "/operator", type: "text/html; charset=utf-8", cache: "no-cache", isEmbeddable: false },
    { path: "/widget.js", type: "text/javascript; charset=utf-8", cache: "public, max-age=300", isEmbeddable: true },
    {
      path: "/widget/voice-ABCD2345.js",
      type: "text/javascript; charset=utf-8",
      cache: "public, max-age=31536000, immutable",
      isEmbeddable: true,
    },
    // Cards show it wherever the widget is.
    { path: "/site/images/beach.svg", type: "image/svg+xml", cache: "public, max-age=300", isEmbeddable: true },
  ])("serves $path", async ({ path, type, cache, isEmbeddable }) => {
    const response = await harness.openApp().app.request(path)

    expect(response.status).toBe(200)
    expect(response.headers.get("Content-Type")).toBe(type)
    expect(response.headers.get("Cache-Control")).toBe(cache)
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(isEmbeddable ? "*" : null)
    expect(response.headers.get("Cross-Origin-Resource-Policy")).toBe(isEmbeddable ? "cross-origin" : "same-origin")
  })

  it.each([
    { accepts: "gzip, deflate, br", encoding: "br" },
    { accepts: "gzip", encoding: "gzip" },
    { accepts: "br;q=0, gzip;q=0.5", encoding: "gzip" },
    { accepts: "identity", encoding: null },
    { accepts: "", encoding: null },
  ])("is encoded as $encoding for '$accepts', with a tag of its own", async ({ accepts, encoding }) => {
    const { app } = harness.openApp()
    const plain = await app.request("/")
    const response = await app.request("/", { headers: { "Accept-Encoding": accepts } })

    expect(response.headers.get("Content-Encoding")).toBe(encoding)
    expect(response.headers.get("Vary")).toContain("Accept-Encoding")
    expect(response.headers.get("ETag") === plain.headers.get("ETag")).toBe(encoding === null)
  })

  it.each([{ weaken: "" }, { weaken: "W/" }])(
    "is not sent again when it is unchanged ($weaken)",
    async ({ weaken }) => {
      const { app } = harness.openApp()
      const tag = (await app.request("/")).headers.get("ETag") ?? ""

      const response = await app.request("/", { headers: { "If-None-Match": `"other", ${weaken}${tag}` } })

      expect(response.status).toBe(304)
      expect(await response.text()).toBe("")
    },
  )
})

describe("every response", () => {
  it.each(["/", "/api/history", "/healthz", "/nothing", "/widget.js"])(
    "of %s is kept from acting as what it isn't",
    async (path) => {
      const response = await harness.openApp().app.request(path)

      const policy = response.headers.get("Content-Security-Policy") ?? ""
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain("unsafe")
      expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff")
    },
  )
})

describe("origins", () => {
  const begin = (origin: string, allowed = "") =>
    harness.openApp({ ALLOWED_ORIGINS: allowed }).app.request("http://chat.example/api/sessions", {
      method: "POST",
      headers: { Origin: origin },
    })

  it.each([
    { origin: "http://chat.example", allowed: "", status: 201, allows: "http://chat.example" },
    { origin: "https://chat.example", allowed: "", status: 201, allows: "https://chat.example" },
    { origin: "https://hotel.example", allowed: "https://hotel.example", status: 201, allows: "https://hotel.example" },
    { origin: "https://hotel.example", allowed: "*", status: 201, allows: "*" },
    { origin: "https://evil.example", allowed: "https://hotel.example", status: 403, allows: null },
    { origin: "https://hotel.example.evil.example", allowed: "https://hotel.example", status: 403, allows: null },
    { origin: "null", allowed: "https://hotel.example", status: 403, allows: null },
    { origin: "http://chat.example:8080", allowed: "", status: 403, allows: null },
  ])("$origin gets $status when '$allowed' is allowed", async ({ origin, allowed, status, allows }) => {
    const response = await begin(origin, allowed)

    expect(response.status).toBe(status)
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe(allows)
  })

  it("are told to the owner once when they are refused, with the setting that allows them", async () => {
    const { app } = harness.openApp()
    const headers = { Origin: "https://forgotten.example" }

    await app.request("http://chat.example/api/sessions", { method: "POST", headers })
    await app.request("http://chat.example/api/sessions", { method: "POST", headers })

    const told = harness.log.filter((line) => line.includes("https://forgotten.example"))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain("ALLOWED_ORIGINS")
  })

  it("may read problems and retry headers too", async () => {
    const { app } = harness.openApp({ ALLOWED_ORIGINS: "https://hotel.example" })

    const response = await app.request("/api/history", { headers: { Origin: "https://hotel.example" } })

    expect(response.status).toBe(401)
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("https://hotel.example")
    expect(response.headers.get("Access-Control-Expose-Headers")).toContain("Retry-After")
    expect(response.headers.get("Vary")).toContain("Origin")
  })

  it("are told before a request what they may send", async () => {
    const { app } = harness.openApp({ ALLOWED_ORIGINS: "https://hotel.example" })
    const headers = { Origin: "https://hotel.example", "Access-Control-Request-Method": "DELETE" }

    const response = await app.request("/api/sessions/current", { method: "OPTIONS", headers })

    expect(response.status).toBe(204)
    expect(response.headers.get("Access-Control-Allow-Methods")).toContain("DELETE")
    expect(response.headers.get("Access-Control-Allow-Headers")).toContain("Authorization")
  })
})

describe("limits", () => {
  it("of a conversation let it go on after a while", async () => {
    const visitor = await beginVisit(harness.openApp({ RATE_LIMIT_SESSION: "6" }).app)
    const statuses = []
    for (let i = 0; i < 4; i++) statuses.push((await visitor.say("hello")).status)

    const refused = await visitor.say("hello")
    const seconds = Number(refused.headers.get("Retry-After"))
    harness.advance(seconds * 1000)
    const later = await visitor.say("hello")

    expect(statuses).toEqual([200, 200, 200, 429])
    expect(refused.status).toBe(429)
    expect(((await refused.json()) as Problem).type).toBe("/problems/rate-limited")
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(10)
    expect(later.status).toBe(200)
  })

  it("of an address count all its conversations, but not the site", async () => {
    const { app } = harness.openApp({ RATE_LIMIT_ADDRESS: "4" })
    await beginVisit(app)
    await beginVisit(app)

    const refused = await app.request("/api/sessions", { method: "POST" })
    const site = await app.request("/")

    expect(refused.status).toBe(429)
    expect(site.status).toBe(200)
  })

  it.each([
    { proxies: "0", forwarded: ["1.1.1.1", "2.2.2.2"], statuses: [201, 429] },
    { proxies: "1", forwarded: ["1.1.1.1", "2.2.2.2"], statuses: [201, 201] },
    { proxies: "1", forwarded: ["9.9.9.9, 1.1.1.1", "8.8.8.8, 1.1.1.1"], statuses: [201, 429] },
    { proxies: "2", forwarded: ["7.7.7.7, 9.9.9.9, 1.1.1.1", "9.9.9.9, 1.1.1.1"], statuses: [201, 429] },
    { proxies: "1", forwarded: ["2001:db8:1:2::1", "2001:db8:1:2:3::9"], statuses: [201, 429] },
    { proxies: "1", forwarded: ["2001:db8:1:2::1", "2001:db8:1:3::1"], statuses: [201, 201] },
  ])("take the address from $proxies trusted proxies: $forwarded", async ({ proxies, forwarded, statuses }) => {
    const { app } = harness.openApp({ RATE_LIMIT_ADDRESS: "2", TRUSTED_PROXIES: proxies })
    const answers = []
    for (const address of forwarded) {
      const headers = { "X-Forwarded-For": address }
      answers.push((await app.request("/api/sessions", { method: "POST", headers })).status)
    }

    expect(answers).toEqual(statuses)
  })
})

describe("routes for machines", () => {
  it("tell that the server lives, is ready, and what it did", async () => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)
    await visitor.hear("hello")
    await visitor.say("")

    const alive = await app.request("/healthz")
    const ready = await app.request("/readyz")
    const metrics = await (await app.request("/metrics")).text()

    expect([alive.status, ready.status]).toEqual([200, 200])
    expect(metrics).toContain('concierge_turns_total{intent="Greet",state="Fulfilled"} 1')
    expect(metrics).toContain('concierge_http_requests_total{route="/api/messages",method="POST",status="422"} 1')
    expect(metrics).toContain('concierge_http_request_seconds_count{route="/api/messages"} 2')
    expect(metrics).toContain('concierge_problems_total{kind="invalid-request"} 1')
    expect(metrics).toMatch(/^concierge_lex_in_flight 0$/m)
  })

  it("tell that the server is not ready when DynamoDB and Lex are away, or when it stops", async () => {
    const away = await startWebHarness()
    const { app } = away.openApp()
    await away.close()
    const { app: stopping, services } = harness.openApp()
    services.shutdown.isUnderWay = true

    const unready = await app.request("/readyz")
    const shuttingDown = await stopping.request("/readyz")

    expect(unready.status).toBe(503)
    expect(unready.headers.has("Retry-After")).toBe(true)
    expect(shuttingDown.status).toBe(503)
    expect(((await shuttingDown.json()) as Problem).type).toBe("/problems/shutting-down")
  })

  it("describe the API so that its answers fit the description", async () => {
    const { app } = harness.openApp()
    const visitor = await beginVisit(app)
    const api = await (await app.request("/openapi.json")).json()
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(api, "api")
    const fits = (name: string, value: unknown) => ajv.validate(`api#/components/schemas/${name}`, value)

    expect(Object.keys(api.paths)).toEqual(
      expect.arrayContaining(["/api/sessions", "/api/messages", "/api/history", "/api/sessions/current"]),
    )
    expect(fits("Reply", await visitor.hear("show everything"))).toBe(true)
    expect(fits("History", await (await visitor.call("/api/history")).json())).toBe(true)
    expect(fits("SessionReply", await (await app.request("/api/sessions", jsonRequest({}))).json())).toBe(true)
    expect(fits("Problem", await (await visitor.say("")).json())).toBe(true)
    expect(fits("Reply", { messages: [{ type: "text" }] })).toBe(false)
  })

  it("describe every kind of problem where its type points", async () => {
    const { app } = harness.openApp()

    const response = await app.request("/problems/rate-limited")

    expect(await response.json()).toMatchObject({ title: "Too many requests", status: 429 })
    expect((await app.request("/problems/no-such-thing")).status).toBe(404)
  })
})

describe("the operator", () => {
  const ask = (
    app: { request: (path: string, init: RequestInit) => Response | Promise<Response> },
    token: string,
    query = "",
  ) => app.request(`/api/operator/insights${query}`, { headers: { Authorization: `Bearer ${token}` } })

  it("learns what people ask and what the bot missed", async () => {
    const own = await startWebHarness()
    const { app } = own.openApp({ OPERATOR_TOKEN: TEST_OPERATOR_TOKEN })
    const visitor = await beginVisit(app)
    for (const text of [
      "hello",
      "Fly me to the moon",
      "fly me to the  MOON",
      "call jo@example.com or +44 20 7946 0958",
    ])
      await visitor.hear(text)

    const report = insights.parse(await (await ask(app, TEST_OPERATOR_TOKEN, "?days=3")).json())
    await own.close()

    expect(report.days).toEqual([
      { date: "2026-03-02", sessions: 1, turns: 4, missed: 3 },
      { date: "2026-03-01", sessions: 0, turns: 0, missed: 0 },
      { date: "2026-02-28", sessions: 0, turns: 0, missed: 0 },
    ])
    expect(report.intents).toEqual([
      { name: "FallbackIntent", turns: 3, fulfilled: 0, failed: 3 },
      { name: "Greet", turns: 1, fulfilled: 1, failed: 0 },
    ])
    expect(report.missedUtterances).toEqual([
      { text: "Fly me to the moon", count: 2, lastDate: "2026-03-02" },
      { text: "call [e-mail] or +[number]", count: 1, lastDate: "2026-03-02" },
    ])
  })

  it("learns no texts when none are kept", async () => {
    const own = await startWebHarness()
    const { app } = own.openApp({ OPERATOR_TOKEN: TEST_OPERATOR_TOKEN, MISSED_UTTERANCE_DAYS: "0" })
    await (await beginVisit(app)).hear("Fly me to the moon")

    const text = await (await ask(app, TEST_OPERATOR_TOKEN)).text()
    await own.close()

    expect(insights.parse(JSON.parse(text)).days[0]).toMatchObject({ turns: 1, missed: 1 })
    expect(text.toLowerCase()).not.toContain("moon")
  })

  it.each([
    { environment: {}, token: TEST_OPERATOR_TOKEN, status: 403 },
    { environment: { OPERATOR_TOKEN: TEST_OPERATOR_TOKEN }, token: "", status: 401 },
    { environment: { OPERATOR_TOKEN: TEST_OPERATOR_TOKEN }, token: "operator-token-of-test", status: 401 },
    { environment: { OPERATOR_TOKEN: TEST_OPERATOR_TOKEN }, token: TEST_OPERATOR_TOKEN, query: "?days=0", status: 422 },
    {
      environment: { OPERATOR_TOKEN: TEST_OPERATOR_TOKEN },
      token: TEST_OPERATOR_TOKEN,
      query: "?days=week",
      status: 422,
    },
  ])("gets $status with the token '$token' $query", async ({ environment, token, query, status }) => {
    const response = await ask(harness.openApp(environment).app, token, query)

    expect(response.status).toBe(status)
  })

  it.each(["models", "cancellations"])("is told why a host without a folder or bucket has no %s", async (report) => {
    const { app } = harness.openApp({ OPERATOR_TOKEN: TEST_OPERATOR_TOKEN })
    const headers = { Authorization: `Bearer ${TEST_OPERATOR_TOKEN}` }

    const response = await app.request(`/api/operator/${report}`, { headers })

    expect(response.status).toBe(501)
    expect(await response.json()).toMatchObject({
      type: "/problems/models-out-of-reach",
      detail: expect.stringContaining("MODEL_BUCKET"),
    })
    expect((await app.request(`/api/operator/${report}`)).status).toBe(401)
  })

  it("is never told in the log what visitors said", async () => {
    const visitor = await beginVisit(harness.openApp({ LOG_LEVEL: "debug" }).app)
    harness.lex.fail({ status: 424, type: "DependencyFailedException" })

    await visitor.say("my secret is a walrus")

    expect(harness.log.join("\n")).toContain("fulfillment-failed")
    expect(harness.log.join("\n")).not.toContain("walrus")
    expect(harness.log.join("\n")).not.toContain(visitor.sessionId)
  })
})
