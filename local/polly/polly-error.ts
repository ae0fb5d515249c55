// Polly's errors, worded for those who read them. When they are thrown is up to the operations.

import { Fault } from "#core/errors.ts"
import { AwsError } from "#local/http/aws-error.ts"

/** An error of the service model that the client can do something about; 404 where the model says so. */
export function pollyError(code: string, message: string): AwsError {
  return new AwsError(code, code === "LexiconNotFoundException" ? 404 : 400, message)
}

/** What an engine's failure is to the client: a full queue is Polly's throttling (400), anything else stays a bug. */
export function toPollyError(error: unknown): unknown {
  if (!(error instanceof Fault) || error.code !== "overloaded") return error
  return new AwsError("ThrottlingException", 400, "Rate exceeded", { cause: error })
}
