// Recognizes utterances: prepares the sound, tells what kind of voice it is, searches the graph of what is listened for, and
// judges how sure the result is. Threads and queues are create-transcriber.ts.

import type { Transcription } from "#bot/code-hook.ts"
import type { PcmAudio } from "#local/lex/speech-ports.ts"
import { loadAcousticMeans } from "./acoustic-means.ts"
import { loadAcousticModel } from "./acoustic-model.ts"
import { atOtherPitch, prepareSpeech } from "./audio.ts"
import { BeamSearch } from "./beam-search.ts"
import { toFeatures } from "./cepstra.ts"
import { judgeHearing } from "./confidence.ts"
import { type FrontEnd, loadFrontEnd } from "./front-end.ts"
import { buildLanguageGraph } from "./language-graph.ts"
import { collectMaterial, isAnythingExpected, type Listening } from "./listening-grammar.ts"
import { PHONES } from "./phones.ts"
import { loadPronunciations } from "./pronunciation.ts"
import { type SearchGraph, SearchNetwork } from "./search-network.ts"
import { loadSenoneScorer, type SenoneScorer, type SenoneScores } from "./senone-scores.ts"
import { writeTranscript } from "./transcript.ts"
import { kindOfVoice, type VoiceKind } from "./voice-kind.ts"
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

/** Graphs kept, up to 10 MB each, the least used thrown away first. */
const MAX_GRAPHS = 16
/** Phones followed at a time among words, and among mere sounds. */
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
type Expected = { readonly search: BeamSearch; readonly pairs: WordPairs }

/** Loads the model and its dictionary: about half a second and 100 MB. */
export async function createRecognizer(): Promise<Recognizer> {
  const [pronunciations, means, model, frontEnd] = await Promise.all([
    loadPronunciations(),
    loadAcousticMeans(),
    loadAcousticModel(),
    loadFrontEnd(),
  ])
  const scorer = await loadSenoneScorer(model, means)
  const toSearch = (graph: SearchGraph, maxActive: number): BeamSearch =>
    new BeamSearch(new SearchNetwork(graph, model, pronunciations), maxActive)
  const ear: Ear = { frontEnd, scorer, sounds: toSearch(soundGraph(), MAX_ACTIVE_SOUNDS) }
  const known = new Map<string, Expected>()
  const toExpected = (listening: Listening): Expected => {
    const material = collectMaterial(listening)
    const pairs = isAnythingExpected(listening) ? ANY_PAIRS : learnWordPairs(material)
    return { search: toSearch(buildLanguageGraph(material), MAX_ACTIVE_WORDS), pairs }
  }
  return {
    recognize: async (audio, name, listening) => {
      if (!known.has(name) && listening === undefined) return "unknown"
      const expected = known.get(name) ?? toExpected(listening ?? NOTHING)
      known.delete(name)
      known.set(name, expected)
      if (known.size > MAX_GRAPHS) known.delete(known.keys().next().value ?? name)
      const speech = prepareSpeech(audio)
      return speech === undefined ? [] : transcribe(speech, expected, ear)
    },
  }
}

const NOTHING: Listening = {
  locale: { localeId: "en_US", nluConfidenceThreshold: 0, intents: [], slotTypes: [], customVocabulary: [] },
  hints: {},
}

/** What every utterance is heard with. */
type Ear = { readonly frontEnd: FrontEnd; readonly scorer: SenoneScorer; readonly sounds: BeamSearch }

async function transcribe(speech: Float32Array, expected: Expected, ear: Ear): Promise<readonly Transcription[]> {
  const { frontEnd, scorer } = ear
  const spectrum = await frontEnd.analyze(speech)
  const voice = kindOfVoice(spectrum)
  const first = hear(scorer.score(toFeatures(spectrum), voice), expected, ear)
  const second = isClear(first) ? undefined : await hearLower(speech, voice, expected, ear)
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

async function hearLower(
  speech: Float32Array,
  voice: VoiceKind,
  expected: Expected,
  ear: Ear,
): Promise<Transcription | undefined> {
  const spectrum = await ear.frontEnd.analyze(atOtherPitch(speech, SECOND_PITCH))
  return hear(ear.scorer.score(toFeatures(spectrum), voice), expected, ear)
}

function hear(scores: SenoneScores, { search, pairs }: Expected, { sounds }: Ear): Transcription | undefined {
  for (const own of [search, sounds]) own.begin()
  for (let frame = 0; frame < scores.frames; frame++) {
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
