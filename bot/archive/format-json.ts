// Lays out JSON text for reviewers: two spaces, one field a line. Works on the text's own tokens, so that numbers,
// escapes, repeated and oddly ordered keys stay exactly as they were. Parsing is json-node.ts.

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g

/**
 * Re-indents JSON. Formatting twice changes nothing; only white space (and a byte order mark) is lost.
 *
 * @param json Valid JSON text.
 */
export function formatJson(json: string): string {
  const tokens = json.replace(/^\uFEFF/, "").match(TOKEN) ?? []
  const lines: string[] = []
  let line = ""
  let depth = 0
  const breakLine = () => {
    lines.push(line)
    line = "  ".repeat(depth)
  }
  for (const [i, token] of tokens.entries()) {
    const isEmpty = isOpening(tokens[i - 1]) && isClosing(token)
    if (isClosing(token)) {
      depth -= 1
      if (!isEmpty) breakLine()
    } else if (isOpening(tokens[i - 1]) || tokens[i - 1] === ",") breakLine()
    if (isOpening(token)) depth += 1
    line += token === ":" ? ": " : token
  }
  return `${[...lines, line].join("\n")}\n`
}

function isOpening(token: string | undefined): boolean {
  return token === "{" || token === "["
}

function isClosing(token: string | undefined): boolean {
  return token === "}" || token === "]"
}
