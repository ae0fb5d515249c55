// What printed paper (a confirmation, a boarding pass) says about a slot: a date, a name, a number, a city.
// References are printed-reference.ts. Pure; which
// slot is asked for, and whether the answer is taken, is Lex's.

import type { LocaleId } from "#intents/locales.ts"
import { PHOTO_WORDS } from "#intents/photo-words.ts"
import { SLOT_TYPES, type SlotTypeDefinition, type SlotTypeName } from "#intents/slot-types.ts"

/** A slot to be answered. */
export type AskedSlot = { readonly name: string; readonly type: SlotTypeName }

/** Something printed, and the words before it: on its line, or when it begins the line, on the one above. */
type Fact = { readonly text: string; readonly before: string }

/**
 * Finds what answers a slot.
 *
 * @returns the words a visitor would type, or `undefined` when nothing printed answers it, or several things might.
 */
export function findPrintedAnswer(slot: AskedSlot, lines: readonly string[], localeId: LocaleId): string | undefined {
  const labels = labelsOf(slot.name, localeId)
  switch (slot.type) {
    case "AMAZON.EmailAddress":
      return only(findAll(lines, /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g), [])
    case "AMAZON.Date":
      return only(findDates(lines), labels)
    case "AMAZON.Number":
      return findNumber(lines, labels)
    case "GuestName":
    case "AMAZON.FirstName":
    case "AMAZON.LastName":
      return findName(lines, labels)
    default:
      return only(findListed(lines, slot.type, localeId), labels)
  }
}

/** What is printed beside a slot's value, by the words of its name: "CheckInDate" is "check in", "date". */
function labelsOf(slotName: string, localeId: LocaleId): readonly string[] {
  const words = slotName.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()
  const table = PHOTO_WORDS[localeId].labels
  return Object.entries(table).flatMap(([word, labels]) => (words.includes(word) ? labels : []))
}

function findAll(lines: readonly string[], pattern: RegExp): readonly Fact[] {
  return lines.flatMap((line, i) =>
    [...line.matchAll(pattern)].map((match) => ({
      text: match[0],
      before: wordsBefore(lines, i, match.index),
    })),
  )
}

function wordsBefore(lines: readonly string[], row: number, at: number): string {
  const before = lines[row]?.slice(0, at) ?? ""
  return before.trim() === "" ? (lines[row - 1] ?? "") : before
}

/** The only thing there is, or the only one with a label before it. */
function only(facts: readonly Fact[], labels: readonly string[]): string | undefined {
  const labelled = facts.filter(({ before }) => labels.some((label) => hasWords(before, label)))
  const texts = new Set((labelled.length > 0 ? labelled : facts).map(({ text }) => text))
  return texts.size === 1 ? [...texts][0] : undefined
}

const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
const DATES = new RegExp(
  `\\b(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?[ .-]{1,2}${MONTH}[ .,-]{1,2}\\d{4}|${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})\\b`,
  "gi",
)

/** Days written with their month and year: 5/12 may be two days, and a boarding pass' "05 DEC" any year. */
function findDates(lines: readonly string[]): readonly Fact[] {
  return findAll(lines, DATES).map(({ text, before }) => ({
    text: text.replace(/[.]/g, " ").replace(/ +/g, " "),
    before,
  }))
}

function findNumber(lines: readonly string[], labels: readonly string[]): string | undefined {
  const alternatives = labels.map((label) => label.replace(/[^a-z ]/g, ".")).join("|")
  if (alternatives === "") return undefined
  const pattern = new RegExp(`\\b(?:(\\d{1,2}) (?:${alternatives})|(?:${alternatives})[: ]{1,3}(\\d{1,2}))\\b`, "gi")
  const numbers = lines.flatMap((line) => [...line.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? ""))
  const distinct = new Set(numbers)
  return distinct.size === 1 ? numbers[0] : undefined
}

/** Behind a label ("Guest: Anna Keller"), or as airlines print it ("KELLER/ANNA MS"). */
function findName(lines: readonly string[], labels: readonly string[]): string | undefined {
  for (const line of lines) {
    const airline = /^(?:\W*)([A-Z][A-Z' -]{1,30})\/([A-Z][A-Z' -]{1,30}?)(?: ?(?:MR|MRS|MS|MISS|MSTR|DR))?$/.exec(
      line.trim(),
    )
    if (airline !== null) return `${titleCase(airline[2] ?? "")} ${titleCase(airline[1] ?? "")}`
  }
  const names = lines.flatMap((line, i) => {
    const [, label = "", value = ""] = /^([\p{Letter} ]{2,24})[:.]\s{0,4}(.{0,60})$/u.exec(line.trim()) ?? []
    const isLabel = labels.includes(label.toLowerCase().trim())
    const name = value === "" ? (lines[i + 1] ?? "") : value
    return isLabel && isName(name) ? [name.trim()] : []
  })
  return names[0]
}

function isName(text: string): boolean {
  return /^\p{Letter}[\p{Letter}\p{Mark}'’. -]{1,58}$/u.test(text.trim())
}

function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|[ '-])\p{Letter}/gu, (start) => start.toUpperCase())
}

/** Values of a list, and their synonyms, that stand in the text as whole words. Short codes must be written in capitals. */
function findListed(lines: readonly string[], type: SlotTypeName, localeId: LocaleId): readonly Fact[] {
  const listed: SlotTypeDefinition | undefined = Object.entries(SLOT_TYPES).find(([name]) => name === type)?.[1]
  if (listed?.values === undefined || listed.valuesAreExamples === true) return []
  return listed.values[localeId].flatMap(({ value, synonyms }) =>
    lines.flatMap((line, i) => {
      const word = [value, ...synonyms].find((one) => (one.length < 4 ? hasExactly(line, one) : hasWords(line, one)))
      if (word === undefined) return []
      const at = line.toLowerCase().indexOf(word.toLowerCase())
      return [{ text: value, before: wordsBefore(lines, i, at) }]
    }),
  )
}

function wordsOf(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim()} `
}

function hasWords(text: string, words: string): boolean {
  return wordsOf(text).includes(wordsOf(words))
}

function hasExactly(text: string, word: string): boolean {
  return text.split(/[^\p{Letter}\p{Number}]+/u).includes(word)
}
