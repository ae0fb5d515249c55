// The search engine (SoundSwallower, a WebAssembly module): loads its acoustic model, takes graphs of words, and finds
// the best path through one for a piece of sound. What the graphs hold and what a path is worth is decided elsewhere.

import createModule, { type Decoder } from "soundswallower"
import type { AcousticMeans } from "./acoustic-means.ts"
import { ENGINE_RATE_HZ } from "./audio.ts"
import { MODEL_FOLDER } from "./model-folder.ts"
import { PHONES } from "./phones.ts"
import type { Pronunciations } from "./pronunciation.ts"
import type { Spectrum, VoiceKind } from "./voice-kind.ts"
import type { SpokenWord, WordGraph } from "./word-graph.ts"

/** A graph with its ends, under a name by which the engine knows it again. */
export type SearchGraph = {
  readonly name: string
  readonly graph: WordGraph
  readonly start: number
  readonly end: number
}

/** A word and for how many frames of ten milliseconds it was heard. */
export type HeardWord = { readonly word: SpokenWord; readonly frames: number }

/** The best path: its words, and how well sound and grammar fit it (a natural logarithm). */
export type SearchResult = { readonly words: readonly HeardWord[]; readonly score: number }

/** Searches graphs of words. */
export interface Engine {
  /** Name of the graph in use. */
  readonly used: string | undefined
  /** Takes the graph that the next searches are made in. */
  use(graph: SearchGraph): void
  /** Expects the next utterances to be spoken by such a voice; at first, by a natural one. */
  expect(voice: VoiceKind): void
  /** How loud the frequency bands of an utterance are that the acoustic model looks at. */
  analyze(samples: Float32Array): Spectrum
  /**
   * Finds the words of an utterance.
   *
   * @param samples At `ENGINE_RATE_HZ`, -1 to 1.
   * @returns `undefined` when no path fits the sound to its end.
   */
  search(samples: Float32Array): SearchResult | undefined
}

type OwnDecoder = Decoder & { readonly cdecoder: number; init_dict(): Promise<void> }

/** What the engine's module offers besides what it declares: C functions, and the memory their arguments go through. */
type Wasm = {
  readonly Decoder: new (config: Readonly<Record<string, string | number | boolean>>) => OwnDecoder
  readonly HEAP32: Int32Array
  readonly HEAPU8: Uint8Array
  readonly HEAPF32: Float32Array
  _malloc(bytes: number): number
  _s3file_init(pointer: number, bytes: number): number
  _decoder_init_dict_s3file(decoder: number, dictionary: number, fillers: number): number
  _free(pointer: number): void
  _decoder_logmath(decoder: number): number
  _decoder_add_word(decoder: number, word: number, phones: number, update: number): number
  _decoder_set_fsg(decoder: number, fsg: number): number
  _decoder_hyp(decoder: number, score: number): number
  _decoder_seg_iter(decoder: number): number
  _seg_iter_next(segment: number): number
  _seg_iter_word(segment: number): number
  _seg_iter_frames(segment: number, first: number, last: number): void
  _fsg_model_init(name: number, logMath: number, languageWeight: number, states: number): number
  _fsg_set_states(fsg: number, start: number, final: number): void
  _fsg_model_word_add(fsg: number, word: number): number
  _fsg_model_trans_add(fsg: number, from: number, to: number, weight: number, word: number): void
  _fsg_model_null_trans_add(fsg: number, from: number, to: number, weight: number): number
}

/** The engine counts in logarithms to this base, and in steps of 1,024 of them when it searches. */
const LOG_OF_BASE = Math.log(1.0001)
const SCORE_STEP = 1024 * LOG_OF_BASE
/** How much the grammar's weights count beside the sound. */
const LANGUAGE_WEIGHT = 7

/**
 * Words of one and two phones, of every kind: how a phone sounds at the edge of a word is worked out when the dictionary
 * is loaded, and what no word had then is wrong in words that come later.
 */
const SEED_DICTIONARY = PHONES.flatMap((first) => [
  `=${first} ${first}`,
  ...PHONES.map((second) => `=${first}-${second} ${first} ${second}`),
]).join("\n")
const FILLERS = "<s> SIL\n</s> SIL\n<sil> SIL\n[NOISE] +NSN+\n[SPEECH] +SPN+"

