// A microphone for browser tests into which the test speaks when it wants to, and ears at the speakers. What lies between
// (capture, resampling, detection, decoding, playing) is the browser's own.

import type { Page } from "playwright-core"

/** Sound that came out of the speakers: when it was loud, in seconds of the page's audio clock. */
export type HeardSound = { readonly at: number; readonly level: number }

/** Puts microphone and ears into a page; call before it is opened. */
export async function installMicrophone(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: { at: number; level: number }[] = []
    let context: AudioContext | undefined
    let microphone: MediaStreamAudioDestinationNode | undefined
    const open = async (): Promise<MediaStream> => {
      context ??= new AudioContext({ sampleRate: 48_000 })
      await context.resume()
      microphone = context.createMediaStreamDestination()
      // A room is never quite silent.
      const hum = context.createOscillator()
      const softness = context.createGain()
      softness.gain.value = 0.0005
      hum.connect(softness).connect(microphone)
      hum.start()
      return microphone.stream
    }
    const speak = async (samples: readonly number[]): Promise<void> => {
      if (context === undefined || microphone === undefined) throw new Error("the microphone is not open")
      const buffer = context.createBuffer(1, samples.length, 16_000)
      buffer.copyToChannel(Float32Array.from(samples), 0)
      const source = context.createBufferSource()
      source.buffer = buffer
      source.connect(microphone)
      source.start()
      await new Promise((resolve) => source.addEventListener("ended", resolve, { once: true }))
    }
    const connect = AudioNode.prototype.connect as (this: AudioNode, target: AudioNode) => AudioNode
    Object.assign(AudioNode.prototype, {
      connect(this: AudioNode, target: AudioNode): AudioNode {
        if (target instanceof AudioDestinationNode && this instanceof GainNode) {
          const ears = this.context.createAnalyser()
          connect.call(this, ears)
          const samples = new Float32Array(ears.fftSize)
          setInterval(() => {
            ears.getFloatTimeDomainData(samples)
            const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
            if (level > 0.003) heard.push({ at: this.context.currentTime, level })
          }, 20)
        }
        return connect.call(this, target)
      },
    })
    Object.assign(navigator.mediaDevices, { getUserMedia: open })
    Object.assign(window, { testMicrophone: { speak, heard } })
  })
}

/** Speaks into the microphone, which must be open; samples of 16 kHz. Resolves when all is said. */
export async function speakInto(page: Page, samples: Float32Array): Promise<void> {
  const numbers = Array.from(samples, (sample) => Math.round(sample * 10_000) / 10_000)
  await page.evaluate(
    async (said) =>
      await (window as unknown as { testMicrophone: { speak(samples: number[]): Promise<void> } }).testMicrophone.speak(
        said,
      ),
    numbers,
  )
}

/** What came out of the speakers so far. */
export async function heardSounds(page: Page): Promise<readonly HeardSound[]> {
  return await page.evaluate(
    () => (window as unknown as { testMicrophone: { heard: { at: number; level: number }[] } }).testMicrophone.heard,
  )
}
