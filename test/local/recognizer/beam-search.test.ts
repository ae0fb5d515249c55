import { readFileSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { createFlite, type Flite, flitePath, WAVE_PATH } from "#local/polly/flite.ts"
import { loadAcousticMeans } from "#local/recognizer/acoustic-means.ts"
import { type AcousticModel, loadAcousticModel } from "#local/recognizer/acoustic-model.ts"
import { prepareSpeech } from "#local/recognizer/audio.ts"
import { BeamSearch, type SearchResult } from "#local/recognizer/beam-search.ts"
import { toFeatures } from "#local/recognizer/cepstra.ts"
import { analyze, toSpectrum } from "#local/recognizer/front-end.ts"
import { loadPronunciations, type Pronunciations } from "#local/recognizer/pronunciation.ts"
import { SearchNetwork } from "#local/recognizer/search-network.ts"
import { loadSenoneScorer, type SenoneScorer, type SenoneScores } from "#local/recognizer/senone-scores.ts"
import { toSpokenWords } from "#local/recognizer/spoken-text.ts"
import type { VoiceKind } from "#local/recognizer/voice-kind.ts"
import { WordGraph } from "#local/recognizer/word-graph.ts"

const MAX_ACTIVE = 1000

let model: AcousticModel
let pronunciations: Pronunciations
let scorer: SenoneScorer
let flite: Flite

beforeAll(async () => {
  model = await loadAcousticModel()
  pronunciations = await loadPronunciations()
  scorer = await loadSenoneScorer(model, await loadAcousticMeans())
  flite = createFlite(new WebAssembly.Module(readFileSync(flitePath())))
})

function say(text: string, kind: VoiceKind = "natural"): SenoneScores {
  const { wave } = flite.run(["-voice", "slt", "-t", text, "-o", WAVE_PATH], "")
  const samples = new Int16Array(wave.slice(44, wave.length - (wave.length % 2)).buffer)
  const speech = prepareSpeech({ samples, sampleRateHz: 16_000 })
  if (speech === undefined) throw new Error("nobody speaks")
  return scorer.score({ features: toFeatures(toSpectrum(analyze(speech)), kind), voice: kind })
}

/** A search for one of some sentences, each as likely as it is weighed. */
function listenFor(sentences: Readonly<Record<string, number>>): BeamSearch {
  const graph = new WordGraph()
  const [start, end] = [graph.addState(), graph.addState()]
  for (const [text, weight] of Object.entries(sentences)) {
    let at = graph.addState()
    graph.addEmpty(start, at, weight)
    for (const word of toSpokenWords(text)) {
      const next = graph.addState()
      graph.addWord(at, next, word)
      at = next
    }
    graph.addEmpty(at, end)
  }
  return new BeamSearch(new SearchNetwork({ graph, start, end }, model, pronunciations), MAX_ACTIVE)
}

function hear(search: BeamSearch, scores: SenoneScores): SearchResult | undefined {
  search.begin()
  for (let frame = 0; frame < scores.frames; frame++) {
    scores.enter(frame)
    search.hear(scores)
  }
  return search.best()
}

function textOf(result: SearchResult | undefined): string | undefined {
  return result?.words.map(({ word }) => word.text).join(" ")
}

describe("the search", () => {
  it("finds the sentence that was said, again and again", async () => {
    const search = listenFor({ "book a room": 0, "look at the moon": 0, "cook a prune": 0 })
    const scores = ["look at the moon", "book a room", "look at the moon"].map((text) => say(text))
    const [first, second, third] = scores.map((sound) => hear(search, sound))
    expect([first, second, third].map(textOf)).toEqual(["look at the moon", "book a room", "look at the moon"])
    expect(third).toEqual(first)
  })

  it("tells how long each word was heard, with the silences around them left out", async () => {
    const result = hear(listenFor({ "good morning Lisbon": 0 }), say("good morning, Lisbon"))
    const frames = result?.words.map((word) => word.frames) ?? []
    expect(frames).toHaveLength(3)
    for (const count of frames) expect(count).toBeGreaterThan(10)
    expect(frames.reduce((sum, count) => sum + count, 0)).toBeLessThan(say("good morning, Lisbon").frames)
  })

  it("prefers what is likelier where two sentences sound alike", async () => {
    const sound = say("write now")
    expect(textOf(hear(listenFor({ "right now": -3, "write now": 0 }), sound))).toBe("write now")
    expect(textOf(hear(listenFor({ "right now": 0, "write now": -3 }), sound))).toBe("right now")
  })

  it("fits a sound worse to other words, and not at all to words that are longer than it", async () => {
    const sound = say("good morning")
    const good = hear(listenFor({ "good morning": 0 }), sound)?.score ?? 0
    expect(hear(listenFor({ "wide meaning": 0 }), sound)?.score).toBeLessThan(good)
    expect(
      hear(listenFor({ "a very long sentence indeed that nobody says in so short a time as this": 0 }), sound),
    ).toBe(undefined)
  })

  it("isn't confused by another search of the same sound, frame by frame", async () => {
    const scores = say("book a room")
    const [one, other] = [listenFor({ "book a room": 0, "look at": 0 }), listenFor({ "cook a prune": 0 })]
    const alone = [hear(one, scores), hear(other, scores)]
    for (const search of [one, other]) search.begin()
    for (let frame = 0; frame < scores.frames; frame++) {
      scores.enter(frame)
      one.hear(scores)
      other.hear(scores)
    }
    expect([one.best(), other.best()]).toEqual(alone)
  })

  it("hears otherwise what another kind of voice is taken to say", async () => {
    const search = listenFor({ "good morning": 0 })
    const [natural, formant] = [say("good morning"), say("good morning", "formant")]
    expect(hear(search, formant)?.score).not.toBe(hear(search, natural)?.score)
  })
})
