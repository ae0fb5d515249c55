// Recognizes utterances: prepares the sound, tells what kind of voice and how high it is, searches the graph of what is
// listened for, and judges how sure the result is. Threads and queues are create-transcriber.ts.

import type { Transcription } from "#bot/code-hook.ts"
import type { PcmAudio } from "#local/lex/speech-ports.ts"
import { loadAcousticMeans } from "./acoustic-means.ts"
import { loadAcousticModel } from "./acoustic-model.ts"
import { type AcousticNetwork, loadAcousticNetwork } from "./acoustic-network.ts"
import { prepareSpeech } from "./audio.ts"
import { BeamSearch } from "./beam-search.ts"
import { toFeatures } from "./cepstra.ts"
import { judgeHearing } from "./confidence.ts"
import { analyze, toSpectrum } from "./front-end.ts"
import { buildLanguageGraph } from "./language-graph.ts"
import { collectMaterial, isAnythingExpected, type Listening } from "./listening-grammar.ts"
import { toNetworkBands } from "./network-bands.ts"
import { PHONES } from "./phones.ts"
import { pitchOf } from "./pitch.ts"
import { loadPronunciations } from "./pronunciation.ts"
import { type SearchGraph, SearchNetwork } from "./search-network.ts"
import { loadSenoneScorer, type SenoneScorer, type SenoneScores } from "./senone-scores.ts"
import { writeTranscript } from "./transcript.ts"
import { warpOf } from "./vocal-tract.ts"
import { kindOfVoice } from "./voice-kind.ts"
import { WordGraph } from "./word-graph.ts"
import { learnWordPairs, type WordPairs } from "./word-pairs.ts"

/** Recognizes one utterance after the other. */
export interface Recognizer {
  /**
   * @param name Tells what is listened for: the same name promises the same listening, and `listening` may then be absent.
   * @param isCancelled Whether nobody waits any more; asked now and then.
   * @returns `unknown` when the name is not known any more and `listening` is absent; nothing when cancelled.
   */
  recognize(
    audio: PcmAudio,
    name: string,
    listening?: Listening,
    isCancelled?: () => boolean,
  ): Promise<readonly Transcription[] | "unknown">
  /** Gets ready to recognize what is listened for. @returns nothing, or `unknown` as `recognize` does. */
  prepare(name: string, listening?: Listening): readonly [] | "unknown"
}

/** Graphs kept, up to 10 MB each, the least used thrown away first. */
const MAX_GRAPHS = 16
/** Phones followed at a time among words, and among mere sounds. */
const MAX_ACTIVE_WORDS = 3000
const MAX_ACTIVE_SOUNDS = 500
/** Below this confidence, nothing can be made of what was said. */
const MIN_CONFIDENCE = 0.5
/** Between these, a second hearing is worth its time: as of a speaker with a still shorter vocal tract. */
const SURE_CONFIDENCE = 0.8
const HOPELESS_CONFIDENCE = 0.35
const SECOND_CHANGE = 0.06

/** Where anything may be said, no pair of words is strange. */
const ANY_PAIRS: WordPairs = { countUnknown: () => 0 }

/** What is listened for: a graph to search, and the pairs of words it was made of. */
type Expected = { readonly search: BeamSearch; readonly pairs: WordPairs }

