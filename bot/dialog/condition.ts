// What a branch condition comes to at a moment of the conversation, by Lex's rules of comparison. Reading the
// expression is condition-syntax.ts. https://docs.aws.amazon.com/lexv2/latest/dg/paths-branching.html

import type { FilledSlot } from "../session.ts"
import {
  type Comparator,
  type Condition,
  type Constant,
  type Operand,
  parseCondition,
  type Reference,
} from "./condition-syntax.ts"
import { findSlotReference, ownEntry, type ReferenceScope, readPath } from "./references.ts"
import { listTexts } from "./slot-values.ts"

/** What became of a condition. */
export type ConditionOutcome = {
  readonly isTrue: boolean
  /** The expression with every reference replaced by what it stood for; parts that were not looked at are left out. */
  readonly evaluated: string
  /** The expression can't be read, or names something the bot doesn't have; it counts as false. */
  readonly problem?: string
}

/**
 * Evaluates an expression. A comparison with something that is not set is false, whatever the comparator; an expression
 * that can't be read is false.
 */
export function evaluateCondition(expression: string, scope: ReferenceScope): ConditionOutcome {
  const parsed = parseCondition(expression)
  if (!parsed.ok) return { isTrue: false, evaluated: expression, problem: parsed.problem }
  const { isTrue, evaluated } = evaluate(parsed.condition, scope)
  return { isTrue, evaluated }
}

type Evaluated = { readonly isTrue: boolean; readonly evaluated: string }

function evaluate(condition: Condition, scope: ReferenceScope): Evaluated {
  switch (condition.type) {
    case "and":
    case "or":
      return evaluateChain(condition.type, condition.operands, scope)
    case "not": {
      const { isTrue, evaluated } = evaluate(condition.operand, scope)
      return { isTrue: !isTrue, evaluated: `NOT ${evaluated}` }
    }
    case "compare":
      return evaluateComparison(condition.left, condition.comparator, condition.right, scope)
    case "function": {
      const value = readOperand(condition.operand, scope)
      const isTrue = value.text === "true" || (value.kind === "number" && Number(value.text) > 0)
      return { isTrue, evaluated: value.text ?? "unset" }
    }
  }
}

function evaluateChain(type: "and" | "or", operands: readonly Condition[], scope: ReferenceScope): Evaluated {
  const seen: string[] = []
  for (const operand of operands) {
    const { isTrue, evaluated } = evaluate(operand, scope)
    seen.push(evaluated)
    // The first operand that decides is the last one looked at.
    if (isTrue === (type === "or")) return { isTrue, evaluated: joined(seen, type) }
  }
  return { isTrue: type === "and", evaluated: joined(seen, type) }
}

