// What a lint rule is, and what it finds. The rules themselves are the …-rules.ts; lint.ts runs them.

import type { BotView } from "./bot-view.ts"
import type { Located } from "./located.ts"

/** `refused`: Lex won't import or build it. `risky`: it works, but not as its author will like. */
export type Severity = "refused" | "risky"

/** A place that a rule complains about. */
export type Problem = {
  readonly file: string
  /** The field, in the spelling of exports; empty for the whole file. */
  readonly path: string
  /** What is wrong, with the offending value. */
  readonly message: string
  /** What to do about it. */
  readonly fix: string
}

/** A complaint, and the rule it comes from. */
export type Finding = Problem & { readonly severity: Severity; readonly rule: string }

/** One demand on a bot. */
export type Rule = {
  readonly name: string
  readonly severity: Severity
  readonly check: (view: BotView) => readonly Problem[]
}

/** Makes a complaint about a part, or about a field of it. */
export function problem(place: Located<unknown>, field: string, message: string, fix: string): Problem {
  const path = [place.path, field].filter((part) => part !== "").join(".")
  return { file: place.file, path: path.replaceAll(".[", "["), message, fix }
}

/** A number with its limits, for rules that are nothing but limits. */
export type Range = { readonly min: number; readonly max: number }

/** Complains when a number is outside its limits or not whole. Absent numbers pass. */
export function checkRange(place: Located<unknown>, field: string, value: number | undefined, range: Range): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= range.min && value <= range.max)) return []
  const limits = range.max === Number.POSITIVE_INFINITY ? `at least ${range.min}` : `${range.min} to ${range.max}`
  return [problem(place, field, `${field} is ${value}`, `Use a whole number, ${limits}.`)]
}

/** Complains when there are too many of something. */
export function checkCount(
  place: Located<unknown>,
  field: string,
  count: number,
  max: number,
  what: string,
): Problem[] {
  if (count <= max) return []
  return [problem(place, field, `${count} ${what}, of which Lex takes ${max}`, `Leave at most ${max}.`)]
}

/** Complains when a text is empty or too long. */
export function checkLength(
  place: Located<unknown>,
  field: string,
  text: string | undefined,
  max: number,
  min = 1,
): Problem[] {
  if (text === undefined || (text.length >= min && text.length <= max)) return []
  const message = text.length < min ? "is empty" : `has ${text.length} characters, of which Lex takes ${max}`
  return [problem(place, field, message, text.length < min ? "Write something, or leave it out." : "Shorten it.")]
}

/** Texts that occur more than once, with the positions of all but the first. */
export function repeated(texts: readonly string[]): readonly { readonly text: string; readonly at: number }[] {
  const seen = new Set<string>()
  return texts.flatMap((text, at) => {
    if (seen.has(text)) return [{ text, at }]
    seen.add(text)
    return []
  })
}
