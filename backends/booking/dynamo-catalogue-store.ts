// The catalogue in DynamoDB: packed, cut into parts that fit an item, and one item that says which version is live.

import type { Items } from "#aws/dynamo.ts"
import { Fault } from "#core/errors.ts"
import type { Catalogue } from "./catalogue.ts"
import type { CatalogueStore } from "./catalogue-store.ts"

/** Well below DynamoDB's 400 kB an item. */
const PART_BYTES = 300_000
const MAX_TRIES = 3
const LIVE = { version: "live", part: "000" }

/** Keeps the catalogue in a table. */
export function createDynamoCatalogueStore(items: Items, table: string): CatalogueStore {
  return {
    async findVersion() {
      const live = await items.get(table, LIVE)
      return live === undefined ? undefined : String(live.points)
    },
    async load() {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const live = await items.get(table, LIVE)
        if (live === undefined) return undefined
        const chunks = await readParts(items, table, String(live.points), Number(live.parts))
        if (chunks !== undefined) return unpack(chunks)
        // A newer catalogue has taken its place since: look again.
      }
      throw new Fault("data-invalid", { hint: "parts of the stored catalogue are missing" })
    },
    async save(catalogue, version) {
      const packed = await pack(catalogue)
      const names = partNames(Math.ceil(packed.length / PART_BYTES))
      const before = await items.get(table, LIVE)
      await Promise.all(
        names.map((part, position) => {
          const data = packed.subarray(position * PART_BYTES, (position + 1) * PART_BYTES)
          return items.put(table, { version, part, data })
        }),
      )
      await items.put(table, { ...LIVE, points: version, parts: names.length })
      if (before === undefined || before.points === version) return
      const old = partNames(Number(before.parts))
      await Promise.all(old.map((part) => items.delete(table, { version: String(before.points), part })))
    },
  }
}

async function readParts(
  items: Items,
  table: string,
  version: string,
  count: number,
): Promise<readonly Uint8Array[] | undefined> {
  const parts = await Promise.all(partNames(count).map((part) => items.get(table, { version, part })))
  const chunks = parts.flatMap((item) => (item?.data instanceof Uint8Array ? [item.data] : []))
  return chunks.length === count ? chunks : undefined
}

function partNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(index).padStart(3, "0"))
}

async function pack(catalogue: Catalogue): Promise<Uint8Array> {
  const text = new Blob([JSON.stringify(catalogue)]).stream()
  return new Uint8Array(await new Response(text.pipeThrough(new CompressionStream("gzip"))).arrayBuffer())
}

async function unpack(chunks: readonly Uint8Array[]): Promise<Catalogue> {
  // Copied, as the SDK's arrays may share their memory with other answers.
  const packed = new Blob(chunks.map((chunk) => Uint8Array.from(chunk))).stream()
  try {
    return (await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).json()) as Catalogue
  } catch (cause) {
    throw new Fault("data-invalid", { cause, hint: "the stored catalogue can't be unpacked" })
  }
}
