// Reads the files of a folder as the site's files. Building them is site-files.ts.

import { readdir, readFile } from "node:fs/promises"
import { join, sep } from "node:path"
import { fileURLToPath } from "node:url"
import type { AssetFile } from "../assets.ts"

/** Turns a source file into the file that is served, when it isn't served as it is. */
export type Transform = {
  readonly ending: string
  readonly newEnding: string
  readonly make: (file: string) => Promise<Uint8Array>
  /** What such sources' names begin with that are only parts of others, and not served. */
  readonly partsPrefix?: string
}

/**
 * Reads a folder's files; `index.html` is the folder itself, names that begin with a dot are left out.
 *
 * @param prefix The URL path of the folder, with a slash at the end.
 */
export async function readFolder(folder: URL, prefix: string, transform?: Transform): Promise<readonly AssetFile[]> {
  const root = fileURLToPath(folder)
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      file,
      name: file
        .slice(root.length)
        .replace(/^[\\/]/, "")
        .split(sep)
        .join("/"),
    }))
  const isPart = (name: string) => transform?.partsPrefix !== undefined && name.startsWith(transform.partsPrefix)
  const served = files.filter(({ name }) => !isPart(name))
  return Promise.all(
    served.map(async ({ file, name }) => {
      if (transform === undefined || !name.endsWith(transform.ending))
        return { path: toPath(prefix, name), body: Uint8Array.from(await readFile(file)) }
      const newName = `${name.slice(0, -transform.ending.length)}${transform.newEnding}`
      return { path: toPath(prefix, newName), body: Uint8Array.from(await transform.make(file)) }
    }),
  )
}

function toPath(prefix: string, name: string): string {
  if (name !== "index.html" && !name.endsWith("/index.html")) return `${prefix}${name}`
  const folder = `${prefix}${name.slice(0, -"index.html".length)}`
  return folder === "/" ? folder : folder.replace(/\/$/, "")
}
