// Comma-separated values as RFC 4180 has them: quoted fields, doubled quotes, line breaks inside quotes, any line ends.

import { Fault } from "#core/errors.ts"

/** A row with the line of the file it starts on, counted from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

/** Where a text stops being rows, and why. */
export type CsvBreak = { readonly line: number; readonly problem: string }

/**
 * Splits a text into rows; empty lines are left out, a byte-order mark is dropped.
 *
 * @param separator Absent: the comma, or the semicolon when the first line has more of those, as spreadsheets write it
 *   where the comma is the decimal point.
 * @returns the rows, and where they end too early: a quote that is never closed, or closed in mid-text, would swallow or
 *   lose what follows.
 */
export function splitCsv(
  text: string,
  separator?: "," | ";",
): { readonly rows: readonly CsvRow[]; readonly brokenAt?: CsvBreak } {
  const source = text.replace(/^\uFEFF/, "")
  const firstLine = source.split(/\r?\n/, 1)[0] ?? ""
  const mark = separator ?? (firstLine.split(";").length > firstLine.split(",").length ? ";" : ",")
  const reader: Reader = { source, mark, position: 0, line: 1 }
  const rows: CsvRow[] = []
  while (reader.position < source.length) {
    const line = reader.line
    const cells = readRow(reader)
    if (reader.brokenAt !== undefined) return { rows, brokenAt: reader.brokenAt }
    if (cells.some((cell) => cell !== "")) rows.push({ line, cells })
  }
  return { rows }
}

/**
 * Splits a text into rows, all of it.
 *
 * @param name What the text is called when it is told what is wrong with it.
 * @throws {Fault} `data-invalid` naming the line where the rows end too early.
 */
export function parseCsv(text: string, separator: "," | ";", name: string): readonly CsvRow[] {
  const { rows, brokenAt } = splitCsv(text, separator)
  if (brokenAt === undefined) return rows
  throw new Fault("data-invalid", { hint: `${name} line ${brokenAt.line}: ${brokenAt.problem}` })
}

type Reader = { readonly source: string; readonly mark: string; position: number; line: number; brokenAt?: CsvBreak }

function readRow(reader: Reader): readonly string[] {
  const cells: string[] = []
  for (;;) {
    cells.push(reader.source[reader.position] === '"' ? readQuoted(reader) : readPlain(reader))
    const end = reader.source[reader.position]
    if (end === reader.mark && reader.brokenAt === undefined) {
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
  const { line } = reader
  let cell = ""
  reader.position++
  while (reader.position < reader.source.length) {
    const symbol = reader.source[reader.position] ?? ""
    if (symbol === '"' && reader.source[reader.position + 1] !== '"') break
    if (symbol === "\n") reader.line++
    cell += symbol
    reader.position += symbol === '"' ? 2 : 1
  }
  if (reader.position >= reader.source.length) reader.brokenAt = { line, problem: "a quote is opened and never closed" }
  reader.position++
  if (readPlain(reader) !== "") {
    reader.brokenAt = { line, problem: "text follows a closing quote; quotes inside quotes are doubled" }
  }
  return cell
}