/** The engine owns the memory from then on. */
function toMemoryFile(wasm: Wasm, text: string): number {
  const bytes = new TextEncoder().encode(`${text}\n\0`)
  const at = wasm._malloc(bytes.length)
  wasm.HEAPU8.set(bytes, at)
  return wasm._s3file_init(at, bytes.length - 1)
}

/** Ways to say what is said in one breath. */
const MAX_WAYS = 4

/**
 * Loads the engine: about 20 MB and a fifth of a second.
 *
 * @param maxActive Sounds followed at a time, from about 100 to 3,000; more is surer and slower.
 */
export async function createEngine(
  pronunciations: Pronunciations,
  means: AcousticMeans,
  maxActive: number,
): Promise<Engine> {
  const wasm = (await createModule({ modelBase: MODEL_FOLDER } as never)) as unknown as Wasm
  const decoder = new wasm.Decoder({
    samprate: ENGINE_RATE_HZ,
    loglevel: "FATAL",
    bestpath: false,
    beam: 1e-40,
    pbeam: 1e-40,
    wbeam: 1e-30,
    maxhmmpf: maxActive,
  })
  // The dictionary of the package has 135,000 words; only those of the graphs are loaded, when they are needed.
  decoder.init_dict = async () => {
    const [dictionary, fillers] = [SEED_DICTIONARY, FILLERS].map((text) => toMemoryFile(wasm, text))
    if (wasm._decoder_init_dict_s3file(decoder.cdecoder, dictionary ?? 0, fillers ?? 0) === 0) {
      throw new Error("the speech engine refuses its dictionary")
    }
  }
  await decoder.initialize()
  return new WasmEngine(wasm, decoder, pronunciations, means)
}

/** Enough of the means to find them in memory. */
const LOOKED_AT = [0, 1, 2, 3, 1000, 100_000]

/**
 * Where the engine has the means of its acoustic model: it has no function that takes others.
 *
 * @throws {Error} when they are not there just once.
 */
function findMeans({ HEAPF32, HEAP32 }: Wasm, means: Float32Array): number {
  const found: number[] = []
  let at = HEAPF32.indexOf(means[0] ?? 0)
  for (; at >= 0; at = HEAPF32.indexOf(means[0] ?? 0, at + 1)) {
    // In the model's file, which may be in memory still, their number goes before them.
    if (HEAP32[at - 1] === means.length) continue
    if (LOOKED_AT.every((index) => HEAPF32[at + index] === means[index])) found.push(at)
  }
  const [only, ...others] = found
  if (only === undefined || others.length > 0) throw new Error(`the acoustic model is in memory ${found.length} times`)
  return only
}

class WasmEngine implements Engine {
  readonly #wasm: Wasm
  readonly #decoder: OwnDecoder
  readonly #pronunciations: Pronunciations
  readonly #means: AcousticMeans
  readonly #meansAt: number
  #voice: VoiceKind = "natural"
  /** Every word the engine's dictionary has, by its label. */
  readonly #words = new Map<string, SpokenWord>()
  #used: string | undefined

  constructor(wasm: Wasm, decoder: OwnDecoder, pronunciations: Pronunciations, means: AcousticMeans) {
    this.#wasm = wasm
    this.#decoder = decoder
    this.#pronunciations = pronunciations
    this.#means = means
    this.#meansAt = findMeans(wasm, means.natural)
  }

  get used(): string | undefined {
    return this.#used
  }

