// When a composite slot has enough of its parts: AND/OR over sub-slot names, as the bot definition writes them.
// https://docs.aws.amazon.com/lexv2/latest/dg/composite-slots.html

import type { SubSlotSetting } from "../definition.ts"

type Expression =
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "and" | "or"; readonly operands: readonly Expression[] }

/** Whether the filled sub-slots suffice. Without an expression, or with one that can't be read, all are needed. */
export function isExpressionComplete(setting: SubSlotSetting, filled: ReadonlySet<string>): boolean {
  return isTrue(expressionOf(setting), filled)
}

/**
 * The sub-slot to ask for next: the first one, in the order of the definition, that brings the expression closer.
 *
 * @returns `undefined` when nothing is missing.
 */
export function missingSubSlot(setting: SubSlotSetting, filled: ReadonlySet<string>): string | undefined {
  const wanted = new Set(missingNames(expressionOf(setting), filled))
  return setting.specifications.find(({ name }) => wanted.has(name))?.name
}

function missingNames(expression: Expression, filled: ReadonlySet<string>): string[] {
  if (isTrue(expression, filled)) return []
  if (expression.type === "name") return [expression.name]
  return expression.operands.flatMap((operand) => missingNames(operand, filled))
}

function isTrue(expression: Expression, filled: ReadonlySet<string>): boolean {
  if (expression.type === "name") return filled.has(expression.name)
  if (expression.type === "and") return expression.operands.every((operand) => isTrue(operand, filled))
  return expression.operands.some((operand) => isTrue(operand, filled))
}

function expressionOf(setting: SubSlotSetting): Expression {
  const all: Expression = {
    type: "and",
    operands: setting.specifications.map(({ name }) => ({ type: "name", name })),
  }
  if (setting.expression === undefined) return all
  const tokens = setting.expression.match(/[()]|[\w-]+/g) ?? []
  const names = new Set(setting.specifications.map(({ name }) => name))
  const reader = { tokens, at: 0, names, depth: 0 }
  const expression = readOr(reader)
  return expression !== undefined && reader.at === tokens.length ? expression : all
}

type Reader = { readonly tokens: readonly string[]; at: number; readonly names: ReadonlySet<string>; depth: number }

/** Far more nesting than 640 characters (Lex's limit) of sensible expression hold. */
const MAX_DEPTH = 50

function readOr(reader: Reader): Expression | undefined {
  return readOperands(reader, "or", (inner) => readOperands(inner, "and", readPrimary))
}

function readOperands(
  reader: Reader,
  type: "and" | "or",
  readOperand: (reader: Reader) => Expression | undefined,
): Expression | undefined {
  const operands: Expression[] = []
  do {
    const operand = readOperand(reader)
    if (operand === undefined) return undefined
    operands.push(operand)
  } while (takeWord(reader, type))
  const [only] = operands
  return operands.length === 1 ? only : { type, operands }
}

function takeWord(reader: Reader, word: string): boolean {
  if (reader.tokens[reader.at]?.toLowerCase() !== word) return false
  reader.at++
  return true
}

function readPrimary(reader: Reader): Expression | undefined {
  const token = reader.tokens[reader.at]
  if (token === undefined || token === ")") return undefined
  reader.at++
  if (token !== "(") return reader.names.has(token) ? { type: "name", name: token } : undefined
  if (++reader.depth > MAX_DEPTH) return undefined
  const inner = readOr(reader)
  reader.depth--
  return takeWord(reader, ")") ? inner : undefined
}
