// Recognizes utterances: prepares the sound, searches the graph of what is listened for, and judges how sure the result is
// by how well mere phones would fit the same sound. Threads and queues are create-transcriber.ts.

import type { Transcription } from "#bot/code-hook.ts"
import type { PcmAudio } from "#local/lex/speech-ports.ts"
import { prepareSpeech } from "./audio.ts"
import { createEngine, type Engine, PHONES, type SearchGraph } from "./engine.ts"
import { buildLanguageGraph } from "./language-graph.ts"
import { collectMaterial, type Listening } from "./listening-grammar.ts"
import { loadPronunciations } from "./pronunciation.ts"
import { writeTranscript } from "./transcript.ts"
import { WordGraph } from "./word-graph.ts"

/** Recognizes one utterance after the other. */
export interface Recognizer {
  /**
   * @param name Tells what is listened for: the same name promises the same listening, and `listening` may then be absent.
   * @returns `unknown` when the name is not known any more and `listening` is absent.
   */
  recognize(audio: PcmAudio, name: string, listening?: Listening): readonly Transcription[] | "unknown"
}

/** Graphs kept, the least used thrown away first. */
const MAX_GRAPHS = 16
/** Below this confidence, nothing can be made of what was said. */
const MIN_CONFIDENCE = 0.3

/** Loads the engine, its model and its dictionary: about half a second and 150 MB. */
export async function createRecognizer(): Promise<Recognizer> {
  const pronunciations = await loadPronunciations()
  const [words, phones] = [await createEngine(pronunciations), await createEngine(pronunciations)]
  phones.use(phoneGraph())
  const graphs = new Map<string, SearchGraph>()
  return {
    recognize: (audio, name, listening) => {
      const known = graphs.get(name)
      if (known === undefined && listening === undefined) return "unknown"
      const graph = known ?? { name, ...buildLanguageGraph(collectMaterial(listening ?? NOTHING)) }
      graphs.delete(name)
      graphs.set(name, graph)
      if (graphs.size > MAX_GRAPHS) graphs.delete(graphs.keys().next().value ?? name)
      const speech = prepareSpeech(audio)
      if (speech === undefined) return []
      words.use(graph)
      return transcribe(speech, words, phones)
    },
  }
}

const NOTHING: Listening = {
  locale: { localeId: "en_US", nluConfidenceThreshold: 0, intents: [], slotTypes: [], customVocabulary: [] },
  hints: {},
}

function transcribe(speech: Float32Array, words: Engine, phones: Engine): readonly Transcription[] {
  const best = words.search(speech)
  const free = phones.search(speech)
  if (best === undefined || free === undefined) return []
  const transcription = writeTranscript(best.words)
  const transcriptionConfidence = toConfidence((best.score - free.score) / speech.length)
  if (transcription === "" || transcriptionConfidence < MIN_CONFIDENCE) return []
  return [{ transcription, transcriptionConfidence }]
}

/** How much worse than free phones the words may fit, per sample, for an even chance; and how fast doubt grows. */
const EVEN_LOSS = -0.003
const DOUBT = 2500

/** To hundredths, from how much better or worse than free phones the words fit the sound. */
function toConfidence(gain: number): number {
  return Math.round(100 / (1 + Math.exp(-DOUBT * (gain - EVEN_LOSS)))) / 100
}

/** Any phones in any order. */
function phoneGraph(): SearchGraph {
  const graph = new WordGraph()
  const [start, end] = [graph.addState(), graph.addState()]
  for (const phone of PHONES) {
    graph.addWord(start, start, { label: `+${phone}`, text: phone, phones: phone }, -Math.log(PHONES.length))
  }
  graph.addEmpty(start, end)
  return { name: "phones", graph, start, end }
}
