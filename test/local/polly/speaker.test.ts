// The sound itself: its length, loudness, pitch, and whether marks are where it is.

import { afterAll, describe, expect, it } from "vitest"
import { planText } from "#local/polly/plan-text.ts"
import { createSpeaker } from "#local/polly/speaker.ts"
import { createSpeechSynthesizer } from "#local/polly/speech-synthesizer.ts"
import { findVoice } from "#local/polly/voices.ts"

const speaker = createSpeaker({ threads: 1 })
const never = new AbortController().signal
const RATE = 16_000

afterAll(() => speaker.close())

function toJob(ssml: string, voiceId = "Joanna") {
  const voice = findVoice(voiceId)
  if (voice === undefined) throw new Error(`no voice ${voiceId}`)
  const text = `<speak>${ssml}</speak>`
  return { voice, sentences: planText({ text, textType: "ssml", voice, engine: "standard" }).sentences }
}

async function hear(ssml: string, voiceId?: string): Promise<Float32Array> {
  const job = { ...toJob(ssml, voiceId), output: { format: "pcm", sampleRateHz: RATE } } as const
  const parts: Uint8Array[] = []
  for await (const chunk of await speaker.speak(job, never)) if ("audio" in chunk) parts.push(chunk.audio)
  const bytes = Buffer.concat(parts)
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(i * 2) / 32_768)
}

async function wordTimes(ssml: string): Promise<readonly number[]> {
  const job = { ...toJob(ssml), output: { format: "json" } } as const
  const times: number[] = []
  for await (const chunk of await speaker.speak(job, never)) {
    if ("marks" in chunk) times.push(...chunk.marks.filter(({ type }) => type === "word").map(({ timeMs }) => timeMs))
  }
  return times
}

/** When sound begins after at least 200 ms of silence, in milliseconds. */
function onsets(samples: Float32Array): readonly number[] {
  const found: number[] = []
  let quietMs = 200
  for (let ms = 0; ms * 16 < samples.length; ms++) {
    const loudest = Math.max(...samples.subarray(ms * 16, ms * 16 + 16).map(Math.abs))
    if (loudest > 0.03 && quietMs >= 200) found.push(ms)
    quietMs = loudest > 0.03 ? 0 : quietMs + 1
  }
  return found
}

/** The usual pitch of the voiced parts, in hertz. */
function medianPitch(samples: Float32Array): number {
  const pitches: number[] = []
  for (let at = 0; at + 1024 < samples.length; at += 512) {
    const frame = samples.subarray(at, at + 1024)
    const correlation = (lag: number) => frame.subarray(lag).reduce((sum, x, i) => sum + x * (frame[i] ?? 0), 0)
    const energy = correlation(0)
    const lags = Array.from({ length: 160 }, (_, i) => i + 40)
    const best = lags.reduce((a, b) => (correlation(b) > correlation(a) ? b : a))
    if (energy > 2 && correlation(best) > energy * 0.5) pitches.push(RATE / best)
  }
  return pitches.sort((a, b) => a - b)[pitches.length >> 1] ?? 0
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)
}

const SENTENCE = "The quick brown fox jumps over the lazy dog."

