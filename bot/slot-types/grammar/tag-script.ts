// Runs the scripts of grammar tags in a closed world: values are plain data, steps are counted and nothing outside can be
// reached, so a bot's grammar can neither hang nor harm. Reading scripts is script-parser.ts.

import type { ScriptFunction, ScriptNode, SwitchCase } from "./script-parser.ts"

/** What scripts work with; objects are maps, so that no prototype can be reached. */
export type ScriptValue = string | number | boolean | null | undefined | ScriptValue[] | Map<string, ScriptValue>

/** The variables a script sees, and functions by their dotted name ("rules.latest"). */
export type ScriptScope = {
  readonly variables: Map<string, ScriptValue>
  readonly functions: ReadonlyMap<string, (values: readonly ScriptValue[]) => ScriptValue>
  /** The functions that scripts have declared so far. */
  readonly declared: Map<string, ScriptFunction>
}

/** Strings and lists don't grow beyond this. */
const MAX_SIZE = 10_000

/** A script that takes more steps than this, or calls itself deeper, is ended where it is. */
const MAX_STEPS = 10_000
const MAX_CALL_DEPTH = 30

/** Values aren't looked into deeper than this; twice the same list inside a list stays small. */
const MAX_NESTING = 5

function truthy(value: ScriptValue): boolean {
  return value instanceof Map || Array.isArray(value) || Boolean(value)
}

/** A value as text, as `String(value)` gives it. A list inside itself comes to an end. */
export function toText(value: ScriptValue, depth = 0): string {
  if (Array.isArray(value)) {
    if (depth > MAX_NESTING) return ""
    return value
      .slice(0, MAX_SIZE)
      .map((item) => toText(item, depth + 1))
      .join(",")
      .slice(0, MAX_SIZE)
  }
  return value instanceof Map ? "[object Object]" : String(value)
}

function toNumber(value: ScriptValue): number {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return Number(value)
  return value === null ? 0 : Number.NaN
}

function sameValue(left: ScriptValue, right: ScriptValue, isLoose: boolean): boolean {
  if (left === right) return true
  if (!isLoose) return false
  if (left === null || left === undefined) return right === null || right === undefined
  const isMixed = typeof left !== typeof right && typeof left !== "object" && typeof right !== "object"
  return isMixed && toNumber(left) === toNumber(right)
}

type Operation = (left: ScriptValue, right: ScriptValue) => ScriptValue

function compare(left: ScriptValue, right: ScriptValue): number {
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : Number(left > right)
  return toNumber(left) - toNumber(right)
}

const isPlainNumber = (value: ScriptValue) =>
  typeof value !== "string" && !Array.isArray(value) && !(value instanceof Map)

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  [
    "+",
    (left, right) =>
      isPlainNumber(left) && isPlainNumber(right)
        ? toNumber(left) + toNumber(right)
        : (toText(left) + toText(right)).slice(0, MAX_SIZE),
  ],
  ["-", (left, right) => toNumber(left) - toNumber(right)],
  ["*", (left, right) => toNumber(left) * toNumber(right)],
  ["/", (left, right) => toNumber(left) / toNumber(right)],
  ["%", (left, right) => toNumber(left) % toNumber(right)],
  ["==", (left, right) => sameValue(left, right, true)],
  ["!=", (left, right) => !sameValue(left, right, true)],
  ["===", (left, right) => sameValue(left, right, false)],
  ["!==", (left, right) => !sameValue(left, right, false)],
  ["<", (left, right) => compare(left, right) < 0],
  [">", (left, right) => compare(left, right) > 0],
  ["<=", (left, right) => compare(left, right) <= 0],
  [">=", (left, right) => compare(left, right) >= 0],
])

type TextMethod = (text: string, values: readonly ScriptValue[]) => ScriptValue

const index = (value: ScriptValue, absent: number) => (value === undefined ? absent : toNumber(value))

const TEXT_METHODS: ReadonlyMap<string, TextMethod> = new Map<string, TextMethod>([
  ["toUpperCase", (text) => text.toUpperCase()],
  ["toLowerCase", (text) => text.toLowerCase()],
  ["trim", (text) => text.trim()],
  ["toString", (text) => text],
  ["concat", (text, values) => (text + values.map((value) => toText(value)).join("")).slice(0, MAX_SIZE)],
  ["charAt", (text, [at]) => text.charAt(index(at, 0))],
  ["indexOf", (text, [part]) => text.indexOf(toText(part))],
  ["slice", (text, [from, to]) => text.slice(index(from, 0), index(to, text.length))],
  ["substring", (text, [from, to]) => text.substring(index(from, 0), index(to, text.length))],
  ["substr", (text, [from, length]) => text.slice(index(from, 0), index(from, 0) + index(length, text.length))],
  ["replace", (text, [part, by]) => text.replace(toText(part), () => toText(by)).slice(0, MAX_SIZE)],
  ["split", (text, [by]) => text.split(by === undefined ? "\u0000" : toText(by)).slice(0, MAX_SIZE)],
])

type ListMethod = (list: ScriptValue[], values: readonly ScriptValue[]) => ScriptValue

