// The Worker host in the real workerd, with wrangler's own bundle: a conversation, the site, and what the visitor never
// gets to see. What the routes do is tested without it.

import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createTestHarness, type TestHarness } from "wrangler"
import { createDocumentClient, createItems } from "#aws/dynamo.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import { createDynamoFeedbackStore } from "#backends/recommendation/dynamo-feedback-store.ts"
import { systemClock } from "#core/time.ts"
import { openBackends } from "#handlers/wiring.ts"
import { startLocal } from "#local/main.ts"
import { fakeBucketService, publishTwins } from "#test/support/fake-bucket.ts"
import { makePicture } from "#test/support/uploads.ts"
import { startWebHarness, TEST_OPERATOR_TOKEN, TEST_SECRET, type WebHarness } from "#test/support/web-harness.ts"
import { insights, type Reply, recommendations, type SessionReply } from "#web/contract.ts"

const MODELS = "models"
let aws: WebHarness
let worker: TestHarness

async function startWorker(endpoint: string): Promise<TestHarness> {
  const started = createTestHarness({
    root: new URL("../../", import.meta.url).pathname,
    workers: [
      {
        configPath: "wrangler.toml",
        vars: { AWS_ENDPOINT_URL: endpoint, MODEL_BUCKET: MODELS },
        secrets: {
          AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
          AWS_SECRET_ACCESS_KEY: "secret",
          SESSION_SECRET: TEST_SECRET,
          OPERATOR_TOKEN: TEST_OPERATOR_TOKEN,
        },
      },
    ],
  })
  await started.listen()
  return started
}

beforeAll(async () => {
  aws = await startWebHarness([fakeBucketService(MODELS)])
  worker = await startWorker(aws.url)
}, 120_000)
afterAll(async () => {
  await worker.close()
  await aws.close()
})

async function begin(at = worker): Promise<SessionReply> {
  const response = await at.fetch("/api/sessions", { method: "POST" })
  return (await response.json()) as SessionReply
}

async function say(token: string, text: string, turnId?: string, at = worker) {
  return await at.fetch("/api/messages", {
    method: "POST",
    body: JSON.stringify({ text, turnId }),
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
  })
}

describe("the Worker", () => {
  it("holds a conversation and remembers it", async () => {
    const { token, messages } = await begin()
    const replies: Reply[] = []
    for (const text of ["book", "2", "yes"]) replies.push((await (await say(token, text)).json()) as Reply)

    const history = await worker.fetch("/api/history", { headers: { Authorization: `Bearer ${token}` } })

    expect(messages[0]).toMatchObject({ text: "Welcome." })
    expect(replies.map(({ dialogAction }) => dialogAction)).toEqual(["ElicitSlot", "ConfirmIntent", "Close"])
    expect(await history.json()).toMatchObject({ turns: [{}, { text: "book" }, { text: "2" }, { text: "yes" }] })
  })

  it("takes a turn once that comes twice at the same time", async () => {
    const { token, sessionId } = await begin()
    await (await say(token, "book")).text()
    await (await say(token, "3")).text()

    const replies = await Promise.all([1, 2].map(async () => await (await say(token, "yes", "once")).text()))

    expect(replies[0]).toBe(replies[1])
    expect(aws.lex.calls.filter((call) => call.sessionId === sessionId && call.text === "yes")).toHaveLength(1)
  })

  it("takes a photo as a turn, without the data that came with it", async () => {
    const { token } = await begin()
    aws.rekognition.sight.labels = [{ name: "Kite" }]
    const exif = { IFD0: { Copyright: "Anna Keller" } }
    const photo = await sharp(await makePicture(300, 200))
      .withExifMerge(exif)
      .jpeg()
      .toBuffer()
    const show = (body: Uint8Array<ArrayBuffer>) =>
      worker.fetch("/api/images?text=what%20is%20this", {
        method: "POST",
        body,
        headers: { "Content-Type": "image/jpeg", Authorization: `Bearer ${token}` },
      })

    const reply = await show(Uint8Array.from(photo))
    const webp = await show(await makePicture(300, 200, "webp"))

    expect(await reply.json()).toMatchObject({ image: { labels: [{ name: "Kite" }], moderated: false } })
    expect(Buffer.from(aws.rekognition.calls[0]?.image ?? []).includes("Anna Keller")).toBe(false)
    expect(webp.status).toBe(415)
  })

  it("serves the widget and the operator page from its assets", async () => {
    const widget = await worker.fetch("/widget.js")
    const page = await worker.fetch("/operator")
    const tag = widget.headers.get("ETag") ?? ""
    const again = await worker.fetch("/widget.js", { headers: { "If-None-Match": tag } })

    expect(widget.status).toBe(200)
    expect(widget.headers.get("Access-Control-Allow-Origin")).toBe("*")
    expect(await widget.text()).toContain("concierge-chat")
    expect(again.status).toBe(304)
    expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8")
    expect(await page.text()).toContain("Operator token")
  })

  it("answers problems as every host does", async () => {
    const response = await say("v1.YWJj.ZGVm", "hello")

    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ type: "/problems/token-invalid" })
  })

  it("tells the operator what was asked", async () => {
    const { token } = await begin()
    await (await say(token, "hello")).text()

    const headers = { Authorization: `Bearer ${TEST_OPERATOR_TOKEN}` }
    const response = await worker.fetch("/api/operator/insights?days=1", { headers })

    expect(insights.parse(await response.json()).days[0]?.turns).toBeGreaterThan(0)
  })
})

