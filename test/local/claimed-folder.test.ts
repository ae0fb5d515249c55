// One data folder, one process.

import { spawn } from "node:child_process"
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { claimFolder } from "#local/claimed-folder.ts"

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "claimed-"))
})

afterEach(() => rm(folder, { recursive: true }))

describe("a data folder", () => {
  it("is made, claimed, and given up", async () => {
    const data = join(folder, "new/data")
    const release = await claimFolder(data)
    const claimed = await readdir(data)
    await release()

    expect([claimed, await readdir(data)]).toEqual([["in-use-by.pid"], []])
  })

  it("that another process uses is refused, and that process named", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"])
    await writeFile(join(folder, "in-use-by.pid"), `${other.pid}\n`)
    const claim = claimFolder(folder)

    await expect(claim).rejects.toMatchObject({
      code: "setting-invalid",
      hint: `The data folder ${folder} is in use by process ${other.pid}: stop that one, or give this one another folder.`,
    })
    const ended = new Promise((resolve) => other.on("exit", resolve))
    other.kill("SIGKILL")
    await ended
    await expect(claimFolder(folder)).resolves.toBeTypeOf("function")
  })

  it("in the place of a file is refused, and named", async () => {
    const path = join(folder, "a-file")
    await writeFile(path, "")

    await expect(claimFolder(path)).rejects.toMatchObject({
      code: "setting-invalid",
      hint: expect.stringContaining(`The data folder ${path} can't be used (EEXIST`),
    })
  })

  it.each(["", "not a number", "-1"])("with the claim '%s' counts as free", async (content) => {
    await writeFile(join(folder, "in-use-by.pid"), content)

    await expect(claimFolder(folder)).resolves.toBeTypeOf("function")
  })
})
