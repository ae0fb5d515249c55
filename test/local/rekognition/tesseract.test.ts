// When Tesseract runs, and when it is ended. What it reads is told by the contract of DetectText.

import type { Worker } from "tesseract.js"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createTesseract } from "#local/rekognition/models/tesseract.ts"

const IDLE_MS = 1000
let events: string[]

/** A Tesseract that tells what becomes of its threads. */
function tesseract() {
  return createTesseract(async () => {
    events.push("started")
    return { terminate: async () => void events.push("ended") } as unknown as Worker
  }, IDLE_MS)
}

beforeEach(() => {
  vi.useFakeTimers()
  events = []
})

afterEach(() => {
  vi.useRealTimers()
})

describe("Tesseract", () => {
  it("is started when it is first used, and kept while pictures come", async () => {
    const { use } = tesseract()
    await use(async () => events.push("read"))
    await vi.advanceTimersByTimeAsync(IDLE_MS - 1)
    await use(async () => events.push("read"))

    expect(events).toEqual(["started", "read", "read"])
  })

  it("is ended when none come for a while, and started again", async () => {
    const { use } = tesseract()
    await use(async () => events.push("read"))
    await vi.advanceTimersByTimeAsync(IDLE_MS)
    await use(async () => events.push("read"))

    expect(events).toEqual(["started", "read", "ended", "started", "read"])
  })

  it("is not ended while it reads", async () => {
    const { use } = tesseract()
    const reading = use(() => new Promise((resolve) => setTimeout(resolve, 2 * IDLE_MS)))
    await vi.advanceTimersByTimeAsync(2 * IDLE_MS)
    await reading

    expect(events).toEqual(["started"])
  })

  it("is started anew after it broke", async () => {
    const { use } = tesseract()
    await expect(use(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken")
    await use(async () => events.push("read"))

    expect(events).toEqual(["started", "ended", "started", "read"])
  })

  it("is ended with what it belongs to, if it runs", async () => {
    const { use, end } = tesseract()
    await end()
    await use(async () => {})
    await end()

    expect(events).toEqual(["started", "ended"])
  })
})