const LIST_METHODS: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ["push", (list, values) => (list.length + values.length > MAX_SIZE ? list.length : list.push(...values))],
  [
    "join",
    (list, [by]) =>
      list
        .map((value) => toText(value))
        .join(by === undefined ? "," : toText(by))
        .slice(0, MAX_SIZE),
  ],
  ["reverse", (list) => list.reverse()],
  ["indexOf", (list, [item]) => list.indexOf(item)],
])

const FUNCTIONS: ReadonlyMap<string, (values: readonly ScriptValue[]) => ScriptValue> = new Map<
  string,
  (values: readonly ScriptValue[]) => ScriptValue
>([
  ["Number", ([value]) => toNumber(value)],
  ["String", ([value]) => toText(value)],
  ["parseInt", ([value]) => Number.parseInt(toText(value), 10)],
  ["parseFloat", ([value]) => Number.parseFloat(toText(value))],
  ["isNaN", ([value]) => Number.isNaN(toNumber(value))],
  ["Math.floor", ([value]) => Math.floor(toNumber(value))],
  ["Math.ceil", ([value]) => Math.ceil(toNumber(value))],
  ["Math.round", ([value]) => Math.round(toNumber(value))],
  ["Math.abs", ([value]) => Math.abs(toNumber(value))],
  ["Math.max", (values) => Math.max(...values.map(toNumber))],
  ["Math.min", (values) => Math.min(...values.map(toNumber))],
])

function memberOf(object: ScriptValue, key: string): ScriptValue {
  if (object instanceof Map) return object.get(key)
  if (typeof object === "string")
    return key === "length" ? object.length : /^\d+$/.test(key) ? object[Number(key)] : undefined
  if (Array.isArray(object))
    return key === "length" ? object.length : /^\d+$/.test(key) ? object[Number(key)] : undefined
  return undefined
}

function dottedName(node: ScriptNode): string | undefined {
  if (node.kind === "name") return node.name
  const isDotted = node.kind === "member" && node.object.kind === "name" && node.key.kind === "literal"
  return isDotted && node.object.kind === "name" && node.key.kind === "literal"
    ? `${node.object.name}.${node.key.value}`
    : undefined
}

/** Thrown inside this file only: the script has run long enough. */
class ScriptOverrun extends Error {}

/** How a statement ended. */
type Completion = "normal" | "break" | "continue" | { readonly returned: ScriptValue }

/** Runs a script over its variables. */
class Runner {
  readonly #scope: ScriptScope
  /** The variables of the function that runs. */
  #frame: Map<string, ScriptValue>
  #steps = 0
  #callDepth = 0

  constructor(scope: ScriptScope) {
    this.#scope = scope
    this.#frame = scope.variables
  }

