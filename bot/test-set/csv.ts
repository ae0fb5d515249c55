// Comma-separated values as spreadsheets write them (RFC 4180). What the columns of a test set mean is workbench.ts.

/** A row and the line of the file it starts on, from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

/**
 * Reads rows; quoted cells may hold commas, line breaks and doubled quotes. Rows without any text are left out.
 * A byte order mark is passed over, and a quote that is never closed ends with the file.
 */
export function parseCsv(text: string): CsvRow[] {
  const source = text.replace(/^\uFEFF/, "")
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 1
  let startLine = 1
  const endRow = () => {
    if (cells.some((cell) => cell !== "")) rows.push({ line: startLine, cells })
    cells = []
    startLine = line
  }
  for (const [, quoted, plain = "", end = ""] of source
    .matchAll(/(?:"([^"]*(?:""[^"]*)*)(?:"|$)([^,\r\n]*)|([^,\r\n]*))(,|\r\n|\n|\r|$)/g)
    .map(cellParts)) {
    cells.push(quoted === undefined ? plain.trim() : (quoted.replaceAll('""', '"') + plain).trim())
    line += quoted?.match(/\r\n|\n|\r/g)?.length ?? 0
    if (end === ",") continue
    line += 1
    endRow()
    if (end === "") break
  }
  return rows
}

function cellParts(match: RegExpExecArray): readonly [string, string | undefined, string, string] {
  const [whole, quoted, behindQuote, plain, end] = match
  return [whole, quoted, quoted === undefined ? (plain ?? "") : (behindQuote ?? ""), end ?? ""]
}
