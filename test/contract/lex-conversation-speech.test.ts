// StartConversation with the embedded voices as the caller, and the embedded recognizer and voice as the bot: nothing in it
// stands for something else.

import { PollyClient, SynthesizeSpeechCommand, type VoiceId } from "@aws-sdk/client-polly"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { LocalAws } from "#local/compose-local.ts"
import { startLocal } from "#local/main.ts"
import {
  audioEvents,
  type Conversed,
  configure,
  converseAt,
  disconnect,
  played,
  type Step,
  soundOf,
} from "#test/support/lex-conversation.ts"

let local: LocalAws
let polly: PollyClient

beforeAll(async () => {
  local = await startLocal({ port: 0 })
  polly = new PollyClient({
    region: "us-east-1",
    endpoint: local.url,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  })
})

afterAll(async () => {
  polly.destroy()
  await local.close()
})

/** What a caller says, and the silence after it, in events of some size. */
async function say(text: string, voice: VoiceId, rate: 8000 | 16_000, chunkBytes = 320) {
  const command = new SynthesizeSpeechCommand({
    Text: text,
    OutputFormat: "pcm",
    SampleRate: String(rate),
    VoiceId: voice,
  })
  const { AudioStream: stream } = await polly.send(command)
  const bytes = (await stream?.transformToByteArray()) ?? new Uint8Array()
  const samples = new Int16Array(bytes.slice().buffer)
  const spoken = new Int16Array(samples.length + rate * 1.5)
  spoken.set(samples)
  return audioEvents(spoken, chunkBytes, rate)
}

let sessions = 0

function call(steps: readonly Step[]): Promise<Conversed> {
  return converseAt(local.url, { mode: "AUDIO", botId: "CONCIERGE1", sessionId: `caller-${sessions++}` }, steps)
}

const AUDIO = configure({ responseContentType: "audio/pcm" })

/** Event names in order, repeated ones once. */
function orderOf(names: readonly string[]): string[] {
  return names.filter((name, i) => name !== names[i - 1] && name !== "HeartbeatEvent")
}

describe("a caller", () => {
  it.each([
    { rate: 8000, chunkBytes: 160, voice: "Joanna" },
    { rate: 16_000, chunkBytes: 320, voice: "Matthew" },
    { rate: 16_000, chunkBytes: 3001, voice: "Matthew" },
  ] as const)("is understood at $rate Hz in pieces of $chunkBytes bytes, and answered aloud", async (row) => {
    const speech = await say(
      "I'd like a room in Lisbon from Friday for two nights",
      row.voice,
      row.rate,
      row.chunkBytes,
    )
    const { names, events, error } = await call([
      { send: [AUDIO, ...speech] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(error).toBeUndefined()
    expect(orderOf(names)).toEqual(["TranscriptEvent", "IntentResultEvent", "TextResponseEvent", "AudioResponseEvent"])
    expect(events[0]?.TranscriptEvent?.transcript).toContain("a room in Lisbon from Friday")
    expect(events[1]?.IntentResultEvent).toMatchObject({
      inputMode: "Speech",
      sessionState: {
        intent: { name: "BookHotel", slots: { City: { value: { interpretedValue: "Lisbon" } } } },
      },
    })
    const ids = events.flatMap((event) => Object.values(event).map(({ eventId }) => eventId))
    expect(ids).toEqual(ids.map((_, i) => `RESPONSE-${i + 1}`))
    const sound = soundOf(events)
    const samples = new Int16Array(sound.buffer.slice(sound.byteOffset, sound.byteOffset + sound.length))
    expect(samples.length).toBeGreaterThan(16_000)
    expect(Math.max(...samples)).toBeGreaterThan(8000)
  })

  it("interrupts the bot by speaking, and is answered", async () => {
    const first = await say("I'd like a room from Friday for two nights", "Joanna", 8000)
    const second = await say("in Lisbon", "Joanna", 8000)
    const { names, events, error } = await call([
      { send: [AUDIO, ...first] },
      { after: "AudioResponseEvent", send: second },
      { after: "PlaybackInterruptionEvent", send: [] },
      { after: "AudioResponseEvent", send: [disconnect] },
    ])

    expect(error).toBeUndefined()
    expect(orderOf(names)).toEqual([
      "TranscriptEvent",
      "IntentResultEvent",
      "TextResponseEvent",
      "AudioResponseEvent",
      "PlaybackInterruptionEvent",
      "TranscriptEvent",
      "IntentResultEvent",
      "TextResponseEvent",
      "AudioResponseEvent",
    ])
    const interruption = events.find((event) => event.PlaybackInterruptionEvent)?.PlaybackInterruptionEvent
    expect(interruption?.eventReason).toBe("VOICE_START_DETECTED")
    const ids = second.map((event) => event.AudioInputEvent?.eventId)
    // It is one of the first events with his voice.
    expect(ids.indexOf(interruption?.causedByEventId ?? "")).toBeGreaterThan(0)
    expect(ids.indexOf(interruption?.causedByEventId ?? "")).toBeLessThan(ids.length / 2)
    const results = events.flatMap((event) => event.IntentResultEvent ?? [])
    expect(results.at(-1)?.sessionState?.intent?.slots?.City?.value?.interpretedValue).toBe("Lisbon")
  })

  it("answers once a prompt is played, by voice and by keys", async () => {
    const first = await say("book a room in Lisbon from Friday", "Matthew", 16_000)
    const { events } = await call([
      { send: [AUDIO, ...first] },
      { after: "AudioResponseEvent", send: [played, { DTMFInputEvent: { inputCharacter: "2" } }] },
      { send: [{ DTMFInputEvent: { inputCharacter: "#" } }] },
      { after: "TranscriptEvent", send: [] },
      { after: "TextResponseEvent", send: [disconnect] },
    ])

    expect(events.flatMap((event) => event.TranscriptEvent?.transcript ?? [])).toEqual([
      expect.stringMatching(/ room in Lisbon from Friday$/),
      "2",
    ])
    expect(events.some((event) => event.PlaybackInterruptionEvent)).toBe(false)
    expect(events.findLast((event) => event.IntentResultEvent)?.IntentResultEvent?.inputMode).toBe("DTMF")
  })

  it("hangs up in the middle, and finds what was said when calling again", async () => {
    const sessionId = "caller-again"
    const way = { mode: "AUDIO", botId: "CONCIERGE1", sessionId, endsInput: true } as const
    await converseAt(local.url, way, [
      { send: [AUDIO, ...(await say("I would like a room in Lisbon", "Joanna", 8000))] },
    ])
    const answer = await fetch(
      `${local.url}/bots/CONCIERGE1/botAliases/TSTALIASID/botLocales/en_US/sessions/${sessionId}`,
    )

    expect(await answer.json()).toMatchObject({
      sessionState: { intent: { name: "BookHotel", slots: { City: { value: { interpretedValue: "Lisbon" } } } } },
    })
  })
})
