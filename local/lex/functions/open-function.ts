// Opens the Lambda function that a command line names: the URL of an Invoke endpoint, or a file that is run here.

import { type CodeHook, createUrlHook } from "../code-hooks.ts"
import { findFunctionFile } from "./function-file.ts"
import { createFunctionPool, type FunctionPoolOptions } from "./function-pool.ts"

/**
 * Opens a function.
 *
 * @param given `http://…/2015-03-31/functions/NAME/invocations`, or a file or folder, with `#export` behind it if need be.
 * @param functionName Its name in Lambda, if it has one.
 * @throws {Fault} `data-invalid` when there is no such file.
 */
export async function openFunction(
  given: string,
  options: FunctionPoolOptions,
  functionName?: string,
): Promise<CodeHook> {
  if (/^https?:\/\//.test(given)) return createUrlHook(given, options.log)
  return createFunctionPool(await findFunctionFile(given, functionName), options)
}
