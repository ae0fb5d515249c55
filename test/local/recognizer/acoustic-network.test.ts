import { readFileSync } from "node:fs"
import { beforeAll, describe, expect, it } from "vitest"
import type { PcmAudio } from "#local/lex/speech-ports.ts"
import { createFlite, flitePath, WAVE_PATH } from "#local/polly/flite.ts"
import { type AcousticModel, loadAcousticModel, STATES } from "#local/recognizer/acoustic-model.ts"
import {
  type AcousticNetwork,
  loadAcousticNetwork,
  readNetwork,
  type StateLosses,
} from "#local/recognizer/acoustic-network.ts"
import { prepareSpeech } from "#local/recognizer/audio.ts"
import { analyze } from "#local/recognizer/front-end.ts"
import { NETWORK_BANDS, toNetworkBands } from "#local/recognizer/network-bands.ts"

const FILE = new URL("../../../local/recognizer/data/acoustic-network.bin", import.meta.url)

let network: AcousticNetwork
let model: AcousticModel

beforeAll(async () => {
  network = await loadAcousticNetwork()
  model = await loadAcousticModel()
})

/** A voice that the network wasn't trained with. */
function say(text: string): PcmAudio {
  const flite = createFlite(new WebAssembly.Module(readFileSync(flitePath())))
  const { wave } = flite.run(["-voice", "rms", "-t", text, "-o", WAVE_PATH], "")
  return { samples: new Int16Array(wave.slice(44, wave.length - (wave.length % 2)).buffer), sampleRateHz: 16_000 }
}

function judge(audio: PcmAudio, gain = 1): StateLosses {
  const samples = audio.samples.map((sample) => gain * sample)
  const speech = prepareSpeech({ ...audio, samples })
  if (speech === undefined) throw new Error("nobody speaks")
  return network.judge(toNetworkBands(analyze(speech), 1))
}

/** The phones that fit best, one after the other, where they last for some frames. */
function phonesOf({ data, states }: StateLosses): readonly string[] {
  const best = Array.from({ length: data.length / states }, (_, frame) => {
    return model.phones[Math.floor(data.subarray(frame * states, (frame + 1) * states).indexOf(0) / STATES)] ?? ""
  })
  const lasting = best.filter((phone, frame) => phone === best[frame + 1] && phone === best[frame + 2])
  return lasting.filter((phone, index) => phone !== lasting[index - 1])
}

describe("the acoustic network", () => {
  it.each([
    ["cash", /^SIL K AE .*SH SIL$/],
    ["money", /M AH N .*IY .*SIL$/],
  ])("hears the phones of '%s' in a voice that it doesn't know", (word, phones) => {
    expect(phonesOf(judge(say(word))).join(" ")).toMatch(phones)
  })

  it("hears no noises, which it never learned", () => {
    const { data, states } = judge(say("we would like to stay in Vienna"))
    for (let at = 0; at < data.length; at += states)
      expect(Math.min(...data.subarray(at, at + 2 * STATES))).toBeGreaterThan(500)
  })

  it("hears the same however loud it is", () => {
    const audio = say("Tuesday")

    expect(phonesOf(judge(audio, 0.5))).toEqual(phonesOf(judge(audio)))
  })

  it("centers what it hears, in bands up to half the rate, for vocal tracts of any length", () => {
    const powers = analyze(Float32Array.from({ length: 8000 }, (_, index) => Math.sin(index) + Math.sin(2 * index)))
    for (const warp of [0.9, 1, 1.12]) {
      const bands = toNetworkBands(powers, warp)
      expect(bands).toHaveLength(NETWORK_BANDS * powers.frames)
      expect(bands.every(Number.isFinite)).toBe(true)
      expect(bands.reduce((sum, value) => sum + value, 0) / bands.length).toBeCloseTo(0, 0)
    }
  })

  it("refuses weights of another kind, and too few of them", () => {
    const file = readFileSync(FILE)
    const other = Buffer.from(file)
    other.writeInt32LE(451, 4)

    expect(() => readNetwork(other)).toThrow("another kind")
    expect(() => readNetwork(file.subarray(0, -1))).toThrow("not complete")
  })
})
