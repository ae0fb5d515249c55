// The sound of the local Polly as independent decoders hear it: rate, length, loudness, marks, pace and pitch.

import { SynthesizeSpeechCommand, type SynthesizeSpeechInput, type VoiceId } from "@aws-sdk/client-polly"
import { OggVorbisDecoder } from "@wasm-audio-decoders/ogg-vorbis"
import { MPEGDecoder } from "mpg123-decoder"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { VOICES } from "#local/polly/voices.ts"
import { type LocalPolly, startLocalPolly } from "#test/support/local-polly.ts"
import { findOnsetsMs, peakDb, pitchHz, type Sound, secondsOf } from "#test/support/speech-measures.ts"

let polly: LocalPolly

beforeAll(async () => {
  polly = await startLocalPolly()
})

afterAll(() => polly.close())

type Asked = Partial<SynthesizeSpeechInput> & Pick<SynthesizeSpeechInput, "OutputFormat">

async function ask(asked: Asked): Promise<Uint8Array> {
  const request = { VoiceId: "Joanna", Text: "Your room is ready, and breakfast is at eight.", ...asked } as const
  const { AudioStream: stream } = await polly.client.send(new SynthesizeSpeechCommand(request))
  return (await stream?.transformToByteArray()) ?? new Uint8Array()
}

async function hear(asked: Asked): Promise<Sound> {
  const bytes = await ask(asked)
  const sampleRateHz = Number(asked.SampleRate ?? 16_000)
  switch (asked.OutputFormat) {
    case "mp3":
      return decode(new MPEGDecoder({ enableGapless: false }), bytes)
    case "ogg_vorbis":
      return decode(new OggVorbisDecoder(), bytes)
    case "mulaw":
      return { samples: Float32Array.from(bytes, fromMuLaw), sampleRateHz }
    case "alaw":
      return { samples: Float32Array.from(bytes, fromALaw), sampleRateHz }
    default: {
      const samples = new Int16Array(bytes.slice().buffer)
      return { samples: Float32Array.from(samples, (sample) => sample / 32_768), sampleRateHz }
    }
  }
}

type Decoder = {
  readonly ready: Promise<void>
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>
  flush?(): Promise<Decoded>
  free(): void
}
type Decoded = { readonly channelData: readonly Float32Array[]; readonly sampleRate: number }

async function decode(decoder: Decoder, bytes: Uint8Array): Promise<Sound> {
  await decoder.ready
  const decoded = await decoder.decode(bytes)
  const rest = (await decoder.flush?.())?.channelData[0] ?? []
  decoder.free()
  return { samples: Float32Array.from([...(decoded.channelData[0] ?? []), ...rest]), sampleRateHz: decoded.sampleRate }
}

/** As in tables 1a and 2a of G.711. */
function fromMuLaw(byte: number): number {
  const exponent = (~byte >> 4) & 7
  const magnitude = ((((~byte & 15) << 3) + 132) << exponent) - 132
  return ((~byte & 128) === 0 ? magnitude : -magnitude) / 32_768
}

function fromALaw(byte: number): number {
  const bits = byte ^ 0x55
  const exponent = (bits >> 4) & 7
  const step = ((bits & 15) << 4) + 8
  const magnitude = exponent === 0 ? step : (step + 256) << (exponent - 1)
  return ((bits & 128) === 0 ? -magnitude : magnitude) / 32_768
}

const FORMATS = [
  ...["8000", "16000"].map((SampleRate) => ({ OutputFormat: "pcm", SampleRate }) as const),
  ...["8000", "16000", "22050", "24000", "44100", "48000"].flatMap((SampleRate) => [
    { OutputFormat: "mp3", SampleRate } as const,
    { OutputFormat: "ogg_vorbis", SampleRate } as const,
  ]),
  { OutputFormat: "mulaw", SampleRate: "8000" } as const,
  { OutputFormat: "alaw", SampleRate: "8000" } as const,
]

/** One of each embedded voice. */
const SPEAKERS = ["Joanna", "Matthew", "Brian"] as const

describe.each(SPEAKERS)("%s", (VoiceId) => {
  it.each(FORMATS)(
    "speaks $OutputFormat at $SampleRate Hz, as long as ever, neither too soft nor too loud",
    async (row) => {
      const sound = await hear({ ...row, VoiceId })
      const usual = await hear({ OutputFormat: "pcm", VoiceId })

      expect(sound.sampleRateHz).toBe(Number(row.SampleRate))
      // An MP3 is filled up to whole frames of 576 samples.
      expect(Math.abs(secondsOf(sound) - secondsOf(usual))).toBeLessThan(0.06)
      expect(peakDb(sound)).toBeGreaterThan(-6)
      expect(peakDb(sound)).toBeLessThan(-1)
    },
  )

  it("is neither clipped when as loud as can be, nor in an MP3 of it", async () => {
    const Text = "<speak><prosody volume='+12dB'>Your room is ready.</prosody></speak>"
    for (const OutputFormat of ["pcm", "mp3"] as const) {
      expect(peakDb(await hear({ VoiceId, TextType: "ssml", Text, OutputFormat }))).toBeLessThan(-1)
    }
  })
})

