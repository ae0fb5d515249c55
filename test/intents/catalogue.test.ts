import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { CATALOGUE } from "#intents/catalogue.ts"
import { LOCALES } from "#intents/locales.ts"

const transcripts = readdirSync("test/transcripts").map((file) => readFileSync(`test/transcripts/${file}`, "utf8"))

describe.each(LOCALES)("the catalogue in %s", (locale) => {
  it.each(CATALOGUE.filter((intent) => intent.name !== "FallbackIntent"))(
    "$name has 10 to 80 utterances, none twice",
    (intent) => {
      const utterances = intent.words[locale].utterances

      expect(utterances.length).toBeGreaterThanOrEqual(10)
      expect(utterances.length).toBeLessThanOrEqual(80)
      expect(new Set(utterances.map((utterance) => utterance.toLowerCase())).size).toBe(utterances.length)
    },
  )

  it("shares no utterance between intents", () => {
    const all = CATALOGUE.flatMap((intent) => intent.words[locale].utterances.map((text) => text.toLowerCase()))

    expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([])
  })
})

describe("the transcripts", () => {
  it.each(CATALOGUE)("speak of $name", ({ name }) => {
    expect(transcripts.filter((text) => text.includes(`intent: ${name}`))).not.toEqual([])
  })

  it("are at least forty", () => {
    expect(transcripts.join("\n").match(/^#/gm)?.length).toBeGreaterThanOrEqual(40)
  })
})
