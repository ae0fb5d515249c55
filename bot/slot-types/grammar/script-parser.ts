// Reads the scripts of grammar tags into a tree: the part of ECMAScript that Lex takes in tags. Running is tag-script.ts.
// https://docs.aws.amazon.com/lexv2/latest/dg/grammar-ecmascript-spec.html

import { type Lexeme, lexScript } from "./script-lexer.ts"

/** A script's expressions and statements. */
export type ScriptNode =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null | undefined }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "member"; readonly object: ScriptNode; readonly key: ScriptNode }
  | { readonly kind: "call"; readonly callee: ScriptNode; readonly arguments: readonly ScriptNode[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [string, ScriptNode])[] }
  | { readonly kind: "array"; readonly items: readonly ScriptNode[] }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: ScriptNode }
  | { readonly kind: "binary"; readonly operator: string; readonly left: ScriptNode; readonly right: ScriptNode }
  | { readonly kind: "conditional"; readonly test: ScriptNode; readonly yes: ScriptNode; readonly no: ScriptNode }
  | { readonly kind: "assign"; readonly operator: string; readonly target: ScriptNode; readonly value: ScriptNode }
  | { readonly kind: "update"; readonly operator: string; readonly target: ScriptNode; readonly isPrefix: boolean }
  | { readonly kind: "block"; readonly statements: readonly ScriptNode[] }
  | { readonly kind: "variable"; readonly name: string; readonly value: ScriptNode | undefined }
  | {
      readonly kind: "loop"
      readonly test: ScriptNode
      readonly update: ScriptNode
      readonly body: ScriptNode
      /** `do … while`: the test comes after the body. */
      readonly isTestedLate: boolean
    }
  | { readonly kind: "for-in"; readonly name: string; readonly object: ScriptNode; readonly body: ScriptNode }
  | { readonly kind: "switch"; readonly value: ScriptNode; readonly cases: readonly SwitchCase[] }
  | ({ readonly kind: "function"; readonly name: string } & ScriptFunction)
  | { readonly kind: "leave"; readonly how: "break" | "continue" }
  | { readonly kind: "return"; readonly value: ScriptNode }

/** A case of a switch; without a test, its default. */
export type SwitchCase = { readonly test: ScriptNode | undefined; readonly body: ScriptNode }

/** A function of a script. */
export type ScriptFunction = { readonly parameters: readonly string[]; readonly body: ScriptNode }

/** Thrown inside this file only; a script that can't be read gives `undefined`. */
class ScriptError extends Error {}

/** Longer scripts than this aren't tags, and nesting deeper than this would exhaust the stack. */
const MAX_LENGTH = 20_000
const MAX_DEPTH = 100

const PRECEDENCE: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["===", "!==", "==", "!="],
  ["<", ">", "<=", ">="],
  ["+", "-"],
  ["*", "/", "%"],
]

const WORD_VALUES: ReadonlyMap<string, boolean | null | undefined> = new Map<string, boolean | null | undefined>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["undefined", undefined],
])

const NOTHING: ScriptNode = { kind: "block", statements: [] }

/** Words that begin no expression: those of statements, and those of ECMAScript that tags don't have. */
const KEYWORDS = new Set(
  "var let const if else while for do function return switch case default break continue try catch throw new delete void class this with yield async await import export in of instanceof debugger".split(
    " ",
  ),
)

function checkTarget(node: ScriptNode): ScriptNode {
  if (node.kind !== "name" && node.kind !== "member") throw new ScriptError("no place to assign to")
  return node
}

class Parser {
  #at = 0
  #depth = 0
  readonly #lexemes: readonly Lexeme[]

  constructor(lexemes: readonly Lexeme[]) {
    this.#lexemes = lexemes
  }

  parse(): ScriptNode {
    const statements: ScriptNode[] = []
    while (this.#peek().kind !== "end") statements.push(this.#statement())
    return { kind: "block", statements }
  }

  #peek(): Lexeme {
    return this.#lexemes[this.#at] ?? { kind: "end", text: "" }
  }

