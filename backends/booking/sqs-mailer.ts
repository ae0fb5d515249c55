// A mailer that hands each mail to an SQS queue as JSON: whoever reads the queue (a mail service's sender) posts it.

import type { AwsSettings } from "#aws/clients.ts"
import { createQueue } from "#aws/sqs.ts"
import type { Mailer } from "./mailer.ts"

/**
 * Makes the mailer. A message is the mail as it is in mailer.ts: `deduplicationKey`, `to`, `toName`, `subject`, `text`, and
 * `attachments` of `fileName`, `contentType` and `content`, all texts. It is there at least once; a FIFO queue drops
 * repeats within five minutes, readers of others go by the key.
 */
export function createSqsMailer(settings: AwsSettings, queueUrl: string): Mailer {
  const queue = createQueue(settings, queueUrl)
  return { send: (mail) => queue.send(JSON.stringify(mail), mail.deduplicationKey) }
}
