// Objects as files of a folder.

import { randomUUID } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import path from "node:path"
import { Fault } from "#core/errors.ts"
import { checkKey, type ObjectStore } from "./object-store.ts"

/** Keeps objects in a folder, which is made when first written to. */
export function createFolderObjectStore(folder: string): ObjectStore {
  const fileOf = (key: string): string => path.join(folder, ...checkKey(key).split("/"))
  return {
    read: async (key) => absentAs(undefined, readFile(fileOf(key))),
    async write(key, bytes) {
      const file = fileOf(key)
      await mkdir(path.dirname(file), { recursive: true })
      const unfinished = `${file}.${randomUUID()}.part`
      await writeFile(unfinished, bytes)
      await rename(unfinished, file)
    },
    async list(prefix) {
      const entries = await absentAs([], readdir(folder, { recursive: true, withFileTypes: true }))
      const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".part"))
      const keys = files.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
      return keys
        .map((key) => key.split(path.sep).join("/"))
        .filter((key) => key.startsWith(prefix))
        .sort()
    },
    delete: async (key) => rm(fileOf(key), { force: true }),
  }
}

async function absentAs<Value, Absent>(absent: Absent, reading: Promise<Value>): Promise<Value | Absent> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return absent
    throw new Fault("storage-unavailable", { cause: error, hint: "a file of the recommendation data can't be read" })
  }
}
