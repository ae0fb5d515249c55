import { describe, expect, it } from "vitest"
import type { BotLocale } from "#bot/definition.ts"
import { EarlierTraining } from "#bot/nlu/earlier-training.ts"
import { buildLocale, type IntentSketch } from "./build-locale.ts"

const FIND: IntentSketch = { utterances: ["find {Kind}"], slots: { Kind: "Kinds" } }
const LOCALE = buildLocale({ Find: FIND }, { Kinds: ["quiet", "sunny"] })

describe("what slot types found before", () => {
  it.each<{ what: string; locale: BotLocale }>([
    { what: "the same bot", locale: buildLocale({ Find: FIND }, { Kinds: ["quiet", "sunny"] }) },
    {
      what: "other sample utterances",
      locale: buildLocale(
        { Find: { ...FIND, utterances: ["find {Kind}", "a {Kind} one"] } },
        { Kinds: ["quiet", "sunny"] },
      ),
    },
  ])("is found again for $what", ({ locale }) => {
    const earlier = new EarlierTraining()
    earlier.mentionsOf(LOCALE)?.set("find quiet", [])

    expect(earlier.mentionsOf(locale)?.has("find quiet")).toBe(true)
  })

  it.each<{ what: string; locale: BotLocale }>([
    { what: "a type with another value", locale: buildLocale({ Find: FIND }, { Kinds: ["quiet", "calm"] }) },
    { what: "another language", locale: { ...LOCALE, localeId: "de_DE" } },
    {
      what: "one slot more of another type",
      locale: buildLocale(
        { Find: { ...FIND, slots: { Kind: "Kinds", Day: "AMAZON.Date" } } },
        { Kinds: ["quiet", "sunny"] },
      ),
    },
  ])("is not taken for $what", ({ locale }) => {
    const earlier = new EarlierTraining()
    earlier.mentionsOf(LOCALE)?.set("find quiet", [])

    expect(earlier.mentionsOf(locale)?.size).toBe(0)
  })

  it("is never kept for a type with a grammar, whose text may change", () => {
    const [type] = LOCALE.slotTypes
    const grammar = { s3BucketName: "grammars", s3ObjectKey: "kinds.grxml" }
    const locale = { ...LOCALE, slotTypes: type === undefined ? [] : [{ ...type, grammar }] }

    expect(new EarlierTraining().mentionsOf(locale)).toBeUndefined()
  })
})
