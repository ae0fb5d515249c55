// Where speech begins and ends.

import { describe, expect, it } from "vitest"
import { seededRandom } from "#core/units.ts"
import { createEndpointer, type EndpointingEvent } from "#local/lex/endpointing.ts"

const RATE = 8000
const settings = { endTimeoutMs: 600, maxLengthMs: 5000 }

/** A part of a recording: noise of some loudness, with a voice over it or not. */
type Part = { readonly ms: number; readonly voice?: number; readonly noise?: number }

function record(parts: readonly Part[]): Int16Array {
  const random = seededRandom(7)
  const samples = parts.flatMap(({ ms, voice = 0, noise = 0 }) =>
    Array.from({ length: (ms * RATE) / 1000 }, (_, i) => {
      // Syllables: a voice swells four times a second.
      const swell = 0.55 + 0.45 * Math.sin((2 * Math.PI * 4 * i) / RATE)
      return voice * swell * Math.sin((2 * Math.PI * 200 * i) / RATE) + noise * (random() * 2 - 1)
    }),
  )
  return Int16Array.from(samples)
}

function listenTo(
  parts: readonly Part[],
  chunk = 160,
): { events: { event: EndpointingEvent; atMs: number }[]; utteranceMs: number } {
  const endpointer = createEndpointer(RATE, settings)
  const samples = record(parts)
  const events: { event: EndpointingEvent; atMs: number }[] = []
  for (let at = 0; at < samples.length; at += chunk) {
    const event = endpointer.push(samples.subarray(at, at + chunk))
    if (event !== undefined) events.push({ event, atMs: ((at + chunk) * 1000) / RATE })
    if (event === "ended") break
  }
  return { events, utteranceMs: (endpointer.utterance().samples.length * 1000) / RATE }
}

describe("an endpointer", () => {
  it.each([
    {
      what: "in a quiet room",
      parts: [{ ms: 500 }, { ms: 1000, voice: 6000 }, { ms: 1500 }],
      startsBy: 600,
      endsBetween: [2000, 2300],
    },
    {
      what: "over noise",
      parts: [
        { ms: 500, noise: 400 },
        { ms: 1000, voice: 6000, noise: 400 },
        { ms: 1500, noise: 400 },
      ],
      startsBy: 600,
      endsBetween: [2000, 2300],
    },
    {
      what: "from the first moment",
      parts: [{ ms: 1000, voice: 6000 }, { ms: 1500 }],
      startsBy: 100,
      endsBetween: [1500, 1800],
    },
    {
      what: "softly",
      parts: [{ ms: 500 }, { ms: 1000, voice: 900 }, { ms: 1500 }],
      startsBy: 700,
      endsBetween: [1900, 2300],
    },
    {
      what: "with a pause of 400 ms",
      parts: [{ ms: 300 }, { ms: 600, voice: 6000 }, { ms: 400 }, { ms: 600, voice: 6000 }, { ms: 1500 }],
      startsBy: 400,
      endsBetween: [2400, 2700],
    },
  ])("hears a voice that speaks $what", ({ parts, startsBy, endsBetween }) => {
    const { events } = listenTo(parts)

    expect(events.map(({ event }) => event)).toEqual(["started", "ended"])
    expect(events[0]?.atMs).toBeLessThanOrEqual(startsBy)
    expect(events[1]?.atMs).toBeGreaterThanOrEqual(endsBetween[0] ?? 0)
    expect(events[1]?.atMs).toBeLessThanOrEqual(endsBetween[1] ?? 0)
  })

  it.each([
    { what: "silence", parts: [{ ms: 3000 }] },
    { what: "a click", parts: [{ ms: 1000 }, { ms: 20, voice: 20_000 }, { ms: 3000 }] },
  ])("hears nobody in $what", ({ parts }) => {
    const { events, utteranceMs } = listenTo(parts)

    expect(events).toEqual([])
    // However long nobody speaks, it doesn't pile up.
    expect(utteranceMs).toBeLessThan(500)
  })

  it("ends speech that goes on for too long", () => {
    const { events } = listenTo([{ ms: 300 }, { ms: 8000, voice: 6000 }])

    expect(events.at(-1)?.event).toBe("ended")
    expect(events.at(-1)?.atMs).toBeLessThan(5500)
  })

  it("comes to take a loud, steady noise for what it is", () => {
    const { events } = listenTo([{ ms: 4000, noise: 3000 }])

    expect(events.at(-1)?.event).toBe("ended")
    expect(events.at(-1)?.atMs).toBeLessThan(2500)
  })

  it("keeps the beginning of the utterance, and no more silence than it needs", () => {
    const { utteranceMs } = listenTo([{ ms: 1500 }, { ms: 1000, voice: 6000 }, { ms: 1500 }])

    expect(utteranceMs).toBeGreaterThan(1500)
    expect(utteranceMs).toBeLessThan(2200)
  })

  it("hears the same in pieces of any size", () => {
    const parts = [{ ms: 500 }, { ms: 1000, voice: 6000 }, { ms: 1500 }]

    expect(listenTo(parts, 33).events.map(({ event }) => event)).toEqual(
      listenTo(parts, 160).events.map(({ event }) => event),
    )
  })
})
