// What every recognizer and every voice must keep to, held against the embedded engines, against modules loaded as users'
// own are, and against those that SPEECH_RECOGNIZER and SPEECH_VOICE name.

import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { compileBot } from "#bot/compile.ts"
import type {
  ListeningContext,
  PcmAudio,
  SpeechFormat,
  SpeechSynthesizer,
  Transcriber,
} from "#local/lex/speech-ports.ts"
import { createSpeaker } from "#local/polly/speaker.ts"
import { createSpeechSynthesizer } from "#local/polly/speech-synthesizer.ts"
import { createEmbeddedTranscriber } from "#local/recognizer/create-transcriber.ts"
import { loadSpeechModules } from "#local/speech-modules.ts"

const OWN_MODULE = fileURLToPath(new URL("../support/own-speech.ts", import.meta.url))
const { SPEECH_RECOGNIZER, SPEECH_VOICE } = process.env

const speaker = createSpeechSynthesizer(createSpeaker())
const closing: (() => unknown)[] = []

afterAll(async () => {
  for (const close of closing) await close()
})

async function plugged(modules: Parameters<typeof loadSpeechModules>[0]) {
  const { speech, close } = await loadSpeechModules(modules)
  closing.push(close)
  return speech
}

const TRANSCRIBERS: readonly (readonly [name: string, create: () => Promise<Transcriber | undefined>])[] = [
  [
    "the embedded recognizer",
    async () => {
      const embedded = createEmbeddedTranscriber()
      closing.push(() => embedded.close())
      return embedded
    },
  ],
  ["a recognizer from a module", async () => (await plugged({ recognizer: OWN_MODULE })).transcriber],
  ...(SPEECH_RECOGNIZER === undefined
    ? []
    : [[SPEECH_RECOGNIZER, async () => (await plugged({ recognizer: SPEECH_RECOGNIZER })).transcriber] as const]),
]

const SYNTHESIZERS: readonly (readonly [name: string, create: () => Promise<SpeechSynthesizer | undefined>])[] = [
  ["the embedded voices", async () => speaker],
  ["a voice from a module", async () => (await plugged({ voice: OWN_MODULE })).synthesizer],
  ...(SPEECH_VOICE === undefined
    ? []
    : [[SPEECH_VOICE, async () => (await plugged({ voice: SPEECH_VOICE })).synthesizer] as const]),
]

const bot = compileBot()
const [locale] = bot.locales

function context(expecting?: ListeningContext["expecting"], signal = new AbortController().signal): ListeningContext {
  if (locale === undefined) throw new Error("the bot has no locale")
  return { bot, locale, signal, ...(expecting === undefined ? {} : { expecting }) }
}