describe("the Worker in front of the local AWS endpoint", () => {
  it("begins a booking with the assistant's own bot", async () => {
    const local = await startLocal({ port: 0 })
    const own = await startWorker(local.url)

    const { token, messages } = await begin(own)
    const reply = (await (await say(token, "I need a hotel room in Lisbon", undefined, own)).json()) as Reply
    await own.close()
    await local.close()

    expect(messages.length).toBeGreaterThan(0)
    expect(reply).toMatchObject({
      intent: { name: "BookHotel", slots: { City: "Lisbon" } },
      dialogAction: "ElicitSlot",
    })
  }, 120_000)
})

describe("the Worker's recommendations", () => {
  it("come from the catalogue and the model in S3, and learn at once", async () => {
    const backends = await openBackends({
      dynamoDb: { region: "us-east-1", endpoint: aws.url },
      tablePrefix: "concierge-",
      bookingKey: "key",
      mailer: { send: async () => {} },
      clock: systemClock,
    })
    await backends.services()
    const { movies } = makeDemoCatalogue()
    const [liked, other] = movies
    const idsOfMovies = movies.map(({ id }) => id)
    const version = await publishTwins(MODELS, aws.url, idsOfMovies)
    const { token, sessionId } = await begin()
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }
    const tell = (itemId: string | undefined, kind: string) =>
      worker.fetch("/api/recommendations/feedback", {
        method: "POST",
        headers,
        body: JSON.stringify({ itemId, kind }),
      })
    const ask = async (query: string) =>
      recommendations.parse(await (await worker.fetch(`/api/recommendations?${query}`, { headers })).json()).items

    const chosen = await tell(liked?.id, "chosen")
    const [first] = await ask(`kind=movies&not=${liked?.id}&limit=3`)
    await tell(first?.id, "dismissed")
    const afterwards = await ask("kind=movies&limit=20")
    const places = await ask("kind=places&city=Lisbon&arrival=2026-12-12")

    expect(chosen.status).toBe(204)
    expect(first).toMatchObject({ id: other?.id, reason: { type: "liked", title: liked?.title } })
    expect(afterwards.map(({ id }) => id)).not.toContain(first?.id)
    expect(places.length).toBeGreaterThan(0)
    const table = createItems(createDocumentClient({ region: "us-east-1", endpoint: aws.url }))
    const shown = await createDynamoFeedbackStore(table, "concierge-feedback", systemClock).list(sessionId)
    expect(shown.find(({ itemId, kind }) => itemId === other?.id && kind === "shown")?.model).toBe(version)
  })
})
