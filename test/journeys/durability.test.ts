import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"

type Message = { readonly text?: string; readonly subtitle?: string }
type Site = { readonly url: string; readonly process: ChildProcess }

let folder: string
const started: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "concierge-durability-"))
})

afterEach(async () => {
  for (const child of started.splice(0)) child.kill("SIGKILL")
  await rm(folder, { recursive: true, force: true })
})

/** Starts the product as `npm start` does, and waits until it says where it is. */
async function start(): Promise<Site> {
  const env = { ...process.env, PORT: "0", AWS_LOCAL_PORT: "0", DATA_DIR: folder, LOG_LEVEL: "error" }
  const child = spawn(process.execPath, ["web/main.ts"], { env, stdio: ["ignore", "pipe", "inherit"] })
  started.push(child)
  let output = ""
  for await (const chunk of child.stdout) {
    output += chunk
    const url = /Site\s+(http\S+)/.exec(output)?.[1]
    if (url !== undefined) return { url, process: child }
  }
  throw new Error(`the site did not start: ${output}`)
}

async function killHard(site: Site): Promise<void> {
  const ended = new Promise((resolve) => site.process.once("exit", resolve))
  site.process.kill("SIGKILL")
  await ended
}

async function post(site: Site, path: string, body: unknown, token?: string) {
  const headers = {
    "content-type": "application/json",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  const response = await fetch(site.url + path, { method: "POST", headers, body: JSON.stringify(body) })
  return (await response.json()) as { token: string; messages: readonly Message[] }
}

/** Says something; gives everything that was answered as one text. */
async function say(site: Site, token: string, text: string): Promise<string> {
  const { messages } = await post(site, "/api/messages", { text }, token)
  return messages.map(({ text: words = "", subtitle = "" }) => `${words} ${subtitle}`).join("\n")
}

const REFERENCE = /BK-[0-9A-Z]{4}-[0-9A-Z]{4}/

describe("a site that is killed without warning", () => {
  it("still has the conversation, the booking and the inventory when it starts again", async () => {
    const first = await start()
    const { token } = await post(first, "/api/sessions", {})
    await say(first, token, "a suite in Porto from tomorrow for one night for one person")
    await say(first, token, "the cheapest one")
    await say(first, token, "Jo Field")
    const booked = await say(first, token, "yes")
    // In the middle of another booking, with a room held for it.
    await say(first, token, "a room in Rome from tomorrow for one night for one person")
    await say(first, token, "the first one")
    await killHard(first)

    const second = await start()
    const goesOn = await say(second, token, "yes")
    const found = await say(second, token, "what did I book?")
    const history = await fetch(`${second.url}/api/history`, { headers: { authorization: `Bearer ${token}` } })
    const { turns } = (await history.json()) as { turns: readonly { readonly text?: string }[] }

    const reference = REFERENCE.exec(booked)?.[0] ?? "none"
    expect(booked).toContain("It's booked, Jo Field")
    expect(goesOn).toContain("It's booked, Jo Field")
    expect(found).toContain("You have 2 bookings")
    expect(found).toContain(reference)
    expect(turns.flatMap(({ text }) => text ?? [])).toEqual([
      "a suite in Porto from tomorrow for one night for one person",
      "the cheapest one",
      "Jo Field",
      "yes",
      "a room in Rome from tomorrow for one night for one person",
      "the first one",
      "yes",
      "what did I book?",
    ])
  }, 120_000)
})
