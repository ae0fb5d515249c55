// The collections of faces there are: in a folder, or in memory. What is in one is face-collection.ts.

import { createHash } from "node:crypto"
import { mkdir, readdir, rm } from "node:fs/promises"
import { join } from "node:path"
import type { EpochMs } from "#core/time.ts"
import { createCollection, type FaceCollection, openCollection } from "./face-collection.ts"

/** Collections by id. */
export interface CollectionStore {
  /** In the order of their ids. */
  list(): Promise<readonly FaceCollection[]>
  find(id: string): Promise<FaceCollection | undefined>
  /** @returns `undefined` when there is one of this id already. */
  create(id: string, createdAt: EpochMs): Promise<FaceCollection | undefined>
  /** @returns whether it was there. */
  remove(id: string): Promise<boolean>
}

/** Opens a store. Without a folder nothing outlives the process. */
export function openCollectionStore(folder?: string): CollectionStore {
  let loaded: Promise<Map<string, FaceCollection>> | undefined
  const load = () => {
    loaded ??= folder === undefined ? Promise.resolve(new Map()) : readFolder(folder)
    return loaded
  }
  const creating = new Set<string>()
  return {
    list: async () => [...(await load()).values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    find: async (id) => (await load()).get(id),
    create: async (id, createdAt) => {
      const collections = await load()
      if (collections.has(id) || creating.has(id)) return undefined
      creating.add(id)
      try {
        const created = await createCollection(id, createdAt, pathOf(folder, id))
        collections.set(id, created)
        return created
      } finally {
        creating.delete(id)
      }
    },
    remove: async (id) => {
      const collections = await load()
      const path = pathOf(folder, id)
      if (!collections.delete(id)) return false
      if (path !== undefined) await rm(path, { force: true })
      return true
    },
  }
}

/** Ids differ in case and may be as long as no file name may. */
function pathOf(folder: string | undefined, id: string): string | undefined {
  return folder === undefined ? undefined : join(folder, `${createHash("sha256").update(id).digest("hex")}.jsonl`)
}

async function readFolder(folder: string): Promise<Map<string, FaceCollection>> {
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => name.endsWith(".jsonl"))
  const collections = await Promise.all(names.map((name) => openCollection(join(folder, name))))
  return new Map(
    collections.filter((collection) => collection !== undefined).map((collection) => [collection.id, collection]),
  )
}
