import { readFileSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { createFlite, type Flite, flitePath, WAVE_PATH } from "#local/polly/flite.ts"
import { loadAcousticMeans } from "#local/recognizer/acoustic-means.ts"
import { prepareSpeech } from "#local/recognizer/audio.ts"
import { createEngine, type Engine } from "#local/recognizer/engine.ts"
import { loadPronunciations } from "#local/recognizer/pronunciation.ts"
import { kindOfVoice, type Spectrum } from "#local/recognizer/voice-kind.ts"
import { WordGraph } from "#local/recognizer/word-graph.ts"

const TEXT = "good morning, I would like a room in Edinburgh for three nights please"
const BANDS = 20

let engine: Engine
let flite: Flite

beforeAll(async () => {
  engine = await createEngine(await loadPronunciations(), await loadAcousticMeans(), 500)
  const graph = new WordGraph()
  const [start, end] = [graph.addState(), graph.addState()]
  graph.addWord(start, end, { label: "morning", text: "morning" })
  graph.addEmpty(end, start)
  engine.use({ name: "morning", graph, start, end })
  flite = createFlite(new WebAssembly.Module(readFileSync(flitePath())))
})

function say(voice: string): Float32Array {
  const { wave } = flite.run(["-voice", voice, "-t", TEXT, "-o", WAVE_PATH], "")
  const samples = new Int16Array(wave.slice(44, wave.length - (wave.length % 2)).buffer)
  const speech = prepareSpeech({ samples, sampleRateHz: 16_000 })
  if (speech === undefined) throw new Error("nobody speaks")
  return speech
}

/** Frames of random cepstra that spread so far, times as the acoustic model's do. */
function artificial(spread: number): Spectrum {
  const random = seededRandom(3)
  const data = Float32Array.from({ length: 200 * BANDS }, () => 0)
  for (let frame = 0; frame < 200; frame++) {
    for (let order = 3; order < 13; order++) {
      const lifted = (spread * 13 * (random() - 0.5) * Math.sqrt(12)) / (1 + 11 * Math.sin((order * Math.PI) / 22))
      for (let band = 0; band < BANDS; band++) {
        const at = frame * BANDS + band
        data[at] = (data[at] ?? 0) + lifted * Math.sqrt(2 / BANDS) * Math.cos((Math.PI * order * (band + 0.5)) / BANDS)
      }
    }
  }
  return { data, frames: 200, bands: BANDS }
}

describe("the kind of a voice", () => {
  it.each(["slt", "rms"])("is natural for %s, made of recordings", (voice) => {
    expect(kindOfVoice(engine.analyze(say(voice)))).toBe("natural")
  })

  it("is a formant synthesizer's where spectra are sharper than people's", () => {
    expect(kindOfVoice(artificial(0.85))).toBe("natural")
    expect(kindOfVoice(artificial(1.3))).toBe("formant")
  })
})

describe("means for a kind of voice", () => {
  it("take effect with the next utterance, and leave no trace when they are taken back", () => {
    const speech = say("slt")
    const scores = (["natural", "formant", "natural"] as const).map((voice) => {
      engine.expect(voice)
      return engine.search(speech)?.score
    })
    expect(scores[0]).toBeDefined()
    expect(scores[1]).not.toBe(scores[0])
    expect(scores[2]).toBe(scores[0])
  })
})
