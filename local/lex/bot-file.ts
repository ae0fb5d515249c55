// An exported bot on disk, as a zip or as an unpacked folder: read on demand, watched for changes. What the export means
// is bot/archive's.

import { watch } from "node:fs"
import { readdir, readFile, stat } from "node:fs/promises"
import { join, relative, resolve } from "node:path"
import type { Bot } from "#bot/definition.ts"
import { Fault } from "#core/errors.ts"

/** A bot that lives in a file or folder. */
export interface BotFile {
  /**
   * Reads it as it is now.
   *
   * @throws {Fault} `data-invalid` naming the file when it is missing or no bot.
   */
  read(): Promise<Bot>
  /** Whether it was written since it was last read. */
  hasChanged(): Promise<boolean>
  /** Stops watching. */
  close(): void
}

/** Where the system tells of no changes (network drives), a folder is looked through again this often. */
const POLL_MS = 1000

/** Opens an export; nothing is read yet. The zip may be protected by a password. */
export function openBotFile(path: string, options: { readonly password?: string } = {}): BotFile {
  const absolute = resolve(path)
  let version = ""
  let isFolder = false
  let isDirty = false
  let stop = () => {}

  const startWatching = (): void => {
    const poll = setInterval(() => {
      isDirty = true
    }, POLL_MS)
    poll.unref()
    stop = () => clearInterval(poll)
    try {
      const watcher = watch(absolute, { recursive: true, persistent: false }, () => {
        isDirty = true
      })
      // Watching may fail later, too (too many watches); polling goes on.
      watcher.on("error", () => watcher.close())
      stop = () => {
        clearInterval(poll)
        watcher.close()
      }
    } catch {
      // No watching here: polling alone finds changes.
    }
  }

  return {
    read: async () => {
      const info = await stat(absolute).catch((cause: unknown) => {
        throw new Fault("data-invalid", { hint: `${path}: there is no such file or folder`, cause })
      })
      if (info.isDirectory() && !isFolder) startWatching()
      isFolder = info.isDirectory()
      isDirty = false
      version = await findVersion(absolute, isFolder)
      return isFolder ? readFolder(absolute) : readZip(absolute, path, options.password)
    },
    hasChanged: async () => {
      // One file is looked at on every turn, which costs less than a tenth of a millisecond; a folder when something stirred.
      if (isFolder && !isDirty) return false
      isDirty = false
      return version !== (await findVersion(absolute, isFolder).catch(() => version))
    },
    close: () => stop(),
  }
}

async function readZip(absolute: string, shown: string, password: string | undefined): Promise<Bot> {
  const { readBot } = await import("#bot/archive/to-bot.ts")
  try {
    return await readBot(await readFile(absolute), password === undefined ? {} : { password })
  } catch (cause) {
    throw new Fault("data-invalid", {
      hint: `${shown}: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    })
  }
}

async function readFolder(folder: string): Promise<Bot> {
  const { archiveFromFiles } = await import("#bot/archive/archive.ts")
  const { toBot } = await import("#bot/archive/to-bot.ts")
  const paths = await listFiles(folder)
  const files = await Promise.all(
    paths.map(async (path) => [relative(folder, path).replaceAll("\\", "/"), await readFile(path)] as const),
  )
  return toBot(archiveFromFiles(files))
}

/** Exports are JSON; a custom vocabulary may be a table. */
const BOT_FILES = /\.(?:json|tsv)$/i

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && BOT_FILES.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** Changes whenever a file was written, added or removed. */
async function findVersion(path: string, isFolder: boolean): Promise<string> {
  const paths = isFolder ? await listFiles(path) : [path]
  const stats = await Promise.all(paths.map((file) => stat(file)))
  return stats.map((info, i) => `${paths[i]}:${info.mtimeMs}:${info.size}:${info.ino}`).join("\n")
}
