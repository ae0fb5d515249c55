// Builds the Lambda functions into a folder each, as they are deployed: one bundle, and the site beside the one that serves it.

import { fileURLToPath } from "node:url"
import { bundleFunction } from "./bundle-function.ts"
import { writeSite } from "./write-site.ts"

/** The functions, by their folder in dist/. */
const FUNCTIONS = {
  lambda: new URL("../lambda.ts", import.meta.url),
  "code-hook": new URL("../../handlers/code-hook.ts", import.meta.url),
  thumbnail: new URL("../../handlers/thumbnail.ts", import.meta.url),
  upkeep: new URL("../../handlers/upkeep.ts", import.meta.url),
} as const

/** A function's folder. */
export type FunctionFolder = keyof typeof FUNCTIONS

/**
 * Builds functions.
 *
 * @param dist The folder that the functions' folders go into, with a slash at its end.
 */
export async function buildFunctions(
  dist: URL,
  print: (line: string) => void,
  folders: readonly FunctionFolder[] = Object.keys(FUNCTIONS) as FunctionFolder[],
): Promise<void> {
  for (const folder of folders) {
    const bytes = await bundleFunction(FUNCTIONS[folder], fileURLToPath(new URL(`${folder}/index.mjs`, dist)))
    print(`dist/${folder}/index.mjs: ${Math.round(bytes / 1024)} kB`)
  }
  if (folders.includes("lambda")) await writeSite(new URL("lambda/site/", dist))
}