  #is(text: string): boolean {
    const lexeme = this.#peek()
    return lexeme.text === text && (lexeme.kind === "mark" || lexeme.kind === "name")
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false
    this.#at++
    return true
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw new ScriptError(`expected ${text}`)
  }

  #statement(): ScriptNode {
    this.#depth++
    if (this.#depth > MAX_DEPTH) throw new ScriptError("too deep")
    const statement = this.#anyStatement()
    this.#depth--
    return statement
  }

  #anyStatement(): ScriptNode {
    if (this.#take(";")) return NOTHING
    if (this.#take("{")) return this.#block()
    if (this.#take("if")) return this.#if()
    if (this.#take("while")) return this.#while()
    if (this.#take("do")) return this.#do()
    if (this.#take("for")) return this.#for()
    if (this.#take("switch")) return this.#switch()
    if (this.#take("function")) return this.#function()
    const statement = this.#simpleStatement()
    this.#take(";")
    return statement
  }

  #simpleStatement(): ScriptNode {
    if (this.#take("break")) return { kind: "leave", how: "break" }
    if (this.#take("continue")) return { kind: "leave", how: "continue" }
    if (this.#take("return"))
      return { kind: "return", value: this.#is(";") || this.#is("}") ? NOTHING : this.#sequence() }
    if (this.#takesDeclaration()) return this.#variables()
    return this.#sequence()
  }

  #takesDeclaration(): boolean {
    return ["var", "let", "const"].some((word) => this.#take(word))
  }

  #variables(): ScriptNode {
    const statements: ScriptNode[] = []
    do {
      const name = this.#name()
      statements.push({ kind: "variable", name, value: this.#take("=") ? this.#assignment() : undefined })
    } while (this.#take(","))
    return { kind: "block", statements }
  }

  /** Expressions with commas between them: the last one counts. */
  #sequence(): ScriptNode {
    const first = this.#assignment()
    if (!this.#is(",")) return first
    const statements = [first]
    while (this.#take(",")) statements.push(this.#assignment())
    return { kind: "block", statements }
  }

  #name(): string {
    const { kind, text } = this.#peek()
    if (kind !== "name" || KEYWORDS.has(text)) throw new ScriptError("expected a name")
    this.#at++
    return text
  }

  #condition(): ScriptNode {
    this.#expect("(")
    const test = this.#assignment()
    this.#expect(")")
    return test
  }

  #while(): ScriptNode {
    return { kind: "loop", test: this.#condition(), update: NOTHING, body: this.#statement(), isTestedLate: false }
  }

  #do(): ScriptNode {
    const body = this.#statement()
    this.#expect("while")
    const test = this.#condition()
    this.#take(";")
    return { kind: "loop", test, update: NOTHING, body, isTestedLate: true }
  }

  #for(): ScriptNode {
    this.#expect("(")
    const start = this.#at
    this.#takesDeclaration()
    if (this.#peek().kind === "name") {
      const name = this.#name()
      if (this.#take("in")) {
        const object = this.#assignment()
        this.#expect(")")
        return { kind: "for-in", name, object, body: this.#statement() }
      }
    }
    this.#at = start
    const first = this.#is(";") ? NOTHING : this.#simpleStatement()
    this.#expect(";")
    const test: ScriptNode = this.#is(";") ? { kind: "literal", value: true } : this.#assignment()
    this.#expect(";")
    const update = this.#is(")") ? NOTHING : this.#sequence()
    this.#expect(")")
    const loop: ScriptNode = { kind: "loop", test, update, body: this.#statement(), isTestedLate: false }
    return { kind: "block", statements: [first, loop] }
  }

  #switch(): ScriptNode {
    const value = this.#condition()
    this.#expect("{")
    const cases: SwitchCase[] = []
    while (!this.#take("}")) {
      const test = this.#take("default") ? undefined : this.#case()
      this.#expect(":")
      const statements: ScriptNode[] = []
      while (!["case", "default", "}"].some((word) => this.#is(word))) {
        if (this.#peek().kind === "end") throw new ScriptError("open switch")
        statements.push(this.#statement())
      }
      cases.push({ test, body: { kind: "block", statements } })
    }
    return { kind: "switch", value, cases }
  }

  #case(): ScriptNode {
    this.#expect("case")
    return this.#assignment()
  }

  #function(): ScriptNode {
    const name = this.#name()
    this.#expect("(")
    const parameters: string[] = []
    while (!this.#take(")")) {
      parameters.push(this.#name())
      if (!this.#is(")")) this.#expect(",")
    }
    this.#expect("{")
    return { kind: "function", name, parameters, body: this.#block() }
  }

  #block(): ScriptNode {
    const statements: ScriptNode[] = []
    while (!this.#take("}")) {
      if (this.#peek().kind === "end") throw new ScriptError("open block")
      statements.push(this.#statement())
    }
    return { kind: "block", statements }
  }

  #if(): ScriptNode {
    const test = this.#condition()
    const yes = this.#statement()
    return { kind: "conditional", test, yes, no: this.#take("else") ? this.#statement() : NOTHING }
  }

  #assignment(): ScriptNode {
    this.#depth++
    if (this.#depth > MAX_DEPTH) throw new ScriptError("too deep")
    const target = this.#conditional()
    const operator = ["=", "+=", "-=", "*=", "/=", "%="].find((mark) => this.#is(mark))
    let node = target
    if (operator !== undefined) {
      this.#at++
      node = { kind: "assign", operator, target: checkTarget(target), value: this.#assignment() }
    }
    this.#depth--
    return node
  }

  #conditional(): ScriptNode {
    const test = this.#binary(0)
    if (!this.#take("?")) return test
    const yes = this.#assignment()
    this.#expect(":")
    return { kind: "conditional", test, yes, no: this.#assignment() }
  }

  #binary(level: number): ScriptNode {
    const operators = PRECEDENCE[level]
    if (operators === undefined) return this.#unary()
    let left = this.#binary(level + 1)
    for (;;) {
      const operator = operators.find((mark) => this.#is(mark))
      if (operator === undefined) return left
      this.#at++
      left = { kind: "binary", operator, left, right: this.#binary(level + 1) }
    }
  }

  #unary(): ScriptNode {
    const operator = ["!", "-", "+", "++", "--", "typeof"].find((mark) => this.#is(mark))
    if (operator === undefined) return this.#updated()
    this.#at++
    this.#depth++
    if (this.#depth > MAX_DEPTH) throw new ScriptError("too deep")
    const operand = this.#unary()
    this.#depth--
    if (operator.length !== 2) return { kind: "unary", operator, operand }
    return { kind: "update", operator, target: checkTarget(operand), isPrefix: true }
  }

  #updated(): ScriptNode {
    const node = this.#postfix()
    const operator = ["++", "--"].find((mark) => this.#take(mark))
    return operator === undefined ? node : { kind: "update", operator, target: checkTarget(node), isPrefix: false }
  }

  #postfix(): ScriptNode {
    let node = this.#primary()
    for (;;) {
      if (this.#take(".")) {
        const { kind, text } = this.#peek()
        if (kind !== "name") throw new ScriptError("expected a name")
        this.#at++
        node = { kind: "member", object: node, key: { kind: "literal", value: text } }
      } else if (this.#take("[")) {
        node = { kind: "member", object: node, key: this.#assignment() }
        this.#expect("]")
      } else if (this.#take("(")) node = { kind: "call", callee: node, arguments: this.#list(")") }
      else return node
    }
  }

  #list(close: string): readonly ScriptNode[] {
    const items: ScriptNode[] = []
    while (!this.#take(close)) {
      items.push(this.#assignment())
      if (!this.#is(close)) this.#expect(",")
    }
    return items
  }

  #primary(): ScriptNode {
    const { kind, text } = this.#peek()
    if (kind === "end") throw new ScriptError("unexpected end")
    this.#at++
    if (kind === "number") return { kind: "literal", value: Number(text) }
    if (kind === "string") return { kind: "literal", value: text }
    if (KEYWORDS.has(text) && kind === "name") throw new ScriptError(`no ${text} in tags`)
    if (kind === "name")
      return WORD_VALUES.has(text) ? { kind: "literal", value: WORD_VALUES.get(text) } : { kind: "name", name: text }
    if (text === "[") return { kind: "array", items: this.#list("]") }
    if (text === "{") return this.#object()
    if (text !== "(") throw new ScriptError(`unexpected ${text}`)
    const inner = this.#assignment()
    this.#expect(")")
    return inner
  }

  #object(): ScriptNode {
    const entries: (readonly [string, ScriptNode])[] = []
    while (!this.#take("}")) {
      const { kind, text } = this.#peek()
      if (kind !== "name" && kind !== "string" && kind !== "number") throw new ScriptError("expected a key")
      this.#at++
      this.#expect(":")
      entries.push([text, this.#assignment()])
      if (!this.#is("}")) this.#expect(",")
    }
    return { kind: "object", entries }
  }
}

/**
 * Reads a tag's script.
 *
 * @returns `undefined` when it uses what tags don't have: exceptions, classes, labels, regular expressions.
 */
export function parseScript(source: string): ScriptNode | undefined {
  if (source.length > MAX_LENGTH) return undefined
  const lexemes = lexScript(source)
  if (lexemes === undefined) return undefined
  try {
    return new Parser(lexemes).parse()
  } catch (error) {
    // The parser's own way out; anything else is a bug and goes on.
    if (error instanceof ScriptError) return undefined
    throw error
  }
}
