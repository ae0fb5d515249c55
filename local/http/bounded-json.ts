// Reads JSON of strangers: what is nested so deep that walking through it would overflow the stack is no JSON for us.

/** Shapes of AWS that hold themselves (composite slots, attribute values of DynamoDB at 32 levels) stay far below. */
const MAX_LEVELS = 256

/**
 * Reads a JSON text.
 *
 * @throws {SyntaxError} when it is no JSON.
 * @throws {RangeError} when objects and lists are nested more than 256 levels deep, in members nobody knows, too.
 */
export function parseBoundedJson(json: string): unknown {
  const value: unknown = JSON.parse(json)
  let level = containersIn([value])
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === MAX_LEVELS) throw new RangeError(`JSON must not be nested more than ${MAX_LEVELS} levels deep.`)
    level = level.flatMap((container) => containersIn(Object.values(container)))
  }
  return value
}

function containersIn(values: readonly unknown[]): object[] {
  return values.filter((value) => typeof value === "object" && value !== null)
}
