// Reads the small part of XML that grammar files use: elements, attributes, text, comments, CDATA. What the elements
// mean is srgs.ts. Document types with entities of their own are refused.

/** An element with what it holds, in order. */
export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
}

type OpenElement = {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: (XmlElement | string)[]
}

/** Deeper documents than this aren't grammars. */
const MAX_DEPTH = 100

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

function decodeText(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole
    const code = name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Where a construct that starts here ends, and the text it stands for; `undefined` when nothing is skipped here. */
function skipConstruct(text: string, at: number): { readonly end: number; readonly content: string } | undefined {
  for (const [open, close, isText] of [
    ["<!--", "-->", false],
    ["<![CDATA[", "]]>", true],
    ["<?", "?>", false],
    ["<!DOCTYPE", ">", false],
  ] as const) {
    if (!text.startsWith(open, at)) continue
    const end = text.indexOf(close, at + open.length)
    return end < 0 ? undefined : { end: end + close.length, content: isText ? text.slice(at + open.length, end) : "" }
  }
  return undefined
}

const ATTRIBUTE = /([^\s=/>"']{1,100})\s{0,20}=\s{0,20}(?:"([^"<]*)"|'([^'<]*)')/g

function readTag(source: string): OpenElement | undefined {
  const name = /^[^\s/>]{1,100}/.exec(source)?.[0]
  if (name === undefined) return undefined
  const attributes: Record<string, string> = {}
  for (const [, key = "", double, single] of source.slice(name.length).matchAll(ATTRIBUTE)) {
    attributes[key] = decodeText(double ?? single ?? "")
  }
  return { name, attributes, children: [] }
}

/** Keeps the elements that are open while a document is read. */
class Reader {
  readonly #open: OpenElement[] = [{ name: "", attributes: {}, children: [] }]

  addText(text: string): void {
    if (text !== "") this.#open.at(-1)?.children.push(text)
  }

  /** Takes what stands between `<` and `>`; tells whether it fits. */
  addTag(source: string): boolean {
    if (source.startsWith("/")) {
      const closed = this.#open.pop()
      return this.#open.length > 0 && closed?.name === source.slice(1).trim()
    }
    const element = readTag(source)
    if (element === undefined || this.#open.length > MAX_DEPTH) return false
    this.#open.at(-1)?.children.push(element)
    if (!source.endsWith("/")) this.#open.push(element)
    return true
  }

  /** The root element, when all elements were closed. */
  finish(): XmlElement | undefined {
    if (this.#open.length !== 1) return undefined
    return this.#open[0]?.children.find((child) => typeof child !== "string")
  }
}

/**
 * Reads a document.
 *
 * @returns its root element, or `undefined` when the text isn't well-formed.
 */
export function parseXml(text: string): XmlElement | undefined {
  if (/<!ENTITY/i.test(text)) return undefined
  const reader = new Reader()
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf("<", at)
    reader.addText(decodeText(text.slice(at, next < 0 ? text.length : next)))
    if (next < 0) break
    const skipped = skipConstruct(text, next)
    if (skipped !== undefined) {
      reader.addText(skipped.content)
      at = skipped.end
      continue
    }
    const end = text.indexOf(">", next)
    if (end < 0 || !reader.addTag(text.slice(next + 1, end))) return undefined
    at = end + 1
  }
  return reader.finish()
}
