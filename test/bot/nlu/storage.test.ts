import { describe, expect, it } from "vitest"
import type { UnderstandingContext } from "#bot/language-model.ts"
import { EarlierTraining } from "#bot/nlu/earlier-training.ts"
import { loadInSteps, loadLanguageModel, saveInSteps, saveLanguageModel } from "#bot/nlu/storage.ts"
import { modelHash, trainInSteps, trainLanguageModel } from "#bot/nlu/train.ts"
import { Fault } from "#core/errors.ts"
import { isoDate } from "#core/time.ts"
import { buildLocale } from "./build-locale.ts"
import { listResolvers } from "./list-resolvers.ts"

const CONTEXT: UnderstandingContext = { today: isoDate(2026, 11, 21), timeOfDay: "10:00" }
const LOCALE = buildLocale({
  Fly: { utterances: ["fly to {City}", "i want to fly", "flight to {City}"], slots: { City: "AMAZON.City" } },
  Eat: { utterances: ["i am hungry", "book a table", "where can i eat"] },
})
const resolvers = listResolvers(LOCALE)
const model = trainLanguageModel(LOCALE, resolvers)
const bytes = saveLanguageModel(model)

describe("a saved model", () => {
  it("answers bit for bit as before when it is loaded", () => {
    const loaded = loadLanguageModel(bytes, LOCALE, resolvers, modelHash(LOCALE))

    expect(loaded.rankIntents("hungry for a flight", CONTEXT)).toEqual(
      model.rankIntents("hungry for a flight", CONTEXT),
    )
    expect(loaded.findSlots("off to Rome", "Fly", CONTEXT)).toEqual(model.findSlots("off to Rome", "Fly", CONTEXT))
    expect(saveLanguageModel(loaded)).toEqual(bytes)
  })

  it("is written and loaded in many steps, so that others can run in between", () => {
    const saving = saveInSteps(model)
    const loading = loadInSteps(bytes, LOCALE, resolvers, modelHash(LOCALE))

    const written = [...saving].length
    const read = [...loading].length

    // Eight arrays of the intents' and five of each tagger at least.
    expect(written).toBeGreaterThan(12)
    expect(read).toBeGreaterThan(12)
  })

  it("loads from bytes in the middle of a buffer", () => {
    const larger = new Uint8Array(bytes.length + 7)
    larger.set(bytes, 5)

    const loaded = loadLanguageModel(larger.subarray(5, 5 + bytes.length), LOCALE, resolvers, modelHash(LOCALE))

    expect(loaded.parameters).toEqual(model.parameters)
  })

  it("loads from a Buffer of Node's, whose slices are views", () => {
    const pooled = Buffer.concat([Buffer.from([1, 2, 3]), bytes, Buffer.from([4])]).subarray(3, 3 + bytes.length)

    const loaded = loadLanguageModel(pooled, LOCALE, resolvers, modelHash(LOCALE))

    expect(loaded.parameters).toEqual(model.parameters)
  })

  it("is refused for a bot that changed since", () => {
    const changed = buildLocale({ Fly: { utterances: ["fly"] } })

    expect(() => loadLanguageModel(bytes, changed, listResolvers(changed), modelHash(changed))).toThrow(Fault)
  })

  it.each([
    { what: "nothing", damaged: new Uint8Array(0) },
    { what: "other bytes", damaged: new Uint8Array(64).fill(7) },
    { what: "a cut-off model", damaged: bytes.slice(0, bytes.length - 400) },
  ])("is refused when it is $what", ({ damaged }) => {
    expect(() => loadLanguageModel(damaged, LOCALE, resolvers, modelHash(LOCALE))).toThrow(Fault)
  })
})

describe("training", () => {
  it("gives the same bytes every time, in one go or in steps", () => {
    const steps = trainInSteps(LOCALE, resolvers)
    let step = steps.next()
    while (!step.done) step = steps.next()

    expect(saveLanguageModel(step.value)).toEqual(bytes)
  })

  it("takes what didn't change from what it learned before, and gives the same bytes", () => {
    const known = new EarlierTraining()
    const before = buildLocale({
      Fly: { utterances: ["fly to {City}", "i want to fly", "flight to {City}"], slots: { City: "AMAZON.City" } },
      Stay: { utterances: ["a room in {City}"], slots: { City: "AMAZON.City" } },
    })
    trainLanguageModel(before, listResolvers(before), { known })
    const taught = [...known.lessonHashes]
    trainLanguageModel(LOCALE, resolvers, { known })

    expect(taught).toHaveLength(2)
    expect([...known.lessonHashes].sort()).toEqual(taught.sort())
    expect(saveLanguageModel(trainLanguageModel(LOCALE, resolvers, { known }))).toEqual(bytes)
  })

  it.each([
    { change: "a value", type: { values: ["quiet", "sunny", "by the sea"] } },
    { change: "a synonym", type: { values: ["quiet", "sunny"], synonyms: ["calm"] } },
  ])("looks for values anew when a slot type has $change more", ({ type }) => {
    const intents = { Find: { utterances: ["something {Kind}", "a {Kind} place"], slots: { Kind: "Kinds" } } }
    const toLocale = ({ values, synonyms = [] }: { values: readonly string[]; synonyms?: readonly string[] }) => ({
      ...buildLocale(intents),
      slotTypes: [
        {
          name: "Kinds",
          identifier: "KINDS00000",
          resolutionStrategy: "TopResolution" as const,
          values: values.map((value) => ({ value, synonyms: value === "quiet" ? synonyms : [] })),
          usesValuesAsCustomVocabulary: false,
        },
      ],
    })
    const known = new EarlierTraining()
    const [before, after] = [toLocale({ values: ["quiet", "sunny"] }), toLocale(type)]
    trainLanguageModel(before, listResolvers(before), { known })

    const again = trainLanguageModel(after, listResolvers(after), { known })

    expect(saveLanguageModel(again)).toEqual(saveLanguageModel(trainLanguageModel(after, listResolvers(after))))
  })
})

describe("modelHash", () => {
  it("changes with an utterance, a slot value and an option, and with nothing else", () => {
    const other = buildLocale({ ...{ Fly: { utterances: ["fly to {City}"], slots: { City: "AMAZON.City" } } } })
    const hashes = [modelHash(LOCALE), modelHash(other), modelHash(LOCALE, { seed: 2 })]

    expect(new Set(hashes).size).toBe(3)
    expect(modelHash({ ...LOCALE, nluConfidenceThreshold: 0.9 })).toBe(hashes[0])
    expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/)
  })
})
