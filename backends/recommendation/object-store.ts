// Where training data and models are kept, as objects under keys: the port. A folder is behind it in
// folder-object-store.ts, a bucket in s3-object-store.ts.

import { Fault } from "#core/errors.ts"

/**
 * Keeps objects. Keys are parts parted by slashes, of letters, digits, dots, dashes and underscores; others throw the Fault
 * `data-invalid`.
 */
export interface ObjectStore {
  /** @returns `undefined` when there is no such object. */
  read(key: string): Promise<Uint8Array | undefined>
  /** Writes an object whole: a reader sees the old one or the new one. */
  write(key: string, bytes: Uint8Array): Promise<void>
  /** Keys that begin so, ascending. */
  list(prefix: string): Promise<readonly string[]>
  /** Deletes an object; one that isn't there is none the less gone. */
  delete(key: string): Promise<void>
}

/** Writes a text as an object. */
export function writeText(store: ObjectStore, key: string, text: string): Promise<void> {
  return store.write(key, new TextEncoder().encode(text))
}

/** @returns `undefined` when there is no such object. */
export async function readText(store: ObjectStore, key: string): Promise<string | undefined> {
  const bytes = await store.read(key)
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}

const KEY = /^[\w.-]+(?:\/[\w.-]+)*$/

/** @throws {Fault} `data-invalid` for what is no key; `..` never is. */
export function checkKey(key: string): string {
  if (!KEY.test(key) || key.split("/").includes("..")) throw new Fault("data-invalid", { hint: `not a key: ${key}` })
  return key
}
