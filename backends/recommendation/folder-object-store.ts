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
    read: async (key) => asFault("read", fileOf(key), () => absentAs(undefined, readFile(fileOf(key)))),
    write: async (key, bytes) => writeWhole(fileOf(key), bytes),
    async list(prefix) {
      const reading = () => absentAs([], readdir(folder, { recursive: true, withFileTypes: true }))
      const entries = await asFault("read", folder, reading)
      const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".part"))
      const keys = files.map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)))
      return keys
        .map((key) => key.split(path.sep).join("/"))
        .filter((key) => key.startsWith(prefix))
        .sort()
    },
    delete: async (key) => asFault("deleted", fileOf(key), () => rm(fileOf(key), { force: true })),
  }
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${file}.${randomUUID()}.part`
  await asFault("written", file, async () => {
    await mkdir(path.dirname(file), { recursive: true })
    try {
      // On the disk before it gets its name: a machine that loses power leaves the old file or the new one.
      await writeFile(unfinished, bytes, { flush: true })
      await rename(unfinished, file)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  })
}

/** What the commonest errors of file systems mean for whoever runs the program. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "this user's share of the disk is full",
  EROFS: "the disk is read-only",
  EACCES: "this user may not",
  EPERM: "this user may not",
  ENOTDIR: "a file stands where a folder should be",
  EEXIST: "a file stands where a folder should be",
  EISDIR: "a folder stands where a file should be",
}

async function asFault<Value>(done: string, file: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown"
    const reason = REASONS[code] ?? code
    throw new Fault("storage-unavailable", { cause: error, hint: `${file} can't be ${done}: ${reason}` })
  }
}

async function absentAs<Value, Absent>(absent: Absent, reading: Promise<Value>): Promise<Value | Absent> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return absent
    throw error
  }
}
