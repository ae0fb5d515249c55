// Builds the files of the site with esbuild: the demo site, the operator page and the widget. Runs at the first request
// on the Node host, and before deployment for the others; serving is web/assets.ts.

import { build } from "esbuild"
import type { AssetFile } from "../assets.ts"
import { buildWidget } from "../build-widget.ts"
import { readFolder } from "./read-folder.ts"

const BROWSERS = ["chrome111", "edge111", "firefox121", "safari16.4"]

/** Builds everything the site consists of. */
export async function buildSiteFiles(): Promise<readonly AssetFile[]> {
  const transform = { ending: ".ts", newEnding: ".js", make: bundle }
  const [site, operator, widget] = await Promise.all([
    readFolder(new URL("../site/", import.meta.url), "/site/", transform),
    readFolder(new URL("../operator/", import.meta.url), "/operator/", { ...transform, partsPrefix: "parts/" }),
    buildWidget(),
  ])
  const built = [...widget].map(([path, { body }]) => ({ path, body: Uint8Array.from(body) }))
  // The demo site's own page is what a visitor of the bare address gets; its files stay in a folder of their own.
  const home = site.filter(({ path }) => path === "/site").map((file) => ({ ...file, path: "/" }))
  return [...home, ...site, ...operator, ...built]
}

async function bundle(file: string): Promise<Uint8Array> {
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
  return output.contents
}
