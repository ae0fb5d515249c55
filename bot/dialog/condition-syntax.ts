// Reads a branch condition into a tree. What the tree comes to in a conversation is condition.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/paths-branching.html

/** `{slot}`, `[session attribute]`, `((request attribute))` or `$.path`. */
export type Reference = {
  readonly type: "slot" | "session-attribute" | "request-attribute" | "path"
  readonly name: string
}

/** How two values are compared. */
export type Comparator = "=" | "!=" | "<=" | ">=" | "<" | ">"

/** The functions of the language, in lower case. */
export type FunctionName = "count" | "is_set" | "length"

/** What stands left of a comparator: a reference, or a function of one. */
export type Operand =
  | { readonly type: "reference"; readonly reference: Reference }
  | { readonly type: "function"; readonly name: FunctionName; readonly reference: Reference }

/** A constant; `isQuoted` tells `"7"` from `7`. */
export type Constant = { readonly text: string; readonly isQuoted: boolean }

/** A condition. */
export type Condition =
  | { readonly type: "and" | "or"; readonly operands: readonly Condition[] }
  | { readonly type: "not"; readonly operand: Condition }
  | {
      readonly type: "compare"
      readonly left: Operand
      readonly comparator: Comparator | "CONTAINS"
      readonly right: Constant
    }
  | { readonly type: "function"; readonly operand: Operand }

type Token =
  | { readonly type: "(" | ")" | "and" | "or" | "not" }
  | { readonly type: "comparator"; readonly comparator: Comparator | "CONTAINS" }
  | { readonly type: "reference"; readonly reference: Reference }
  | { readonly type: "function"; readonly name: FunctionName }
  | { readonly type: "constant"; readonly constant: Constant }

/** Thrown inside this file only; `parseCondition` turns it into a value. */
class SyntaxProblem extends Error {}

/**
 * Reads an expression. NOT binds tighter than AND, AND tighter than OR; keywords in any case.
 *
 * @returns the condition, or what is wrong with it.
 */
export function parseCondition(
  expression: string,
): { readonly ok: true; readonly condition: Condition } | { readonly ok: false; readonly problem: string } {
  try {
    const reader: Reader = { tokens: tokenize(expression), at: 0, depth: 0 }
    const condition = readChain(reader, "or")
    const rest = reader.tokens[reader.at]
    if (rest !== undefined) throw new SyntaxProblem(`"${rest.type}" is not expected after the end of the condition`)
    return { ok: true, condition }
  } catch (error) {
    if (error instanceof SyntaxProblem) return { ok: false, problem: error.message }
    throw error
  }
}

const TOKEN_PATTERNS: readonly [RegExp, (match: RegExpExecArray) => Token | undefined][] = [
  [/\s+/y, () => undefined],
  // Before the lone parenthesis: two of them around one name are a request attribute.
  [/\(\(\s*([\w.:-]+)\s*\)\)/y, (match) => referenceToken("request-attribute", match)],
  [/[()]/y, (match) => ({ type: match[0] as "(" | ")" })],
  [/\{([^{}]*)\}/y, (match) => referenceToken("slot", match)],
  [/\[([^[\]]*)\]/y, (match) => referenceToken("session-attribute", match)],
  [/\$\.([\w.[\]-]+)/y, (match) => referenceToken("path", match)],
  [/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\u201c([^\u201d]*)\u201d/y, quotedToken],
  [/fn\.(count|is_set|length)\b/iy, functionToken],
  [/!=|<=|>=|=|<|>/y, (match) => ({ type: "comparator", comparator: match[0] as Comparator })],
  [/&&/y, () => ({ type: "and" })],
  [/\|\|/y, () => ({ type: "or" })],
  [/!/y, () => ({ type: "not" })],
  [/[\w.:%+$/-]+/y, wordToken],
]

function referenceToken(type: Reference["type"], match: RegExpExecArray): Token {
  return { type: "reference", reference: { type, name: (match[1] ?? "").trim() } }
}

