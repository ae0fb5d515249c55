// The recognizer's own ear, as the training programs need it: aligns a sound with its words as the acoustic model alone
// hears it, and takes sounds apart into the bands that the network is to judge by.

import { loadAcousticMeans } from "#local/recognizer/acoustic-means.ts"
import { loadAcousticModel } from "#local/recognizer/acoustic-model.ts"
import { toFeatures } from "#local/recognizer/cepstra.ts"
import { analyze, toSpectrum } from "#local/recognizer/front-end.ts"
import { toNetworkBands } from "#local/recognizer/network-bands.ts"
import { pitchOf } from "#local/recognizer/pitch.ts"
import { loadPronunciations } from "#local/recognizer/pronunciation.ts"
import { loadSenoneScorer } from "#local/recognizer/senone-scores.ts"
import { toSpokenWords } from "#local/recognizer/spoken-text.ts"
import { warpOf } from "#local/recognizer/vocal-tract.ts"
import { kindOfVoice } from "#local/recognizer/voice-kind.ts"
import { type Alignment, alignWords } from "./forced-alignment.ts"

/** Hears sounds that `toHeardLoudness` of audio.ts has brought to one loudness. */
export interface Ear {
  /** @returns what is said when, `undefined` when the sound is too short for the text. */
  align(text: string, speech: Float32Array): Alignment | undefined
  /**
   * Takes a sound apart, `NETWORK_BANDS` numbers a frame.
   *
   * @param change What the vocal tract's warp, as the pitch tells it, is multiplied by.
   */
  hear(speech: Float32Array, change: number): Float32Array
}

/** Longer vocal tracts aren't imitated. */
const LEAST_WARP = 0.92

/** Loads what the recognizer knows without its network: about half a second. */
export async function createEar(): Promise<Ear> {
  const model = await loadAcousticModel()
  const scorer = await loadSenoneScorer(model, await loadAcousticMeans())
  const pronunciations = await loadPronunciations()
  const toPhones = (way: string): readonly number[] => way.split(" ").map((name) => model.phoneNumber(name))
  return {
    align: (text, speech) => {
      const words = toSpokenWords(text).map(({ label, phones }) =>
        (phones === undefined ? pronunciations.of(label) : [phones]).map(toPhones),
      )
      const powers = analyze(speech)
      const voice = kindOfVoice(toSpectrum(powers))
      const features = toFeatures(toSpectrum(powers, warpOf(pitchOf(speech))), voice)
      return alignWords(words, model, scorer.score({ features, voice }))
    },
    hear: (speech, change) => toNetworkBands(analyze(speech), Math.max(LEAST_WARP, change * warpOf(pitchOf(speech)))),
  }
}
