// Reads XML as Polly takes it, for SSML and lexicons: elements, attributes, text with its places in the source. Entities are
// those of XML itself: nothing is ever fetched or expanded. Which elements mean what, is ssml.ts and lexicon-file.ts.

/** A stretch of text; entities are resolved. */
export type XmlText = {
  readonly type: "text"
  readonly text: string
  /** Where each character stood in the source, and where the last one ended. */
  readonly places: readonly number[]
}

/** An element. */
export type XmlElement = {
  readonly type: "element"
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | XmlText)[]
  /** Where its first tag begins and ends in the source. */
  readonly start: number
  readonly end: number
}

/** Why a text is no XML. */
export class XmlError extends Error {
  override readonly name = "XmlError"
}

type Open = Omit<XmlElement, "children"> & { readonly children: (XmlElement | XmlText)[] }

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }
const TAG = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const SKIPPED = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>/y
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Reads a document.
 *
 * @returns its root element.
 * @throws {XmlError} when it isn't well-formed, or has a document type.
 */
export function parseXml(source: string): XmlElement {
  const root: Open = { type: "element", name: "", attributes: {}, children: [], start: 0, end: 0 }
  const open: Open[] = [root]
  let position = 0
  while (position < source.length) {
    if (source[position] === "<") position += readMarkup(source, position, open)
    else {
      const next = source.indexOf("<", position)
      const end = next < 0 ? source.length : next
      open.at(-1)?.children.push(readText(source, position, end))
      position = end
    }
  }
  if (open.length > 1) throw new XmlError(`<${open.at(-1)?.name}> isn't closed`)
  return onlyElement(root)
}

/** Reads a tag, a comment or an instruction. @returns its length. */
function readMarkup(source: string, position: number, open: Open[]): number {
  const skipped = matchAt(SKIPPED, source, position)
  if (skipped !== null) return skipped[0].length
  const tag = matchAt(TAG, source, position)
  if (tag === null) throw new XmlError(`there is no tag at character ${position}`)
  nest(open, tag, position)
  return tag[0].length
}

function nest(open: Open[], tag: RegExpExecArray, start: number): void {
  const [whole, slash, name = "", attributes = "", selfClosing] = tag
  if (slash === "/") {
    if (open.length < 2 || open.at(-1)?.name !== name) throw new XmlError(`</${name}> closes nothing`)
    open.pop()
    return
  }
  const element: Open = {
    type: "element",
    name,
    attributes: readAttributes(attributes),
    children: [],
    start,
    end: start + whole.length,
  }
  open.at(-1)?.children.push(element)
  if (selfClosing !== "/") open.push(element)
}

function onlyElement(root: Open): XmlElement {
  const elements = root.children.filter((child) => child.type === "element")
  const texts = root.children.filter((child) => child.type === "text")
  const [first] = elements
  if (first === undefined || elements.length > 1) throw new XmlError("there must be one root element")
  if (texts.some(({ text }) => text.trim() !== "")) throw new XmlError("there is text outside of the root element")
  return first
}

function readText(source: string, start: number, end: number): XmlText {
  let text = ""
  const places: number[] = []
  for (let i = start; i < end; ) {
    const length = source[i] === "&" ? source.indexOf(";", i) - i + 1 : 1
    if (length < 1 || length > 12) throw new XmlError(`the & at character ${i} must be written &amp;`)
    const written = source.slice(i, i + length)
    const character = length === 1 && written !== "&" ? written : resolveEntity(written)
    for (const unit of character.split("")) {
      text += unit
      places.push(i)
    }
    i += length
  }
  places.push(end)
  return { type: "text", text, places }
}

function resolveEntity(written: string): string {
  const name = written.slice(1, -1)
  const code = /^#(?:x([\da-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
  const point = code === null ? undefined : Number.parseInt(code[1] ?? code[2] ?? "", code[1] === undefined ? 10 : 16)
  const character = point === undefined ? ENTITIES[name] : point <= 0x10_ff_ff ? String.fromCodePoint(point) : undefined
  if (character === undefined) throw new XmlError(`${written} is no entity of XML`)
  return character
}

function readAttributes(written: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {}
  for (const [, name = "", double, single] of written.matchAll(ATTRIBUTE)) {
    if (attributes[name] !== undefined) throw new XmlError(`${name} is there twice`)
    attributes[name] = readText(double ?? single ?? "", 0, (double ?? single ?? "").length).text
  }
  return attributes
}

function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | null {
  pattern.lastIndex = start
  return pattern.exec(text)
}
