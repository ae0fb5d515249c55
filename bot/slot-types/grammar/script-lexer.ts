// Cuts the scripts of grammar tags into lexemes. What they mean together is script-parser.ts.

/** A word, number, text or mark of a script; `end` after the last. */
export type Lexeme = { readonly kind: "number" | "string" | "name" | "mark" | "end"; readonly text: string }

const LEXEME =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(\d+(?:\.\d+)?)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([\p{L}_$][\p{L}\p{N}_$]*)|(===|!==|==|!=|<=|>=|&&|\|\||\+\+|--|\+=|-=|\*=|\/=|%=|[-+*/%=<>!?:;,.()[\]{}])/uy

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" }

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character)
}

/** @returns the lexemes without white space and comments; `undefined` when a character begins none. */
export function lexScript(source: string): readonly Lexeme[] | undefined {
  const lexemes: Lexeme[] = []
  LEXEME.lastIndex = 0
  while (LEXEME.lastIndex < source.length) {
    const match = LEXEME.exec(source)
    if (match === null) return undefined
    const [, number, string, name, mark] = match
    if (number !== undefined) lexemes.push({ kind: "number", text: number })
    else if (string !== undefined) lexemes.push({ kind: "string", text: unquote(string) })
    else if (name !== undefined) lexemes.push({ kind: "name", text: name })
    else if (mark !== undefined) lexemes.push({ kind: "mark", text: mark })
  }
  return lexemes
}
