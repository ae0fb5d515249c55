// Conversations written as text, parsed: what the guest says, and what must come back. Comparing is check-turn.ts;
// who answers (the engine in process, or any Lex V2 endpoint) is the caller's business.

import { Fault } from "#core/errors.ts"
import { type IsoDate, parseIsoDate, weekday } from "#core/time.ts"
import { type NoteExpectations, parseNotes } from "./notes.ts"

/** A message that must come back: text in one of several wordings, or a card by its title. `…` and `*` match any text. */
export type ExpectedMessage =
  | { readonly type: "text"; readonly wordings: readonly string[] }
  | { readonly type: "card"; readonly title: string; readonly buttons: readonly string[] }
  /** A line of `…` alone: one or more messages, whatever they are. */
  | { readonly type: "any" }

/** What a turn is checked for; what is not mentioned is not checked. */
export type Expectations = NoteExpectations & {
  /** All messages in order; an empty list means that nothing may be said. */
  readonly messages?: readonly ExpectedMessage[]
  /** All that is said, in one text; case and white space don't count. */
  readonly speech?: string
  /** Slots by what the guest said for them, or by what it was taken for; case doesn't count. */
  readonly spokenSlots?: Readonly<Record<string, string>>
}

/** One thing the guest says, and what is to follow. */
export type TranscriptTurn = {
  /** Where it stands in the file, from 1. */
  readonly line: number
  readonly guest: string
  /** Request attributes sent along, from notes behind the guest's words: `[photo=beach]`. */
  readonly attributes: Readonly<Record<string, string>>
  readonly expectations: Expectations
}

/** Under which circumstances a conversation takes place. */
export type Given = {
  readonly today?: IsoDate
  /** Wall-clock time, `HH:MM`. */
  readonly time?: string
  readonly localeId?: string
  /** Whatever else is said, one statement each ("no bookings"); the caller makes it so, or refuses. */
  readonly facts: readonly string[]
}

/** A conversation with its circumstances. */
export type Transcript = {
  /** Empty when the text has no line starting with `#`. */
  readonly title: string
  readonly given: Given
  readonly turns: readonly TranscriptTurn[]
}

/** A conversation while its lines are being gathered. */
type Draft = { title: string; statements: { line: number; text: string }[]; turns: DraftTurn[] }
type DraftTurn = { line: number; guest: string; bot: { line: number; text: string }[] }

const SPEAKER = /^(guest|bot|given):\s*(.*)$/i
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

/**
 * Parses a text that holds one conversation.
 *
 * @throws {Fault} `data-invalid` with the line number for a line that can't be understood, and for a text that holds
 *   none or several conversations.
 * @example
 * parseTranscript("# Asks for guests\nguest: a room in Lyon\nbot: How many guests?  [ElicitSlot Guests]").turns[0]
 */
export function parseTranscript(text: string): Transcript {
  const [transcript, ...others] = parseTranscripts(text)
  if (!transcript) throw new Fault("data-invalid", { hint: "the transcript has no guest line" })
  if (others.length > 0) throw new Fault("data-invalid", { hint: "the text holds more than one transcript" })
  return transcript
}

/**
 * Parses a text that holds any number of conversations; each starts at a `#` line with its title.
 *
 * @throws {Fault} `data-invalid` with the line number.
 */
