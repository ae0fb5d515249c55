// A small part of Markdown as a tree: paragraphs, lists, bold, italic, code and links. Making DOM of it is view/text.ts.

/** A run of text within a line. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "strong" | "em"; readonly children: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly address: string; readonly children: readonly Inline[] }

/** A block: a paragraph (its lines kept), or a list. */
export type Block =
  | { readonly kind: "paragraph"; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: "list"; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] }

/** Deeper nesting than this is shown as it was written. */
const DEEPEST = 6

/** Reads Markdown. Never fails: what isn't understood is text. Time grows with the length of the text, not faster. */
export function parseMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = []
  let lines: (readonly Inline[])[] = []
  let list: { kind: "list"; isOrdered: boolean; items: (readonly Inline[])[] } | undefined
  const closeParagraph = (): void => {
    if (lines.length > 0) blocks.push({ kind: "paragraph", lines })
    lines = []
  }
  for (const line of text.replaceAll("\r\n", "\n").split("\n")) {
    const item = parseItem(line)
    if (item !== undefined) {
      closeParagraph()
      if (list?.isOrdered !== item.isOrdered) {
        list = { kind: "list", isOrdered: item.isOrdered, items: [] }
        blocks.push(list)
      }
      list.items.push(parseInline(item.text))
    } else if (line.trim() === "") {
      closeParagraph()
      list = undefined
    } else {
      list = undefined
      lines.push(parseInline(line))
    }
  }
  closeParagraph()
  return blocks
}

function parseItem(line: string): { isOrdered: boolean; text: string } | undefined {
  const bullet = /^ {0,3}[-*•] +(?=\S)/.exec(line)
  if (bullet !== null) return { isOrdered: false, text: line.slice(bullet[0].length) }
  const number = /^ {0,3}\d{1,3}[.)] +(?=\S)/.exec(line)
  return number === null ? undefined : { isOrdered: true, text: line.slice(number[0].length) }
}

/** Finds the next place of a mark, remembering marks that don't come again, so that no text is searched twice in vain. */
type Finder = (mark: string, from: number) => number

function createFinder(text: string): Finder {
  const missing = new Set<string>()
  return (mark, from) => {
    if (missing.has(mark)) return -1
    const at = text.indexOf(mark, from)
    if (at < 0) missing.add(mark)
    return at
  }
}

/** Reads one line. */
export function parseInline(text: string, depth = 0): readonly Inline[] {
  const found: Inline[] = []
  const find = createFinder(text)
  let plainFrom = 0
  let at = 0
  while (at < text.length) {
    const span = depth < DEEPEST ? readSpan(text, at, find, depth) : undefined
    if (span === undefined) {
      at += 1
      continue
    }
    if (at > plainFrom) found.push({ kind: "text", text: text.slice(plainFrom, at) })
    found.push(span.inline)
    at = span.end
    plainFrom = at
  }
  if (plainFrom < text.length) found.push({ kind: "text", text: text.slice(plainFrom) })
  return found
}

type Span = { readonly inline: Inline; readonly end: number }

function readSpan(text: string, at: number, find: Finder, depth: number): Span | undefined {
  switch (text[at]) {
    case "\\":
      return readEscape(text, at)
    case "`":
      return readCode(text, at, find)
    case "*":
    case "_":
      return readEmphasis(text, at, find, depth)
    case "[":
      return readLink(text, at, find, depth)
    case "h":
      return readBareLink(text, at)
    default:
      return undefined
  }
}

function readEscape(text: string, at: number): Span | undefined {
  const next = text[at + 1]
  if (next === undefined || !"\\`*_[]()-#.".includes(next)) return undefined
  return { inline: { kind: "text", text: next }, end: at + 2 }
}

function readCode(text: string, at: number, find: Finder): Span | undefined {
  const end = find("`", at + 1)
  return end > at + 1 ? { inline: { kind: "code", text: text.slice(at + 1, end) }, end: end + 1 } : undefined
}

const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character)

function readEmphasis(text: string, at: number, find: Finder, depth: number): Span | undefined {
  const mark = text[at] ?? ""
  const isDouble = text[at + 1] === mark
  const full = isDouble ? mark + mark : mark
  const from = at + full.length
  // An underscore or star inside a word, or before a space, is just that: snake_case, 2 * 3.
  if (isWordCharacter(text[at - 1]) || text[from] === undefined || text[from] === " ") return undefined
  const end = find(full, from)
  if (end <= from || text[end - 1] === " " || isWordCharacter(text[end + full.length])) return undefined
  const children = parseInline(text.slice(from, end), depth + 1)
  return { inline: { kind: isDouble ? "strong" : "em", children }, end: end + full.length }
}

function readLink(text: string, at: number, find: Finder, depth: number): Span | undefined {
  const middle = find("](", at)
  if (middle < 0) return undefined
  const end = findAddressEnd(text, middle + 2)
  const address = text.slice(middle + 2, end)
  if (end < 0 || address === "" || /\s/.test(address)) return undefined
  const label = text.slice(at + 1, middle)
  // The nearest "[" is the one the link begins with.
  if (label === "" || label.includes("[")) return undefined
  return {
    inline: { kind: "link", address, children: parseInline(label, Math.max(depth + 1, DEEPEST - 1)) },
    end: end + 1,
  }
}

/** Longer addresses are not looked through: nobody writes them, and the search stays short. */
const LONGEST_ADDRESS = 2048

/** The bracket that closes an address; addresses may hold brackets of their own, in pairs. */
function findAddressEnd(text: string, from: number): number {
  let open = 1
  for (let at = from; at < Math.min(text.length, from + LONGEST_ADDRESS); at += 1) {
    if (text[at] === "(") open += 1
    else if (text[at] === ")") open -= 1
    else if (text[at] === " " || text[at] === "\n") return -1
    if (open === 0) return at
    if (open > 3) return -1
  }
  return -1
}

function readBareLink(text: string, at: number): Span | undefined {
  if (!(text.startsWith("https://", at) || text.startsWith("http://", at)) || isWordCharacter(text[at - 1])) {
    return undefined
  }
  let end = at
  while (end < text.length && !" \t<>\"'`".includes(text[end] ?? " ")) end += 1
  while (end > at && ".,;:!?)]}*_".includes(text[end - 1] ?? " ")) end -= 1
  const address = text.slice(at, end)
  return address.length < 10
    ? undefined
    : { inline: { kind: "link", address, children: [{ kind: "text", text: address }] }, end }
}

/** The words without the marks, for reading aloud and for plain files. Blocks are parted by line breaks. */
export function toPlainText(blocks: readonly Block[]): string {
  return blocks
    .map((block) =>
      block.kind === "list"
        ? block.items.map((item, i) => `${block.isOrdered ? `${i + 1}.` : "•"} ${inlineText(item)}`).join("\n")
        : block.lines.map(inlineText).join("\n"),
    )
    .join("\n")
}

function inlineText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => ("text" in inline ? inline.text : inlineText(inline.children))).join("")
}
