// Checks answers against the Smithy models of the services: shapes, limits, header bindings, declared errors. Where the
// models are not at hand every check passes, after saying so once.

import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** An answer as it came over the wire; header names in lower case. */
export type WireAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** Finds what in an answer the model doesn't allow; empty is good. */
export type AnswerCheck = (operation: string, answer: WireAnswer) => readonly string[]

type Traits = Readonly<Record<string, unknown>>
type Member = { readonly target: string; readonly traits?: Traits }
type Shape = {
  readonly type: string
  readonly traits?: Traits
  readonly members?: Readonly<Record<string, Member>>
  readonly member?: Member
  readonly key?: Member
  readonly value?: Member
  readonly output?: Member
  readonly errors?: readonly Member[]
}
type Shapes = Readonly<Record<string, Shape>>

const FOLDER = join(import.meta.dirname, "../../../shared/data/aws-models")

/** Loads the model of a service, such as `lex-runtime-v2-2020-08-07`. */
export function loadAnswerCheck(model: string): AnswerCheck {
  const path = join(FOLDER, `${model}.json`)
  if (!existsSync(path)) {
    process.stderr.write(`skipped: answers are not checked against ${model}, which is not at ${FOLDER}\n`)
    return () => []
  }
  const { shapes } = JSON.parse(readFileSync(path, "utf8")) as { shapes: Shapes }
  const checker = new Checker(shapes)
  return (operation, answer) => checker.checkAnswer(operation, answer)
}

/** Loads a model for checking values against one of its shapes; `undefined` when the model is not at hand. */
export function loadShapeCheck(model: string): ((shape: string, value: unknown) => readonly string[]) | undefined {
  const path = join(FOLDER, `${model}.json`)
  if (!existsSync(path)) {
    process.stderr.write(`skipped: nothing is checked against ${model}, which is not at ${FOLDER}\n`)
    return undefined
  }
  const { shapes } = JSON.parse(readFileSync(path, "utf8")) as { shapes: Shapes }
  const checker = new Checker(shapes)
  return (shape, value) => checker.checkShape(shape, value)
}

class Checker {
  readonly #shapes: Shapes
  readonly #problems: string[] = []

  constructor(shapes: Shapes) {
    this.#shapes = shapes
  }

  checkShape(name: string, value: unknown): readonly string[] {
    this.#problems.length = 0
    const target = Object.keys(this.#shapes).find((id) => id.endsWith(`#${name}`))
    if (target === undefined) return [`the model has no shape ${name}`]
    this.#check(target, value, name)
    return [...this.#problems]
  }

  checkAnswer(name: string, answer: WireAnswer): readonly string[] {
    this.#problems.length = 0
    const operation = Object.entries(this.#shapes).find(
      ([id, shape]) => shape.type === "operation" && id.endsWith(`#${name}`),
    )?.[1]
    if (operation === undefined) return [`the model has no operation ${name}`]
    if (answer.headers["x-amzn-requestid"] === undefined) this.#problem(name, "has no request id")
    if (answer.status >= 400) this.#checkError(operation, answer)
    else this.#checkOutput(this.#shape(operation.output?.target ?? ""), answer)
    return [...this.#problems]
  }

  #checkError(operation: Shape, answer: WireAnswer): undefined {
    // The JSON 1.x protocols name the error in the body.
    const { __type, ...members } = (parse(answer.body) ?? {}) as { readonly __type?: string }
    const name = answer.headers["x-amzn-errortype"] ?? __type?.split("#").pop()
    const declared = (operation.errors ?? []).find(({ target }) => target.endsWith(`#${name}`))
    if (declared === undefined) return this.#problem("error", `${name} is not declared`)
    const expected = this.#shape(declared.target).traits?.["smithy.api#httpError"] ?? 400
    if (answer.status !== expected) this.#problem(name ?? "", `has status ${answer.status}, not ${expected}`)
    this.#checkMembers(this.#shape(declared.target).members ?? {}, members, declared.target)
  }

  #checkOutput(shape: Shape, answer: WireAnswer): undefined {
    const rest: Record<string, Member> = {}
    let hasPayload = false
    for (const [name, member] of Object.entries(shape.members ?? {})) {
      const header = member.traits?.["smithy.api#httpHeader"]
      if (typeof header === "string") this.#checkHeader(name, member, answer.headers[header.toLowerCase()])
      else if (member.traits?.["smithy.api#httpPayload"] !== undefined) hasPayload = true
      else rest[name] = member
    }
    if (!hasPayload) this.#checkMembers(rest, parse(answer.body), "output")
  }

  #checkHeader(name: string, member: Member, value: string | undefined): undefined {
    const isNumber = ["integer", "long", "float", "double"].includes(this.#shape(member.target).type)
    if (value !== undefined) this.#check(member.target, isNumber && value !== "" ? Number(value) : value, name)
    else if (member.traits?.["smithy.api#required"] !== undefined) this.#problem(name, "is missing")
  }

  #checkMembers(members: Readonly<Record<string, Member>>, value: unknown, place: string): undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return this.#problem(place, "is no object")
    const given = value as Readonly<Record<string, unknown>>
    for (const name of Object.keys(given)) {
      if (members[name] === undefined) this.#problem(`${place}.${name}`, "is unknown to the model")
    }
    for (const [name, member] of Object.entries(members)) {
      const isRequired = member.traits?.["smithy.api#required"] !== undefined
      if (given[name] === undefined || given[name] === null) {
        if (isRequired) this.#problem(`${place}.${name}`, "is missing")
      } else this.#check(member.target, given[name], `${place}.${name}`)
    }
  }

