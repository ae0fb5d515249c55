import { readFileSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { createFlite, type Flite, flitePath, WAVE_PATH } from "#local/polly/flite.ts"
import { loadAcousticMeans } from "#local/recognizer/acoustic-means.ts"
import { type AcousticModel, loadAcousticModel } from "#local/recognizer/acoustic-model.ts"
import { prepareSpeech } from "#local/recognizer/audio.ts"
import { BeamSearch } from "#local/recognizer/beam-search.ts"
import { toFeatures } from "#local/recognizer/cepstra.ts"
import { type FrontEnd, loadFrontEnd } from "#local/recognizer/front-end.ts"
import { loadPronunciations, type Pronunciations } from "#local/recognizer/pronunciation.ts"
import { SearchNetwork } from "#local/recognizer/search-network.ts"
import { loadSenoneScorer, type SenoneScorer, type SenoneScores } from "#local/recognizer/senone-scores.ts"
import { toSpokenWords } from "#local/recognizer/spoken-text.ts"
import type { VoiceKind } from "#local/recognizer/voice-kind.ts"
import { WordGraph } from "#local/recognizer/word-graph.ts"

const MAX_ACTIVE = 1000

let frontEnd: FrontEnd
let model: AcousticModel
let pronunciations: Pronunciations
let scorer: SenoneScorer
let flite: Flite

beforeAll(async () => {
  frontEnd = await loadFrontEnd()
  model = await loadAcousticModel()
  pronunciations = await loadPronunciations()
  scorer = await loadSenoneScorer(model, await loadAcousticMeans())
  flite = createFlite(new WebAssembly.Module(readFileSync(flitePath())))
})

async function say(text: string, kind: VoiceKind = "natural"): Promise<SenoneScores> {
  const { wave } = flite.run(["-voice", "slt", "-t", text, "-o", WAVE_PATH], "")
  const samples = new Int16Array(wave.slice(44, wave.length - (wave.length % 2)).buffer)
  const speech = prepareSpeech({ samples, sampleRateHz: 16_000 })
  if (speech === undefined) throw new Error("nobody speaks")
  return scorer.score(toFeatures(await frontEnd.analyze(speech)), kind)
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

function textOf(result: ReturnType<BeamSearch["search"]>): string | undefined {
  return result?.words.map(({ word }) => word.text).join(" ")
}

describe("the search", () => {
  it("finds the sentence that was said, again and again", async () => {
    const search = listenFor({ "book a room": 0, "look at the moon": 0, "cook a prune": 0 })
    const scores = await Promise.all(["look at the moon", "book a room", "look at the moon"].map((text) => say(text)))
    const [first, second, third] = scores.map((sound) => search.search(sound))
    expect([first, second, third].map(textOf)).toEqual(["look at the moon", "book a room", "look at the moon"])
    expect(third).toEqual(first)
  })

  it("tells how long each word was heard, with the silences around them left out", async () => {
    const result = listenFor({ "good morning Lisbon": 0 }).search(await say("good morning, Lisbon"))
    const frames = result?.words.map((word) => word.frames) ?? []
    expect(frames).toHaveLength(3)
    for (const count of frames) expect(count).toBeGreaterThan(10)
    expect(frames.reduce((sum, count) => sum + count, 0)).toBeLessThan((await say("good morning, Lisbon")).frames)
  })

  it("prefers what is likelier where two sentences sound alike", async () => {
    const sound = await say("write now")
    expect(textOf(listenFor({ "right now": -3, "write now": 0 }).search(sound))).toBe("write now")
    expect(textOf(listenFor({ "right now": 0, "write now": -3 }).search(sound))).toBe("right now")
  })

  it("fits a sound worse to other words, and not at all to words that are longer than it", async () => {
    const sound = await say("good morning")
    const good = listenFor({ "good morning": 0 }).search(sound)?.score ?? 0
    expect(listenFor({ "wide meaning": 0 }).search(sound)?.score).toBeLessThan(good)
    expect(
      listenFor({ "a very long sentence indeed that nobody says in so short a time as this": 0 }).search(sound),
    ).toBe(undefined)
  })

  it("hears otherwise what another kind of voice is taken to say", async () => {
    const search = listenFor({ "good morning": 0 })
    const [natural, formant] = [await say("good morning"), await say("good morning", "formant")]
    expect(search.search(formant)?.score).not.toBe(search.search(natural)?.score)
  })
})
