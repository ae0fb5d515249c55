// Recognizes utterances: prepares the sound, tells what kind of voice it is, searches the graph of what is listened for, and
// judges how sure the result is. Threads and queues are create-transcriber.ts.

import type { Transcription } from "#bot/code-hook.ts"
import type { PcmAudio } from "#local/lex/speech-ports.ts"
import { type AcousticMeans, loadAcousticMeans } from "./acoustic-means.ts"
import { atOtherPitch, ENGINE_RATE_HZ, prepareSpeech } from "./audio.ts"
import { judgeHearing } from "./confidence.ts"
import { createEngine, type Engine, type SearchGraph } from "./engine.ts"
import { buildLanguageGraph } from "./language-graph.ts"
import { collectMaterial, isAnythingExpected, type Listening } from "./listening-grammar.ts"
import { PHONES } from "./phones.ts"
import { loadPronunciations, type Pronunciations } from "./pronunciation.ts"
import { writeTranscript } from "./transcript.ts"
import { kindOfVoice } from "./voice-kind.ts"
import { WordGraph } from "./word-graph.ts"
import { learnWordPairs, type WordPairs } from "./word-pairs.ts"

/** Recognizes one utterance after the other. */
export interface Recognizer {
  /**
   * @param name Tells what is listened for: the same name promises the same listening, and `listening` may then be absent.
   * @returns `unknown` when the name is not known any more and `listening` is absent.
   */
  recognize(audio: PcmAudio, name: string, listening?: Listening): Promise<readonly Transcription[] | "unknown">
}

/** Graphs kept, the least used thrown away first. */
const MAX_GRAPHS = 16
/** Engines that each hold one of them ready: loading a graph takes longer than searching it. */
const MAX_ENGINES = 4
/** Sounds followed at a time among words, and among mere sounds. */
const MAX_ACTIVE_WORDS = 1500
const MAX_ACTIVE_SOUNDS = 500
/** Below this confidence, nothing can be made of what was said. */
const MIN_CONFIDENCE = 0.5
/** Between these, a second hearing is worth its time. */
const SURE_CONFIDENCE = 0.8
const HOPELESS_CONFIDENCE = 0.35
/** The second hearing is of a slightly lower voice: the model was made of adults. */
const SECOND_PITCH = 0.95

/** Where anything may be said, no pair of words is strange. */
const ANY_PAIRS: WordPairs = { countUnknown: () => 0 }

/** What is listened for: a graph to search, and the pairs of words it was made of. */
type Expected = SearchGraph & { readonly pairs: WordPairs }

/** Loads the engine, its model and its dictionary: about half a second and 150 MB. */
export async function createRecognizer(): Promise<Recognizer> {
  const [pronunciations, means] = await Promise.all([loadPronunciations(), loadAcousticMeans()])
  const sounds = await createEngine(pronunciations, means, MAX_ACTIVE_SOUNDS)
  sounds.use(soundGraph())
  const graphs = new Map<string, Expected>()
  const engines = new EngineShelf(pronunciations, means)
  return {
    recognize: async (audio, name, listening) => {
      const known = graphs.get(name)
      if (known === undefined && listening === undefined) return "unknown"
      const speech = prepareSpeech(audio)
      const expected = known ?? expectedFrom(name, listening ?? NOTHING)
      graphs.delete(name)
      graphs.set(name, expected)
      if (graphs.size > MAX_GRAPHS) graphs.delete(graphs.keys().next().value ?? name)
      return speech === undefined ? [] : transcribe(speech, expected, await engines.take(expected), sounds)
    },
  }
}

function expectedFrom(name: string, listening: Listening): Expected {
  const material = collectMaterial(listening)
  const pairs = isAnythingExpected(listening) ? ANY_PAIRS : learnWordPairs(material)
  return { name, ...buildLanguageGraph(material), pairs }
}

/** Engines with graphs in them; the one that has rested longest takes a new graph. */
class EngineShelf {
  readonly #pronunciations: Pronunciations
  readonly #means: AcousticMeans
  readonly #engines: Engine[] = []

  constructor(pronunciations: Pronunciations, means: AcousticMeans) {
    this.#pronunciations = pronunciations
    this.#means = means
  }

  async take(graph: SearchGraph): Promise<Engine> {
    const at = this.#engines.findIndex(({ used }) => used === graph.name)
    const isFull = this.#engines.length >= MAX_ENGINES
    const [known] = at >= 0 ? this.#engines.splice(at, 1) : isFull ? this.#engines.splice(0, 1) : []
    const engine = known ?? (await createEngine(this.#pronunciations, this.#means, MAX_ACTIVE_WORDS))
    this.#engines.push(engine)
    engine.use(graph)
    return engine
  }
}

const NOTHING: Listening = {
  locale: { localeId: "en_US", nluConfidenceThreshold: 0, intents: [], slotTypes: [], customVocabulary: [] },
  hints: {},
}

function transcribe(
  speech: Float32Array,
  { pairs }: Expected,
  words: Engine,
  sounds: Engine,
): readonly Transcription[] {
  const voice = kindOfVoice(sounds.analyze(speech))
  for (const engine of [words, sounds]) engine.expect(voice)
  const first = hear(speech, pairs, words, sounds)
  const second = isClear(first) ? undefined : hear(atOtherPitch(speech, SECOND_PITCH), pairs, words, sounds)
  const guesses = [first, second].filter((guess) => guess !== undefined)
  const best = guesses.toSorted((one, other) => other.transcriptionConfidence - one.transcriptionConfidence)
  return best.filter(
    ({ transcription, transcriptionConfidence }, index) =>
      transcription !== "" &&
      transcriptionConfidence >= MIN_CONFIDENCE &&
      best.findIndex((other) => other.transcription === transcription) === index,
  )
}

/** Whether it is clear already that the guess is right, or that it can't be. */
function isClear(guess: Transcription | undefined): boolean {
  if (guess === undefined) return false
  const { transcriptionConfidence } = guess
  return transcriptionConfidence >= SURE_CONFIDENCE || transcriptionConfidence < HOPELESS_CONFIDENCE
}

function hear(speech: Float32Array, pairs: WordPairs, words: Engine, sounds: Engine): Transcription | undefined {
  const best = words.search(speech)
  const free = best === undefined ? undefined : sounds.search(speech)
  if (best === undefined || free === undefined) return undefined
  const labels = best.words.map(({ word }) => word.label)
  return {
    transcription: writeTranscript(best.words.map(({ word }) => word)),
    transcriptionConfidence: judgeHearing({
      gain: best.score - free.score,
      frames: (100 * speech.length) / ENGINE_RATE_HZ,
      words: labels.length,
      unknownPairs: pairs.countUnknown(labels),
    }),
  }
}

/** Any sounds in any order. */
function soundGraph(): SearchGraph {
  const graph = new WordGraph()
  const [start, end] = [graph.addState(), graph.addState()]
  for (const phone of PHONES) {
    graph.addWord(start, start, { label: `+${phone}`, text: "", phones: phone }, -Math.log(PHONES.length))
  }
  graph.addEmpty(start, end)
  return { name: "sounds", graph, start, end }
}
