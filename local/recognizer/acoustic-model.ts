// The acoustic model of the speech engine's package: hidden Markov models of phones in their context (triphones), whose
// states share senones. How well a senone fits a sound is senone-scores.ts.
// Formats: https://github.com/cmusphinx/pocketsphinx (bin_mdef.h, tmat.c).

import { readFile } from "node:fs/promises"
import { LOG_STEP } from "./log-steps.ts"
import { MODEL_FOLDER } from "./model-folder.ts"

/** Where in a word a phone is, in the order of the model. */
export const WORD_POSITION = { internal: 0, begin: 1, end: 2, single: 3 } as const
export type WordPosition = (typeof WORD_POSITION)[keyof typeof WORD_POSITION]

/** A phone's models before different phones: those that sound alike are one. */
export type RightContext = {
  /** Number of the senone sequence. */
  readonly sequence: number
  /** Phones that may follow. */
  readonly followers: Uint8Array
}

/** Phones are numbered as in `phones`; senone sequences have `STATES` senones each. */
export interface AcousticModel {
  readonly phones: readonly string[]
  readonly silence: number
  /** Senones of all sequences, one sequence after the other. */
  readonly sequences: Uint16Array
  /** Senones are numbered phone by phone, those of each from a multiple of 16; some numbers are of none. */
  readonly senoneCount: number
  /** The first number of each phone's senones, and the number after all. */
  readonly firstSenones: Int32Array
  /** Each senone's number in the model's files, -1 for none. */
  readonly fileNumbers: Int32Array
  /** Each phone as its neighbors have it for their context: noises are silence to them. */
  readonly asContext: Uint8Array
  /** For each phone and state: the loss of staying, and of going on; in steps of `log-steps.ts`. */
  readonly transitions: Uint8Array
  phoneNumber(name: string): number
  /** Number of the senone sequence of a phone between two others. */
  sequenceOf(phone: number, left: number, right: number, position: WordPosition): number
  /** Number of the senone sequence of a phone whatever is around it. */
  plainSequenceOf(phone: number): number
  /** The models of a word's last phone, by what follows. */
  rightContextsOf(phone: number, left: number): readonly RightContext[]
}

/** Emitting states of a phone. */
export const STATES = 3

/** Marks the file and its byte order: "BMDF". */
const MAGIC = 0x46_44_4d_42
const SENONE_GROUP = 16
const TREE_NODE_BYTES = 8
const PHONE_BYTES = 12
const POSITIONS = Object.values(WORD_POSITION)
/** Rarer transitions are taken for this likely. */
const MIN_TRANSITION = 0.0001
const MAX_LOSS = 255

/** Reads the model. @throws {Error} when it isn't of this kind. */
export async function loadAcousticModel(): Promise<AcousticModel> {
  const [definition, transitions] = await Promise.all(
    ["mdef", "transition_matrices"].map((name) => readFile(`${MODEL_FOLDER}en-us/${name}`)),
  )
  if (definition === undefined || transitions === undefined) throw new Error("the acoustic model is not complete")
  return new TriphoneModel(definition, readTransitions(transitions))
}

/** For each phone and state, how likely it stays and how likely it goes on: three rows of four in the file. */
function readTransitions(file: Buffer): Uint8Array {
  const start = file.indexOf("endhdr\n") + "endhdr\n".length + 5 * Int32Array.BYTES_PER_ELEMENT
  const count = file.readInt32LE(start - 4 * Int32Array.BYTES_PER_ELEMENT)
  const losses = new Uint8Array(count * STATES * 2)
  for (let row = 0; row < count * STATES; row++) {
    const at = start + row * (STATES + 1) * Float32Array.BYTES_PER_ELEMENT
    const state = row % STATES
    const [stay, go] = [file.readFloatLE(at + 4 * state), file.readFloatLE(at + 4 * (state + 1))]
    for (const [index, weight] of [stay, go].entries()) {
      const share = Math.max(MIN_TRANSITION, weight / (stay + go))
      losses[row * 2 + index] = Math.min(MAX_LOSS, Math.floor(-Math.log(share) / LOG_STEP))
    }
  }
  return losses
}

/** Numbers senones phone by phone. */
function renumber(phoneOfSenone: Uint8Array, phoneCount: number): Pick<AcousticModel, "fileNumbers" | "firstSenones"> {
  const byPhone = Map.groupBy(phoneOfSenone.keys(), (senone) => phoneOfSenone[senone] ?? 0)
  const firstSenones = new Int32Array(phoneCount + 1)
  const numbers: number[] = []
  for (let phone = 0; phone < phoneCount; phone++) {
    numbers.push(...(byPhone.get(phone) ?? []))
    while (numbers.length % SENONE_GROUP !== 0) numbers.push(-1)
    firstSenones[phone + 1] = numbers.length
  }
  return { fileNumbers: Int32Array.from(numbers), firstSenones }
}

