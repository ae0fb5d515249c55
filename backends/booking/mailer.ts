// What is sent to guests, and the port that sends it. Which letters there are is letters.ts; when they go out,
// deliver-letters.ts.

/** A file that goes with a mail. */
export type MailAttachment = { readonly fileName: string; readonly contentType: string; readonly content: string }

/** One mail to one guest. */
export type Mail = {
  /** The same for every attempt at the same letter: who has sent it already must not send it again. */
  readonly deduplicationKey: string
  readonly to: string
  readonly toName: string
  readonly subject: string
  /** Plain text, lines of any length, `\n` between them. */
  readonly text: string
  readonly attachments: readonly MailAttachment[]
}

/** Sends mail. */
export interface Mailer {
  /** Hands one mail over. Throws when it was not taken; it is then offered again later. */
  send(mail: Mail): Promise<void>
}
