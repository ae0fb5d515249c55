// Runs the scripts of grammar tags in a closed world: values are plain data, there are no loops and nothing outside
// can be reached, so a bot's grammar can neither hang nor harm. Reading scripts is script-parser.ts.

import type { ScriptNode } from "./script-parser.ts"

/** What scripts work with; objects are maps, so that no prototype can be reached. */
export type ScriptValue = string | number | boolean | null | undefined | ScriptValue[] | Map<string, ScriptValue>

/** The variables a script sees, and functions by their dotted name ("rules.latest"). */
export type ScriptScope = {
  readonly variables: Map<string, ScriptValue>
  readonly functions: ReadonlyMap<string, (values: readonly ScriptValue[]) => ScriptValue>
}

/** Strings and lists don't grow beyond this. */
const MAX_SIZE = 10_000

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

/** Runs one script after another over the same variables. */
class Runner {
  readonly #scope: ScriptScope

  constructor(scope: ScriptScope) {
    this.#scope = scope
  }

  run(node: ScriptNode): ScriptValue {
    switch (node.kind) {
      case "literal":
        return node.value
      case "name":
        return this.#scope.variables.get(node.name)
      case "member":
        return memberOf(this.run(node.object), toText(this.run(node.key)))
      case "array":
        return node.items.map((item) => this.run(item))
      case "object":
        return new Map(node.entries.map(([key, value]) => [key, this.run(value)]))
      case "block":
        for (const statement of node.statements) this.run(statement)
        return undefined
      case "conditional":
        return this.run(truthy(this.run(node.test)) ? node.yes : node.no)
      case "unary":
        return this.#unary(node.operator, this.run(node.operand))
      case "binary":
        return this.#binary(node.operator, node.left, node.right)
      case "assign":
        return this.#assign(node.operator, node.target, node.value)
      case "call":
        return this.#call(node.callee, node.arguments)
    }
  }

  #unary(operator: string, value: ScriptValue): ScriptValue {
    if (operator === "!") return !truthy(value)
    return operator === "-" ? -toNumber(value) : toNumber(value)
  }

  #binary(operator: string, left: ScriptNode, right: ScriptNode): ScriptValue {
    const first = this.run(left)
    if (operator === "&&") return truthy(first) ? this.run(right) : first
    if (operator === "||") return truthy(first) ? first : this.run(right)
    return OPERATIONS.get(operator)?.(first, this.run(right))
  }

  #assign(operator: string, target: ScriptNode, source: ScriptNode): ScriptValue {
    const added = this.run(source)
    const value = operator === "=" ? added : OPERATIONS.get(operator.charAt(0))?.(this.run(target), added)
    if (target.kind === "name") this.#scope.variables.set(target.name, value)
    if (target.kind !== "member") return value
    const object = this.run(target.object)
    const key = toText(this.run(target.key))
    if (object instanceof Map) object.set(key, value)
    if (Array.isArray(object) && /^\d{1,4}$/.test(key)) object[Number(key)] = value
    return value
  }

  #call(callee: ScriptNode, nodes: readonly ScriptNode[]): ScriptValue {
    const values = nodes.map((node) => this.run(node))
    const name = dottedName(callee)
    const known = name === undefined ? undefined : (this.#scope.functions.get(name) ?? FUNCTIONS.get(name))
    if (known !== undefined) return known(values)
    if (callee.kind !== "member") return undefined
    const object = this.run(callee.object)
    const method = toText(this.run(callee.key))
    if (Array.isArray(object)) return LIST_METHODS.get(method)?.(object, values)
    if (object instanceof Map || object === null || object === undefined) return undefined
    return TEXT_METHODS.get(method)?.(toText(object), values)
  }
}

/** Runs a script; what it sets is in the scope's variables afterwards. */
export function runScript(script: ScriptNode, scope: ScriptScope): void {
  new Runner(scope).run(script)
}

/** A value as JSON text has it: maps become objects. What is nested too deeply, itself included, is left out. */
export function toJson(value: ScriptValue, depth = 0): unknown {
  if (depth > MAX_NESTING) return undefined
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, toJson(item, depth + 1)]))
  return Array.isArray(value) ? value.map((item) => toJson(item, depth + 1)) : value
}
