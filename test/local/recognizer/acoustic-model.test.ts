import { beforeAll, describe, expect, it } from "vitest"
import { type AcousticModel, loadAcousticModel, STATES, WORD_POSITION } from "#local/recognizer/acoustic-model.ts"
import { PHONES } from "#local/recognizer/phones.ts"

let model: AcousticModel

beforeAll(async () => {
  model = await loadAcousticModel()
})

/** The last phone whose senones begin before it. */
function phoneOf(senone: number): number {
  return model.firstSenones.findLastIndex((first) => first <= senone)
}

describe("the acoustic model", () => {
  it("has all phones of English, silence and noises", () => {
    for (const phone of [...PHONES, "SIL", "+NSN+", "+SPN+"]) expect(model.phones).toContain(phone)
    expect(model.phones[model.silence]).toBe("SIL")
    expect(() => model.phoneNumber("XX")).toThrow(/no phone "XX"/)
  })

  it("models a phone by its neighbors, each with senones of that phone", () => {
    const [t, s, r, ah] = ["T", "S", "R", "AH"].map((name) => model.phoneNumber(name)) as [
      number,
      number,
      number,
      number,
    ]
    const inStrut = model.sequenceOf(t, s, r, WORD_POSITION.internal)
    const inUtter = model.sequenceOf(t, ah, ah, WORD_POSITION.internal)
    expect(inStrut).not.toBe(inUtter)
    for (const sequence of [inStrut, inUtter, model.plainSequenceOf(t)]) {
      const senones = model.sequences.subarray(sequence * STATES, (sequence + 1) * STATES)
      expect([...senones].map(phoneOf)).toEqual([t, t, t])
    }
  })

  it("knows a model for each phone between any two others, noises being silence to them", () => {
    const noise = model.phoneNumber("+NSN+")
    for (const phone of [model.phoneNumber("ZH"), model.phoneNumber("OY")]) {
      for (const left of model.phones.keys()) {
        const sequence = model.sequenceOf(phone, left, noise, WORD_POSITION.end)
        expect(sequence).toBe(model.sequenceOf(phone, left, model.silence, WORD_POSITION.end))
        expect(phoneOf(model.sequences[sequence * STATES] ?? 0)).toBe(phone)
      }
    }
  })

  it("numbers each senone once, those of a phone from a multiple of 16", () => {
    const known = model.fileNumbers.filter((senone) => senone >= 0)
    expect(known.toSorted()).toEqual(Int32Array.from(known.keys()))
    for (const first of model.firstSenones) expect(first % 16).toBe(0)
    expect(model.firstSenones.at(-1)).toBe(model.senoneCount)
  })

  it("parts what may follow a word by how its last phone sounds then", () => {
    const contexts = model.rightContextsOf(model.phoneNumber("N"), model.phoneNumber("AH"))
    const followers = contexts.flatMap((context) => [...context.followers])
    expect(followers.toSorted((one, other) => one - other)).toEqual([...model.phones.keys()])
    expect(new Set(contexts.map(({ sequence }) => sequence)).size).toBe(contexts.length)
    expect(contexts.length).toBeGreaterThan(1)
  })

  it("has losses for staying in a state and going on", () => {
    expect(model.transitions).toHaveLength(model.phones.length * STATES * 2)
    // A quarter of a second of silence is likelier than one of a plosive.
    const stay = (name: string): number => model.transitions[model.phoneNumber(name) * STATES * 2] ?? 0
    expect(stay("SIL")).toBeLessThan(stay("T"))
  })
})
