// Writes the built site into a folder, for hosts that don't build it themselves. What is in it is site-files.ts.

import { mkdir, rm, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { buildSiteFiles } from "./site-files.ts"

/** Empties a folder and writes the site into it; a path without an ending becomes a folder with an `index.html`. */
export async function writeSite(folder: URL): Promise<number> {
  const files = await buildSiteFiles()
  await rm(folder, { recursive: true, force: true })
  for (const { path, body } of files) {
    const name = /\.[a-z0-9]+$/i.test(path) ? path : `${path.replace(/\/$/, "")}/index.html`
    const file = fileURLToPath(new URL(`.${name}`, folder))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, body)
  }
  return files.length
}
