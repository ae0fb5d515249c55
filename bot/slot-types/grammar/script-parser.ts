// Reads the scripts of grammar tags (the part of ECMAScript that SISR tags use) into a tree. Running is tag-script.ts.

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
  | { readonly kind: "block"; readonly statements: readonly ScriptNode[] }

type Lexeme = { readonly kind: "number" | "string" | "name" | "mark" | "end"; readonly text: string }

/** Thrown inside this file only; a script that can't be read gives `undefined`. */
class ScriptError extends Error {}

const LEXEME =
  /\s+|\/\/[^\n]*|(\d+(?:\.\d+)?)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([\p{L}_$][\p{L}\p{N}_$]*)|(===|!==|==|!=|<=|>=|&&|\|\||\+=|-=|\*=|[-+*/%=<>!?:;,.()[\]{}])/uy

/** Longer scripts than this aren't tags, and nesting deeper than this would exhaust the stack. */
const MAX_LENGTH = 20_000
const MAX_DEPTH = 100

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" }

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character)
}

function lex(source: string): readonly Lexeme[] {
  const lexemes: Lexeme[] = []
  LEXEME.lastIndex = 0
  while (LEXEME.lastIndex < source.length) {
    const match = LEXEME.exec(source)
    if (match === null) throw new ScriptError("unreadable")
    const [, number, string, name, mark] = match
    if (number !== undefined) lexemes.push({ kind: "number", text: number })
    else if (string !== undefined) lexemes.push({ kind: "string", text: unquote(string) })
    else if (name !== undefined) lexemes.push({ kind: "name", text: name })
    else if (mark !== undefined) lexemes.push({ kind: "mark", text: mark })
  }
  return lexemes
}

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

/** Words of ECMAScript that tags don't have. */
const KEYWORDS = new Set(
  "while for do function return switch case break continue try catch throw new delete typeof void class this with yield async await import export in of instanceof debugger".split(
    " ",
  ),
)

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
    if (this.#take(";")) return { kind: "block", statements: [] }
    if (this.#take("{")) return this.#block()
    if (this.#take("if")) return this.#if()
    if (this.#is("var") || this.#is("let") || this.#is("const")) this.#at++
    const expression = this.#assignment()
    this.#take(";")
    return expression
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
    this.#expect("(")
    const test = this.#assignment()
    this.#expect(")")
    const yes = this.#statement()
    const no: ScriptNode = this.#take("else") ? this.#statement() : { kind: "block", statements: [] }
    return { kind: "conditional", test, yes, no }
  }

  #assignment(): ScriptNode {
    this.#depth++
    if (this.#depth > MAX_DEPTH) throw new ScriptError("too deep")
    const target = this.#conditional()
    const operator = ["=", "+=", "-=", "*="].find((mark) => this.#is(mark))
    let node = target
    if (operator !== undefined) {
      if (target.kind !== "name" && target.kind !== "member") throw new ScriptError("no place to assign to")
      this.#at++
      node = { kind: "assign", operator, target, value: this.#assignment() }
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
    const operator = ["!", "-", "+"].find((mark) => this.#is(mark))
    if (operator === undefined) return this.#postfix()
    this.#at++
    this.#depth++
    if (this.#depth > MAX_DEPTH) throw new ScriptError("too deep")
    const operand = this.#unary()
    this.#depth--
    return { kind: "unary", operator, operand }
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
 * @returns `undefined` when it uses what tags don't have: loops, functions of its own, regular expressions.
 */
export function parseScript(source: string): ScriptNode | undefined {
  if (source.length > MAX_LENGTH) return undefined
  try {
    return new Parser(lex(source)).parse()
  } catch (error) {
    // The parser's own way out; anything else is a bug and goes on.
    if (error instanceof ScriptError) return undefined
    throw error
  }
}
