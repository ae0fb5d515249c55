// The live conversations of the local Lex: packed small in memory, forgotten when idle too long, and kept in files where
// a folder is given. What is in a session is bot/dialog's.

import { deflateRawSync, inflateRawSync } from "node:zlib"
import type { Session } from "#bot/dialog/session-record.ts"
import { type Clock, epochMs } from "#core/time.ts"
import type { SessionFiles, StoredSession } from "./session-files.ts"

/** Which conversation: the same session id under another bot, alias or locale is another one. */
export type SessionKey = {
  readonly botId: string
  readonly botAliasId: string
  readonly localeId: string
  readonly sessionId: string
}

/** Keeps sessions until they expire. */
export interface SessionStore {
  /** @returns `undefined` when there is no such session, or it was idle for too long. */
  find(key: SessionKey): Promise<Session | undefined>
  /** @param idleTtlSeconds The bot's own setting; the session is forgotten when it lay idle for longer. */
  save(key: SessionKey, session: Session, idleTtlSeconds: number): void
  /** @returns whether there was a live session. */
  remove(key: SessionKey): Promise<boolean>
  /** How many sessions are in memory. */
  readonly size: number
  /** Writes what is not written yet. */
  close(): Promise<void>
}

/** Short sessions are kept as JSON, longer ones deflated: a kilobyte instead of four, for less than 0.1 ms a turn. */
const DEFLATE_FROM_CHARACTERS = 1500
/** How many entries a save looks at to find expired ones; saves outnumber expiries, so this keeps up. */
const SWEEP_STEPS = 4

/**
 * Creates a store.
 *
 * @param options `files` keeps sessions across a restart; `maxSessions` (default 1,000,000) bounds memory: the session
 *   that was idle longest goes first.
 */
export function createSessionStore(options: {
  readonly clock: Clock
  readonly files?: SessionFiles
  readonly maxSessions?: number
}): SessionStore {
  const { clock, files } = options
  const maxSessions = options.maxSessions ?? 1_000_000
  // Least recently used first: a Map iterates in order of insertion, and a saved entry is inserted anew.
  const entries = new Map<string, StoredSession>()

  const drop = (id: string): void => {
    entries.delete(id)
    files?.remove(id)
  }

  const sweep = (): void => {
    let steps = SWEEP_STEPS
    for (const [id, entry] of entries) {
      if (steps-- === 0) return
      if (entry.expiresAtMs < clock()) drop(id)
      else if (entries.size <= maxSessions) return
      else entries.delete(id)
    }
  }

  return {
    get size() {
      return entries.size
    },
    find: async (key) => {
      const id = formatKey(key)
      const entry = entries.get(id) ?? (await files?.read(id))
      if (entry === undefined) return undefined
      if (entry.expiresAtMs >= clock()) return unpack(entry.packed)
      drop(id)
      return undefined
    },
    save: (key, session, idleTtlSeconds) => {
      const id = formatKey(key)
      const entry = { packed: pack(session), expiresAtMs: epochMs(session.lastUsedAtMs + idleTtlSeconds * 1000) }
      entries.delete(id)
      entries.set(id, entry)
      files?.write(id, entry)
      sweep()
    },
    remove: async (key) => {
      const id = formatKey(key)
      const entry = entries.get(id) ?? (await files?.read(id))
      drop(id)
      return entry !== undefined && entry.expiresAtMs >= clock()
    },
    close: async () => {
      await files?.close()
    },
  }
}

function formatKey(key: SessionKey): string {
  return `${key.botId}/${key.botAliasId}/${key.localeId}/${key.sessionId}`
}

/**
 * Packs a session as a string: JSON, or a zero and deflated bytes as Latin-1, which V8 keeps in one byte each. (The buffer
 * that zlib gives is a piece of one of 16 kB, which would be kept with it.)
 */
function pack(session: Session): string {
  const text = JSON.stringify(session)
  if (text.length < DEFLATE_FROM_CHARACTERS) return text
  return `\0${deflateRawSync(text, { level: 1 }).toString("latin1")}`
}

function unpack(packed: string): Session {
  const isDeflated = packed.startsWith("\0")
  const text = isDeflated ? inflateRawSync(Buffer.from(packed.slice(1), "latin1")).toString("utf8") : packed
  return JSON.parse(text) as Session
}
