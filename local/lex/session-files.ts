// Sessions in a folder, one small file each, so that a restart keeps them and an erased one is gone from the disk at once.
// Which sessions there are, and when they expire, is session-store.ts.

import { createHash } from "node:crypto"
import { mkdir, readdir, readFile, rename, unlink, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Log } from "#core/log.ts"
import { type Clock, type EpochMs, epochMs } from "#core/time.ts"

/** A session as it is kept: its packed content, and when it is forgotten. */
export type StoredSession = { readonly packed: string; readonly expiresAtMs: EpochMs }

/** Writes behind the turns: what is newest wins, nobody waits for it. */
export interface SessionFiles {
  read(id: string): Promise<StoredSession | undefined>
  write(id: string, session: StoredSession): void
  remove(id: string): void
  /** Settles every write. */
  close(): Promise<void>
}

/** A file begins with the instant at which its session expires. */
const HEADER_BYTES = 8

/** Creates the files of a folder, which is made when first needed; expired files of earlier runs are deleted. */
export function createSessionFiles(folder: string, clock: Clock, log: Log): SessionFiles {
  /** What is to be on the disk, by id; `undefined` is to be deleted. */
  const pending = new Map<string, StoredSession | undefined>()
  let isWriting: Promise<void> | undefined

  const flush = async (): Promise<void> => {
    await mkdir(folder, { recursive: true })
    for (const [id, session] of pending) {
      const path = pathOf(folder, id)
      if (session === undefined) await unlink(path).catch(ignoreMissing)
      else {
        // A crash in the middle of a write must not leave half a session under the right name.
        await writeFile(`${path}.new`, encode(session), { mode: 0o600 })
        await rename(`${path}.new`, path)
      }
      if (pending.get(id) === session) pending.delete(id)
    }
  }
  const schedule = (): void => {
    isWriting ??= flush()
      .catch((error: unknown) => {
        pending.clear()
        log.error("sessions-not-written", { error: String(error) })
      })
      .finally(() => {
        isWriting = undefined
        if (pending.size > 0) schedule()
      })
  }
  const sweeping = deleteExpired(folder, clock).catch((error: unknown) =>
    log.warn("sessions-not-swept", { error: String(error) }),
  )

  return {
    read: async (id) => {
      if (pending.has(id)) return pending.get(id)
      return decode(await readIfThere(pathOf(folder, id)))
    },
    write: (id, session) => {
      pending.set(id, session)
      schedule()
    },
    remove: (id) => {
      pending.set(id, undefined)
      schedule()
    },
    close: async () => {
      await sweeping
      while (isWriting !== undefined) await isWriting
    },
  }
}

/** A session id may hold characters that a file name can't. */
function pathOf(folder: string, id: string): string {
  return join(folder, createHash("sha256").update(id).digest("hex").slice(0, 40))
}

function encode(session: StoredSession): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeDoubleBE(session.expiresAtMs, 0)
  return Buffer.concat([header, Buffer.from(session.packed)])
}

function decode(bytes: Buffer | undefined): StoredSession | undefined {
  if (bytes === undefined || bytes.length <= HEADER_BYTES) return undefined
  return { packed: bytes.toString("utf8", HEADER_BYTES), expiresAtMs: epochMs(bytes.readDoubleBE(0)) }
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    ignoreMissing(error)
    return undefined
  }
}

async function deleteExpired(folder: string, clock: Clock): Promise<void> {
  const names = await readdir(folder).catch(ignoreMissing)
  for (const name of names ?? []) {
    const path = join(folder, name)
    const session = decode(await readIfThere(path))
    if (session === undefined || session.expiresAtMs < clock()) await unlink(path).catch(ignoreMissing)
  }
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined
  throw error
}
