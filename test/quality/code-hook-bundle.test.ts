import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startLocal } from "#local/main.ts"
import { codeHookEvent } from "#test/support/code-hook-event.ts"
import { bundleFunction } from "#web/build/bundle-function.ts"

let folder: string
let file: string
let bytes: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "code-hook-"))
  file = join(folder, "index.mjs")
  bytes = await bundleFunction(new URL("../../handlers/code-hook.ts", import.meta.url), file)
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe("the code hook as one file for Lambda", () => {
  it("is at most 1 MB", () => {
    expect(bytes).toBeLessThanOrEqual(1024 * 1024)
  })

  it("answers a Lex event, and opens nothing before it", async () => {
    const { handler } = await import(pathToFileURL(file).href)
    const local = await startLocal({ port: 0 })
    Object.assign(process.env, { AWS_ENDPOINT_URL: local.url, BOOKING_KEY: "k".repeat(32) })

    const answer = await handler(codeHookEvent("Greet", {}, { invocationSource: "FulfillmentCodeHook" }))
    await local.close()

    expect(answer.sessionState.dialogAction).toEqual({ type: "Close" })
    expect(answer.messages[0].content).toMatch(/^Hello!/)
  })
})