  execute(node: ScriptNode): Completion {
    switch (node.kind) {
      case "block":
        for (const statement of node.statements) {
          const completion = this.execute(statement)
          if (completion !== "normal") return completion
        }
        return "normal"
      case "conditional":
        return this.execute(truthy(this.#evaluate(node.test)) ? node.yes : node.no)
      case "variable":
        if (node.value !== undefined) this.#frame.set(node.name, this.#evaluate(node.value))
        else if (!this.#frame.has(node.name)) this.#frame.set(node.name, undefined)
        return "normal"
      case "loop":
        return this.#loop(node)
      case "for-in":
        return this.#forIn(node)
      case "switch":
        return this.#switch(this.#evaluate(node.value), node.cases)
      case "function":
        this.#scope.declared.set(node.name, node)
        return "normal"
      case "leave":
        return node.how
      case "return":
        return { returned: this.#evaluate(node.value) }
      default:
        this.#evaluate(node)
        return "normal"
    }
  }

  #loop(node: Extract<ScriptNode, { kind: "loop" }>): Completion {
    let isFirst = node.isTestedLate
    while (isFirst || truthy(this.#evaluate(node.test))) {
      isFirst = false
      const completion = this.execute(node.body)
      if (completion === "break") break
      if (typeof completion === "object") return completion
      this.execute(node.update)
    }
    return "normal"
  }

  #forIn(node: Extract<ScriptNode, { kind: "for-in" }>): Completion {
    const object = this.#evaluate(node.object)
    const keys = object instanceof Map ? [...object.keys()] : Object.keys(Array.isArray(object) ? object : [])
    for (const key of keys) {
      this.#set(node.name, key)
      const completion = this.execute(node.body)
      if (completion === "break") break
      if (typeof completion === "object") return completion
    }
    return "normal"
  }

  #switch(value: ScriptValue, cases: readonly SwitchCase[]): Completion {
    const matching = cases.findIndex(({ test }) => test !== undefined && sameValue(value, this.#evaluate(test), false))
    const from = matching < 0 ? cases.findIndex(({ test }) => test === undefined) : matching
    for (const { body } of from < 0 ? [] : cases.slice(from)) {
      const completion = this.execute(body)
      if (completion === "break") break
      if (completion !== "normal") return completion
    }
    return "normal"
  }

  #evaluate(node: ScriptNode): ScriptValue {
    this.#steps++
    if (this.#steps > MAX_STEPS) throw new ScriptOverrun()
    switch (node.kind) {
      case "literal":
        return node.value
      case "name":
        return this.#get(node.name)
      case "member":
        return memberOf(this.#evaluate(node.object), toText(this.#evaluate(node.key)))
      case "array":
        return node.items.map((item) => this.#evaluate(item))
      case "object":
        return new Map(node.entries.map(([key, value]) => [key, this.#evaluate(value)]))
      case "conditional":
        return this.#evaluate(truthy(this.#evaluate(node.test)) ? node.yes : node.no)
      case "unary":
        return this.#unary(node.operator, this.#evaluate(node.operand))
      case "binary":
        return this.#binary(node.operator, node.left, node.right)
      case "assign":
        return this.#assign(node.operator, node.target, node.value)
      case "update":
        return this.#update(node.operator, node.target, node.isPrefix)
      case "call":
        return this.#call(node.callee, node.arguments)
      case "block":
        return node.statements.reduce<ScriptValue>((_, statement) => this.#evaluate(statement), undefined)
      default:
        return undefined
    }
  }

  #get(name: string): ScriptValue {
    return this.#frame.has(name) ? this.#frame.get(name) : this.#scope.variables.get(name)
  }

  #set(name: string, value: ScriptValue): void {
    const variables = this.#frame.has(name) ? this.#frame : this.#scope.variables
    variables.set(name, value)
  }

  #unary(operator: string, value: ScriptValue): ScriptValue {
    if (operator === "!") return !truthy(value)
    if (operator === "typeof")
      return value === null || value instanceof Map || Array.isArray(value) ? "object" : typeof value
    return operator === "-" ? -toNumber(value) : toNumber(value)
  }

  #binary(operator: string, left: ScriptNode, right: ScriptNode): ScriptValue {
    const first = this.#evaluate(left)
    if (operator === "&&") return truthy(first) ? this.#evaluate(right) : first
    if (operator === "||") return truthy(first) ? first : this.#evaluate(right)
    return OPERATIONS.get(operator)?.(first, this.#evaluate(right))
  }

  #assign(operator: string, target: ScriptNode, source: ScriptNode): ScriptValue {
    const added = this.#evaluate(source)
    const value = operator === "=" ? added : OPERATIONS.get(operator.charAt(0))?.(this.#evaluate(target), added)
    this.#store(target, value)
    return value
  }

  #update(operator: string, target: ScriptNode, isPrefix: boolean): ScriptValue {
    const before = toNumber(this.#evaluate(target))
    const after = operator === "++" ? before + 1 : before - 1
    this.#store(target, after)
    return isPrefix ? after : before
  }

  #store(target: ScriptNode, value: ScriptValue): void {
    if (target.kind === "name") this.#set(target.name, value)
    if (target.kind !== "member") return
    const object = this.#evaluate(target.object)
    const key = toText(this.#evaluate(target.key))
    if (object instanceof Map) object.set(key, value)
    if (Array.isArray(object) && /^\d{1,4}$/.test(key)) object[Number(key)] = value
  }

  #call(callee: ScriptNode, nodes: readonly ScriptNode[]): ScriptValue {
    const values = nodes.map((node) => this.#evaluate(node))
    const name = dottedName(callee)
    const own = name === undefined ? undefined : this.#scope.declared.get(name)
    if (own !== undefined) return this.#callOwn(own, values)
    const known = name === undefined ? undefined : (this.#scope.functions.get(name) ?? FUNCTIONS.get(name))
    if (known !== undefined) return known(values)
    if (callee.kind !== "member") return undefined
    const object = this.#evaluate(callee.object)
    const method = toText(this.#evaluate(callee.key))
    if (Array.isArray(object)) return LIST_METHODS.get(method)?.(object, values)
    if (object instanceof Map || object === null || object === undefined) return undefined
    return TEXT_METHODS.get(method)?.(toText(object), values)
  }

  #callOwn({ parameters, body }: ScriptFunction, values: readonly ScriptValue[]): ScriptValue {
    if (this.#callDepth === MAX_CALL_DEPTH) throw new ScriptOverrun()
    const callerFrame = this.#frame
    this.#callDepth++
    this.#frame = new Map(parameters.map((parameter, i) => [parameter, values[i]]))
    const completion = this.execute(body)
    this.#frame = callerFrame
    this.#callDepth--
    return typeof completion === "object" ? completion.returned : undefined
  }
}

/** Runs a script; what it sets is in the scope's variables afterwards, also when it was ended for taking too long. */
export function runScript(script: ScriptNode, scope: ScriptScope): void {
  try {
    new Runner(scope).execute(script)
  } catch (error) {
    if (!(error instanceof ScriptOverrun)) throw error
  }
}

/** A value as JSON text has it: maps become objects. What is nested too deeply, itself included, is left out. */
export function toJson(value: ScriptValue, depth = 0): unknown {
  if (depth > MAX_NESTING) return undefined
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, toJson(item, depth + 1)]))
  return Array.isArray(value) ? value.map((item) => toJson(item, depth + 1)) : value
}
