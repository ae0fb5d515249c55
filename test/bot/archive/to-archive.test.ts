import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { toArchive } from "#bot/archive/to-archive.ts"
import { readBot, toBot } from "#bot/archive/to-bot.ts"
import { readArchive, writeArchive } from "#bot/archive/zip.ts"
import { compileBot } from "#bot/compile.ts"
import { arbitraryBot } from "./arbitrary-bot.ts"
import { TRIP, tripBundle } from "./bundle.ts"

const json = (archive: { files: ReadonlyMap<string, Uint8Array> }, path: string): unknown =>
  JSON.parse(new TextDecoder().decode(archive.files.get(path)))

describe("toArchive", () => {
  it("gives an archive from which the same bot is read again", () => {
    fc.assert(
      fc.property(arbitraryBot, (bot) => {
        expect(toBot(toArchive(bot))).toEqual(bot)
      }),
      { numRuns: 30 },
    )
  })

  it("gives back our own bot through a zip file", async () => {
    const bot = compileBot()

    expect(await readBot(await writeArchive(toArchive(bot)))).toEqual(bot)
  })

  it("spells as Lex's own exports do", () => {
    const archive = toArchive(toBot(tripBundle()))

    expect([...archive.files.keys()]).toEqual([
      TRIP.manifest,
      TRIP.bot,
      TRIP.locale,
      TRIP.slotType,
      TRIP.intent,
      TRIP.slot,
      TRIP.fallback,
    ])
    expect(json(archive, TRIP.locale)).toEqual({
      name: "English (US)",
      identifier: "en_US",
      version: null,
      description: null,
      voiceSettings: { voiceId: "Ivy", engine: "neural" },
      nluConfidenceThreshold: 0.5,
    })
    expect(json(archive, TRIP.intent)).toMatchObject({
      slotPriorities: [{ priority: 1, slotName: "Size" }],
      sampleUtterances: [{ utterance: "book a {Size} car" }, { utterance: "book a car" }],
      dialogCodeHook: null,
      intentConfirmationSetting: {
        promptSpecification: {
          promptAttemptsSpecification: null,
          messageGroupsList: [
            { message: { plainTextMessage: { value: "A {Size} car, yes?" }, ssmlMessage: null }, variations: null },
          ],
        },
      },
    })
  })

  it.each(["a/b", "..", "", "a\\b"])("refuses to make a folder of the name '%s'", (name) => {
    const bot = { ...toBot(tripBundle()), name }

    expect(() => toArchive(bot)).toThrow(/data-invalid/)
  })
})

const SAMPLES = join("..", "shared", "data", "bots")

describe.skipIf(!existsSync(SAMPLES))("exported bots of others (skipped without ../shared/data/bots)", () => {
  const names = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith(".zip")) : []

  it.each(names)("%s comes out as it went in, and its rewriting says the same", async (name) => {
    const archive = await readArchive(readFileSync(join(SAMPLES, name)))
    const bot = toBot(archive)

    expect([...(await readArchive(await writeArchive(archive))).files]).toEqual([...archive.files])
    expect(toBot(toArchive(bot))).toEqual(bot)
  })

  it.each(names)("%s is rewritten with the fields it had", async (name) => {
    const archive = await readArchive(readFileSync(join(SAMPLES, name)))
    const rewritten = toArchive(toBot(archive))
    const paths = [...archive.files.keys()].sort()

    expect([...rewritten.files.keys()].sort()).toEqual(paths)
    for (const path of paths) {
      const keys = Object.keys(json(archive, path) as object)
      expect(Object.keys(json(rewritten, path) as object)).toEqual(expect.arrayContaining(keys))
    }
  })
})
