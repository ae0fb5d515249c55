// A function that throws where nobody catches it, served by the command: only its own call fails.

import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { archiveFromFiles } from "#bot/archive/archive.ts"
import { writeArchive } from "#bot/archive/zip.ts"
import { legacyTaxi } from "#test/support/exports/legacy-taxi.ts"

const CRASHING = `exports.handler = async (event) => {
  if (event.inputTranscript === "in a timer") await new Promise(() => setTimeout(() => { throw new Error("timer") }))
  if (event.inputTranscript === "in a promise") await new Promise(() => void Promise.reject(new Error("promise")))
  return { sessionState: { ...event.sessionState, dialogAction: { type: "Delegate" } } }
}`

let folder: string
let child: ChildProcess
let url = ""

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lambda-crash-"))
  const files = Object.entries(legacyTaxi()).map(([path, content]): [string, Uint8Array] => [
    path,
    Buffer.from(typeof content === "string" ? content : JSON.stringify(content)),
  ])
  await writeFile(join(folder, "bot.zip"), await writeArchive(archiveFromFiles(files)))
  await writeFile(join(folder, "hook.cjs"), CRASHING)
  child = spawn(
    process.execPath,
    ["local/main.ts", "--port", "0", "--bot", join(folder, "bot.zip"), "--lambda", join(folder, "hook.cjs")],
    { cwd: join(import.meta.dirname, "../.."), stdio: ["ignore", "pipe", "ignore"] },
  )
  url = await new Promise<string>((resolve) => {
    let output = ""
    child.stdout?.on("data", (chunk) => {
      output += String(chunk)
      const found = /http:\S+/.exec(output)
      if (found !== null) resolve(found[0])
    })
  })
})

afterAll(async () => {
  child.kill()
  await rm(folder, { recursive: true })
})

async function say(text: string): Promise<number> {
  const path = "/bots/TAXIBOT001/botAliases/TSTALIASID/botLocales/en_GB/sessions/visitor-1/text"
  return (await fetch(url + path, { method: "POST", body: JSON.stringify({ text }) })).status
}

describe("a function that throws where nobody catches it", () => {
  it("fails its own call with 424, and the next one is answered", async () => {
    await say("book a taxi")

    expect([await say("in a timer"), await say("in a promise"), await say("Leeds")]).toEqual([424, 424, 200])
  })
})
