// Sessions in memory and in files: found, expired, erased, and small.

import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { heldBytes } from "#bench/held-bytes.ts"
import type { Session } from "#bot/dialog/session-record.ts"
import { silentLog } from "#core/log.ts"
import { type EpochMs, epochMs } from "#core/time.ts"
import { createSessionFiles } from "#local/lex/session-files.ts"
import { createSessionStore, type SessionKey, type SessionStore } from "#local/lex/session-store.ts"

let folder: string
let now: EpochMs

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sessions-"))
  now = epochMs(1_000_000)
})

afterEach(() => rm(folder, { recursive: true }))

const clock = () => now

function keyOf(sessionId: string): SessionKey {
  return { botId: "TRIPBOT001", botAliasId: "TSTALIASID", localeId: "en_US", sessionId }
}

/** A session in the middle of a conversation, as large as they commonly are. */
function sessionOf(sessionId: string, said = "i want to travel to lisbon"): Session {
  const slots = {
    City: { shape: "Scalar", value: { originalValue: said, interpretedValue: "Lisbon", resolvedValues: ["Lisbon"] } },
    Day: {
      shape: "Scalar",
      value: { originalValue: "tomorrow", interpretedValue: "2026-03-03", resolvedValues: ["2026-03-03"] },
    },
    Guests: null,
    Nights: null,
    RoomType: null,
  } as const
  const intent = { name: "BookTrip", slots, state: "InProgress", confirmationState: "None" } as const
  const alternatives = ["BookFlight", "CancelBooking", "CheckBooking", "FallbackIntent"].map((name) => ({
    intent: { ...intent, name, slots: { City: null, Day: null, Guests: null } },
    nluConfidence: 0.21,
    interpretationSource: "Lex" as const,
  }))
  return {
    sessionId,
    createdAtMs: now,
    lastUsedAtMs: now,
    state: {
      intent,
      dialogAction: { type: "ElicitSlot", slotToElicit: "Guests" },
      activeContexts: [],
      sessionAttributes: { offers: JSON.stringify(["h-1042", "h-7", "h-90210"]), visitor: sessionId },
      originatingRequestId: `00000000-0000-4000-8000-${sessionId.padStart(12, "0")}`,
    },
    messages: [{ contentType: "PlainText", content: `How many guests will come along to Lisbon, ${sessionId}?` }],
    interpretations: [{ intent, nluConfidence: 1, interpretationSource: "Lex" }, ...alternatives],
    question: { intentName: "BookTrip", slotName: "Guests", attempt: 0 },
    uncaptured: [],
    contextExpiries: {},
  }
}

type Opened = { readonly store: SessionStore; close(): Promise<void> }

const kinds: { kind: string; open: () => Opened }[] = [
  {
    kind: "in memory",
    open: () => {
      const store = createSessionStore({ clock })
      return { store, close: () => store.close() }
    },
  },
  {
    kind: "in files",
    open: () => {
      const store = createSessionStore({ clock, files: createSessionFiles(folder, clock, silentLog) })
      return { store, close: () => store.close() }
    },
  },
]

describe.each(kinds)("sessions $kind", ({ open }) => {
  it("are found as they were saved, long ones too", async () => {
    const { store, close } = open()
    const long = sessionOf("2", "über alles ".repeat(200))
    store.save(keyOf("1"), sessionOf("1"), 300)
    store.save(keyOf("2"), long, 300)

    expect(await store.find(keyOf("1"))).toEqual(sessionOf("1"))
    expect(await store.find(keyOf("2"))).toEqual(long)
    expect(await store.find(keyOf("3"))).toBeUndefined()
    await close()
  })

  it("are another under another bot, alias or locale", async () => {
    const { store, close } = open()
    store.save(keyOf("1"), sessionOf("1"), 300)

    expect(await store.find({ ...keyOf("1"), botAliasId: "OTHERALIAS" })).toBeUndefined()
    expect(await store.find({ ...keyOf("1"), localeId: "de_DE" })).toBeUndefined()
    await close()
  })

  it("expire when they were idle for longer than their bot allows", async () => {
    const { store, close } = open()
    store.save(keyOf("1"), sessionOf("1"), 300)

    now = epochMs(now + 300_000)
    expect(await store.find(keyOf("1"))).toBeDefined()
    now = epochMs(now + 1)
    expect(await store.find(keyOf("1"))).toBeUndefined()
    expect(await store.remove(keyOf("1"))).toBe(false)
    await close()
  })

  it("are gone when removed", async () => {
    const { store, close } = open()
    store.save(keyOf("1"), sessionOf("1"), 300)

    expect(await store.remove(keyOf("1"))).toBe(true)
    expect(await store.remove(keyOf("1"))).toBe(false)
    expect(await store.find(keyOf("1"))).toBeUndefined()
    await close()
  })
})

describe("sessions in files", () => {
  it("outlive their process, but not their removal", async () => {
    const first = kinds[1]?.open()
    first?.store.save(keyOf("1"), sessionOf("1"), 300)
    first?.store.save(keyOf("2"), sessionOf("2"), 300)
    await first?.store.remove(keyOf("2"))
    await first?.close()

    const second = kinds[1]?.open()

    expect(await second?.store.find(keyOf("1"))).toEqual(sessionOf("1"))
    expect(await second?.store.find(keyOf("2"))).toBeUndefined()
    await second?.close()
    expect(await readdir(folder)).toHaveLength(1)
  })

  it("that expired are deleted at the next start, and damaged ones count as none", async () => {
    const first = kinds[1]?.open()
    first?.store.save(keyOf("1"), sessionOf("1"), 300)
    await first?.close()
    await writeFile(join(folder, "damaged"), "x")
    now = epochMs(now + 301_000)

    await kinds[1]?.open().close()

    expect(await readdir(folder)).toEqual([])
  })
})

describe("a store with many sessions", () => {
  it("forgets expired ones without being asked for them", () => {
    const store = createSessionStore({ clock })
    for (let i = 0; i < 100; i++) store.save(keyOf(`old-${i}`), sessionOf(`${i}`), 60)
    now = epochMs(now + 61_000)
    for (let i = 0; i < 100; i++) store.save(keyOf(`new-${i}`), sessionOf(`${i}`), 60)

    expect(store.size).toBe(100)
  })

  it("keeps no more than it may: the longest idle goes first", async () => {
    const store = createSessionStore({ clock, maxSessions: 2 })
    for (const id of ["1", "2", "3"]) store.save(keyOf(id), sessionOf(id), 300)

    expect(await store.find(keyOf("1"))).toBeUndefined()
    expect(await store.find(keyOf("3"))).toBeDefined()
  })

  it("needs less than 2 kB for each of 20,000", () => {
    const before = heldBytes()
    const store = createSessionStore({ clock })
    for (let i = 0; i < 20_000; i++) store.save(keyOf(`visitor-${i}`), sessionOf(`visitor-${i}`), 300)
    const grown = heldBytes() - before

    expect(store.size).toBe(20_000)
    expect(grown / 20_000).toBeLessThan(2048)
  })
})
