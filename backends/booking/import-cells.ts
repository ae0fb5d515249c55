// Reading the cells of an owner's table: each reader gives a value or says what is wrong, with file, line and column.
// Which tables and columns there are is catalogue-import.ts.

import { type IsoDate, parseIsoDate } from "#core/time.ts"
import { currencyDecimals, type MinorUnits, minorUnits } from "#core/units.ts"
import { splitCsv } from "./csv.ts"

/** Something wrong in a file, said so that its owner can put it right. */
export type ImportProblem = {
  readonly file: string
  /** Line of a CSV file; position in the list of a JSON file, from 1. */
  readonly line: number
  readonly column?: string
  readonly problem: string
}

/** One row under its column names, lower case with underscores. */
export type ImportRow = {
  readonly file: string
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** Collects problems while rows are read. */
export type ProblemList = ImportProblem[]

/** Splits a CSV text with a header line into rows. */
export function readCsvRows(file: string, text: string, problems: ProblemList): readonly ImportRow[] {
  const { rows, brokenAt } = splitCsv(text)
  if (brokenAt !== undefined) {
    problems.push({ file, ...brokenAt })
    return []
  }
  const [header, ...body] = rows
  if (header === undefined) {
    problems.push({ file, line: 1, problem: "is empty: it needs a line with the names of the columns" })
    return []
  }
  const names = header.cells.map(columnName)
  const twice = names.find((name, position) => name !== "" && names.indexOf(name) !== position)
  if (twice !== undefined) problems.push({ file, line: header.line, column: twice, problem: "is there twice" })
  return body.map(({ line, cells }) => {
    const extra = cells.slice(names.length).find((cell) => cell !== "")
    if (extra !== undefined) {
      problems.push({ file, line, problem: `has more cells than columns: ${quote(extra)}; quote text with commas` })
    }
    return { file, line, cells: Object.fromEntries(names.map((name, position) => [name, cells[position] ?? ""])) }
  })
}

/** Turns a list of JSON objects into rows; lists inside become text with spaces between, as in a CSV file. */
export function readJsonRows(file: string, list: unknown, problems: ProblemList): readonly ImportRow[] {
  if (!Array.isArray(list)) {
    problems.push({ file, line: 1, problem: "must be a list of objects" })
    return []
  }
  return list.flatMap((entry: unknown, position) => {
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
      problems.push({ file, line: position + 1, problem: "must be an object" })
      return []
    }
    const cells = Object.entries(entry).map(([name, value]) => {
      const text = cellText(value)
      if (text === undefined)
        problems.push({ file, line: position + 1, column: name, problem: "must not be an object" })
      return [columnName(name), text ?? ""] as const
    })
    return [{ file, line: position + 1, cells: Object.fromEntries(cells) }]
  })
}

/** `Room Type ID` and `roomTypeId` are both `room_type_id`. */
function columnName(name: string): string {
  return name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toLowerCase()
}

/** `undefined` for what no cell of a table could hold. */
function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return ""
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value]
  return parts.some((part) => typeof part === "object") ? undefined : parts.map(String).join(" ")
}

/** Reads the cells of one row, noting every problem; what can't be read comes back as the fallback. */
export type CellReader = {
  text(column: string, isRequired?: boolean): string
  /** Required, on one line. */
  name(column: string): string
  /** What an owner's things are known by; required. */
  id(column: string): string
  list(column: string): readonly string[]
  integer(column: string, least: number, most: number, fallback?: number): number
  decimal(column: string, least: number, most: number, fallback: number): number
  time(column: string, fallback?: string): string
  date(column: string): IsoDate | undefined
  money(column: string, currency: string): MinorUnits
  /** Notes a problem of the caller's own. */
  fail(column: string, problem: string): void
}

/** Ids become parts of keys, whose own marks (`#`, `|`, `/`) they must not hold. */
const ID = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,99}$/u

/** Makes the reader of a row. */
export function createCellReader(row: ImportRow, problems: ProblemList): CellReader {
  const cell = (column: string) => (row.cells[column] ?? "").trim()
  const fail = (column: string, problem: string) => {
    problems.push({ file: row.file, line: row.line, column, problem })
  }
  const number = (column: string, pattern: RegExp, least: number, most: number, fallback: number | undefined) => {
    const text = cell(column)
    if (text === "" && fallback !== undefined) return fallback
    const value = pattern.test(text) ? Number(text.replace(",", ".")) : Number.NaN
    if (value >= least && value <= most) return value
    fail(column, `must be a number from ${least} to ${most}, is ${quote(text)}`)
    return fallback ?? least
  }
  return {
    fail,
    text(column, isRequired = true) {
      if (isRequired && cell(column) === "") fail(column, "is missing")
      return cell(column)
    },
    // A line break in it is the spreadsheet's, not the hotel's.
    name(column) {
      if (cell(column) === "") fail(column, "is missing")
      return cell(column).replace(/\s+/g, " ")
    },
    id(column) {
      const text = cell(column)
      if (text === "") fail(column, "is missing")
      else if (!ID.test(text)) fail(column, `must be at most 100 letters, digits, spaces and . _ -, is ${quote(text)}`)
      return text
    },
    list: (column) =>
      cell(column)
        .split(/[\s;|]+/)
        .filter((part) => part !== ""),
    integer: (column, least, most, fallback) => number(column, /^-?\d{1,9}$/, least, most, fallback),
    decimal: (column, least, most, fallback) => number(column, /^\d{1,6}(?:[.,]\d{1,6})?$/, least, most, fallback),
    time(column, fallback) {
      const text = cell(column)
      if (text === "" && fallback !== undefined) return fallback
      if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text)) return text
      fail(column, `must be a time such as 15:00, is ${quote(text)}`)
      return fallback ?? "00:00"
    },
    date(column) {
      const date = parseIsoDate(cell(column))
      if (date === undefined) fail(column, `must be a date such as 2026-12-31, is ${quote(cell(column))}`)
      return date
    },
    money(column, currency) {
      const amount = parseAmount(cell(column), currency)
      if (amount !== undefined) return amount
      fail(
        column,
        `must be an amount in ${currency} with at most ${currencyDecimals(currency)} decimals, is ${quote(cell(column))}`,
      )
      return minorUnits(0)
    },
  }
}

function quote(text: string): string {
  return text === "" ? "empty" : JSON.stringify(text.slice(0, 60))
}

/**
 * Reads an amount written with a point or a comma before the decimals and nothing between thousands.
 *
 * @returns `undefined` when it is not one, or has more decimals than the currency.
 */
export function parseAmount(text: string, currency: string): MinorUnits | undefined {
  const match = /^(\d{1,12})(?:[.,](\d{1,3}))?$/.exec(text)
  const decimals = currencyDecimals(currency)
  const fraction = match?.[2] ?? ""
  if (match === null || fraction.length > decimals) return undefined
  return minorUnits(Number(`${match[1]}${fraction.padEnd(decimals, "0")}`))
}
