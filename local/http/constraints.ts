// Checks input against the constraints of a service model and words what is wrong as AWS does. Rules that need to know
// more than the one value (an intent must exist) are the services' own.

import { AwsError, serializationError } from "./aws-error.ts"

/** Finds what is wrong with a value at a place; adds a sentence for each broken constraint. */
export type Constraint = (value: unknown, place: string, problems: Problem[]) => void

/** One broken constraint. */
export type Problem = { readonly place: string; readonly rule: string; readonly value?: unknown }

/** A text of the model: length in UTF-16 code units, pattern, or a closed list. */
export function text(
  limits: {
    readonly min?: number
    readonly max?: number
    readonly pattern?: RegExp
    readonly oneOf?: readonly string[]
  } = {},
): Constraint {
  return (value, place, problems) => {
    if (typeof value !== "string") throw wrongType(place, "a string")
    if (limits.max !== undefined && value.length > limits.max) {
      problems.push({ place, value, rule: `Member must have length less than or equal to ${limits.max}` })
    }
    if (limits.min !== undefined && value.length < limits.min) {
      problems.push({ place, value, rule: `Member must have length greater than or equal to ${limits.min}` })
    }
    if (limits.pattern !== undefined && !limits.pattern.test(value)) {
      problems.push({ place, value, rule: `Member must satisfy regular expression pattern: ${limits.pattern.source}` })
    }
    if (limits.oneOf !== undefined && !limits.oneOf.includes(value)) {
      problems.push({ place, value, rule: `Member must satisfy enum value set: [${limits.oneOf.join(", ")}]` })
    }
  }
}

/** A number of the model. */
export function number(
  limits: { readonly min?: number; readonly max?: number; readonly integer?: boolean } = {},
): Constraint {
  return (value, place, problems) => {
    if (typeof value !== "number" || (limits.integer === true && !Number.isInteger(value))) {
      throw wrongType(place, limits.integer === true ? "an integer" : "a number")
    }
    if (limits.max !== undefined && value > limits.max) {
      problems.push({ place, value, rule: `Member must have value less than or equal to ${limits.max}` })
    }
    if (limits.min !== undefined && value < limits.min) {
      problems.push({ place, value, rule: `Member must have value greater than or equal to ${limits.min}` })
    }
  }
}

/** Yes or no. */
export const boolean: Constraint = (value, place) => {
  if (typeof value !== "boolean") throw wrongType(place, "a boolean")
}

/** Anything. */
export const anything: Constraint = () => {}

/** A list of the model. Members are counted from 1, as AWS names them. */
export function list(member: Constraint, limits: { readonly min?: number; readonly max?: number } = {}): Constraint {
  return (value, place, problems) => {
    if (!Array.isArray(value)) throw wrongType(place, "a list")
    checkSize(value.length, place, limits, problems)
    value.forEach((item, i) => {
      const itemPlace = `${place}.${i + 1}.member`
      if (item === null) problems.push({ place: itemPlace, rule: "Member must not be null" })
      else member(item, itemPlace, problems)
    })
  }
}

/** A map of the model; a `null` value counts as absent, since sparse maps come so from several SDKs. */
export function map(
  key: Constraint,
  member: Constraint,
  limits: { readonly min?: number; readonly max?: number } = {},
): Constraint {
  return (value, place, problems) => {
    if (!isObject(value)) throw wrongType(place, "a map")
    const entries = Object.entries(value)
    checkSize(entries.length, place, limits, problems)
    for (const [name, item] of entries) {
      key(name, place, problems)
      if (item !== null && item !== undefined) member(item, `${place}.${name}.member`, problems)
    }
  }
}

/** A structure of the model: unknown members are ignored, `null` is absent. */
export function structure(
  members: Readonly<Record<string, Constraint>>,
  options: { readonly required?: readonly string[] } = {},
): Constraint {
  return (value, place, problems) => {
    if (!isObject(value)) throw wrongType(place, "a structure")
    for (const [name, constraint] of Object.entries(members)) {
      const member = value[name]
      const memberPlace = place === "" ? name : `${place}.${name}`
      if (member !== null && member !== undefined) constraint(member, memberPlace, problems)
      else if (options.required?.includes(name)) problems.push({ place: memberPlace, rule: "Member must not be null" })
    }
  }
}

/** No shape of AWS that contains itself is ever so deep. */
const MAX_DEPTH = 32

/** A constraint that is made on first use, for shapes that contain themselves. */
export function lazily(make: () => Constraint): Constraint {
  let made: Constraint | undefined
  let depth = 0
  return (value, place, problems) => {
    made ??= make()
    depth += 1
    try {
      if (depth <= MAX_DEPTH) made(value, place, problems)
      else problems.push({ place, rule: `Member must not be more than ${MAX_DEPTH} levels deep` })
    } finally {
      depth -= 1
    }
  }
}

/**
 * Checks an input and says everything that is wrong with it.
 *
 * @param options `showValues` when the service repeats the wrong value in its message (Polly does, Lex doesn't, for its
 *   members are sensitive); `code` when its error has another name.
 * @throws {AwsError} `ValidationException` (400) with AWS's wording; `SerializationException` for a wrong JSON type.
 */
export function checkInput(
  constraint: Constraint,
  input: unknown,
  options: { readonly showValues?: boolean; readonly code?: string } = {},
): void {
  const problems: Problem[] = []
  constraint(input, "", problems)
  if (problems.length === 0) return
  throw new AwsError(options.code ?? "ValidationException", 400, describe(problems, options.showValues ?? false))
}

function describe(problems: readonly Problem[], showValues: boolean): string {
  const count = problems.length
  const sentences = problems.map((problem) => {
    const shown = showValues && "value" in problem ? `Value '${String(problem.value)}'` : "Value"
    return `${shown} at '${problem.place}' failed to satisfy constraint: ${problem.rule}`
  })
  return `${count} validation error${count === 1 ? "" : "s"} detected: ${sentences.join("; ")}`
}

function checkSize(
  size: number,
  place: string,
  limits: { readonly min?: number; readonly max?: number },
  problems: Problem[],
): void {
  if (limits.max !== undefined && size > limits.max) {
    problems.push({ place, rule: `Member must have length less than or equal to ${limits.max}` })
  }
  if (limits.min !== undefined && size < limits.min) {
    problems.push({ place, rule: `Member must have length greater than or equal to ${limits.min}` })
  }
}

function wrongType(place: string, expected: string): AwsError {
  return serializationError(`The member '${place}' must be ${expected}.`)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
