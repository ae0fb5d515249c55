// Which file a Lambda function is in, and how it is run: what stands behind `--lambda`. Running it is function-process.ts.

import { readdir, stat } from "node:fs/promises"
import { basename, dirname, extname, join, resolve } from "node:path"
import { Fault } from "#core/errors.ts"

/** A Lambda function on disk. */
export type FunctionFile = {
  readonly path: string
  /** The folder of the function's own files; it runs in it, as in Lambda. */
  readonly folder: string
  readonly runtime: "node" | "python"
  /** The name of the function in its module; the first of these that is there. */
  readonly exportNames: readonly [string, ...string[]]
  /** What Lambda would call it. */
  readonly functionName: string
}

/** The files that Lambda's own console begins with. A folder that has none of them may have one file. */
const ENTRIES = ["index.mjs", "index.js", "index.cjs", "index.ts", "lambda_function.py", "main.py"]
const RUNNABLE = /\.[cm]?[jt]s$|\.py$/
const BESIDE_THE_FUNCTION = /^__|\.d\.ts$|[._]test\.\w+$/

/**
 * Finds a function.
 *
 * @param given A file or its folder, with `#name` behind it when the function is named neither `handler` nor
 *   `lambda_handler`.
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
    exportNames: isNamed
      ? [given.slice(at + 1)]
      : isPython
        ? ["lambda_handler", "handler"]
        : ["handler", "lambda_handler"],
    functionName:
      functionName ?? (["index", "lambda_function", "main"].includes(stem) ? basename(dirname(path)) : stem),
  }
}

async function findEntry(path: string, shown: string): Promise<string> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new Fault("data-invalid", { hint: `there is no code hook at ${shown}`, cause })
  })
  if (!info.isDirectory()) {
    if (RUNNABLE.test(path)) return path
    const way = extname(path) === ".zip" ? "unpack it" : "serve it with a Lambda Invoke endpoint, and give its URL"
    throw new Fault("data-invalid", { hint: `${shown} is no JavaScript, TypeScript or Python file: ${way}` })
  }
  for (const entry of ENTRIES) {
    const file = join(path, entry)
    if (await stat(file).catch(() => undefined)) return file
  }
  const files = (await readdir(path)).filter((name) => RUNNABLE.test(name) && !BESIDE_THE_FUNCTION.test(name))
  if (files.length === 1) return join(path, ...files)
  const hint = `there is no code hook in ${shown}: none of ${ENTRIES.join(", ")}, nor a single file`
  throw new Fault("data-invalid", { hint })
}