  #check(target: string, value: unknown, place: string): undefined {
    const shape = this.#shape(target)
    switch (shape.type) {
      case "structure":
        return this.#checkMembers(shape.members ?? {}, value, place)
      case "list":
        if (!Array.isArray(value)) return this.#problem(place, "is no list")
        this.#checkRange(shape, "smithy.api#length", value.length, place)
        for (const [i, item] of value.entries()) this.#check(shape.member?.target ?? "", item, `${place}[${i}]`)
        return undefined
      case "map":
        return this.#checkMap(shape, value, place)
      case "enum":
        return this.#checkEnum(shape, value, place)
      case "string":
        return this.#checkText(shape, value, place)
      case "boolean":
        return typeof value === "boolean" ? undefined : this.#problem(place, "is no boolean")
      case "timestamp":
      case "integer":
      case "long":
      case "float":
      case "double":
        if (typeof value !== "number") return this.#problem(place, "is no number")
        return this.#checkRange(shape, "smithy.api#range", value, place)
      default:
        return undefined
    }
  }

  #checkMap(shape: Shape, value: unknown, place: string): undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return this.#problem(place, "is no map")
    this.#checkRange(shape, "smithy.api#length", Object.keys(value).length, place)
    for (const [name, item] of Object.entries(value)) {
      this.#check(shape.key?.target ?? "", name, `the key ${place}.${name}`)
      // Lex sends its empty slots as null, though its model doesn't call the map sparse.
      if (item !== null) this.#check(shape.value?.target ?? "", item, `${place}.${name}`)
    }
  }

  #checkEnum(shape: Shape, value: unknown, place: string): undefined {
    const allowed = Object.values(shape.members ?? {}).map((member) => member.traits?.["smithy.api#enumValue"])
    if (!allowed.includes(value)) this.#problem(place, `is ${String(value)}, not one of ${allowed.join(", ")}`)
  }

  #checkText(shape: Shape, value: unknown, place: string): undefined {
    if (typeof value !== "string") return this.#problem(place, "is no string")
    this.#checkRange(shape, "smithy.api#length", value.length, place)
    const pattern = shape.traits?.["smithy.api#pattern"]
    if (typeof pattern === "string" && !new RegExp(pattern, "u").test(value))
      this.#problem(place, `doesn't match ${pattern}`)
  }

  #checkRange(shape: Shape, trait: string, value: number, place: string): undefined {
    const { min = -Infinity, max = Infinity } = (shape.traits?.[trait] ?? {}) as { min?: number; max?: number }
    if (value < min || value > max) this.#problem(place, `is or has ${value}, not ${min} to ${max}`)
  }

  #shape(target: string): Shape {
    if (target.startsWith("smithy.api#"))
      return { type: target.slice("smithy.api#".length).toLowerCase().replace("unit", "structure") }
    return this.#shapes[target] ?? { type: "unknown" }
  }

  #problem(place: string, what: string): undefined {
    this.#problems.push(`${place} ${what}`)
  }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"))
  } catch {
    return undefined
  }
}
