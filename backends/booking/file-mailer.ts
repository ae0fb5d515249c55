// A mailer that writes each mail as a file (.eml, RFC 5322 with MIME), which any mail program opens: what runs where no
// mail service is set up. Where the files go is the host's.

import { type Clock, type EpochMs, formatInstant } from "#core/time.ts"
import type { Mail, Mailer } from "./mailer.ts"

/** Writes one file; called again with the same name it writes over the first, so a repeated mail is one file. */
export type WriteMailFile = (fileName: string, text: string) => Promise<void>

/** Makes the mailer. @param from The sender's address. */
export function createFileMailer(write: WriteMailFile, clock: Clock, from = "bookings@localhost"): Mailer {
  return {
    send: (mail) => write(`${mail.deduplicationKey.replace(/[^\w-]+/g, "_")}.eml`, formatMail(mail, from, clock())),
  }
}

/** Writes a mail with its attachments as an Internet message. */
export function formatMail(mail: Mail, from: string, now: EpochMs): string {
  const boundary = `part-${mail.deduplicationKey.replace(/[^\w-]+/g, "-")}`
  const part = (headers: readonly string[], content: string) => [`--${boundary}`, ...headers, "", wrapBase64(content)]
  const lines = [
    `From: ${from}`,
    // The address on a line of its own, so that no name makes the line too long (RFC 5322, 2.1.1).
    `To: ${encodeWords(mail.toName, /^[\w -]{0,70}$/)}\r\n <${mail.to.replace(/[\r\n<>]/g, "")}>`,
    `Subject: ${encodeWords(mail.subject)}`,
    `Date: ${formatMailDate(now)}`,
    `Message-ID: <${mail.deduplicationKey.replace(/[^\w.-]+/g, ".")}@concierge>`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    ...part(["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64"], mail.text),
    ...mail.attachments.flatMap(({ fileName, contentType, content }) =>
      part(
        [
          `Content-Type: ${contentType}`,
          `Content-Disposition: attachment; filename="${fileName.replace(/[^\w.-]/g, "_")}"`,
          "Content-Transfer-Encoding: base64",
        ],
        content,
      ),
    ),
    `--${boundary}--`,
    "",
  ]
  return lines.join("\r\n")
}

/** `Sat, 21 Nov 2026 12:00:00 +0000`. */
function formatMailDate(now: EpochMs): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    weekday: "short",
    day: "2-digit",
    month: "short",
    year: "numeric",
  })
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]))
  // RFC 5322 has months of three letters; some English locales write "Sept".
  const month = String(parts.month).slice(0, 3)
  return `${parts.weekday}, ${parts.day} ${month} ${parts.year} ${formatInstant(now).slice(11, 19)} +0000`
}

/** At most this many bytes in one encoded word: with the header's name before it 76 characters (RFC 2047, 2). */
const WORD_BYTES = 39

/** Writes a header's text: as it is when the pattern takes it, else as encoded words, none of which splits a character. */
function encodeWords(text: string, plain = /^[\x20-\x7E]{0,400}$/): string {
  if (plain.test(text)) return text
  const words: string[] = []
  let current = ""
  for (const symbol of text.replace(/\p{Cc}/gu, " ")) {
    if (new TextEncoder().encode(current + symbol).length > WORD_BYTES) {
      words.push(current)
      current = ""
    }
    current += symbol
  }
  return [...words, current].map((word) => `=?utf-8?B?${toBase64(word)}?=`).join("\r\n ")
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

function wrapBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  const lines: string[] = []
  // 57 bytes make a line of 76 characters (RFC 2045, 6.8).
  for (let start = 0; start < bytes.length; start += 57)
    lines.push(btoa(String.fromCharCode(...bytes.subarray(start, start + 57))))
  return lines.join("\r\n")
}
