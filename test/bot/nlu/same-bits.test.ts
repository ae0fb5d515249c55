// Trains and asks the same model in Node, in Chromium and in workerd: bytes and answers must be the same, bit for bit.

import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { build } from "esbuild"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createTestHarness } from "wrangler"
import { launchBrowser } from "#test/support/browser.ts"
import { trainAndAsk } from "./bits.ts"

type Outcome = ReturnType<typeof trainAndAsk>

let folder = ""
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "same-bits-"))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    write: false,
    platform: "browser",
    format: "esm",
    target: "es2024",
  })
  return outputFiles[0]?.text ?? ""
}

async function runInChromium(): Promise<Outcome> {
  const script = await bundle(
    'import { trainAndAsk } from "./bits.ts"; globalThis.outcome = JSON.stringify(trainAndAsk())',
  )
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: script, type: "module" })
    await page.waitForFunction("globalThis.outcome !== undefined")
    return JSON.parse(await page.evaluate<string>("globalThis.outcome")) as Outcome
  } finally {
    await browser.close()
  }
}

async function runInWorkerd(): Promise<Outcome> {
  const script = await bundle(
    'import { trainAndAsk } from "./bits.ts"; export default { fetch: () => Response.json(trainAndAsk()) }',
  )
  await writeFile(join(folder, "worker.mjs"), script)
  await writeFile(
    join(folder, "wrangler.toml"),
    'name = "same-bits"\nmain = "worker.mjs"\ncompatibility_date = "2026-01-01"\n',
  )
  const worker = createTestHarness({ root: folder, workers: [{ configPath: "wrangler.toml" }] })
  try {
    await worker.listen()
    return (await (await worker.fetch("/")).json()) as Outcome
  } finally {
    await worker.close()
  }
}

describe("models trained from the same bots, one of them large enough for a network", () => {
  const here = JSON.parse(JSON.stringify(trainAndAsk())) as Outcome

  it.each([
    { engine: "Chromium", run: runInChromium },
    { engine: "workerd", run: runInWorkerd },
  ])("have the same bytes and give the same answers in $engine", { timeout: 120_000 }, async ({ run }) => {
    const there = await run()

    for (const bot of ["own", "large"] as const) {
      expect(there[bot].answers).toEqual(here[bot].answers)
      expect(Buffer.from(there[bot].bytes).equals(Buffer.from(here[bot].bytes))).toBe(true)
      expect(there[bot].bytes.length).toBeGreaterThan(100_000)
    }
  })
})
