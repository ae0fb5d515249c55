import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createSpeaker, type Speaker } from "#local/polly/speaker.ts"
import { joined, loudness, noise, tone } from "#test/support/sound.ts"
import { speakAloud } from "#test/support/spoken-wav.ts"
import { createSpeechDetector, type DetectorMode, FRAME_MS } from "#web/widget/voice/speech-detector.ts"

const RATE_HZ = 16_000

let speaker: Speaker

beforeAll(() => {
  speaker = createSpeaker({ threads: 1 })
})
afterAll(() => speaker.close())

/** What is heard in the sound, each with its second. */
function detect(
  samples: Float32Array,
  mode: DetectorMode = "turn",
): readonly (readonly [event: string, second: number])[] {
  const detector = createSpeechDetector(mode)
  const length = (RATE_HZ * FRAME_MS) / 1000
  const events: [string, number][] = []
  for (let at = 0; at + length <= samples.length; at += length) {
    const event = detector.hear(loudness(samples.subarray(at, at + length)))
    if (event !== undefined) events.push([event, (at + length) / RATE_HZ])
    if (event === "ended" || event === "nobody-spoke") break
  }
  return events
}

function mixed(one: Float32Array, other: Float32Array): Float32Array {
  return one.map((sample, i) => sample + (other[i] ?? 0))
}

const silence = (seconds: number) => new Float32Array(seconds * RATE_HZ)

describe("a spoken sentence", () => {
  it.each([
    { place: "a silent room", level: 0 },
    { place: "a quiet room", level: 0.002 },
    { place: "a noisy place", level: 0.02 },
  ])("is heard from its beginning to its end in $place", async ({ level }) => {
    const said = await speakAloud(speaker, "A room in Lisbon, from Friday, for two nights.", "Matthew")
    const lengthSeconds = said.length / RATE_HZ
    const sound = mixed(joined(silence(1), said, silence(2)), noise(lengthSeconds + 3, RATE_HZ, level))

    const events = detect(sound)

    expect(events.map(([event]) => event)).toEqual(["began", "ended"])
    expect(events[0]?.[1]).toBeGreaterThan(1)
    expect(events[0]?.[1]).toBeLessThan(1.5)
    // The silence after it lasts 0.8 seconds; the voice itself leaves a little at its end.
    expect(events[1]?.[1]).toBeGreaterThan(1 + lengthSeconds + 0.3)
    expect(events[1]?.[1]).toBeLessThan(1 + lengthSeconds + 1.2)
  })

  it("may begin at once", async () => {
    const said = await speakAloud(speaker, "Yes please.", "Joanna")

    expect(detect(joined(said, silence(2))).map(([event]) => event)).toEqual(["began", "ended"])
  })

  it("is cut after half a minute", () => {
    const endless = joined(
      silence(0.5),
      ...Array.from({ length: 200 }, (_, i) => tone(200, 0.2, RATE_HZ, i % 2 === 0 ? 0.5 : 0.2)),
    )

    expect(detect(endless).at(-1)).toEqual(["ended", expect.closeTo(30.6, 0)])
  })
})

describe("what isn't speech", () => {
  it.each([
    { what: "silence", sound: silence(9) },
    { what: "a click", sound: joined(silence(1), tone(800, 0.04, RATE_HZ), silence(8)) },
    { what: "the noise of a fan from the start", sound: noise(9, RATE_HZ, 0.05) },
  ])("($what) is nobody speaking", ({ sound }) => {
    expect(detect(sound)).toEqual([["nobody-spoke", expect.any(Number)]])
  })
})

describe("an interruption", () => {
  it("is speech, and goes on to its end", async () => {
    const said = await speakAloud(speaker, "No, I meant Saturday.", "Amy")

    expect(detect(joined(silence(3), said, silence(2)), "interruption").map(([event]) => event)).toEqual([
      "began",
      "ended",
    ])
  })

  it.each([
    { what: "the assistant's own voice, which the microphone still catches a little", level: 0.01 },
    { what: "a cough", level: 0 },
  ])("is not $what", async ({ level }) => {
    const voice = await speakAloud(speaker, "How many nights would you like to stay?", "Joanna")
    const cough = joined(silence(1), tone(300, 0.15, RATE_HZ), silence(3))

    const gain = level / loudness(voice)
    const sound = level === 0 ? cough : voice.map((sample) => sample * gain)

    expect(detect(sound, "interruption")).toEqual([])
  })
})