  use(own: SearchGraph): void {
    if (this.#used === own.name) return
    this.#used = undefined
    for (const { word } of own.graph.arcs) this.#addWord(word)
    if (this.#wasm._decoder_set_fsg(this.#decoder.cdecoder, this.#toFsg(own)) < 0) {
      throw new Error("the speech engine refuses the grammar")
    }
    this.#used = own.name
  }

  expect(voice: VoiceKind): void {
    if (this.#voice === voice) return
    this.#voice = voice
    this.#wasm.HEAPF32.set(this.#means[voice], this.#meansAt)
  }

  analyze(samples: Float32Array): Spectrum {
    const { data, nfr, nfeat } = this.#decoder.spectrogram(samples)
    return { data, frames: nfr, bands: nfeat }
  }

  search(samples: Float32Array): SearchResult | undefined {
    this.#decoder.start()
    try {
      this.#decoder.process_audio(samples, false, true)
    } finally {
      this.#decoder.stop()
    }
    const at = this.#wasm._malloc(4)
    const text = this.#wasm._decoder_hyp(this.#decoder.cdecoder, at)
    const score = (this.#wasm.HEAP32[at >> 2] ?? 0) * SCORE_STEP
    this.#wasm._free(at)
    return text === 0 ? undefined : { words: this.#readWords(), score }
  }

  #readWords(): readonly HeardWord[] {
    const heard: HeardWord[] = []
    const [first, last] = [this.#wasm._malloc(4), this.#wasm._malloc(4)]
    let segment = this.#wasm._decoder_seg_iter(this.#decoder.cdecoder)
    for (; segment !== 0; segment = this.#wasm._seg_iter_next(segment)) {
      // Silence and steps without a word have no word of ours.
      const label = this.#readText(this.#wasm._seg_iter_word(segment)).replace(/\(\d+\)$/, "")
      const word = this.#words.get(label)
      if (word === undefined) continue
      this.#wasm._seg_iter_frames(segment, first, last)
      const [from = 0, to = 0] = [this.#wasm.HEAP32[first >> 2], this.#wasm.HEAP32[last >> 2]]
      heard.push({ word, frames: to - from + 1 })
    }
    this.#wasm._free(first)
    this.#wasm._free(last)
    return heard
  }

  #addWord(word: SpokenWord): void {
    const own = toEngineLabel(word.label)
    if (this.#words.has(own)) return
    this.#words.set(own, word)
    const ways = this.#waysToSay(word)
    for (const [index, phones] of ways.entries()) {
      // The engine's way to write a further pronunciation of a word.
      const label = index === 0 ? own : `${own}(${index + 1})`
      const added = this.#withText(label, (labelAt) =>
        this.#withText(phones, (phonesAt) =>
          this.#wasm._decoder_add_word(this.#decoder.cdecoder, labelAt, phonesAt, 0),
        ),
      )
      if (added < 0) throw new Error(`the speech engine refuses the sound "${phones}"`)
    }
  }

  #waysToSay({ label, phones, parts }: SpokenWord): readonly string[] {
    if (parts === undefined) return phones === undefined ? this.#pronunciations.of(label) : [phones]
    let ways: readonly string[] = [""]
    for (const part of parts) {
      const next = ways.flatMap((way) => this.#waysToSay(part).map((own) => `${way} ${own}`.trim()))
      // The first ways are the common ones.
      ways = next.slice(0, MAX_WAYS)
    }
    return ways
  }

  #toFsg({ name, graph, start, end }: SearchGraph): number {
    const { _decoder_logmath, _fsg_model_init, _fsg_set_states, _fsg_model_word_add } = this.#wasm
    const logMath = _decoder_logmath(this.#decoder.cdecoder)
    const fsg = this.#withText(name, (nameAt) => _fsg_model_init(nameAt, logMath, 1, graph.size))
    _fsg_set_states(fsg, start, end)
    const ids = new Map<string, number>()
    for (const { from, to, word, weight } of graph.arcs) {
      const id = ids.get(word.label) ?? this.#withText(toEngineLabel(word.label), (at) => _fsg_model_word_add(fsg, at))
      ids.set(word.label, id)
      this.#wasm._fsg_model_trans_add(fsg, from, to, toEngineWeight(weight), id)
    }
    for (const { from, to, weight } of graph.emptyWays()) {
      this.#wasm._fsg_model_null_trans_add(fsg, from, to, toEngineWeight(weight))
    }
    return fsg
  }

  #withText<Value>(text: string, use: (pointer: number) => Value): Value {
    const bytes = new TextEncoder().encode(`${text}\0`)
    const at = this.#wasm._malloc(bytes.length)
    this.#wasm.HEAPU8.set(bytes, at)
    try {
      return use(at)
    } finally {
      this.#wasm._free(at)
    }
  }

  #readText(pointer: number): string {
    const bytes = this.#wasm.HEAPU8
    return new TextDecoder().decode(bytes.subarray(pointer, bytes.indexOf(0, pointer)))
  }
}

/** The engine takes capitals for small letters; "Nice" and "nice" are different words here. */
function toEngineLabel(label: string): string {
  return label.replace(/\p{Lu}/gu, (capital) => `^${capital.toLowerCase()}`)
}

function toEngineWeight(weight: number): number {
  return Math.round((weight * LANGUAGE_WEIGHT) / LOG_OF_BASE)
}
