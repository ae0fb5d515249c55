// A command that begins anew with settings for the C library; the commands are processes of their own.

import { execFile, fork } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const MODULE = pathToFileURL(join(import.meta.dirname, "../../local/lean-malloc.ts")).href
const COMMAND = `
import { restartWithLeanMalloc } from "${MODULE}"
restartWithLeanMalloc()
const told = { arenas: process.env.MALLOC_ARENA_MAX, args: process.argv.slice(2), flags: process.execArgv, pid: process.pid }
if (process.channel) process.send(told, () => process.exit())
else console.log(JSON.stringify(told))
`
const FLAG = "--stack-trace-limit=7"

let folder: string
let command: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lean-malloc-"))
  command = join(folder, "command.ts")
  await writeFile(command, COMMAND)
})

afterAll(() => rm(folder, { recursive: true }))

async function run(environment: Record<string, string> = {}) {
  const { MALLOC_ARENA_MAX: _arenas, MALLOC_TRIM_THRESHOLD_: _threshold, ...env } = process.env
  const running = promisify(execFile)(process.execPath, [FLAG, command, "a", "b c"], {
    env: { ...env, ...environment },
  })
  const { stdout, stderr } = await running
  return { ...JSON.parse(stdout), isSameProcess: JSON.parse(stdout).pid === running.child.pid, stderr }
}

describe("a command that begins anew", () => {
  it.runIf(process.platform === "linux" && process.execve !== undefined)(
    "has the settings, and keeps its arguments, flags and process",
    async () => {
      expect(await run()).toMatchObject({
        arenas: "2",
        args: ["a", "b c"],
        flags: [FLAG],
        isSameProcess: true,
        stderr: "",
      })
    },
  )

  it("keeps settings that the environment has", async () => {
    expect(await run({ MALLOC_ARENA_MAX: "3" })).toMatchObject({ arenas: "3", args: ["a", "b c"] })
  })

  it("goes on as it is when a parent talks to it", async () => {
    const { MALLOC_ARENA_MAX: _arenas, ...env } = process.env
    const child = fork(command, ["a"], { env, execArgv: [] })
    const [told] = await once(child, "message")

    expect(told).toMatchObject({ args: ["a"] })
    expect(told.arenas).toBeUndefined()
  })
})
