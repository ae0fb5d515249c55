// The words of an SSML text without its markup, for reading. Speaking it is Polly's.

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

/** Elements whose text isn't to be run together with what stands before or after. */
const BREAKS = new Set(["break", "p", "s", "speak"])

/**
 * Takes the tags and comments out of SSML and decodes its entities. One pass, whatever the text; markup that isn't
 * well-formed is left standing as text.
 */
export function stripSsml(ssml: string): string {
  let text = ""
  let at = 0
  while (at < ssml.length) {
    const open = ssml.indexOf("<", at)
    if (open === -1) break
    if (!/[a-z/!?]/i.test(ssml.charAt(open + 1))) {
      text += ssml.slice(at, open + 1)
      at = open + 1
      continue
    }
    const close = ssml.startsWith("<!--", open) ? endOf(ssml, "-->", open + 4) : endOf(ssml, ">", open + 1)
    // Without an end there is no further tag: looking for one again and again would take quadratic time.
    if (close === undefined) break
    const name = /^<\/?([a-z:-]{1,40})/i.exec(ssml.slice(open, open + 50))?.[1]?.toLowerCase() ?? ""
    text += ssml.slice(at, open) + (BREAKS.has(name) ? " " : "")
    at = close
  }
  text += ssml.slice(at)
  return decodeEntities(text).replace(/\s+/g, " ").trim()
}

function endOf(text: string, mark: string, from: number): number | undefined {
  const at = text.indexOf(mark, from)
  return at === -1 ? undefined : at + mark.length
}

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole: string, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole
    const code = name[1]?.toLowerCase() === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