function quotedToken(match: RegExpExecArray): Token {
  const text = (match[1] ?? match[2] ?? match[3] ?? "").replaceAll(/\\(.)/g, "$1")
  return { type: "constant", constant: { text, isQuoted: true } }
}

function functionToken(match: RegExpExecArray): Token {
  return { type: "function", name: (match[1] ?? "").toLowerCase() as FunctionName }
}

function wordToken(match: RegExpExecArray): Token {
  const word = match[0]
  switch (word.toLowerCase()) {
    case "and":
    case "or":
    case "not":
      return { type: word.toLowerCase() as "and" | "or" | "not" }
    case "contains":
      return { type: "comparator", comparator: "CONTAINS" }
    default:
      return { type: "constant", constant: { text: word, isQuoted: false } }
  }
}

function tokenize(expression: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < expression.length) {
    const match = matchAt(expression, at)
    if (match === undefined) throw new SyntaxProblem(`"${expression.slice(at, at + 10)}" can't be read`)
    if (match.token !== undefined) tokens.push(match.token)
    at = match.end
  }
  return tokens
}

function matchAt(
  expression: string,
  at: number,
): { readonly token: Token | undefined; readonly end: number } | undefined {
  for (const [pattern, toToken] of TOKEN_PATTERNS) {
    pattern.lastIndex = at
    const match = pattern.exec(expression)
    if (match !== null) return { token: toToken(match), end: pattern.lastIndex }
  }
  return undefined
}

type Reader = { readonly tokens: readonly Token[]; at: number; depth: number }

/** Deeper nesting than 1,024 characters (Lex's limit) of sensible condition hold. */
const MAX_DEPTH = 200

function readChain(reader: Reader, type: "or" | "and"): Condition {
  const operands: Condition[] = []
  do operands.push(type === "or" ? readChain(reader, "and") : readNegation(reader))
  while (take(reader, type) !== undefined)
  const [only] = operands
  return only !== undefined && operands.length === 1 ? only : { type, operands }
}

function readNegation(reader: Reader): Condition {
  if (++reader.depth > MAX_DEPTH) throw new SyntaxProblem("the condition is nested too deeply")
  const condition: Condition =
    take(reader, "not") === undefined ? readPrimary(reader) : { type: "not", operand: readNegation(reader) }
  reader.depth--
  return condition
}

function readPrimary(reader: Reader): Condition {
  if (take(reader, "(") !== undefined) {
    const inner = readChain(reader, "or")
    need(reader, ")")
    return inner
  }
  const left = readOperand(reader)
  const comparator = take(reader, "comparator")
  if (comparator !== undefined) {
    return { type: "compare", left, comparator: comparator.comparator, right: need(reader, "constant").constant }
  }
  if (left.type === "function") return { type: "function", operand: left }
  throw new SyntaxProblem(`{${left.reference.name}} is not compared with anything`)
}

function readOperand(reader: Reader): Operand {
  const name = take(reader, "function")?.name
  if (name === undefined) return { type: "reference", reference: need(reader, "reference").reference }
  // `fn.IS_SET((x))` has no parentheses of its own left once `((x))` is read as the attribute.
  if (take(reader, "(") === undefined) return { type: "function", name, reference: need(reader, "reference").reference }
  const { reference } = need(reader, "reference")
  need(reader, ")")
  return { type: "function", name, reference }
}

function take<Type extends Token["type"]>(reader: Reader, type: Type): Extract<Token, { type: Type }> | undefined {
  const token = reader.tokens[reader.at]
  if (token?.type !== type) return undefined
  reader.at++
  return token as Extract<Token, { type: Type }>
}

function need<Type extends Token["type"]>(reader: Reader, type: Type): Extract<Token, { type: Type }> {
  const token = take(reader, type)
  if (token !== undefined) return token
  const found = reader.tokens[reader.at]
  throw new SyntaxProblem(
    `${found === undefined ? "the condition ends" : `"${found.type}" stands`} where ${type} is needed`,
  )
}