export function parseTranscripts(text: string): Transcript[] {
  const drafts: Draft[] = []
  for (const [i, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries())
    addLine(drafts, line, i + 1)
  return drafts.filter((draft) => draft.turns.length > 0).map(finish)
}

function addLine(drafts: Draft[], line: string, lineNumber: number): void {
  if (line.trim() === "") return
  let draft = drafts.at(-1)
  if (line.startsWith("#")) {
    if (!draft || draft.turns.length > 0) drafts.push({ title: line.slice(1).trim(), statements: [], turns: [] })
    return
  }
  if (!draft) {
    draft = { title: "", statements: [], turns: [] }
    drafts.push(draft)
  }
  if (/^\s/.test(line)) continueLine(draft, line.trim(), lineNumber)
  else addSpokenLine(draft, line, lineNumber)
}

function addSpokenLine(draft: Draft, line: string, lineNumber: number): void {
  const [, speaker = "", words = ""] = SPEAKER.exec(line) ?? []
  const turn = draft.turns.at(-1)
  if (speaker.toLowerCase() === "guest") draft.turns.push({ line: lineNumber, guest: words.trim(), bot: [] })
  else if (speaker.toLowerCase() === "given" && !turn) draft.statements.push({ line: lineNumber, text: words })
  else if (speaker.toLowerCase() === "bot" && turn) turn.bot.push({ line: lineNumber, text: words.trim() })
  else throw lineFault(lineNumber, explain(speaker))
}

function explain(speaker: string): string {
  if (speaker === "")
    return "a line must start with guest:, bot:, given: or #, or with a space to continue the last one"
  return speaker.toLowerCase() === "bot"
    ? "a bot line needs a guest line before it"
    : "given must stand before the guest"
}

/** A line that starts with a space belongs to the one above. */
function continueLine(draft: Draft, words: string, lineNumber: number): void {
  const turn = draft.turns.at(-1)
  const botLine = turn?.bot.at(-1)
  const statement = draft.statements.at(-1)
  if (botLine) botLine.text += ` ${words}`
  else if (turn) turn.guest += ` ${words}`
  else if (statement) statement.text += ` ${words}`
  else throw lineFault(lineNumber, "there is no line above to continue")
}

/** Names the line of a transcript that can't be understood. */
export function lineFault(line: number, problem: string): Fault {
  return new Fault("data-invalid", { hint: `line ${line}: ${problem}` })
}

function finish(draft: Draft): Transcript {
  return {
    title: draft.title,
    given: draft.statements.reduce(addStatements, { facts: [] }),
    turns: draft.turns.map(finishTurn),
  }
}

function addStatements(given: Given, { line, text }: { readonly line: number; readonly text: string }): Given {
  const statements = text.split(",").map((statement) => statement.trim())
  return statements
    .filter((statement) => statement !== "")
    .reduce((known, one) => addStatement(known, one, line), given)
}

function addStatement(given: Given, statement: string, line: number): Given {
  const [, date, dayName] = /^today is (\S+?)(?:\s*\((\w+)\))?$/i.exec(statement) ?? []
  if (date !== undefined) return { ...given, today: readToday(date, dayName, line) }
  const [, time] = /^(?:the )?time is (\d\d:\d\d)$/i.exec(statement) ?? []
  if (time !== undefined) return { ...given, time }
  const [, localeId] = /^(?:the )?locale is (\w+)$/i.exec(statement) ?? []
  if (localeId !== undefined) return { ...given, localeId }
  return { ...given, facts: [...given.facts, statement] }
}

/** A weekday behind the date is for the reader; a wrong one would mislead, so it must be right. */
function readToday(text: string, dayName: string | undefined, line: number): IsoDate {
  const today = parseIsoDate(text)
  if (!today) throw lineFault(line, `${text} is not a date of the form 2026-03-02`)
  const actualName = WEEKDAYS[weekday(today) - 1]
  if (dayName !== undefined && dayName.toLowerCase() !== actualName) {
    throw lineFault(line, `${text} is a ${actualName}, not a ${dayName}`)
  }
  return today
}

function finishTurn(draft: DraftTurn): TranscriptTurn {
  const guest = splitNotes(draft.guest)
  const attributes = guest.notes === undefined ? undefined : parseAttributes(guest.notes)
  return {
    line: draft.line,
    guest: attributes ? guest.words : draft.guest,
    attributes: attributes ?? {},
    expectations: draft.bot.reduce<Expectations>(addBotLine, {}),
  }
}

/** Cuts the bracketed notes off the end of a line. */
function splitNotes(text: string): { readonly words: string; readonly notes?: string } {
  const start = text.endsWith("]") ? text.lastIndexOf("[") : -1
  if (start < 0) return { words: text }
  return { words: text.slice(0, start).trim(), notes: text.slice(start + 1, -1) }
}

/** Brackets in what a guest says are notes only when all of it reads `name=value`. */
function parseAttributes(notes: string): Record<string, string> | undefined {
  const pairs = notes.split(";").map((note) => note.split("="))
  if (!pairs.every((pair) => pair.length >= 2 && pair[0]?.trim() !== "")) return undefined
  return Object.fromEntries(pairs.map(([name = "", ...value]) => [name.trim(), value.join("=").trim()]))
}

function addBotLine(
  known: Expectations,
  { line, text }: { readonly line: number; readonly text: string },
): Expectations {
  const { words, notes } = splitNotes(text)
  const { card, buttons, isSilent, ...expectations } = parseNotes(notes ?? "", line)
  const messages = words === "" ? [] : [expectedMessage(words)]
  if (card !== undefined) messages.push({ type: "card", title: card, buttons })
  const saysSomething = messages.length > 0 || isSilent
  return {
    ...known,
    ...expectations,
    slots: { ...known.slots, ...expectations.slots },
    sessionAttributes: { ...known.sessionAttributes, ...expectations.sessionAttributes },
    contexts: [...(known.contexts ?? []), ...(expectations.contexts ?? [])],
    ...(known.messages || saysSomething ? { messages: [...(known.messages ?? []), ...messages] } : {}),
  }
}

function expectedMessage(words: string): ExpectedMessage {
  if (words === "…" || words === "...") return { type: "any" }
  return { type: "text", wordings: words.split(" | ").map((wording) => wording.trim()) }
}
