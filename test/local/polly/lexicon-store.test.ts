// Lexicons outlive the process when they have a folder.

import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { epochMs } from "#core/time.ts"
import { readLexicon } from "#local/polly/lexicon-file.ts"
import { createLexiconStore } from "#local/polly/lexicon-store.ts"

const CONTENT =
  '<lexicon alphabet="x-sampa" xml:lang="en-GB"><lexeme><grapheme>a</grapheme><alias>b</alias></lexeme></lexicon>'
let folder = ""

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lexicons-"))
})

afterAll(() => rm(folder, { recursive: true }))

describe("a store of lexicons with a folder", () => {
  it("finds what was put before, until it is removed", async () => {
    const lexicon = { name: "mine", content: CONTENT, lastModified: epochMs(1000), file: readLexicon(CONTENT) }
    await createLexiconStore(folder).put(lexicon)

    expect(await createLexiconStore(folder).list()).toEqual([lexicon])
    expect(await createLexiconStore(folder).remove("mine")).toBe(true)
    expect(await createLexiconStore(folder).find("mine")).toBeUndefined()
  })
})
