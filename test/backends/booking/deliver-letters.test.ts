// Letters to guests: at least once, no two processes at a time, and readable as mail.

import { beforeEach, describe, expect, it } from "vitest"
import { formatMail } from "#backends/booking/file-mailer.ts"
import type { Mail } from "#backends/booking/mailer.ts"
import { epochMs, type IsoDate, parseInstant } from "#core/time.ts"
import { makeService, type TestService } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore, type MemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"

let store: MemoryBookingStore
beforeEach(() => {
  store = createMemoryBookingStore()
})

async function bookAt({ service }: TestService, email?: string): Promise<string> {
  const item = {
    kind: "stay",
    hotelId: "harbor",
    roomTypeId: "double",
    arrival: "2026-12-10" as IsoDate,
    nights: 2,
    guests: 2,
  } as const
  const guest = { name: "Zoë 王", visitorId: "v", ...(email === undefined ? {} : { email }) }
  const held = await service.hold({ requestId: "hold", item, guest })
  const reference = held.ok ? held.value.reference : expect.fail()
  await service.confirm({ requestId: "confirm", reference })
  return reference
}

describe("deliverMail", () => {
  it("sends one confirmation with the itinerary and a calendar file", async () => {
    const test = makeService(store)
    const reference = await bookAt(test, "zoe@example.com")

    expect(await test.service.deliverMail()).toEqual({ sent: 1, failed: 0 })
    expect(await test.service.deliverMail()).toEqual({ sent: 0, failed: 0 })

    expect(test.sent).toHaveLength(1)
    expect(test.sent[0]).toMatchObject({
      to: "zoe@example.com",
      subject: `Your booking is confirmed: Harbor House (${reference})`,
      attachments: [{ fileName: `${reference}.ics` }],
    })
    expect(test.sent[0]?.text).toContain("Arrival: Thursday, December 10, 2026")
    expect(test.sent[0]?.text).toContain("Total: €200.00")
  })

  it("sends nothing to guests without an address", async () => {
    const test = makeService(store)
    await bookAt(test)

    expect(await test.service.deliverMail()).toEqual({ sent: 0, failed: 0 })
  })

  it("tries again later, with the same key, when the mail was not taken", async () => {
    const keys: string[] = []
    const test = makeService(store, {
      send: async (mail) => {
        keys.push(mail.deduplicationKey)
        if (keys.length === 1) throw new Error("mailbox on fire")
      },
    })
    await bookAt(test, "zoe@example.com")

    expect(await test.service.deliverMail()).toEqual({ sent: 0, failed: 1 })
    expect(await test.service.deliverMail()).toEqual({ sent: 0, failed: 0 })
    test.clock.advance(60_000)
    expect(await test.service.deliverMail()).toEqual({ sent: 1, failed: 0 })

    expect(keys).toEqual([keys[0], keys[0]])
    expect([...store.records.values()][0]?.letters).toEqual([])
  })

  it("is not sent twice by two processes at once", async () => {
    const one = makeService(store)
    await bookAt(one, "zoe@example.com")
    const other = makeService(store, { clock: one.clock })

    await Promise.all([one.service.deliverMail(), other.service.deliverMail()])

    expect([...one.sent, ...other.sent]).toHaveLength(1)
  })

  it("writes of a change and of a cancellation, too", async () => {
    const test = makeService(store)
    const reference = await bookAt(test, "zoe@example.com")
    await test.service.change({ requestId: "c", reference, change: { nights: 3 } })
    await test.service.cancel({ requestId: "d", reference })

    for (let round = 0; round < 3; round++) await test.service.deliverMail()

    const subjects = Array.from(test.sent, ({ subject }) => subject.split(":")[0])
    expect(subjects).toEqual(["Your booking is confirmed", "Your booking has changed", "Your booking is cancelled"])
    expect(test.sent.at(-1)?.text).toContain("Refund: €300.00")
  })
})

describe("formatMail", () => {
  const mail: Mail = {
    deduplicationKey: "BK-2222-2222/2/confirmed",
    to: "zoe@example.com\r\nBcc: all@example.com",
    toName: "Zoë, 王",
    subject: "Your booking is confirmed: Brücke am Fluß, Zürich, mit einem sehr langen Namen (BK-2222-2222)",
    text: "Grüße 👋\n",
    attachments: [{ fileName: "a.ics", contentType: "text/calendar; charset=utf-8", content: "BEGIN:VCALENDAR" }],
  }
  const message = formatMail(mail, "hotel@example.com", parseInstant("2026-09-05T08:07:06Z") ?? (0 as never))
  const [head = ""] = message.split("\r\n\r\n")
  const decode = (header: string) =>
    [...header.matchAll(/=\?utf-8\?B\?([^?]+)\?=/g)]
      .map(([, word = ""]) => Buffer.from(word, "base64").toString())
      .join("")

  it("dates and encodes its headers, and lets no address add one", () => {
    const headers = head.replaceAll("\r\n ", " ").split("\r\n")

    expect(headers).toContain("Date: Sat, 05 Sep 2026 08:07:06 +0000")
    expect(decode(headers.find((line) => line.startsWith("Subject")) ?? "")).toBe(mail.subject)
    expect(decode(headers.find((line) => line.startsWith("To")) ?? "")).toBe("Zoë, 王")
    expect(headers.some((line) => line.startsWith("Bcc"))).toBe(false)
    expect(Math.max(...head.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(100)
  })

  it("carries text and attachment", () => {
    expect(message).toContain(Buffer.from(mail.text).toString("base64"))
    expect(message).toContain(Buffer.from("BEGIN:VCALENDAR").toString("base64"))
    expect(message).toContain('filename="a.ics"')
  })

  it.each(["Ана Пенья ".repeat(30), "x".repeat(500), "👩‍👩‍👧‍👦".repeat(20), "Anna Maria"])(
    "keeps every header line within its length for '%s'",
    (name) => {
      const own = { ...mail, to: "ana@example.com", toName: name, subject: name }
      const text = formatMail(own, "hotel@example.com", epochMs(0))
      const lines = text.slice(0, text.indexOf("\r\n\r\n")).split("\r\n")

      expect(lines.filter((line) => line.includes("=?") && line.length > 76)).toEqual([])
      expect(lines.filter((line) => line.length > 998)).toEqual([])
      expect(lines).toContain(" <ana@example.com>")
    },
  )
})
