// Test sets of the Lex Test Workbench: their CSV as conversations to be checked.
// https://docs.aws.amazon.com/lexv2/latest/dg/create-test-set-from-CSV.html

import { type CsvRow, parseCsv } from "./csv.ts"
import type { TestCase } from "./test-case.ts"
import { type Expectations, lineFault, type TranscriptTurn } from "./transcript.ts"

type Columns = {
  readonly conversation: number
  readonly source: number
  readonly input: number
  readonly intent: number
  readonly slots: readonly number[]
}

type Row = CsvRow & { readonly cell: (column: number) => string }

/**
 * Reads a test set. Rows of one conversation number are one session; rows without a number are a session each.
 *
 * @throws {Fault} `data-invalid` with the line for missing columns, an unknown source, or an agent before any user.
 */
export function readWorkbenchCases(text: string, source: string): TestCase[] {
  const [header, ...rows] = parseCsv(text)
  if (!header) throw lineFault(1, "the test set is empty")
  const columns = findColumns(header)
  const conversations = new Map<string, { title: string; rows: Row[] }>()
  for (const given of rows) {
    const row: Row = { ...given, cell: (column) => given.cells[column] ?? "" }
    const number = meaning(row.cell(columns.conversation))
    const key = number === undefined ? `line ${row.line}` : `conversation ${number}`
    const known = conversations.get(key) ?? { title: key, rows: [] }
    known.rows.push(row)
    conversations.set(key, known)
  }
  return [...conversations.values()].map(({ title, rows: own }) => ({
    title,
    source,
    given: { facts: [] },
    turns: readTurns(own, columns),
  }))
}

function findColumns(header: CsvRow): Columns {
  const names = header.cells.map((cell) => cell.toLowerCase().replace(/\s+/g, " "))
  const column = (name: string) => {
    const at = names.indexOf(name)
    if (at < 0) throw lineFault(header.line, `the column "${name}" is missing`)
    return at
  }
  return {
    conversation: names.indexOf("conversation #"),
    source: column("source"),
    input: column("input"),
    intent: column("expected output intent"),
    slots: names.flatMap((name, i) => (/^expected output slot\b/.test(name) ? [i] : [])),
  }
}

/** An empty cell is also written `-` or `N/A`. */
function meaning(cell: string): string | undefined {
  return /^(|-|n\/a)$/i.test(cell) ? undefined : cell
}

function readTurns(rows: readonly Row[], columns: Columns): TranscriptTurn[] {
  const turns: TranscriptTurn[] = []
  for (const row of rows) {
    const source = row.cell(columns.source).toLowerCase()
    const input = row.cell(columns.input)
    const last = turns.at(-1)
    if (source === "user") turns.push(userTurn(row, input, columns))
    else if (source !== "agent") throw lineFault(row.line, `the source must be User or Agent, not "${source}"`)
    else if (!last) throw lineFault(row.line, "an agent row needs a user row before it")
    else turns.splice(-1, 1, { ...last, expectations: addSpeech(last.expectations, input) })
  }
  return turns
}

/** Everything the agent says in one turn is compared as one text: it may fill one row or several. */
function addSpeech(expectations: Expectations, text: string): Expectations {
  const said = expectations.speech
  return { ...expectations, speech: said === undefined ? text : `${said} ${text}` }
}

function userTurn(row: Row, input: string, columns: Columns): TranscriptTurn {
  if (input === "") throw lineFault(row.line, "the input is empty")
  const intentName = meaning(row.cell(columns.intent))
  const slots = columns.slots.flatMap((column) => readSlot(meaning(row.cell(column)), row.line))
  return {
    line: row.line,
    guest: input,
    attributes: {},
    expectations: {
      ...(intentName === undefined ? {} : { intentName }),
      ...(slots.length === 0 ? {} : { spokenSlots: Object.fromEntries(slots) }),
    },
  }
}

function readSlot(cell: string | undefined, line: number): [string, string][] {
  if (cell === undefined) return []
  const equals = cell.indexOf("=")
  if (equals < 1) throw lineFault(line, `a slot is written Name = value, not "${cell}"`)
  return [[cell.slice(0, equals).trim(), cell.slice(equals + 1).trim()]]
}
