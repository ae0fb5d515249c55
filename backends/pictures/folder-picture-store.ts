// Pictures as files of a folder: a bucket's stand-in on one machine.

import { randomUUID } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import path from "node:path"
import { Fault } from "#core/errors.ts"
import type { PictureStore } from "./picture-store.ts"

/** What a file being written ends with; such files are no pictures yet. */
export const UNFINISHED = ".part"

/** Keeps pictures in a folder, which is made when first written to. A key that leads out of it names no picture. */
export function createFolderPictureStore(folder: string): PictureStore {
  const root = path.resolve(folder)
  const find = (key: string): string | undefined => {
    const file = path.resolve(root, `./${key}`)
    const isInside = file.startsWith(root + path.sep) && !key.includes("\0") && !key.split(/[/\\]/).includes("..")
    return isInside && !key.endsWith("/") ? file : undefined
  }
  return {
    async read(key, maxBytes) {
      const file = find(key)
      if (file === undefined) return undefined
      return await absentAs(undefined, async () => {
        const found = await stat(file)
        if (!found.isFile()) return undefined
        return found.size > maxBytes ? "too-large" : await readFile(file)
      })
    },
    async write(key, bytes) {
      const file = find(key)
      if (file === undefined) throw new Fault("data-invalid", { hint: "the key leads out of the pictures' folder" })
      await mkdir(path.dirname(file), { recursive: true })
      const unfinished = `${file}.${randomUUID()}${UNFINISHED}`
      await writeFile(unfinished, bytes)
      await rename(unfinished, file)
    },
    async list(prefix) {
      const entries = await absentAs([], () => readdir(root, { recursive: true, withFileTypes: true }))
      return entries
        .filter((entry) => entry.isFile() && !entry.name.endsWith(UNFINISHED))
        .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)).split(path.sep).join("/"))
        .filter((key) => key.startsWith(prefix))
        .sort()
    },
    async delete(key) {
      const file = find(key)
      if (file !== undefined) await rm(file, { force: true })
    },
  }
}

async function absentAs<Value, Absent>(absent: Absent, reading: () => Promise<Value>): Promise<Value | Absent> {
  try {
    return await reading()
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return absent
    throw new Fault("storage-unavailable", { cause: error, hint: "a picture can't be read" })
  }
}
