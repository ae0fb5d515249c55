import { beforeAll, describe, expect, it } from "vitest"
import { type AcousticModel, loadAcousticModel, STATES, WORD_POSITION } from "#local/recognizer/acoustic-model.ts"
import type { SenoneScores } from "#local/recognizer/senone-scores.ts"
import { alignWords, type WordWays } from "../../training/forced-alignment.ts"

/** How badly all senones fit that aren't the one that is heard. */
const WRONG = 100

let model: AcousticModel

beforeAll(async () => {
  model = await loadAcousticModel()
})

/** A word said in any of these ways. */
function word(...ways: readonly string[]): WordWays {
  return ways.map((way) => way.split(" ").map((name) => model.phoneNumber(name)))
}

/** Senones of one phone. */
type Heard = { readonly name: string; readonly senones: Uint16Array }

function silence(): Heard {
  return heard("SIL", model.plainSequenceOf(model.silence))
}

function heard(name: string, sequence: number): Heard {
  return { name, senones: model.sequences.subarray(sequence * STATES, (sequence + 1) * STATES) }
}

/** A phone of a word of several. */
function phone(left: string, name: string, right: string, position: "begin" | "internal" | "end"): Heard {
  const [own, before, after] = [name, left, right].map((other) => model.phoneNumber(other)) as [number, number, number]
  return heard(name, model.sequenceOf(own, before, after, WORD_POSITION[position]))
}

/** What is heard, each phone for so many frames a state. */
function sound(
  framesPerState: number,
  ...phones: readonly Heard[]
): SenoneScores & { readonly labels: readonly string[] } {
  const states = phones.flatMap(({ name, senones }) => [...senones].map((senone, state) => ({ name, senone, state })))
  const frames = states.flatMap((state) => Array(framesPerState).fill(state) as typeof states)
  const losses = new Uint16Array(model.senoneCount)
  return {
    frames: frames.length,
    losses,
    at: 0,
    enter: (frame) => {
      losses.fill(WRONG)
      losses[frames[frame]?.senone ?? 0] = 0
    },
    labels: frames.map(({ name, state }) => `${name} ${state}`),
  }
}

function read(labels: Uint8Array | undefined): string[] {
  return [...(labels ?? [])].map((label) => `${model.phones[Math.floor(label / STATES)]} ${label % STATES}`)
}

describe("the alignment of words with a sound", () => {
  it("names the phone and the state of each frame", () => {
    const scores = sound(2, silence(), phone("SIL", "N", "OW", "begin"), phone("N", "OW", "SIL", "end"), silence())
    const alignment = alignWords([word("N OW")], model, scores)
    expect(read(alignment?.labels)).toEqual(scores.labels)
    expect(alignment?.loss).toBe(0)
  })

  it("does without silence where there is none, around words and between them", () => {
    const scores = sound(
      1,
      phone("SIL", "N", "OW", "begin"),
      phone("N", "OW", "M", "end"),
      phone("OW", "M", "IY", "begin"),
      phone("M", "IY", "SIL", "end"),
    )
    const alignment = alignWords([word("N OW"), word("M IY")], model, scores)
    expect(read(alignment?.labels)).toEqual(scores.labels)
  })

  it("takes the way a word is said in", () => {
    const scores = sound(
      2,
      phone("SIL", "T", "AH", "begin"),
      phone("T", "AH", "M", "internal"),
      phone("AH", "M", "SIL", "end"),
    )
    const alignment = alignWords([word("T UW M", "T AH M")], model, scores)
    expect(read(alignment?.labels)).toEqual(scores.labels)
  })

  it("fits badly where something else was said", () => {
    const scores = sound(2, silence(), phone("SIL", "N", "OW", "begin"), phone("N", "OW", "SIL", "end"), silence())
    const alignment = alignWords([word("S IY")], model, scores)
    expect(alignment?.loss).toBeGreaterThan(WRONG / 4)
  })

  it("gives up when the sound is too short for the words", () => {
    const scores = sound(1, phone("SIL", "N", "OW", "begin"))
    expect(alignWords([word("N OW")], model, scores)).toBeUndefined()
  })

  it("gives up when there is no sound", () => {
    expect(alignWords([word("N OW")], model, sound(1))).toBeUndefined()
  })
})
