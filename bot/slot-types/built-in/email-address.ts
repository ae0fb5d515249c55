// AMAZON.EmailAddress: addresses as typed, and spoken ones ("john dot smith at example dot com") put together.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-email.html

import { MARK_NAMES } from "../data/spelling-alphabet.ts"
import { oneValue, type Reading, type ValueReader } from "../reading.ts"
import { readSpelledPiece, type SpellingMode } from "../spelling.ts"
import { type Token, wordAt } from "../tokens.ts"

/** Longest local part and address that mail allows (RFC 5321). */
const MAX_PIECES = 80

const LOCAL_MARKS = "._-+"

function isAddressToken(token: Token | undefined, marks: string): boolean {
  return token !== undefined && (token.kind !== "mark" || marks.includes(token.word))
}

function gluedEnd(tokens: readonly Token[], from: number, marks: string): number {
  let end = from
  while (end - from < MAX_PIECES && isAddressToken(tokens[end], marks) && (end === from || tokens[end]?.isGlued)) end++
  // A full stop at the end closes the sentence.
  while (end > from && tokens[end - 1]?.kind === "mark") end--
  return end
}

function joined(tokens: readonly Token[], from: number, end: number): string {
  return tokens
    .slice(from, end)
    .map((token) => token.text)
    .join("")
}

/** Whether a domain has a name, a dot and an ending of two letters or more. */
function isDomain(domain: string): boolean {
  const labels = domain.split(".")
  const last = labels.at(-1) ?? ""
  return (
    labels.length >= 2 && labels.every((label) => label !== "" && !label.startsWith("-")) && /^\p{L}{2,}$/u.test(last)
  )
}

/** "user.name+tag@example.co.uk" */
function readTyped(tokens: readonly Token[], at: number): Reading | undefined {
  if (tokens[at]?.kind === "mark" || (tokens[at]?.isGlued && isAddressToken(tokens[at - 1], LOCAL_MARKS)))
    return undefined
  const localEnd = gluedEnd(tokens, at, LOCAL_MARKS)
  if (wordAt(tokens, localEnd) !== "@" || !tokens[localEnd]?.isGlued || !tokens[localEnd + 1]?.isGlued) return undefined
  const end = gluedEnd(tokens, localEnd + 1, ".-")
  const domain = joined(tokens, localEnd + 1, end)
  return isDomain(domain) ? oneValue(end, `${joined(tokens, at, localEnd)}@${domain}`) : undefined
}

/** Words before an address that don't belong to it. */
const LEAD_WORDS = new Set(
  "is its my email address mail the to me at e and send it use please write contact on sure yes ok okay".split(" "),
)

/** The words of a language in and around spoken addresses. */
export type AddressWords = { readonly marks: ReadonlyMap<string, string>; readonly isLead: (word: string) => boolean }

const ENGLISH: AddressWords = { marks: MARK_NAMES, isLead: (word) => LEAD_WORDS.has(word) }

type Spoken = { readonly end: number; readonly text: string }

function readSpokenPiece(
  tokens: readonly Token[],
  at: number,
  mode: SpellingMode,
  { marks }: AddressWords,
): { readonly end: number; readonly text: string } | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  const mark = marks.get(token.word)
  if (mark !== undefined && token.word !== "point" && token.word !== "minus") return { end: at + 1, text: mark }
  const spelled = readSpelledPiece(tokens, at, mode)
  if (spelled !== undefined && (mode.style !== "Default" || token.text.length === 1 || token.kind === "digits"))
    return spelled
  if (token.kind !== "mark") return { end: at + 1, text: token.text }
  return LOCAL_MARKS.includes(token.word) || token.word === "@" ? { end: at + 1, text: token.word } : undefined
}

/** Whether two pieces may be joined: plain words follow each other only through a mark, letters and digits freely. */
function mayFollow(text: string, piece: string, wasWord: boolean): boolean {
  const isWord = /^\p{L}{2,}$/u.test(piece)
  return text === "" || !isWord || !wasWord || /[._@+-]$/.test(text)
}

function readSpokenRun(
  tokens: readonly Token[],
  at: number,
  mode: SpellingMode,
  words: AddressWords,
): Spoken | undefined {
  let text = ""
  let end = at
  let best: Spoken | undefined
  let wasWord = false
  for (let pieces = 0; pieces < MAX_PIECES; pieces++) {
    const piece = readSpokenPiece(tokens, end, mode, words)
    if (piece === undefined || !mayFollow(text, piece.text, wasWord) || (piece.text === "@" && text.includes("@")))
      break
    wasWord = /^\p{L}{2,}$/u.test(piece.text)
    text += piece.text
    end = piece.end
    const [local = "", domain = ""] = text.split("@")
    if (local !== "" && !/^[.@]/.test(local) && isDomain(domain)) best = { end, text }
  }
  return best
}

function hasAtAhead(tokens: readonly Token[], at: number, { marks }: AddressWords): boolean {
  const last = Math.min(tokens.length, at + MAX_PIECES)
  for (let place = at + 1; place < last; place++) {
    if (marks.get(wordAt(tokens, place)) === "@" || wordAt(tokens, place) === "@") return true
  }
  return false
}

/** "john dot smith at example dot com", "j o h n at gmail dot com" */
function readSpoken(
  tokens: readonly Token[],
  at: number,
  mode: SpellingMode,
  words: AddressWords,
): Reading | undefined {
  const word = wordAt(tokens, at)
  if (tokens[at]?.kind === "mark" || words.isLead(word) || words.marks.has(word)) return undefined
  if (!hasAtAhead(tokens, at, words)) return undefined
  const spoken = readSpokenRun(tokens, at, mode, words)
  return spoken && oneValue(spoken.end, spoken.text)
}

/** Makes the reader of AMAZON.EmailAddress. */
export function createEmailAddressReader(words: AddressWords = ENGLISH): ValueReader {
  return (tokens, at, context) =>
    readTyped(tokens, at) ?? readSpoken(tokens, at, { style: context.style ?? "Default", hasMarks: true }, words)
}
