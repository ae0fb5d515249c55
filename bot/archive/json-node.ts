// Reading JSON of unknown origin field by field, so that every complaint names its file and field.
// Which fields there are is the business of the read-… files.

import { decodeText, invalid } from "./archive.ts"

/** A JSON value and where it stands: `value` is never `null` (that means absent) unless it is a whole file. */
export type JsonNode = {
  readonly value: unknown
  readonly file: string
  /** `slots[2].name`; empty at the top of the file. */
  readonly path: string
}

/** Drops what is `undefined`, for objects whose absent parts are to be absent. */
export function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>
}

type OptionalKeys<Fields> = { [Key in keyof Fields]: undefined extends Fields[Key] ? Key : never }[keyof Fields]

/** What `present` gives: fields that may be `undefined` become optional. */
export type Present<Fields> = Omit<Fields, OptionalKeys<Fields>> & {
  [Key in OptionalKeys<Fields>]?: Exclude<Fields[Key], undefined>
}

/**
 * Parses a file of the archive.
 *
 * @throws {Fault} `data-invalid` when it is not JSON in UTF-8 with an object at the top.
 */
export function parseJsonFile(file: string, bytes: Uint8Array): JsonNode {
  const text = decodeText(file, bytes)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw invalid(file, `not JSON (${cause instanceof Error ? cause.message : String(cause)})`, cause)
  }
  const node = { value, file, path: "" }
  objectOf(node)
  return node
}

/** Complains about a value. */
export function wrong(node: JsonNode, expectation: string): Error {
  const where = node.path === "" ? "" : `${node.path} `
  return invalid(node.file, `${where}must be ${expectation}, but is ${describe(node.value)}`)
}

function describe(value: unknown): string {
  if (value === null) return "null"
  if (Array.isArray(value)) return "a list"
  if (typeof value === "object") return "an object"
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value)
}

function objectOf(node: JsonNode): Record<string, unknown> {
  if (typeof node.value !== "object" || node.value === null || Array.isArray(node.value)) throw wrong(node, "an object")
  return node.value as Record<string, unknown>
}

/**
 * Finds a field under the first of its names that is there; exports, the model API and the documentation differ.
 *
 * @returns `undefined` when it is absent or `null`, or when the object itself is absent.
 */
export function field(node: JsonNode | undefined, ...names: string[]): JsonNode | undefined {
  if (node === undefined) return undefined
  const object = objectOf(node)
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined
    if (value === undefined || value === null) continue
    return { value, file: node.file, path: node.path === "" ? name : `${node.path}.${name}` }
  }
  return undefined
}

/** The entries of a list field, `null` entries left out; empty when the field is absent. */
export function listField(node: JsonNode | undefined, ...names: string[]): JsonNode[] {
  const list = field(node, ...names)
  if (list === undefined) return []
  if (!Array.isArray(list.value)) throw wrong(list, "a list")
  return list.value
    .map((value: unknown, i) => ({ value, file: list.file, path: `${list.path}[${i}]` }))
    .filter((entry) => entry.value !== null)
}

/** The entries of an object field by key, in their order; `null` values are kept, for callers to whom they matter. */
export function entriesField(node: JsonNode | undefined, ...names: string[]): [string, JsonNode][] {
  const map = field(node, ...names)
  if (map === undefined) return []
  return Object.entries(objectOf(map)).map(([key, value]) => [
    key,
    { value, file: map.file, path: `${map.path}.${key}` },
  ])
}

/** A text field. */
export function textField(node: JsonNode | undefined, ...names: string[]): string | undefined {
  const found = field(node, ...names)
  return found === undefined ? undefined : textOf(found)
}

/** A value that must be text. */
export function textOf(node: JsonNode): string {
  if (typeof node.value !== "string") throw wrong(node, "text")
  return node.value
}

/** A text field that must be there. */
export function requiredText(node: JsonNode, ...names: string[]): string {
  const text = textField(node, ...names)
  if (text === undefined) throw invalid(node.file, `${childPath(node, names[0])} is missing`)
  return text
}

function childPath(node: JsonNode, name = ""): string {
  return node.path === "" ? name : `${node.path}.${name}`
}

/** A number field; numbers written as text count, as hand-edited files have them. */
export function numberField(node: JsonNode | undefined, ...names: string[]): number | undefined {
  const found = field(node, ...names)
  if (found === undefined) return undefined
  const isNumeral = typeof found.value === "string" && found.value.trim() !== ""
  const number = isNumeral ? Number(found.value) : found.value
  if (typeof number !== "number" || !Number.isFinite(number)) throw wrong(found, "a number")
  return number
}

/** A yes/no field. */
export function booleanField(node: JsonNode | undefined, ...names: string[]): boolean | undefined {
  const found = field(node, ...names)
  if (found === undefined) return undefined
  if (typeof found.value !== "boolean") throw wrong(found, "true or false")
  return found.value
}

/** A field with a closed list of values, whichever way its words are joined: `TopResolution`, `TOP_RESOLUTION`. */
export function choiceField<Choice extends string>(
  node: JsonNode | undefined,
  choices: readonly Choice[],
  ...names: string[]
): Choice | undefined {
  const found = field(node, ...names)
  if (found === undefined) return undefined
  const wanted = plainWord(textOf(found))
  const choice = choices.find((candidate) => plainWord(candidate) === wanted)
  if (choice === undefined) throw wrong(found, `one of ${choices.join(", ")}`)
  return choice
}

/** Lower case without separators, for comparing spellings of one word. */
export function plainWord(word: string): string {
  return word.toLowerCase().replace(/[_\-\s]/g, "")
}

/** Texts of a list whose entries are objects around one text, or (hand-edited) the bare texts. */
export function wrappedTexts(nodes: readonly JsonNode[], name: string): string[] {
  return nodes.map((node) => (typeof node.value === "string" ? node.value : requiredText(node, name)))
}
