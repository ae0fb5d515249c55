// A trained model as bytes: a header in JSON, then the numbers, sealed by a digest. The same model gives the same bytes on
// every run; which one is live is model-registry.ts.

import { createHash } from "node:crypto"
import { Fault } from "#core/errors.ts"
import type { Metrics } from "./engine/evaluate.ts"
import type { ItemTable } from "./engine/item-table.ts"
import type { RankingModel } from "./engine/ranking-model.ts"
import type { Recipe } from "./engine/recipe.ts"

/** What is known about a model beside its numbers. */
export type ModelCard = {
  readonly recipe: Recipe
  readonly contentWeight: number
  readonly seed: number
  /** SHA-256 of the training data, hex. */
  readonly dataHash: string
  readonly events: number
  readonly visitors: number
  /** On visitors set aside, whom no training sees. */
  readonly metrics: Metrics
  /** Popularity alone, on the same visitors. */
  readonly floor: Metrics
}

/** A model with its card. */
export type ModelArtifact = { readonly card: ModelCard; readonly model: RankingModel }

const MAGIC = "CONCIERGE-MODEL-1\n"
const DIGEST_BYTES = 32
const LENGTH_BYTES = 4

type TableShape = { readonly rows?: number; readonly weights: number }
type Header = {
  readonly card: ModelCard
  readonly itemIds: readonly string[]
  readonly contentWeight: number
  readonly collaborative?: TableShape
  readonly content?: TableShape
}

/** Packs a model: magic, digest of the rest, length of the header, header, numbers (little-endian). */
export function encodeArtifact({ card, model }: ModelArtifact): Uint8Array {
  const { itemIds, contentWeight, collaborative, content } = model
  const header: Header = {
    card,
    itemIds,
    contentWeight,
    ...(collaborative === undefined ? {} : { collaborative: shapeOf(collaborative) }),
    ...(content === undefined ? {} : { content: shapeOf(content) }),
  }
  const text = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(text.length)
  const tables = [collaborative, content].flatMap((table) => (table === undefined ? [] : arraysOf(table)))
  const numbers = [model.popularity, ...tables].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  )
  const body = Buffer.concat([length, text, ...numbers])
  return Buffer.concat([Buffer.from(MAGIC), createHash("sha256").update(body).digest(), body])
}

function shapeOf({ sparse, weights }: ItemTable): TableShape {
  return { weights: weights.length, ...(sparse === undefined ? {} : { rows: sparse.starts.length }) }
}

function arraysOf({ sparse, weights }: ItemTable): readonly (Float32Array | Uint32Array)[] {
  return sparse === undefined ? [weights] : [weights, sparse.starts, sparse.columns]
}

/**
 * Unpacks a model.
 *
 * @param name What the bytes are called when it is told what is wrong with them.
 * @throws {Fault} `data-invalid` when the bytes are not a whole, unchanged model.
 */
export function decodeArtifact(bytes: Uint8Array, name = "the file"): ModelArtifact {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const body = all.subarray(MAGIC.length + DIGEST_BYTES)
  const isOurs = all.subarray(0, MAGIC.length).toString("latin1") === MAGIC
  if (!isOurs) throw new Fault("data-invalid", { hint: `${name} is not a recommendation model` })
  const digest = all.subarray(MAGIC.length, MAGIC.length + DIGEST_BYTES)
  if (!createHash("sha256").update(body).digest().equals(digest)) {
    throw new Fault("data-invalid", { hint: `${name} is truncated or was changed` })
  }
  const length = body.readUInt32LE()
  const header = JSON.parse(body.subarray(LENGTH_BYTES, LENGTH_BYTES + length).toString()) as Header
  const numbers = body.subarray(LENGTH_BYTES + length)
  if (numbers.length !== 4 * countNumbers(header)) {
    throw new Fault("data-invalid", { hint: `${name} doesn't hold what it says` })
  }
  const read = createReader(numbers)
  const size = header.itemIds.length
  const popularity = new Float32Array(read(size))
  const readTable = ({ weights, rows }: TableShape): ItemTable => {
    const table = { size, weights: new Float32Array(read(weights)) }
    if (rows === undefined) return table
    const starts = new Uint32Array(read(rows))
    return { ...table, sparse: { starts, columns: new Uint32Array(read(weights)) } }
  }
  const { itemIds, contentWeight, collaborative, content } = header
  const model = {
    itemIds,
    popularity,
    contentWeight,
    ...(collaborative === undefined ? {} : { collaborative: readTable(collaborative) }),
    ...(content === undefined ? {} : { content: readTable(content) }),
  }
  return { card: header.card, model }
}

/** How many four-byte numbers follow a header. */
function countNumbers({ itemIds, collaborative, content }: Header): number {
  const tables = [collaborative, content].flatMap((table) => (table === undefined ? [] : [table]))
  const countOf = ({ rows, weights }: TableShape) => (rows === undefined ? weights : 2 * weights + rows)
  return tables.reduce((sum, table) => sum + countOf(table), itemIds.length)
}

/** Reads four-byte numbers one array after the other; each is copied, for alignment. */
function createReader(numbers: Buffer): (count: number) => ArrayBuffer {
  let at = 0
  return (count) => {
    const part = new ArrayBuffer(count * 4)
    new Uint8Array(part).set(numbers.subarray(at, at + count * 4))
    at += count * 4
    return part
  }
}

/** The version of a model: the beginning of its bytes' SHA-256. */
export function versionOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 16)
}
