// The Node host: what `npm start` starts, what it says when it can't, and how it ends.

import { mkdtemp, readFile, rm, stat } from "node:fs/promises"
import type { AddressInfo } from "node:net"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Environment } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { startWebHarness, type WebHarness } from "#test/support/web-harness.ts"
import type { History, Reply, SessionReply } from "#web/contract.ts"
import { type RunningSite, startSite } from "#web/node.ts"

let aws: WebHarness
let folder: string
beforeAll(async () => {
  aws = await startWebHarness()
  folder = await mkdtemp(join(tmpdir(), "node-host-"))
})
afterAll(async () => {
  await aws.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const start = (environment: Environment = {}): Promise<RunningSite> =>
  startSite({ PORT: "0", DATA_DIR: folder, AWS_ENDPOINT_URL: aws.url, LOG_LEVEL: "error", ...environment }, () => {})

async function refusalOf(starting: Promise<unknown>): Promise<string> {
  const error: unknown = await starting.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Fault ? `${error.code}: ${error.hint}` : String(error)
}

const begin = async (url: string) =>
  (await (await fetch(`${url}/api/sessions`, { method: "POST" })).json()) as SessionReply

async function say(url: string, token: string, text: string): Promise<Reply> {
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` }
  const init = { method: "POST", headers, body: JSON.stringify({ text }) }
  return (await (await fetch(`${url}/api/messages`, init)).json()) as Reply
}

describe("the Node host", () => {
  it("serves the site and a conversation", async () => {
    const site = await start()

    const { token } = await begin(site.url)
    const reply = await say(site.url, token, "hello")
    const page = await fetch(site.url)
    const widget = await fetch(`${site.url}/widget.js`)
    const operator = await fetch(`${site.url}/operator/operator.js`)
    await site.close()

    expect(reply.messages[0]).toMatchObject({ text: "Hello again." })
    expect([page.status, widget.status, operator.status]).toEqual([200, 200, 200])
    expect(site.localEndpoint).toBeUndefined()
  })

  it("keeps its secrets to its user, and its sessions over a restart", async () => {
    const first = await start()
    const { token } = await begin(first.url)
    await first.close()
    const second = await start()
    const history = await fetch(`${second.url}/api/history`, { headers: { Authorization: `Bearer ${token}` } })
    await second.close()

    const secret = join(folder, "session-secret")
    expect(history.status).toBe(200)
    expect((await stat(secret)).mode & 0o077).toBe(0)
    expect((await readFile(secret, "utf8")).trim()).toHaveLength(32)
  })

  it("says which port is taken, and how to choose another", async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
    const { port } = other.address() as AddressInfo

    const site = await refusalOf(start({ PORT: String(port) }))
    const local = await refusalOf(
      startSite({ PORT: "0", AWS_LOCAL_PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "error" }, () => {}),
    )
    await new Promise((resolve) => other.close(resolve))

    expect(site).toContain(`port ${port} is taken`)
    expect(site).toContain("set PORT to another")
    expect(local).toContain(`port ${port} is taken`)
    expect(local).toContain("set AWS_LOCAL_PORT to another")
  })

  it("doesn't start with a setting that is wrong", async () => {
    expect(await refusalOf(start({ SESSION_TTL: "soon" }))).toBe(
      'setting-invalid: SESSION_TTL must be a whole number from 60 to 86400, in seconds, not "soon"',
    )
  })

  it("ends the turn under way before it stops", async () => {
    const site = await start()
    const { token } = await begin(site.url)
    const callsBefore = aws.lex.calls.length
    const release = aws.lex.hold()
    const turn = say(site.url, token, "hello")
    await expect.poll(() => aws.lex.calls.length).toBeGreaterThan(callsBefore)

    const closing = site.close()
    release()

    expect((await turn).messages[0]).toMatchObject({ text: "Hello again." })
    await closing
    await expect(fetch(site.url)).rejects.toThrow()
  })
})

describe("everything on one machine", () => {
  it("begins a booking, and remembers the conversation after a restart", async () => {
    const own = await mkdtemp(join(tmpdir(), "node-host-local-"))
    const environment = { PORT: "0", AWS_LOCAL_PORT: "0", DATA_DIR: own, LOG_LEVEL: "error" }
    const first = await startSite(environment, () => {})
    const { token, messages } = await begin(first.url)
    const asked = await say(first.url, token, "I need a hotel room in Lisbon")
    await first.close()

    const second = await startSite(environment, () => {})
    const headers = { Authorization: `Bearer ${token}` }
    const history = (await (await fetch(`${second.url}/api/history`, { headers })).json()) as History
    await second.close()
    await rm(own, { recursive: true, force: true, maxRetries: 5 })

    expect(messages.length).toBeGreaterThan(0)
    expect(asked).toMatchObject({ intent: { name: "BookHotel" }, dialogAction: "ElicitSlot" })
    expect(asked.intent?.slots.City).toBe("Lisbon")
    expect(history.turns.map(({ text }) => text)).toEqual([undefined, "I need a hotel room in Lisbon"])
  }, 120_000)
})
