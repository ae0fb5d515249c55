// Keeps pronunciation lexicons: in a folder, or in memory. What is in them is lexicon-file.ts.

import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { type EpochMs, epochMs } from "#core/time.ts"
import { type LexiconFile, readLexicon } from "./lexicon-file.ts"

/** A lexicon as it was put. */
export type StoredLexicon = {
  readonly name: string
  readonly content: string
  readonly lastModified: EpochMs
  readonly file: LexiconFile
}

/** Lexicons by name. */
export interface LexiconStore {
  /** In the order of their names. */
  list(): Promise<readonly StoredLexicon[]>
  find(name: string): Promise<StoredLexicon | undefined>
  put(lexicon: StoredLexicon): Promise<void>
  /** @returns whether it was there. */
  remove(name: string): Promise<boolean>
}

/** Opens a store; names must be letters and digits. Without a folder nothing outlives the process. */
export function createLexiconStore(folder?: string): LexiconStore {
  let loaded: Promise<Map<string, StoredLexicon>> | undefined
  const load = () => {
    loaded ??= folder === undefined ? Promise.resolve(new Map()) : readFolder(folder)
    return loaded
  }
  return {
    list: async () => [...(await load()).values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    find: async (name) => (await load()).get(name),
    put: async (lexicon) => {
      const lexicons = await load()
      if (folder !== undefined) await write(folder, lexicon)
      lexicons.set(lexicon.name, lexicon)
    },
    remove: async (name) => {
      const lexicons = await load()
      if (folder !== undefined) await rm(join(folder, `${name}.json`), { force: true })
      return lexicons.delete(name)
    },
  }
}

async function readFolder(folder: string): Promise<Map<string, StoredLexicon>> {
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json"))
  const lexicons = await Promise.all(
    names.map(async (fileName): Promise<[string, StoredLexicon]> => {
      // Only `write` puts files there.
      const stored = JSON.parse(await readFile(join(folder, fileName), "utf8")) as {
        content: string
        lastModified: number
      }
      const name = fileName.slice(0, -".json".length)
      const { content } = stored
      return [name, { name, content, lastModified: epochMs(stored.lastModified), file: readLexicon(content) }]
    }),
  )
  return new Map(lexicons)
}

async function write(folder: string, { name, content, lastModified }: StoredLexicon): Promise<void> {
  const path = join(folder, `${name}.json`)
  // A file that is half written is never read.
  await writeFile(`${path}.new`, JSON.stringify({ content, lastModified }))
  await rename(`${path}.new`, path)
}