async function say(
  voice: SpeechSynthesizer,
  texts: readonly string[],
  format: SpeechFormat,
  signal = new AbortController().signal,
): Promise<Buffer> {
  const spoken = texts.map((content) => ({ type: content.startsWith("<") ? "ssml" : "text", content }) as const)
  const chunks: Uint8Array[] = []
  for await (const chunk of await voice.synthesize(spoken, { localeId: "en_US" }, format, signal)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function hear(text: string): Promise<PcmAudio> {
  const bytes = await say(speaker, [text], "pcm")
  const samples = Int16Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(i * 2))
  return { samples, sampleRateHz: 16_000 }
}

/** Every second sample: what is said in these sentences has little above 4 kHz. */
function byTelephone({ samples }: PcmAudio): PcmAudio {
  const mean = (i: number) => ((samples[i] ?? 0) + (samples[i + 1] ?? 0)) / 2
  return { samples: Int16Array.from({ length: samples.length >> 1 }, (_, i) => mean(i * 2)), sampleRateHz: 8000 }
}

/** Engines are loaded in threads, which a busy machine takes its time for. */
const PATIENT = { timeout: 120_000 }

describe.each(TRANSCRIBERS)("%s", PATIENT, (_, create) => {
  let transcriber: Transcriber

  beforeAll(async () => {
    const created = await create()
    if (created === undefined) throw new Error("no transcriber")
    transcriber = created
  })

  it("gives one to three guesses, best first, with confidences from 0 to 1", async () => {
    const guesses = await transcriber.transcribe(await hear("book a hotel in Lisbon"), context())
    const confidences = guesses.map(({ transcriptionConfidence }) => transcriptionConfidence)

    expect(guesses[0]?.transcription.toLowerCase()).toMatch(/hotel in lisbon$/)
    expect(guesses.length).toBeLessThanOrEqual(3)
    expect(confidences).toEqual(confidences.toSorted((one, other) => other - one))
    expect(Math.min(...confidences)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...confidences)).toBeLessThanOrEqual(1)
  })

  it("hears as well once it was told what is asked", async () => {
    const asked = { intentName: "BookHotel", slotName: "City" }
    const { signal: _, ...place } = context(asked)
    expect(transcriber.prepare?.(place)).toBeUndefined()
    const [guess] = await transcriber.transcribe(await hear("to Lisbon please"), context(asked))

    expect(guess?.transcription.toLowerCase()).toContain("lisbon")
  })

  it("hears the telephone's 8 kHz, and the answer to what is asked", async () => {
    const asked = { intentName: "BookHotel", slotName: "Nights" }
    const guesses = await transcriber.transcribe(byTelephone(await hear("five nights please")), context(asked))

    expect(guesses[0]?.transcription.toLowerCase()).toMatch(/^(five|5) nights? please$/)
  })

  it.each([
    { what: "no samples", samples: new Int16Array(0) },
    { what: "two samples", samples: Int16Array.of(1, -1) },
    { what: "silence", samples: new Int16Array(16_000) },
    { what: "a constant", samples: new Int16Array(16_000).fill(12_000) },
    { what: "even noise", samples: Int16Array.from({ length: 32_000 }, (_, i) => ((i * 7919) % 601) - 300) },
  ])("hears nothing in $what", async ({ samples }) => {
    expect(await transcriber.transcribe({ samples, sampleRateHz: 16_000 }, context())).toEqual([])
  })

  it("keeps utterances apart that come at once", async () => {
    const [first, second] = await Promise.all(
      ["recommend a funny film", "cancel my booking"].map(async (text) =>
        transcriber.transcribe(await hear(text), context()),
      ),
    )

    expect(first?.[0]?.transcription.toLowerCase()).toBe("recommend a funny film")
    expect(second?.[0]?.transcription.toLowerCase()).toBe("cancel my booking")
  })

  it("stops when nobody waits any more", async () => {
    const audio = await hear("book a hotel in Lisbon")

    await expect(transcriber.transcribe(audio, context(undefined, AbortSignal.abort()))).rejects.toThrow()
  })
})

describe.each(SYNTHESIZERS)("%s", PATIENT, (_, create) => {
  let voice: SpeechSynthesizer

  beforeAll(async () => {
    const created = await create()
    if (created === undefined) throw new Error("no synthesizer")
    voice = created
  })

  it("speaks PCM of 16 kHz, one text after the other", async () => {
    const one = await say(voice, ["Your room is booked."], "pcm")
    const two = await say(voice, ["Your room is booked.", "Have a pleasant stay!"], "pcm")

    // Four words take between half a second and four.
    expect(one.length / 32_000).toBeGreaterThan(0.5)
    expect(one.length / 32_000).toBeLessThan(4)
    expect(two.length).toBeGreaterThan(one.length * 1.4)
  })

  it.each([
    { format: "mp3", begins: /^(ID3|\u00ff[\u00e0-\u00ff])/ },
    { format: "ogg", begins: /^OggS/ },
  ] as const)("speaks $format", async ({ format, begins }) => {
    expect((await say(voice, ["Good morning."], format)).toString("latin1", 0, 4)).toMatch(begins)
  })

  it("takes SSML", async () => {
    const plain = await say(voice, ["Good morning."], "pcm")
    const slow = await say(voice, ["<speak>Good <break time='1s'/> morning.</speak>"], "pcm")

    expect(slow.length).toBeGreaterThan(plain.length + 16_000)
  })

  it("stops when nobody waits any more", async () => {
    // Nothing of it may come from a cache.
    await expect(say(voice, ["Nobody is going to hear this."], "pcm", AbortSignal.abort())).rejects.toThrow()
  })
})
