// Loads modules as they are loaded on Lambda: with its AWS SDK at hand, and TypeScript as build tools would have turned it
// into CommonJS. Calling the function is node-runtime.ts.

import { existsSync, readFileSync } from "node:fs"
import {
  createRequire,
  type LoadFnOutput,
  type ModuleHooks,
  type ResolveFnOutput,
  type ResolveHookSync,
  registerHooks,
} from "node:module"
import { fileURLToPath, pathToFileURL } from "node:url"

/** Packages that Lambda's runtime for Node has without their being installed. */
const PROVIDED = /^(?:@aws-sdk|@smithy)\//

/** What may be left out of a module's name. */
const ENDINGS = [".ts", ".js", ".mjs", ".cjs", "/index.ts", "/index.js"]

/** Takes over the loading of modules; `files` gets the paths of those that are no package's. */
export function loadAsLambda(files: string[]): ModuleHooks {
  return registerHooks({
    resolve: resolveAsLambda,
    load: (url, context, nextLoad) => {
      if (!url.startsWith("file:") || url.includes("/node_modules/")) return nextLoad(url, context)
      const path = fileURLToPath(url)
      files.push(path)
      if (!/\.[jt]s$/.test(path)) return nextLoad(url, context)
      return adapt(path, context.format?.startsWith("module") ?? false) ?? nextLoad(url, context)
    },
  })
}

const resolveAsLambda: ResolveHookSync = (specifier, context, nextResolve) => {
  try {
    return nextResolve(specifier, context)
  } catch (error) {
    if (PROVIDED.test(specifier)) return resolveProvided(specifier, context.conditions)
    const ending = specifier.startsWith(".") && ENDINGS.find((end) => isFile(specifier + end, context.parentURL))
    if (typeof ending !== "string") throw error
    return nextResolve(specifier + ending, context)
  }
}

/** As one of this project's own packages: those are there for what the assistant itself does with AWS. */
function resolveProvided(specifier: string, conditions: readonly string[]): ResolveFnOutput {
  const url = conditions.includes("require")
    ? pathToFileURL(createRequire(import.meta.url).resolve(specifier)).href
    : import.meta.resolve(specifier)
  return { url, shortCircuit: true }
}

function isFile(specifier: string, parent: string | undefined): boolean {
  return existsSync(fileURLToPath(new URL(specifier, parent)))
}

const COMMON_JS = /\b(?:exports\.[\w$]+|module\.exports)\s*=|\brequire\(/
const MODULE_ONLY = /\bimport\.meta\b/
const MODULE = /^\s*(?:import|export)\b/m

/**
 * Reads a file as build tools read it.
 *
 * @param isModule Whether the project around it says that its files are ES modules.
 * @returns `undefined` for what Node reads the same way.
 */
function adapt(path: string, isModule: boolean): LoadFnOutput | undefined {
  const source = readFileSync(path, "utf8")
  const isCommonJs = COMMON_JS.test(source)
  // A function's archive has no `package.json` above it that says otherwise.
  if (!path.endsWith(".ts")) return isModule && isCommonJs && !MODULE.test(source) ? wrapped(source, path) : undefined
  const code = isModule && !isCommonJs ? undefined : MODULE_ONLY.test(source) ? undefined : strip(source, path, "cjs")
  if (code !== undefined) {
    return isModule ? wrapped(code, path) : { format: "commonjs", source: code, shortCircuit: true }
  }
  const esm = strip(source, path, "esm")
  return esm === undefined ? undefined : { format: "module", source: esm, shortCircuit: true }
}

/** Takes the types off; `undefined` for an error, and in CommonJS for await at the top level. */
function strip(source: string, path: string, format: "cjs" | "esm"): string | undefined {
  const { transformSync } = createRequire(import.meta.url)("esbuild") as typeof import("esbuild")
  try {
    return transformSync(source, {
      loader: "ts",
      format,
      platform: "node",
      target: "node24",
      sourcefile: path,
      sourcemap: "inline",
      logLevel: "silent",
    }).code
  } catch {
    // Node says what is wrong with the file.
    return undefined
  }
}

/** A CommonJS file as the ES module that Node takes it for; to `require` it is what it exports. */
function wrapped(code: string, path: string): LoadFnOutput {
  const source = `import { createRequire } from "node:module"
const module = { exports: {} };
(function (exports, require, module, __filename, __dirname) { ${code}
}).call(module.exports, module.exports, createRequire(import.meta.url), module, ${JSON.stringify(path)}, import.meta.dirname)
const exported = module.exports
export { exported as default, exported as "module.exports" }`
  return { format: "module", source, shortCircuit: true }
}
