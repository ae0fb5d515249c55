// A queue between who makes items and the one loop that takes them. Bounded by the maker's own manners: `push` tells
// how full it is.

/** Items in order, taken by one `for await`. */
export interface AsyncQueue<Item> extends AsyncIterable<Item> {
  /** Adds an item; after the end it is dropped. @returns how many items wait. */
  push(item: Item): number
  /** How many items wait. */
  readonly waiting: number
  /** No more items; those that wait are still taken. */
  end(): void
}

/** Creates an empty queue. */
export function createAsyncQueue<Item>(): AsyncQueue<Item> {
  const waiting: Item[] = []
  let isEnded = false
  let wake = () => {}
  return {
    get waiting() {
      return waiting.length
    },
    push: (item) => {
      if (!isEnded) waiting.push(item)
      wake()
      return waiting.length
    },
    end: () => {
      isEnded = true
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const item = waiting.shift()
        if (item !== undefined) yield item
        else if (isEnded) return
        else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    },
  }
}