describe("the speaker", () => {
  it.each(["Joanna", "Matthew", "Brian", "Ivy"])(
    "speaks with %s, between −6 and −1 dBFS at its loudest",
    async (voice) => {
      const peak = peakOf(await hear(SENTENCE, voice))

      expect(peak).toBeGreaterThan(0.501)
      expect(peak).toBeLessThan(0.891)
    },
  )

  it("speaks slower and faster as asked", async () => {
    const length = (await hear(SENTENCE)).length
    const slow = (await hear(`<prosody rate="50%">${SENTENCE}</prosody>`)).length
    const fast = (await hear(`<prosody rate="200%">${SENTENCE}</prosody>`)).length

    // The silence around isn't stretched.
    expect(slow / length).toBeGreaterThan(1.6)
    expect(fast / length).toBeLessThan(0.65)
  })

  it.each(["Joanna", "Matthew", "Brian"])("changes the pitch of %s as asked, and not the duration", async (voice) => {
    const plain = await hear(SENTENCE, voice)
    const high = await hear(`<prosody pitch="+20%">${SENTENCE}</prosody>`, voice)

    expect(Math.abs(high.length / plain.length - 1)).toBeLessThan(0.02)
    expect(medianPitch(high) / medianPitch(plain)).toBeGreaterThan(1.12)
    expect(medianPitch(high) / medianPitch(plain)).toBeLessThan(1.28)
  })

  it("changes the volume as asked, without clipping", async () => {
    const quiet = peakOf(await hear(`<prosody volume="-6dB">${SENTENCE}</prosody>`))
    const loud = peakOf(await hear(`<prosody volume="x-loud">${SENTENCE}</prosody>`))

    expect(quiet).toBeCloseTo(0.336, 2)
    expect(loud).toBeLessThan(0.891)
  })

  it("pauses as long as asked", async () => {
    const without = await hear("Anna <break time='100ms'/> only")
    const with2s = await hear("Anna <break time='2100ms'/> only")

    expect(with2s.length - without.length).toBe(2 * RATE)
  })

  it("marks words within 60 ms of their sound", async () => {
    const ssml = "Anna <break time='400ms'/> only <break time='400ms'/> asks. Elephants <break time='400ms'/> always."
    const heard = onsets(await hear(ssml))
    const marked = await wordTimes(ssml)

    expect(marked).toHaveLength(5)
    expect(heard).toHaveLength(5)
    expect(marked.map((time, i) => Math.abs(time - (heard[i] ?? 0)) <= 60)).toEqual([true, true, true, true, true])
  })

  it("gives the same request the same sound", async () => {
    expect(await hear(SENTENCE)).toEqual(await hear(SENTENCE))
  })

  it("refuses what doesn't fit its queue", async () => {
    const small = createSpeaker({ threads: 1, maxWaiting: 0, maxCachedBytes: 0 })
    const job = { ...toJob(SENTENCE), output: { format: "pcm", sampleRateHz: RATE } } as const
    const first = small.speak(job, never)

    await expect(small.speak(job, never)).rejects.toMatchObject({ code: "overloaded" })

    for await (const chunk of await first) expect(chunk).toHaveProperty("audio")
    await small.close()
  })
})

describe("the synthesizer of the local Lex", () => {
  const synthesizer = createSpeechSynthesizer(speaker)
  const synthesize = async (...asked: Parameters<typeof synthesizer.synthesize>) => {
    const parts: Uint8Array[] = []
    for await (const part of await synthesizer.synthesize(...asked)) parts.push(part)
    return Buffer.concat(parts)
  }

  it("says messages one after the other", async () => {
    const speak = (contents: string[]) => {
      const texts = contents.map((content) => ({ type: "text", content }) as const)
      return synthesize(texts, { localeId: "en_US" }, "pcm", never)
    }
    const [both, first, second] = await Promise.all([
      speak(["Hello.", "Goodbye."]),
      speak(["Hello."]),
      speak(["Goodbye."]),
    ])

    // The silence at the beginning, 0.1 s, is there once.
    expect(both.length).toBe(first.length + second.length - RATE * 0.1 * 2)
  })

  it("speaks for every English locale, and tells that it can't for others", async () => {
    const texts = [{ type: "ssml", content: "<speak>Hi</speak>" }] as const

    expect((await synthesize(texts, { localeId: "en_GB", voiceId: "Arthur" }, "ogg", never)).length).toBeGreaterThan(
      100,
    )
    expect((await synthesize(texts, { localeId: "en_AU", voiceId: "Nobody" }, "mp3", never)).length).toBeGreaterThan(
      100,
    )
    await expect(synthesizer.synthesize(texts, { localeId: "de_DE" }, "mp3", never)).rejects.toMatchObject({
      code: "data-invalid",
    })
  })
})
