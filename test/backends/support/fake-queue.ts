// A server that speaks SQS' JSON protocol as far as SendMessage goes.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html

import { createHash } from "node:crypto"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"

type SendMessage = {
  readonly QueueUrl: string
  readonly MessageBody: string
  readonly MessageGroupId?: string
  readonly MessageDeduplicationId?: string
  readonly MessageAttributes?: Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>>
}

/** A queue; a FIFO one keeps one message of each de-duplication id, as SQS does. */
export class FakeQueue {
  readonly messages: SendMessage[] = []
  readonly calls: { readonly target: string; readonly contentType: string; readonly isSigned: boolean }[] = []
  /** Answers the next call so, after storing the message: the answer that is lost on the way. */
  nextStatus = 200
  #server: Server | undefined

  /** @returns the URL of the account; its queues are `mail` and `mail.fifo`. */
  async start(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      const input = JSON.parse(await text(request)) as SendMessage
      this.calls.push({
        target: String(request.headers["x-amz-target"]),
        contentType: String(request.headers["content-type"]),
        isSigned: String(request.headers.authorization).startsWith("AWS4-HMAC-SHA256 Credential="),
      })
      const status = this.nextStatus
      this.nextStatus = 200
      response.setHeader("Content-Type", "application/x-amz-json-1.0")
      if (!new URL(input.QueueUrl).pathname.startsWith("/123456789012/mail")) {
        response.statusCode = 400
        response.setHeader("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender")
        response.end(
          JSON.stringify({
            __type: "com.amazonaws.sqs#QueueDoesNotExist",
            message: "The specified queue does not exist.",
          }),
        )
        return
      }
      const id = input.MessageDeduplicationId
      if (id === undefined || !this.messages.some((one) => one.MessageDeduplicationId === id)) this.messages.push(input)
      response.statusCode = status
      response.end(
        status === 200
          ? JSON.stringify({
              MessageId: crypto.randomUUID(),
              MD5OfMessageBody: createHash("md5").update(input.MessageBody).digest("hex"),
            })
          : JSON.stringify({ __type: "com.amazonaws.sqs#InternalError", message: "try again" }),
      )
    })
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/123456789012`
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.#server?.close(resolve))
  }
}
