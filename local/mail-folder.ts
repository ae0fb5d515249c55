// Mail on one machine: each is a file in a folder, as a mail program would open it. Which mails there are is the
// backends' business.

import { mkdir, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"

/** A mail, as far as it is written down. */
type Mail = {
  readonly deduplicationKey: string
  readonly to: string
  readonly toName: string
  readonly subject: string
  readonly text: string
  readonly attachments: readonly { readonly fileName: string; readonly contentType: string; readonly content: string }[]
}

/** Takes mails into a folder, one file each; the same mail again is the same file. */
export function createMailFolder(folder: string): { send(mail: Mail): Promise<void> } {
  return {
    async send(mail) {
      await mkdir(folder, { recursive: true })
      const name = encodeURIComponent(mail.deduplicationKey)
      const draft = join(folder, `.${name}.draft`)
      await writeFile(draft, formatMail(mail))
      // A mail is there whole or not at all, also when the process ends in between.
      await rename(draft, join(folder, `${name}.eml`))
    },
  }
}

/** RFC 5322 with MIME parts (RFC 2045); every text is UTF-8 in base64, so that any script survives. */
function formatMail(mail: Mail): string {
  const boundary = "part-of-a-mail"
  const part = (headers: readonly string[], content: string): string =>
    [`--${boundary}`, ...headers, "Content-Transfer-Encoding: base64", "", encode(content), ""].join("\r\n")
  return [
    `To: ${encodeWord(mail.toName)} <${mail.to.replace(/[\r\n<>]/g, "")}>`,
    `Subject: ${encodeWord(mail.subject)}`,
    `Message-ID: <${encodeURIComponent(mail.deduplicationKey)}@concierge.invalid>`,
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    part(["Content-Type: text/plain; charset=utf-8"], mail.text),
    ...mail.attachments.map((file) =>
      part(
        [
          `Content-Type: ${file.contentType}`,
          `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
        ],
        file.content,
      ),
    ),
    `--${boundary}--`,
    "",
  ].join("\r\n")
}

function encode(text: string): string {
  return (
    Buffer.from(text, "utf8")
      .toString("base64")
      .match(/.{1,76}/g) ?? []
  ).join("\r\n")
}

function encodeWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text, "utf8").toString("base64")}?=`
}