/** Loads the model and its dictionary: about half a second and 100 MB. */
export async function createRecognizer(): Promise<Recognizer> {
  const [pronunciations, means, model, network] = await Promise.all([
    loadPronunciations(),
    loadAcousticMeans(),
    loadAcousticModel(),
    loadAcousticNetwork(),
  ])
  const scorer = await loadSenoneScorer(model, means)
  const toSearch = (graph: SearchGraph, maxActive: number): BeamSearch =>
    new BeamSearch(new SearchNetwork(graph, model, pronunciations), maxActive)
  const ear: Ear = { scorer, network, sounds: toSearch(soundGraph(), MAX_ACTIVE_SOUNDS) }
  const known = new Map<string, Expected>()
  const toExpected = (listening: Listening): Expected => {
    const material = collectMaterial(listening)
    const pairs = isAnythingExpected(listening) ? ANY_PAIRS : learnWordPairs(material)
    return { search: toSearch(buildLanguageGraph(material), MAX_ACTIVE_WORDS), pairs }
  }
  const find = (name: string, listening: Listening | undefined): Expected | undefined => {
    const expected = known.get(name) ?? (listening === undefined ? undefined : toExpected(listening))
    if (expected === undefined) return undefined
    known.delete(name)
    known.set(name, expected)
    if (known.size > MAX_GRAPHS) known.delete(known.keys().next().value ?? name)
    return expected
  }
  return {
    recognize: async (audio, name, listening, isCancelled = () => false) => {
      const expected = find(name, listening)
      if (expected === undefined) return "unknown"
      const speech = prepareSpeech(audio)
      return speech === undefined ? [] : transcribe(speech, expected, { ...ear, isCancelled })
    },
    prepare: (name, listening) => {
      const expected = find(name, listening)
      // What an utterance may begin with is looked up when one begins.
      expected?.search.begin()
      return expected === undefined ? "unknown" : []
    },
  }
}

/** What every utterance is heard with. */
type Ear = { readonly scorer: SenoneScorer; readonly network: AcousticNetwork; readonly sounds: BeamSearch }
/** What one utterance is heard with. */
type OwnEar = Ear & { readonly isCancelled: () => boolean }
/** Frames between two looks at whether anybody waits still. */
const CANCEL_FRAMES = 50

/** A guess, and how well its words fit the sound and the grammar: a natural logarithm, per frame. */
type Guess = Transcription & { readonly fit: number }

function transcribe(speech: Float32Array, expected: Expected, ear: OwnEar): readonly Transcription[] {
  const powers = analyze(speech)
  const voice = kindOfVoice(toSpectrum(powers))
  const hearAs = (warp: number): Guess | undefined => {
    const features = toFeatures(toSpectrum(powers, warp), voice)
    const states = ear.network.judge(toNetworkBands(powers, warp))
    return hear(ear.scorer.score({ features, voice, states }), expected, ear)
  }
  const warp = warpOf(pitchOf(speech))
  const first = hearAs(warp)
  const second = isClear(first) || ear.isCancelled() ? undefined : hearAs(warp + SECOND_CHANGE)
  const guesses = [first, second].filter((guess) => guess !== undefined)
  const best = guesses.toSorted((one, other) => other.fit - one.fit)
  const surest = best[0]?.transcriptionConfidence ?? 0
  if (surest < MIN_CONFIDENCE) return []
  return best
    .filter(
      ({ transcription, transcriptionConfidence }, index) =>
        transcription !== "" &&
        transcriptionConfidence >= MIN_CONFIDENCE &&
        best.findIndex((other) => other.transcription === transcription) === index,
    )
    .map(({ transcription, transcriptionConfidence }) => ({
      transcription,
      transcriptionConfidence: Math.min(transcriptionConfidence, surest),
    }))
    .toSorted((one, other) => other.transcriptionConfidence - one.transcriptionConfidence)
}

/** Whether it is clear already that the guess is right, or that it can't be. */
function isClear(guess: Transcription | undefined): boolean {
  if (guess === undefined) return true
  const { transcriptionConfidence } = guess
  return transcriptionConfidence >= SURE_CONFIDENCE || transcriptionConfidence < HOPELESS_CONFIDENCE
}

function hear(scores: SenoneScores, { search, pairs }: Expected, { sounds, isCancelled }: OwnEar): Guess | undefined {
  for (const own of [search, sounds]) own.begin()
  for (let frame = 0; frame < scores.frames; frame++) {
    if (frame % CANCEL_FRAMES === 0 && isCancelled()) return undefined
    scores.enter(frame)
    search.hear(scores)
    sounds.hear(scores)
  }
  const [best, free] = [search.best(), sounds.best()]
  if (best === undefined || free === undefined) return undefined
  const labels = best.words.map(({ word }) => word.label)
  return {
    transcription: writeTranscript(best.words.map(({ word }) => word)),
    transcriptionConfidence: judgeHearing({
      gain: best.score - free.score,
      frames: scores.frames,
      words: labels.length,
      unknownPairs: pairs.countUnknown(labels),
    }),
    fit: best.score / scores.frames,
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
  return { graph, start, end }
}
