// Captions: which word of a message is being spoken, by Polly's marks, and showing it where the message stands.

/** A word's beginning, in milliseconds from the beginning of the sound. */
export type WordMark = { readonly time: number; readonly value: string }

/** Where a word stands in a text, and when it is spoken. */
export type TimedWord = { readonly start: number; readonly end: number; readonly timeMs: number }

/** Reads the marks: a JSON object a line. Lines that are none are left out. */
export function parseMarks(lines: string): readonly WordMark[] {
  return lines.split("\n").flatMap((line) => {
    try {
      const mark: unknown = JSON.parse(line)
      const isWord = typeof mark === "object" && mark !== null && "time" in mark && "value" in mark
      return isWord && typeof mark.time === "number" && typeof mark.value === "string"
        ? [{ time: mark.time, value: mark.value }]
        : []
    } catch {
      // The empty line at the end, or half a line of a stream that broke: captions go as far as they came.
      return []
    }
  })
}

/** A word that isn't found this near after the last one isn't shown: it was put differently for the voice. */
const SEARCH_AHEAD = 80

/**
 * Finds the words of the marks in the text a visitor sees, which is not letter by letter what was spoken.
 *
 * @returns them in the order of both; words that aren't there are left out.
 */
export function alignWords(text: string, marks: readonly WordMark[]): readonly TimedWord[] {
  const lower = text.toLowerCase()
  const words: TimedWord[] = []
  let from = 0
  for (const { time, value } of marks) {
    const at = lower.indexOf(value.toLowerCase(), from)
    if (value === "" || at < 0 || at - from > SEARCH_AHEAD) continue
    from = at + value.length
    words.push({ start: at, end: from, timeMs: time })
  }
  return words
}

/** @returns the index of the word being spoken; -1 before the first. */
export function wordAt(words: readonly TimedWord[], timeMs: number): number {
  return words.findLastIndex((word) => word.timeMs <= timeMs)
}

/** A message whose words can be shown one by one. */
export type Caption = {
  /** Shows the word that is spoken at a time. */
  show(timeMs: number): void
  /** Shows none any more. */
  clear(): void
}

/** Prepares a message's element: each word becomes an element of its own, in place; nothing else changes. */
export function createCaption(element: HTMLElement, marks: readonly WordMark[]): Caption {
  unwrap(element)
  const texts = textNodes(element)
  const words = alignWords(texts.map((node) => node.data).join(""), marks)
  const elements = wrap(texts, words)
  let shown = -1
  const show = (index: number): void => {
    if (index === shown) return
    for (const part of elements[shown] ?? []) part.classList.remove("is-spoken")
    for (const part of elements[index] ?? []) part.classList.add("is-spoken")
    shown = index
  }
  return { show: (timeMs) => show(wordAt(words, timeMs)), clear: () => show(-1) }
}

/** The texts a visitor sees, in order: not those for screen readers alone, nor the names of buttons. */
function textNodes(element: HTMLElement): readonly Text[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(".hidden-text, button") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  const nodes: Text[] = []
  while (walker.nextNode()) nodes.push(walker.currentNode as Text)
  return nodes
}

/** @returns the elements of each word: several where one spans elements of the message. */
function wrap(texts: readonly Text[], words: readonly TimedWord[]): readonly (readonly HTMLElement[])[] {
  const elements: HTMLElement[][] = words.map(() => [])
  let offset = 0
  for (const node of texts) {
    const { data } = node
    const pieces: (Node | string)[] = []
    let at = 0
    for (const [i, { start, end }] of words.entries()) {
      const from = Math.max(start - offset, at)
      const to = Math.min(end - offset, data.length)
      if (from >= to) continue
      const word = document.createElement("span")
      word.className = "word"
      word.textContent = data.slice(from, to)
      elements[i]?.push(word)
      pieces.push(data.slice(at, from), word)
      at = to
    }
    if (at > 0) node.replaceWith(...pieces, data.slice(at))
    offset += data.length
  }
  return elements
}

/** A message that is spoken again is as it was before. */
function unwrap(element: HTMLElement): void {
  for (const word of element.querySelectorAll(".word")) word.replaceWith(...word.childNodes)
  element.normalize()
}
