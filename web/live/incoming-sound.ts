// The sound of one turn while it comes in: passed on as it comes, and kept in case it has to be sent again whole.

/** Sound that is coming in; read by one reader. */
export interface IncomingSound extends AsyncIterable<Uint8Array<ArrayBuffer>> {
  /** @returns false when it is longer than it may be; the piece is not taken. */
  push(piece: Uint8Array<ArrayBuffer>): boolean
  /** All has been said. */
  end(): void
  readonly isEnded: boolean
  /** Resolves at the end, with all of it. */
  whole(): Promise<Uint8Array<ArrayBuffer>>
}

/** Creates it, empty, for at most so many bytes. */
export function createIncomingSound(maxBytes: number): IncomingSound {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const ended = Promise.withResolvers<void>()
  let bytes = 0
  let isEnded = false
  let wake = () => {}
  return {
    get isEnded() {
      return isEnded
    },
    push: (piece) => {
      if (isEnded) return true
      if (bytes + piece.length > maxBytes) return false
      bytes += piece.length
      pieces.push(piece)
      wake()
      return true
    },
    end: () => {
      isEnded = true
      ended.resolve()
      wake()
    },
    whole: async () => {
      await ended.promise
      const whole = new Uint8Array(bytes)
      let at = 0
      for (const piece of pieces) {
        whole.set(piece, at)
        at += piece.length
      }
      return whole
    },
    async *[Symbol.asyncIterator]() {
      for (let i = 0; ; ) {
        const piece = pieces[i]
        if (piece !== undefined) {
          i += 1
          yield piece
        } else if (isEnded) return
        else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    },
  }
}
