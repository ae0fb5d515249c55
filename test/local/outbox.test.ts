// Letters as files.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { createOutbox, formatMail, type OutboxMail } from "#local/outbox.ts"

const mail: OutboxMail = {
  deduplicationKey: "booking-1/confirmed",
  to: "ada@example.com",
  toName: "Ada Lovelace",
  subject: "Your room in Lisboa – confirmed",
  text: "See you soon.",
  attachments: [{ fileName: "stay.ics", contentType: "text/calendar", content: "BEGIN:VCALENDAR" }],
}

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "outbox-"))
})

afterEach(() => rm(folder, { recursive: true }))

describe("a letter", () => {
  it("is written as mail programs read it", () => {
    expect(formatMail(mail).split("\r\n")).toEqual([
      "From: Concierge <concierge@localhost>",
      "To: Ada Lovelace <ada@example.com>",
      "Subject: =?utf-8?B?WW91ciByb29tIGluIExpc2JvYSDigJMgY29uZmlybWVk?=",
      "MIME-Version: 1.0",
      'Content-Type: multipart/mixed; boundary="=-concierge-part-="',
      "",
      "--=-concierge-part-=",
      'Content-Type: text/plain; charset="utf-8"',
      "Content-Transfer-Encoding: base64",
      "",
      "U2VlIHlvdSBzb29uLg==",
      "--=-concierge-part-=",
      "Content-Type: text/calendar",
      "Content-Transfer-Encoding: base64",
      'Content-Disposition: attachment; filename="stay.ics"',
      "",
      "QkVHSU46VkNBTEVOREFS",
      "--=-concierge-part-=--",
      "",
    ])
  })

  it("can't smuggle headers in", () => {
    const text = formatMail({
      ...mail,
      toName: "Eve\r\nBcc: all@example.com",
      to: "eve@example.com\nX: y",
      subject: "Hi\r\n\r\nbody",
    })

    expect(text).not.toMatch(/^(Bcc|X|body)/m)
  })

  it("that is sent again is the same file", async () => {
    const outbox = createOutbox(folder)
    await outbox.send(mail)
    await outbox.send(mail)
    await outbox.send({ ...mail, deduplicationKey: "booking-1/cancelled" })

    const names = await readdir(folder)

    expect(names).toHaveLength(2)
    expect(names.every((name) => name.endsWith(".eml"))).toBe(true)
    expect(await readFile(join(folder, names[0] ?? ""), "utf8")).toContain("To: Ada Lovelace")
  })

  it("is dropped without a folder", async () => {
    await expect(createOutbox(undefined).send(mail)).resolves.toBeUndefined()
  })
})
