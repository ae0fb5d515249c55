// A folder that stands in for S3: each bucket a folder in it, each object a file. Who reads and writes which objects is each
// service's own.

import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, resolve, sep } from "node:path"

/** Objects in buckets. */
export interface S3Folder {
  /**
   * Reads an object.
   *
   * @param maxBytes A longer object isn't read.
   * @returns `undefined` when there is none; `"too-large"` when it is longer than that.
   */
  read(bucket: string, key: string, maxBytes: number): Promise<Uint8Array | "too-large" | undefined>
  /** Whether an object of this name can be kept: a bucket's name as S3 has them, a key that is a path. */
  canKeep(bucket: string, key: string): boolean
  /**
   * Writes an object, and makes its bucket; whoever reads meanwhile sees the one before or this one.
   *
   * @throws {RangeError} for names that can't be kept; what the file system throws.
   */
  write(bucket: string, key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>
}

/** Where the folder is: in the data folder, or else among the temporary files of this machine. */
export function findS3Folder(dataFolder?: string): string {
  return join(dataFolder ?? join(tmpdir(), "concierge"), "s3")
}

/** Opens the folder; it needn't exist. */
export function openS3Folder(folder: string): S3Folder {
  const root = resolve(folder)
  return {
    read: async (bucket, key, maxBytes) => {
      const path = findPath(root, bucket, key)
      const found = path === undefined ? undefined : await stat(path).catch(() => undefined)
      if (path === undefined || found?.isFile() !== true) return undefined
      return found.size > maxBytes ? "too-large" : readFile(path)
    },
    canKeep: (bucket, key) => findPath(root, bucket, key) !== undefined,
    write: async (bucket, key, body) => {
      const path = findPath(root, bucket, key)
      if (path === undefined) throw new RangeError("the object's name can't be a path in its bucket")
      await mkdir(dirname(path), { recursive: true })
      try {
        await writeFile(`${path}.new`, body)
        await rename(`${path}.new`, path)
      } catch (error) {
        await rm(`${path}.new`, { force: true })
        throw error
      }
    },
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^(?!\d+\.\d+\.\d+\.\d+$)(?!xn--|sthree-)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$(?<!-s3alias|--ol-s3)/
/** File systems take no longer name. */
const MAX_NAME_BYTES = 240

/** Where an object is; never outside of its bucket, wherever its key points. */
function findPath(root: string, bucket: string, key: string): string | undefined {
  if (!isBucketName(bucket) || key === "" || key.includes("\0") || key.endsWith("/")) return undefined
  const names = key.split(/[/\\]/)
  if (names.some((name) => name === ".." || name === "." || Buffer.byteLength(name) > MAX_NAME_BYTES)) return undefined
  const home = join(root, bucket)
  const path = resolve(home, `./${key}`)
  return path.startsWith(home + sep) ? path : undefined
}

/** Whether S3 would take a bucket of this name. */
export function isBucketName(name: string): boolean {
  return BUCKET.test(name) && !name.includes("..")
}
