// Exported bots on disk: zips and folders, and how a change of them is noticed.

import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { toArchive } from "#bot/archive/to-archive.ts"
import { writeArchive } from "#bot/archive/zip.ts"
import { type BotFile, openBotFile } from "#local/lex/bot-file.ts"
import { TRIP_BOT } from "#test/support/trip-bot.ts"

let folder: string
let opened: BotFile[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bot-file-"))
  opened = []
})

afterEach(async () => {
  for (const file of opened) file.close()
  await rm(folder, { recursive: true })
})

function open(path: string, password?: string): BotFile {
  const file = openBotFile(path, password === undefined ? {} : { password })
  opened.push(file)
  return file
}

/** Unpacks the trip bot's export. */
async function unpack(): Promise<string> {
  for (const [path, bytes] of toArchive(TRIP_BOT).files) {
    const target = join(folder, "unpacked", path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
  return join(folder, "unpacked")
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setImmediate(resolve))
}

describe("a bot on disk", () => {
  it("is read from a zip, with its password", async () => {
    const path = join(folder, "trip.zip")
    await writeFile(path, await writeArchive(toArchive(TRIP_BOT), { password: "open sesame" }))

    expect((await open(path, "open sesame").read()).name).toBe("Trip")
    await expect(open(path).read()).rejects.toThrow("trip.zip")
  })

  it("is read from a folder, whatever else is in it", async () => {
    const path = await unpack()
    await writeFile(join(path, "README.md"), "notes")

    expect((await open(path).read()).locales[0]?.intents.map(({ name }) => name)).toContain("BookTrip")
  })

  it("is read from a folder with its custom vocabulary, a table", async () => {
    const path = await unpack()
    const table = join(path, "Trip/BotLocales/en_US/CustomVocabulary/CustomVocabulary.tsv")
    await mkdir(dirname(table), { recursive: true })
    await writeFile(table, "phrase\tweight\tdisplayAs\nlisboa\t2\tLisbon\n")

    expect((await open(path).read()).locales[0]?.customVocabulary).toEqual([
      { phrase: "lisboa", weight: 2, displayAs: "Lisbon" },
    ])
  })

  it("changes with its zip", async () => {
    const path = join(folder, "trip.zip")
    await writeFile(path, await writeArchive(toArchive(TRIP_BOT)))
    const file = open(path)
    await file.read()
    const before = await file.hasChanged()
    await utimes(path, 1_700_000_000, 1_700_000_000)

    expect([before, await file.hasChanged()]).toEqual([false, true])
  })

  it("changes with any file of its folder", async () => {
    const path = await unpack()
    const file = open(path)
    await file.read()
    const before = await file.hasChanged()
    await utimes(join(path, "Trip", "Bot.json"), 1_700_000_000, 1_700_000_000)

    expect(before).toBe(false)
    await until(() => file.hasChanged())
  })
})
