// The body of an SDK's answer as a web stream, wherever this runs.

/** What the SDK gives: a web stream in Workers and browsers, a Node stream elsewhere. */
type SdkBody = ReadableStream<Uint8Array> | NodeBody

type NodeBody = AsyncIterable<Uint8Array> & { destroy(): unknown }

/**
 * Gives a body piece by piece, as it is taken.
 *
 * Not by way of Node's `Readable.toWeb`: a stream it made that is cancelled while more has arrived throws where nobody can
 * catch it, "Controller is already closed", which ends the process (Node 20 to 24).
 *
 * @param body Of an answer of an AWS SDK.
 */
export function toWebStream(body: unknown): ReadableStream<Uint8Array> {
  const source = body as SdkBody
  if (source instanceof ReadableStream) return source
  const pieces = source[Symbol.asyncIterator]()
  // The first piece is asked for at once, so that a break of the connection always finds a listener.
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
    cancel() {
      source.destroy()
    },
  })
}

/** Lets go of a body that nobody wants. */
export async function discard(body: unknown): Promise<void> {
  await toWebStream(body).cancel()
}