describe("speech marks", () => {
  it.each(VOICES.map(({ id, engines }) => ({ VoiceId: id, Engine: engines[0] })))(
    "of $VoiceId are where its words are heard",
    async ({ VoiceId, Engine = "standard" }) => {
      const pause = "<break time='400ms'/>"
      const ssml = `<speak>every ${pause} <prosody rate='60%'>room</prosody> ${pause} 27 ${pause} table ${pause} BK-4</speak>`
      const asked = { VoiceId: VoiceId as VoiceId, Engine, TextType: "ssml", Text: ssml } as const
      const onsets = findOnsetsMs(await hear({ ...asked, OutputFormat: "pcm" }))
      const marks = Buffer.from(await ask({ ...asked, OutputFormat: "json", SpeechMarkTypes: ["word", "sentence"] }))
      const times = marks
        .toString()
        .trim()
        .split("\n")
        .map((line): number => JSON.parse(line).time)

      expect(times).toHaveLength(6)
      for (const time of times) {
        const nearest = Math.min(...onsets.map((onset) => Math.abs(onset - time)))
        expect(nearest).toBeLessThan(60)
      }
    },
  )
})

describe("prosody", () => {
  const WORDS = "We are all on our own way home in the morning rain"
  const say = (VoiceId: (typeof SPEAKERS)[number], attribute = "") =>
    hear({
      VoiceId,
      OutputFormat: "pcm",
      TextType: "ssml",
      Text: attribute === "" ? `<speak>${WORDS}</speak>` : `<speak><prosody ${attribute}>${WORDS}</prosody></speak>`,
    })
  /** Without the silence before and after. */
  const spokenSeconds = (sound: Sound) => secondsOf(sound) - 0.45

  it.each(SPEAKERS.flatMap((voice) => [20, 75, 200].map((percent) => ({ voice, percent }))))(
    "of a rate of $percent % makes $voice speak at that pace, as high as before",
    async ({ voice, percent }) => {
      const [usual, changed] = [await say(voice), await say(voice, `rate="${percent}%"`)]

      const pace = (100 * spokenSeconds(usual)) / spokenSeconds(changed)
      expect(Math.abs(pace / percent - 1)).toBeLessThan(0.06)
      expect(Math.abs(pitchHz(changed) / pitchHz(usual) - 1)).toBeLessThan(0.12)
    },
  )

  it.each(SPEAKERS.flatMap((voice) => [-30, 30].map((percent) => ({ voice, percent }))))(
    "of a pitch of $percent % makes $voice speak that much higher, at the same pace",
    async ({ voice, percent }) => {
      const sign = percent > 0 ? "+" : ""
      const [usual, changed] = [await say(voice), await say(voice, `pitch="${sign}${percent}%"`)]

      expect(Math.abs((pitchHz(changed) / pitchHz(usual) - 1) * 100 - percent)).toBeLessThan(6)
      expect(Math.abs(spokenSeconds(changed) / spokenSeconds(usual) - 1)).toBeLessThan(0.03)
    },
  )

  it.each([
    { volume: "-12dB", loudest: -15.5 },
    { volume: "soft", loudest: -9.5 },
    { volume: "silent", loudest: Number.NEGATIVE_INFINITY },
  ])("of a volume of $volume is heard at $loudest dB", async ({ volume, loudest }) => {
    const peak = peakDb(await say("Joanna", `volume="${volume}"`))

    expect(peak === loudest || Math.abs(peak - loudest) < 0.3).toBe(true)
  })

  it.each([200, 1000, 10_000])("leaves a break of %i ms silent for as long", async (milliseconds) => {
    const asked = { OutputFormat: "pcm", TextType: "ssml" } as const
    const [short, long] = [
      await hear({ ...asked, Text: "<speak>one <break time='0ms'/> two</speak>" }),
      await hear({ ...asked, Text: `<speak>one <break time='${milliseconds}ms'/> two</speak>` }),
    ]

    expect(Math.abs((secondsOf(long) - secondsOf(short)) * 1000 - milliseconds)).toBeLessThan(5)
  })
})
