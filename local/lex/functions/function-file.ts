// Which file a Lambda function is in, and how it is run: what stands behind `--lambda`. Running it is function-process.ts.

import { stat } from "node:fs/promises"
import { basename, dirname, extname, join, resolve } from "node:path"
import { Fault } from "#core/errors.ts"

/** A Lambda function on disk. */
export type FunctionFile = {
  readonly path: string
  /** The folder of the function's own files; it runs in it, as in Lambda. */
  readonly folder: string
  readonly runtime: "node" | "python"
  /** The name of the function in its module. */
  readonly exportName: string
  /** What Lambda would call it. */
  readonly functionName: string
}

/** The files that Lambda's own console begins with. */
const ENTRIES = ["index.mjs", "index.js", "index.cjs", "index.ts", "lambda_function.py", "main.py"]

/**
 * Finds a function.
 *
 * @param given A file or its folder, with `#name` behind it when the function is named otherwise than `handler`
 *   (JavaScript, TypeScript) or `lambda_handler` (Python).
 * @param functionName Its name in Lambda; that of its file or folder when absent.
 * @throws {Fault} `data-invalid` when there is no such function.
 */
export async function findFunctionFile(given: string, functionName?: string): Promise<FunctionFile> {
  const at = given.lastIndexOf("#")
  const isNamed = at > 0 && /^[A-Za-z_$][\w$]*$/.test(given.slice(at + 1))
  const path = await findEntry(resolve(isNamed ? given.slice(0, at) : given), given)
  const isPython = extname(path) === ".py"
  const stem = basename(path, extname(path))
  return {
    path,
    folder: dirname(path),
    runtime: isPython ? "python" : "node",
    exportName: isNamed ? given.slice(at + 1) : isPython ? "lambda_handler" : "handler",
    functionName:
      functionName ?? (["index", "lambda_function", "main"].includes(stem) ? basename(dirname(path)) : stem),
  }
}

async function findEntry(path: string, shown: string): Promise<string> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new Fault("data-invalid", { hint: `there is no code hook at ${shown}`, cause })
  })
  if (!info.isDirectory()) return path
  for (const entry of ENTRIES) {
    const file = join(path, entry)
    if (await stat(file).catch(() => undefined)) return file
  }
  throw new Fault("data-invalid", { hint: `there is no code hook in ${shown}: none of ${ENTRIES.join(", ")}` })
}
