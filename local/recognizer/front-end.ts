// The front end of the speech engine (SoundSwallower, a WebAssembly module): spectra of sound, with even noise taken out.
// What is made of them is cepstra.ts.

import createModule, { type Decoder } from "soundswallower"
import { ENGINE_RATE_HZ } from "./audio.ts"
import { MODEL_FOLDER } from "./model-folder.ts"
import type { Spectrum } from "./voice-kind.ts"

/** Turns sound into spectra. */
export interface FrontEnd {
  /**
   * Takes one utterance.
   *
   * @param samples At `ENGINE_RATE_HZ`, -1 to 1.
   * @returns 100 frames a second.
   */
  analyze(samples: Float32Array): Promise<Spectrum>
}

/** What the engine's decoder has besides what it declares: the steps of its start. */
type StepwiseDecoder = Decoder & { init_featparams(): Promise<unknown>; init_fe(): Promise<unknown> }

/** Loads the engine. */
export async function loadFrontEnd(): Promise<FrontEnd> {
  const module = (await createModule({ modelBase: MODEL_FOLDER } as never)) as unknown as {
    readonly Decoder: new (config: Readonly<Record<string, string | number>>) => StepwiseDecoder
  }
  const decoder = new module.Decoder({ samprate: ENGINE_RATE_HZ, loglevel: "FATAL" })
  await decoder.init_featparams()
  return {
    analyze: async (samples) => {
      // A new one each time: it would take the noise of the last utterance for that of this one. It is there at once, and
      // used before another utterance can come between.
      const renewed = decoder.init_fe()
      decoder.initialized = true
      const { data, nfr, nfeat } = decoder.spectrogram(samples)
      await renewed
      return { data, frames: nfr, bands: nfeat }
    },
  }
}
