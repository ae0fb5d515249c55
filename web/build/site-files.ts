// Gathers the files of the site: the demo site, the operator page and the widget, built with esbuild. Runs at the first
// request on the Node host, and before deployment for the others; serving is web/assets.ts.

import { readdir, readFile } from "node:fs/promises"
import { join, sep } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"
import type { AssetFile } from "../assets.ts"
import { buildWidget } from "../build-widget.ts"

const SITE = fileURLToPath(new URL("../site/", import.meta.url))
const OPERATOR = fileURLToPath(new URL("../operator/", import.meta.url))
const BROWSERS = ["chrome111", "edge111", "firefox121", "safari16.4"]

/** Builds everything the site consists of. */
export async function buildSiteFiles(): Promise<readonly AssetFile[]> {
  const [site, operator, widget] = await Promise.all([
    readFolder(SITE, "/"),
    readFolder(OPERATOR, "/operator/"),
    buildWidget(),
  ])
  const built = [...widget].map(([path, { body }]) => ({ path, body: Uint8Array.from(body) }))
  return [...site, ...operator, ...built]
}

/**
 * Reads a folder's files; `index.html` is the folder itself, TypeScript becomes a module for browsers.
 *
 * @param prefix The URL path of the folder, with a slash at the end.
 */
export async function readFolder(folder: string, prefix: string): Promise<readonly AssetFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith("."))
  return Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name)
      const name = file
        .slice(folder.length)
        .replace(/^[\\/]/, "")
        .split(sep)
        .join("/")
      if (name.endsWith(".ts")) return { path: toPath(prefix, name.replace(/\.ts$/, ".js")), body: await bundle(file) }
      return { path: toPath(prefix, name), body: Uint8Array.from(await readFile(file)) }
    }),
  )
}

function toPath(prefix: string, name: string): string {
  if (name !== "index.html" && !name.endsWith("/index.html")) return `${prefix}${name}`
  const folder = `${prefix}${name.slice(0, -"index.html".length)}`
  return folder === "/" ? folder : folder.replace(/\/$/, "")
}

async function bundle(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const options = {
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    charset: "utf8",
    logLevel: "silent",
  } as const
  const result = await build({ entryPoints: [file], target: BROWSERS, ...options })
  const [output] = result.outputFiles
  if (output === undefined) throw new Error(`esbuild made nothing of ${file}`)
  return Uint8Array.from(output.contents)
}
