// Comma-separated values as RFC 4180 has them: quoted fields, doubled quotes, line breaks inside quotes, any line ends.

/** A row with the line of the file it starts on, counted from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

/**
 * Splits a text into rows; empty lines are left out, a byte-order mark is dropped.
 *
 * @param separator Absent: the comma, or the semicolon when the first line has more of those, as spreadsheets write it
 *   where the comma is the decimal point.
 */
export function parseCsv(text: string, separator?: "," | ";"): readonly CsvRow[] {
  const source = text.replace(/^\uFEFF/, "")
  const firstLine = source.split(/\r?\n/, 1)[0] ?? ""
  const mark = separator ?? (firstLine.split(";").length > firstLine.split(",").length ? ";" : ",")
  const reader = { source, mark, position: 0, line: 1 }
  const rows: CsvRow[] = []
  while (reader.position < source.length) {
    const line = reader.line
    const cells = readRow(reader)
    if (cells.some((cell) => cell !== "")) rows.push({ line, cells })
  }
  return rows
}

type Reader = { readonly source: string; readonly mark: string; position: number; line: number }

function readRow(reader: Reader): readonly string[] {
  const cells: string[] = []
  for (;;) {
    cells.push(reader.source[reader.position] === '"' ? readQuoted(reader) : readPlain(reader))
    const end = reader.source[reader.position]
    if (end === reader.mark) {
      reader.position++
      continue
    }
    if (end === "\r") reader.position++
    if (reader.source[reader.position] === "\n") reader.position++
    reader.line++
    return cells
  }
}

function readPlain(reader: Reader): string {
  const start = reader.position
  while (reader.position < reader.source.length && !isEnd(reader)) reader.position++
  return reader.source.slice(start, reader.position).trim()
}

function isEnd({ source, mark, position }: Reader): boolean {
  const symbol = source[position]
  return symbol === mark || symbol === "\n" || symbol === "\r"
}

function readQuoted(reader: Reader): string {
  let cell = ""
  reader.position++
  while (reader.position < reader.source.length) {
    const symbol = reader.source[reader.position] ?? ""
    if (symbol === '"' && reader.source[reader.position + 1] !== '"') break
    if (symbol === "\n") reader.line++
    cell += symbol
    reader.position += symbol === '"' ? 2 : 1
  }
  reader.position++
  // What stands between the closing quote and the separator belongs to nothing.
  while (reader.position < reader.source.length && !isEnd(reader)) reader.position++
  return cell
}
