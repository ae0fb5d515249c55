// Slots of a grammar type: what the grammar accepts, and the value its tags make of it.
// https://docs.aws.amazon.com/lexv2/latest/dg/building-srgs.html

import type { SlotResolver } from "#bot/language-model.ts"
import { createReaderResolver } from "../reader-resolver.ts"
import type { Token } from "../tokens.ts"
import { type Action, type Derivation, matchGrammar } from "./match.ts"
import { parseScript, type ScriptNode } from "./script-parser.ts"
import type { Grammar } from "./srgs.ts"
import { runScript, type ScriptScope, type ScriptValue, toJson, toText } from "./tag-script.ts"

function spoken(tokens: readonly Token[], start: number, end: number): string {
  let text = ""
  for (const token of tokens.slice(start, end)) text += token.isGlued || text === "" ? token.text : ` ${token.text}`
  return text
}

/** Runs what a match calls for, rule by rule, as W3C SISR 1.0 lays down. */
class Interpreter {
  readonly #grammar: Grammar
  readonly #tokens: readonly Token[]
  readonly #scripts: Map<string, ScriptNode | undefined>

  constructor(grammar: Grammar, tokens: readonly Token[], scripts: Map<string, ScriptNode | undefined>) {
    this.#grammar = grammar
    this.#tokens = tokens
    this.#scripts = scripts
  }

  /** The value of a rule: what its tags set; without tags the value of the last rule in it, or its words. */
  valueOf(rule: Extract<Action, { kind: "rule" }>): ScriptValue {
    const rules = new Map<string, ScriptValue>()
    let latest: { readonly value: ScriptValue; readonly text: string } | undefined
    const text = spoken(this.#tokens, rule.start, rule.end)
    const variables = new Map<string, ScriptValue>([
      ["out", new Map()],
      ["rules", rules],
    ])
    const scope: ScriptScope = {
      variables,
      functions: new Map([
        ["rules.latest", () => latest?.value],
        ["meta.latest", () => new Map([["text", latest?.text ?? ""]])],
        ["meta.current", () => new Map([["text", text]])],
      ]),
      declared: new Map(),
    }
    if (this.#grammar.tagFormat === "script")
      for (const script of this.#grammar.headScripts) this.#runTag(script, scope)
    let hasTag = false
    for (const action of rule.actions) {
      if (action.kind === "rule") {
        latest = { value: this.valueOf(action), text: spoken(this.#tokens, action.start, action.end) }
        rules.set(action.id, latest.value)
        continue
      }
      hasTag = true
      this.#runTag(action.script, scope)
    }
    if (hasTag) return variables.get("out")
    return latest === undefined ? text : latest.value
  }

  #runTag(script: string, scope: ScriptScope): void {
    if (this.#grammar.tagFormat === "literal") {
      scope.variables.set("out", script.trim())
      return
    }
    if (!this.#scripts.has(script)) this.#scripts.set(script, parseScript(script))
    const parsed = this.#scripts.get(script)
    if (parsed !== undefined) runScript(parsed, scope)
  }
}

/** A value as the slot shows it: text as it is, objects as JSON. */
function display(value: ScriptValue, text: string): string {
  if (value === undefined || value === null || (value instanceof Map && value.size === 0)) return text
  return typeof value === "object" ? JSON.stringify(toJson(value)) : toText(value)
}

/** Makes the resolver of a grammar type. */
export function createGrammarResolver(grammar: Grammar): SlotResolver {
  const scripts = new Map<string, ScriptNode | undefined>()
  const interpret = (tokens: readonly Token[], start: number, derivation: Derivation) => {
    const [root] = derivation.actions
    const text = spoken(tokens, start, derivation.end)
    if (root?.kind !== "rule") return text
    return display(new Interpreter(grammar, tokens, scripts).valueOf(root), text)
  }
  return createReaderResolver((tokens, at) => {
    const derivation = matchGrammar(grammar, tokens, at)
    if (derivation === undefined) return undefined
    const value = interpret(tokens, at, derivation)
    return { end: derivation.end, interpreted: value, resolved: [value] }
  })
}

/** The tags of a grammar that can't be run, for a warning to the bot's author. */
export function findUnreadableTags(grammar: Grammar): readonly string[] {
  if (grammar.tagFormat === "literal") return []
  const scripts = [...grammar.headScripts]
  const open = [...grammar.rules.values()]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === "tag") scripts.push(node.script)
    if (node.kind === "sequence") open.push(...node.parts)
    if (node.kind === "choice") open.push(...node.alternatives)
    if (node.kind === "repeat") open.push(node.of)
  }
  return scripts.filter((script) => parseScript(script) === undefined)
}
