// Watches a folder that stands in for a bucket, and tells of objects put into it as S3 does. What comes of an event is
// whoever's who listens.

import { type FSWatcher, watch } from "node:fs"
import { mkdir, readdir, stat } from "node:fs/promises"
import { join, sep } from "node:path"
import type { Log } from "#core/log.ts"
import { type Clock, formatInstant } from "#core/time.ts"

/** An event notification of S3, as far as functions read it. */
export type S3Event = {
  readonly Records: readonly {
    readonly eventSource: "aws:s3"
    readonly eventName: "ObjectCreated:Put"
    readonly eventTime: string
    readonly s3: {
      readonly bucket: { readonly name: string }
      readonly object: { readonly key: string; readonly size: number }
    }
  }[]
}

/** What is watched, and who is told. */
export type WatchOptions = {
  /** The bucket's folder; made when it isn't there. */
  readonly folder: string
  readonly bucket: string
  /** Called for one object at a time; its failure is logged, and the next one comes all the same. */
  readonly onCreated: (event: S3Event) => Promise<unknown>
  /** Objects that nobody is told of: unfinished ones, what the listener writes itself. */
  readonly isIgnored: (key: string) => boolean
  /** Objects that were there before and were told of then. */
  readonly wasHandled: (key: string) => boolean
  readonly log: Log
  readonly clock: Clock
}

/** A file counts as whole when nothing was written to it for so long. */
const SETTLE_MS = 150

/** Watches until closed. Objects that were there before are told of first: nobody may have been watching. */
export async function watchBucket(options: WatchOptions): Promise<{ close(): Promise<void> }> {
  const { folder, bucket, onCreated, isIgnored, wasHandled, log, clock } = options
  await mkdir(folder, { recursive: true })
  const settling = new Map<string, NodeJS.Timeout>()
  let work: Promise<unknown> = Promise.resolve()
  let isClosed = false

  const tell = async (key: string): Promise<void> => {
    const found = await stat(join(folder, key)).catch(() => undefined)
    if (found?.isFile() !== true || isClosed) return
    const object = { key: encodeURIComponent(key).replaceAll("%2F", "/").replaceAll("%20", "+"), size: found.size }
    const record = { eventSource: "aws:s3", eventName: "ObjectCreated:Put", eventTime: formatInstant(clock()) } as const
    await onCreated({ Records: [{ ...record, s3: { bucket: { name: bucket }, object } }] })
  }
  const touch = (file: string): void => {
    const key = file.split(sep).join("/")
    if (isIgnored(key)) return
    clearTimeout(settling.get(key))
    const timer = setTimeout(() => {
      settling.delete(key)
      work = work
        .then(() => tell(key))
        .catch((error: unknown) => log.error("event-not-handled", { key, error: String(error) }))
    }, SETTLE_MS)
    settling.set(key, timer)
  }

  const watcher: FSWatcher = watch(folder, { recursive: true, persistent: false }, (_change, file) => {
    if (file !== null) touch(file)
  })
  watcher.on("error", (error) => log.error("watching-failed", { folder, error: String(error) }))
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const before = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
  for (const file of before.map((path) => path.slice(folder.length + 1)))
    if (!wasHandled(file.split(sep).join("/"))) touch(file)
  return {
    close: async () => {
      isClosed = true
      watcher.close()
      for (const timer of settling.values()) clearTimeout(timer)
      await work
    },
  }
}