function joined(parts: readonly string[], type: "and" | "or"): string {
  return parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(type === "and" ? " AND " : " OR ")})`
}

function evaluateComparison(
  left: Operand,
  comparator: Comparator | "CONTAINS",
  right: Constant,
  scope: ReferenceScope,
): Evaluated {
  const value = readOperand(left, scope)
  const evaluated = `${value.text === undefined ? "unset" : quoted(value.text)} ${comparator} ${right.isQuoted ? quoted(right.text) : right.text}`
  if (value.text === undefined) return { isTrue: false, evaluated }
  if (comparator === "CONTAINS") {
    return { isTrue: value.items.some((item) => item.toLowerCase() === right.text.trim().toLowerCase()), evaluated }
  }
  const order = compare(value.text, value.kind, comparator, right)
  return { isTrue: order !== undefined && holds(order, comparator), evaluated }
}

function quoted(text: string): string {
  return `"${text}"`
}

/** How the values of a slot type are compared; `text` also for everything that has no type. */
type Kind = "number" | "duration" | "text" | "untyped"

type OperandValue = { readonly text: string | undefined; readonly items: readonly string[]; readonly kind: Kind }

function readOperand(operand: Operand, scope: ReferenceScope): OperandValue {
  const value = readReference(operand.reference, scope)
  if (operand.type === "reference") return value
  switch (operand.name) {
    case "is_set":
      return { text: String(value.text !== undefined), items: [], kind: "text" }
    case "count":
      return { text: String(value.items.length), items: [], kind: "number" }
    case "length":
      return { text: value.text === undefined ? undefined : String(value.text.length), items: [], kind: "number" }
  }
}

function readReference(reference: Reference, scope: ReferenceScope): OperandValue {
  switch (reference.type) {
    case "slot": {
      const slot = findSlotReference(scope, reference.name)
      return slotOperand(slot?.value ?? null, slot?.slotTypeName)
    }
    case "session-attribute":
      return untyped(ownEntry(scope.sessionAttributes, reference.name))
    case "request-attribute":
      return untyped(ownEntry(scope.requestAttributes, reference.name))
    case "path":
      return untyped(readPath(scope, reference.name))
  }
}

function untyped(text: string | undefined): OperandValue {
  return { text, items: text === undefined ? [] : [text], kind: "untyped" }
}

/** A list is compared as its values between commas. */
function slotOperand(value: FilledSlot | null, slotTypeName: string | undefined): OperandValue {
  const items = listTexts(value)
  return { text: items.length === 0 ? undefined : items.join(", "), items, kind: kindOf(slotTypeName) }
}

function kindOf(slotTypeName: string | undefined): Kind {
  switch (slotTypeName) {
    case "AMAZON.Number":
    case "AMAZON.Percentage":
    case "AMAZON.Currency":
      return "number"
    case "AMAZON.Duration":
      return "duration"
    // Dates and times are written so that their order as text is their order in time.
    case "AMAZON.Date":
    case "AMAZON.Time":
      return "text"
    default:
      return "untyped"
  }
}

/** @returns negative, zero or positive, or `undefined` when the two can't be compared as this kind. */
function compare(text: string, kind: Kind, comparator: Comparator, right: Constant): number | undefined {
  switch (kind) {
    case "number":
      return difference(numberIn(text), numberIn(right.text))
    case "duration":
      return difference(durationSeconds(text), durationSeconds(right.text))
    case "text":
      return compareTexts(text, right.text)
    case "untyped": {
      const isOrder = comparator !== "=" && comparator !== "!="
      const order = !right.isQuoted || isOrder ? difference(numberIn(text), numberIn(right.text)) : undefined
      return order ?? compareTexts(text, right.text)
    }
  }
}

function difference(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one - other
}

function compareTexts(one: string, other: string): number {
  const [first, second] = [comparable(one), comparable(other)]
  if (first === second) return 0
  return first < second ? -1 : 1
}

/** Case and the space after a list's commas make no difference. */
function comparable(text: string): string {
  return text.trim().toLowerCase().replaceAll(", ", ",")
}

function holds(order: number, comparator: Comparator): boolean {
  switch (comparator) {
    case "=":
      return order === 0
    case "!=":
      return order !== 0
    case "<":
      return order < 0
    case "<=":
      return order <= 0
    case ">":
      return order > 0
    case ">=":
      return order >= 0
  }
}

const NUMBER = /^(?:[A-Z]{3}\s+)?(-?\d+(?:\.\d+)?)\s*%?$/i

/** The number in `12`, `-0.5`, `50%` or `USD 3.00`. */
function numberIn(text: string): number | undefined {
  const digits = NUMBER.exec(text.trim())?.[1]
  return digits === undefined ? undefined : Number(digits)
}

const SECONDS: Readonly<Record<string, number>> = {
  Y: 365 * 86_400,
  W: 7 * 86_400,
  D: 86_400,
  H: 3600,
  S: 1,
}

/**
 * The length of an ISO 8601 duration, with months of 30 and years of 365 days. `P2H`, which Lex's own documentation
 * uses for two hours, is accepted: an M after an H, or after a T, is minutes.
 */
function durationSeconds(text: string): number | undefined {
  const normalized = text.trim().toUpperCase()
  if (!/^P(?=.)(?:\d+(?:\.\d+)?[YMWDHS]|T)+$/.test(normalized)) return undefined
  let seconds = 0
  let isTime = false
  for (const [part, amount = "0", unit = ""] of normalized.slice(1).matchAll(/T|(\d+(?:\.\d+)?)([YMWDHS])/g)) {
    isTime ||= part === "T" || unit === "H"
    if (part === "T") continue
    seconds += Number(amount) * (unit === "M" ? (isTime ? 60 : 30 * 86_400) : (SECONDS[unit] ?? 0))
  }
  return seconds
}
