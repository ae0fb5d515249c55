// Letters to an SQS queue, with the real SDK client against a server that speaks SQS' JSON protocol: what is sent, that a
// repeat is one letter, and what each error means.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html

import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { createSqsMailer } from "#backends/booking/sqs-mailer.ts"
import { Fault } from "#core/errors.ts"
import type { IsoDate } from "#core/time.ts"
import { FakeQueue } from "#test/backends/support/fake-queue.ts"
import { makeService } from "#test/backends/support/make-service.ts"
import { createMemoryBookingStore } from "#test/backends/support/memory-booking-store.ts"

const SETTINGS = { region: "eu-west-1", credentials: { accessKeyId: "key", secretAccessKey: "secret" } }
let queue: FakeQueue
let account: string
beforeEach(async () => {
  queue = new FakeQueue()
  account = await queue.start()
})
afterEach(() => queue.stop())

const MAIL = {
  deduplicationKey: "BK-AAAA-AAAA/2/confirmed",
  to: "zoe@example.com",
  toName: "Zoë 王",
  subject: "Your booking \uFFFF",
  text: "Dear Zoë,\n",
  attachments: [],
}

describe("letters to SQS", () => {
  it("are JSON with their de-duplication key, signed", async () => {
    await createSqsMailer(SETTINGS, `${account}/mail`).send(MAIL)

    expect(queue.calls).toEqual([
      { target: "AmazonSQS.SendMessage", contentType: "application/x-amz-json-1.0", isSigned: true },
    ])
    const [message] = queue.messages
    expect(JSON.parse(message?.MessageBody ?? "")).toEqual(MAIL)
    expect(message?.MessageBody).not.toContain("\uFFFF")
    expect(message?.MessageAttributes?.deduplicationKey).toMatchObject({ StringValue: MAIL.deduplicationKey })
    expect(message).not.toHaveProperty("MessageGroupId")
  })

  it("are there once in a FIFO queue when an answer was lost and the letter is sent again", async () => {
    const mailer = createSqsMailer(SETTINGS, `${account}/mail.fifo`)
    queue.nextStatus = 500

    await mailer.send(MAIL)
    await mailer.send(MAIL)

    expect(queue.calls.length).toBeGreaterThanOrEqual(3)
    expect(queue.messages.map(({ MessageDeduplicationId }) => MessageDeduplicationId)).toEqual([MAIL.deduplicationKey])
  })

  it("tell what is wrong when the queue doesn't exist or nothing answers", async () => {
    const faultOf = (queueUrl: string) =>
      createSqsMailer(SETTINGS, queueUrl)
        .send(MAIL)
        .then(
          () => "sent",
          (error: unknown) => (error instanceof Fault ? error.code : "bug"),
        )

    expect(await faultOf(`${account}/other`)).toBe("setting-invalid")
    expect(await faultOf("http://127.0.0.1:1/123456789012/mail")).toBe("storage-unavailable")
  })

  it("come from a booking: one confirmation, whatever the queue's first answer was", async () => {
    const mailer = createSqsMailer(SETTINGS, `${account}/mail.fifo`)
    const { service, clock } = makeService(createMemoryBookingStore(), { send: mailer.send })
    const arrival = "2026-12-10" as IsoDate
    const item = { kind: "stay", hotelId: "harbor", roomTypeId: "double", arrival, nights: 2, guests: 2 } as const
    const guest = { name: "Zoë", email: "zoe@example.com", visitorId: "v" }
    const held = await service.hold({ requestId: "hold", item, guest })
    const reference = held.ok ? held.value.reference : ""
    await service.confirm({ requestId: "confirm", reference })
    queue.nextStatus = 500

    await service.deliverMail()
    clock.advance(120_000)
    await service.deliverMail()

    expect(queue.messages).toHaveLength(1)
    expect(JSON.parse(queue.messages[0]?.MessageBody ?? "")).toMatchObject({
      to: "zoe@example.com",
      attachments: [{ fileName: `${reference}.ics` }],
    })
  })
})
