import { gunzipSync } from "node:zlib"
import { LexRuntimeV2Client, RecognizeUtteranceCommand } from "@aws-sdk/client-lex-runtime-v2"
import { PollyClient, SynthesizeSpeechCommand, type VoiceId } from "@aws-sdk/client-polly"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { LocalAws } from "#local/compose-local.ts"
import { startLocal } from "#local/main.ts"

let local: LocalAws
let polly: PollyClient
let lex: LexRuntimeV2Client
let sessions = 0

beforeAll(async () => {
  local = await startLocal({ port: 0 })
  const options = {
    region: "us-east-1",
    endpoint: local.url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  }
  polly = new PollyClient(options)
  lex = new LexRuntimeV2Client(options)
})

afterAll(async () => {
  polly.destroy()
  lex.destroy()
  await local.close()
})

/** 16-bit mono PCM of 16 kHz. */
async function speak(text: string, voice: VoiceId): Promise<Uint8Array> {
  const command = new SynthesizeSpeechCommand({ Text: text, OutputFormat: "pcm", SampleRate: "16000", VoiceId: voice })
  const { AudioStream: stream } = await polly.send(command)
  return (await stream?.transformToByteArray()) ?? new Uint8Array()
}

async function listen(audio: Uint8Array, responseContentType = "text/plain; charset=utf-8") {
  return lex.send(
    new RecognizeUtteranceCommand({
      botId: "CONCIERGE1",
      botAliasId: "TSTALIASID",
      localeId: "en_US",
      sessionId: `speech-${sessions++}`,
      requestContentType: "audio/l16; rate=16000; channels=1",
      responseContentType,
      inputStream: audio,
    }),
  )
}

function decode(header: string | undefined): unknown {
  return header === undefined ? undefined : JSON.parse(gunzipSync(Buffer.from(header, "base64")).toString())
}

// Engines are loaded in threads, which a busy machine takes its time for.
describe("RecognizeUtterance with sound", { timeout: 120_000 }, () => {
  it.each([
    { voice: "Joanna", text: "I'd like a room in Lisbon from Friday for two nights", intent: "BookHotel" },
    { voice: "Matthew", text: "recommend a funny film", intent: "RecommendMovie" },
    { voice: "Matthew", text: "what did I book", intent: "CheckBooking" },
  ] as const)("writes down '$text' as $voice says it, and acts on it", async ({ voice, text, intent }) => {
    const answer = await listen(await speak(text, voice))

    expect(decode(answer.inputTranscript)).toBe(text)
    expect(answer.inputMode).toBe("Speech")
    expect(decode(answer.sessionState)).toMatchObject({ intent: { name: intent } })
  })

  it("hears nothing in silence", async () => {
    const answer = await listen(new Uint8Array(32_000))

    expect(decode(answer.inputTranscript) ?? "").toBe("")
    expect(decode(answer.interpretations)).toMatchObject([{ intent: { name: "FallbackIntent" } }])
  })

  it("answers in sound when asked to", async () => {
    const answer = await listen(await speak("help me", "Joanna"), "audio/pcm")
    const bytes = (await answer.audioStream?.transformToByteArray()) ?? new Uint8Array()
    const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))

    expect(answer.contentType).toBe("audio/pcm")
    // "You can ask me for a room …" takes several seconds, and is no silence.
    expect(samples.length).toBeGreaterThan(3 * 16_000)
    expect(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeGreaterThan(8000)
  })
})
