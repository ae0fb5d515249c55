// Mail on one machine: nothing is sent, each letter becomes an .eml file that any mail program opens.

import { createHash } from "node:crypto"
import { mkdir, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** A mail as the assistant's backends write it. */
export type OutboxMail = {
  /** The same for every attempt at the same letter. */
  readonly deduplicationKey: string
  readonly to: string
  readonly toName: string
  readonly subject: string
  readonly text: string
  readonly attachments: readonly { readonly fileName: string; readonly contentType: string; readonly content: string }[]
}

/** Takes mail. */
export interface Outbox {
  send(mail: OutboxMail): Promise<void>
}

const SENDER = "Concierge <concierge@localhost>"
/** Between the parts of a mail; parts are in base64, which has no dashes. */
const BOUNDARY = "=-concierge-part-="

/**
 * Creates an outbox.
 *
 * @param folder Made when first needed; without one, letters are dropped.
 */
export function createOutbox(folder: string | undefined): Outbox {
  return {
    send: async (mail) => {
      if (folder === undefined) return
      await mkdir(folder, { recursive: true })
      // Named by its key: the same letter, offered again, is the same file.
      const name = createHash("sha256").update(mail.deduplicationKey).digest("hex").slice(0, 24)
      const path = join(folder, `${name}.eml`)
      await writeFile(`${path}.new`, formatMail(mail), { mode: 0o600 })
      await rename(`${path}.new`, path)
    },
  }
}

/** Writes a mail as RFC 5322 and MIME have it. */
export function formatMail(mail: OutboxMail): string {
  const parts = [
    formatPart('text/plain; charset="utf-8"', undefined, mail.text),
    ...mail.attachments.map(({ contentType, fileName, content }) => formatPart(contentType, fileName, content)),
  ]
  return [
    `From: ${SENDER}`,
    `To: ${encodeWord(mail.toName)} <${withoutBreaks(mail.to)}>`,
    `Subject: ${encodeWord(mail.subject)}`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"`,
    "",
    ...parts.map((part) => `--${BOUNDARY}\r\n${part}`),
    `--${BOUNDARY}--`,
    "",
  ].join("\r\n")
}

function formatPart(contentType: string, fileName: string | undefined, content: string): string {
  const lines =
    Buffer.from(content)
      .toString("base64")
      .match(/.{1,76}/g) ?? []
  const disposition =
    fileName === undefined
      ? []
      : [`Content-Disposition: attachment; filename="${withoutBreaks(fileName).replaceAll('"', "")}"`]
  return [`Content-Type: ${contentType}`, "Content-Transfer-Encoding: base64", ...disposition, "", ...lines].join(
    "\r\n",
  )
}

/** Any text in a header; a line break in it could begin a header of its own. */
function encodeWord(text: string): string {
  const line = withoutBreaks(text)
  return /^[\w .,-]*$/.test(line) ? line : `=?utf-8?B?${Buffer.from(line).toString("base64")}?=`
}

function withoutBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, " ")
}
