import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { createOutbox } from "#local/outbox.ts"

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "outbox-"))
})

afterEach(() => rm(folder, { recursive: true }))

describe("the outbox", () => {
  it("keeps a letter that is offered twice once, for this user alone", async () => {
    const write = createOutbox(join(folder, "new", "outbox"))

    await write("one.eml", "first try")
    await write("one.eml", "second try")

    const file = join(folder, "new", "outbox", "one.eml")
    expect(await readdir(join(folder, "new", "outbox"))).toEqual(["one.eml"])
    expect(await readFile(file, "utf8")).toBe("second try")
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it("drops letters when there is no folder", async () => {
    await createOutbox(undefined)("one.eml", "text")

    expect(await readdir(folder)).toEqual([])
  })
})
