// A collection of faces that are remembered: in memory, and in a file that is only ever added to, so that a process that is
// killed loses nothing and tears nothing. Which collections there are is collection-store.ts.

import { appendFile, readFile, rename, truncate, writeFile } from "node:fs/promises"
import { type EpochMs, epochMs } from "#core/time.ts"
import type { Box } from "../models/object-detector.ts"

/** A face that is remembered. */
export type StoredFace = {
  readonly faceId: string
  readonly imageId: string
  readonly externalImageId?: string
  /** SHA-256 of the encoded picture: a picture that comes again isn't remembered twice. */
  readonly imageHash: string
  readonly box: Box
  readonly confidence: number
  readonly descriptor: Float32Array
}

/** A collection. */
export interface FaceCollection {
  readonly id: string
  readonly createdAt: EpochMs
  /** In the order they came. */
  faces(): readonly StoredFace[]
  find(faceId: string): StoredFace | undefined
  add(faces: readonly StoredFace[]): Promise<void>
  /** Faces that aren't there are passed over. */
  remove(faceIds: readonly string[]): Promise<void>
}

/** A line of the file; the first tells of the collection. */
type Line =
  | { readonly collection: string; readonly createdAt: number }
  | { readonly add: Omit<StoredFace, "descriptor"> & { readonly descriptor: string } }
  | { readonly remove: readonly string[] }

/** Makes a collection, and its file where there is one. */
export async function createCollection(
  id: string,
  createdAt: EpochMs,
  path: string | undefined,
): Promise<FaceCollection> {
  if (path !== undefined) {
    await writeFile(`${path}.new`, toLine({ collection: id, createdAt }))
    await rename(`${path}.new`, path)
  }
  return new Collection(id, createdAt, path, [])
}

/**
 * Opens a collection's file. A last line that was cut short by the end of a process is cut off.
 *
 * @returns `undefined` when the file is no collection's.
 */
export async function openCollection(path: string): Promise<FaceCollection | undefined> {
  const content = await readFile(path, "utf8")
  const whole = content.slice(0, content.lastIndexOf("\n") + 1)
  if (whole.length < content.length) await truncate(path, Buffer.byteLength(whole))
  // Only this file writes there.
  const lines = whole
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line)
  const head = lines[0]
  if (head === undefined || !("collection" in head)) return undefined
  const faces = new Map<string, StoredFace>()
  for (const line of lines) {
    if ("add" in line) faces.set(line.add.faceId, { ...line.add, descriptor: decode(line.add.descriptor) })
    if ("remove" in line) for (const faceId of line.remove) faces.delete(faceId)
  }
  return new Collection(head.collection, epochMs(head.createdAt), path, [...faces.values()])
}

class Collection implements FaceCollection {
  readonly id: string
  readonly createdAt: EpochMs
  readonly #path: string | undefined
  readonly #faces: Map<string, StoredFace>
  /** Lines are added one after the other. */
  #writing: Promise<void> = Promise.resolve()

  constructor(id: string, createdAt: EpochMs, path: string | undefined, faces: readonly StoredFace[]) {
    this.id = id
    this.createdAt = createdAt
    this.#path = path
    this.#faces = new Map(faces.map((face) => [face.faceId, face]))
  }

  faces(): readonly StoredFace[] {
    return [...this.#faces.values()]
  }

  find(faceId: string): StoredFace | undefined {
    return this.#faces.get(faceId)
  }

  async add(faces: readonly StoredFace[]): Promise<void> {
    await this.#append(faces.map((face) => toLine({ add: { ...face, descriptor: encode(face.descriptor) } })).join(""))
    for (const face of faces) this.#faces.set(face.faceId, face)
  }

  async remove(faceIds: readonly string[]): Promise<void> {
    await this.#append(toLine({ remove: faceIds }))
    for (const faceId of faceIds) this.#faces.delete(faceId)
  }

  #append(lines: string): Promise<void> {
    const path = this.#path
    if (path === undefined || lines === "") return Promise.resolve()
    const write = () => appendFile(path, lines)
    const written = this.#writing.then(write)
    // One that failed doesn't keep the next from being tried.
    this.#writing = written.catch(() => undefined)
    return written
  }
}

function toLine(line: Line): string {
  return `${JSON.stringify(line)}\n`
}

function encode(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("base64")
}

function decode(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64")
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
}
