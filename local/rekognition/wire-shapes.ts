// Shapes that several answers have in common, in Rekognition's words.

import type { Constraint } from "#local/http/constraints.ts"
import { checkInput } from "#local/http/constraints.ts"
import type { Box } from "./models/object-detector.ts"

/**
 * Checks the input of an operation against its shape in the service model.
 *
 * @throws {AwsError} `InvalidParameterException` that names the members and their rules.
 */
export function checkParameters(constraint: Constraint, input: unknown): void {
  checkInput(constraint, input, { showValues: true, code: "InvalidParameterException" })
}

/** A BoundingBox. */
export function toBoundingBox({ left, top, width, height }: Box): object {
  return { Width: width, Height: height, Left: left, Top: top }
}
