// Bundles a function for AWS Lambda: one file with everything in it, minified. What the function does is its own file's.

import { stat } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

/**
 * Bundles the function that a module exports.
 *
 * @param entry The module, as a `file:` URL.
 * @param outFile Where the bundle goes; folders are made.
 * @returns the size of the bundle in bytes.
 */
export async function bundleFunction(entry: URL, outFile: string): Promise<number> {
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile: outFile,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node22",
    // Native code, made for one system: installed beside the bundle where photos are decoded.
    // The SDK asks for bowser in browsers only.
    external: ["sharp", "bowser"],
    // CommonJS inside the bundle asks for Node's modules by `require`, which ES modules don't have.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "warning",
  })
  return (await stat(outFile)).size
}
