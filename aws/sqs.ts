// The door to SQS: sending to one queue. What is sent is the business of whoever sends.

import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs"
import { toFault } from "./aws-errors.ts"
import { type AwsSettings, clientOptions } from "./clients.ts"

/** A queue that messages are sent to. */
export interface Queue {
  /**
   * Sends a message; resolves when SQS has stored it. A FIFO queue takes the same key once in five minutes; in others the
   * key goes along as the attribute `deduplicationKey`, for the receiver to look at.
   *
   * @param body At most 1 MiB with the attributes.
   * @param deduplicationKey Up to 128 letters, digits and punctuation marks.
   * @throws {Fault} `storage-unavailable` when SQS doesn't answer or throttles; `setting-invalid` when the queue doesn't
   *   exist or the credentials are wrong.
   */
  send(body: string, deduplicationKey: string): Promise<void>
}

/** Opens a queue by its URL; that is also where it is called, whatever the endpoint of the other services. */
export function createQueue({ endpoint: _elsewhere, ...settings }: AwsSettings, queueUrl: string): Queue {
  const client = new SQSClient({ ...clientOptions(settings), endpoint: new URL(queueUrl).origin })
  const isFifo = queueUrl.endsWith(".fifo")
  return {
    async send(body, deduplicationKey) {
      const command = new SendMessageCommand({
        QueueUrl: queueUrl,
        // Characters XML doesn't have are refused by SQS; in JSON, which this is, they may be written as escapes.
        MessageBody: body.replace(/[\uFFFE\uFFFF]/g, (symbol) => `\\u${symbol.charCodeAt(0).toString(16)}`),
        ...(isFifo ? { MessageGroupId: deduplicationKey, MessageDeduplicationId: deduplicationKey } : {}),
        MessageAttributes: { deduplicationKey: { DataType: "String", StringValue: deduplicationKey } },
      })
      try {
        await client.send(command)
      } catch (error) {
        throw toFault(error, "storage-unavailable")
      }
    },
  }
}