class TriphoneModel implements AcousticModel {
  readonly phones: readonly string[]
  readonly silence: number
  readonly sequences: Uint16Array
  readonly senoneCount: number
  readonly firstSenones: Int32Array
  readonly fileNumbers: Int32Array
  readonly transitions: Uint8Array
  readonly asContext: Uint8Array
  /** Contexts, phones in them, and where they are in the file. */
  readonly #file: Buffer
  readonly #treeAt: number
  readonly #phonesAt: number
  readonly #known = new Map<number, number>()
  readonly #rightContexts = new Map<number, readonly RightContext[]>()

  constructor(file: Buffer, transitions: Uint8Array) {
    const number = (index: number): number => file.readInt32LE(12 + file.readInt32LE(8) + 4 * index)
    const [phoneCount, contextCount, states, , senones, , sequenceCount, , treeSize, silence] = [
      ...Array(10).keys(),
    ].map(number) as [number, number, number, number, number, number, number, number, number, number]
    if (file.readInt32LE(0) !== MAGIC || states !== STATES) throw new Error("the acoustic model is of another kind")
    const names = 12 + file.readInt32LE(8) + 40
    this.phones = file.toString("latin1", names).split("\0", phoneCount)
    const namesLength = this.phones.reduce((length, name) => length + name.length + 1, 0)
    this.#file = file
    this.#treeAt = names + Math.ceil(namesLength / 4) * 4
    this.#phonesAt = this.#treeAt + treeSize * TREE_NODE_BYTES
    const sequencesAt = this.#phonesAt + contextCount * PHONE_BYTES + 4
    const inFile = Uint16Array.from({ length: sequenceCount * STATES }, (_, at) =>
      file.readUInt16LE(sequencesAt + 2 * at),
    )
    this.silence = silence
    this.transitions = transitions
    this.asContext = Uint8Array.from(this.phones, (_, phone) =>
      file.readUInt8(this.#phonesAt + phone * PHONE_BYTES + 8) > 0 ? silence : phone,
    )
    const phoneOfSenone = new Uint8Array(senones)
    for (let context = contextCount - 1; context >= 0; context--) {
      const phone = context < phoneCount ? context : file.readUInt8(this.#phonesAt + context * PHONE_BYTES + 9)
      const at = this.#sequenceAt(context) * STATES
      for (const senone of inFile.subarray(at, at + STATES)) phoneOfSenone[senone] = phone
    }
    const { fileNumbers, firstSenones } = renumber(phoneOfSenone, phoneCount)
    this.senoneCount = fileNumbers.length
    this.firstSenones = firstSenones
    this.fileNumbers = fileNumbers
    const numberOf = new Map([...fileNumbers].map((senone, number) => [senone, number]))
    this.sequences = inFile.map((senone) => numberOf.get(senone) ?? 0)
  }

  phoneNumber(name: string): number {
    const found = this.phones.indexOf(name)
    if (found < 0) throw new RangeError(`the acoustic model has no phone "${name}"`)
    return found
  }

  sequenceOf(phone: number, left: number, right: number, position: WordPosition): number {
    const key = ((position * 64 + phone) * 64 + left) * 64 + right
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const found = this.#sequenceAt(this.#nearest(phone, left, right, position) ?? phone)
    this.#known.set(key, found)
    return found
  }

  plainSequenceOf(phone: number): number {
    return this.#sequenceAt(phone)
  }

  rightContextsOf(phone: number, left: number): readonly RightContext[] {
    const key = phone * 64 + left
    const known = this.#rightContexts.get(key)
    if (known !== undefined) return known
    const bySequence = Map.groupBy(this.phones.keys(), (right) =>
      this.sequenceOf(phone, left, right, WORD_POSITION.end),
    )
    const contexts = [...bySequence].map(([sequence, phones]) => ({ sequence, followers: Uint8Array.from(phones) }))
    this.#rightContexts.set(key, contexts)
    return contexts
  }

  /** What wasn't seen in its place is taken as in another place, and what wasn't seen at all as beside silence. */
  #nearest(phone: number, left: number, right: number, position: WordPosition): number | undefined {
    const atBegin = position === WORD_POSITION.begin || position === WORD_POSITION.single
    const atEnd = position === WORD_POSITION.end || position === WORD_POSITION.single
    return (
      this.#findAnywhere(phone, left, right, position) ??
      this.#findAnywhere(phone, atBegin ? this.silence : left, atEnd ? this.silence : right, position)
    )
  }

  #findAnywhere(phone: number, left: number, right: number, position: WordPosition): number | undefined {
    for (const place of [position, ...POSITIONS]) {
      const found = this.#find([place, phone, this.asContext[left] ?? left, this.asContext[right] ?? right])
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Walks down the tree of positions, phones, left and right contexts. */
  #find(path: readonly number[]): number | undefined {
    let [first, count] = [0, POSITIONS.length]
    for (const step of path) {
      let at = this.#treeAt + first * TREE_NODE_BYTES
      const end = at + count * TREE_NODE_BYTES
      while (at < end && this.#file.readInt16LE(at) !== step) at += TREE_NODE_BYTES
      if (at === end) return undefined
      count = this.#file.readInt16LE(at + 2)
      first = this.#file.readInt32LE(at + 4)
      if (count === 0) break
    }
    return first < 0 ? undefined : first
  }

  #sequenceAt(context: number): number {
    return this.#file.readInt32LE(this.#phonesAt + context * PHONE_BYTES)
  }
}
