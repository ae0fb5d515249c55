// A Lex V2 export as files in memory, byte for byte and in their order, so that nothing is lost on the way through.
// Zip compression is zip.ts; what the files mean is layout.ts and to-bot.ts.

import { Fault } from "#core/errors.ts"

/** The files of an export by path (`/` between folders), in archive order, exactly as they came. */
export type BotArchive = { readonly files: ReadonlyMap<string, Uint8Array> }

/** What an archive may hold at most; far above any bot within Lex's quotas, far below what hurts a host. */
export const ARCHIVE_LIMITS = {
  /** 4,000 slots and 1,000 intents in each of two dozen languages stay below this. */
  maxFiles: 150_000,
  maxFileBytes: 32 * 1024 * 1024,
  maxTotalBytes: 256 * 1024 * 1024,
  /** The zip itself. */
  maxZipBytes: 64 * 1024 * 1024,
} as const

/** Reports data that is not what it should be, naming the file and, where there is one, the field. */
export function invalid(file: string, problem: string, cause?: unknown): Fault {
  return new Fault("data-invalid", { hint: `${file}: ${problem}`, cause })
}

/**
 * Brings a path to the archive's form: `/` between folders, no leading `./`.
 *
 * @throws {Fault} `data-invalid` for a path that would leave the folder it is unpacked to.
 */
export function toArchivePath(path: string): string {
  const parts = path.replaceAll("\\", "/").split("/")
  const isUnsafe = parts[0] === "" || parts.includes("..") || /^[A-Za-z]:/.test(path) || path.includes("\0")
  if (isUnsafe) throw invalid(JSON.stringify(path), "the path leaves the archive's own folder")
  const kept = parts.filter((part) => part !== "." && part !== "")
  if (kept.length === 0) throw invalid(JSON.stringify(path), "the path names no file")
  return kept.join("/")
}

/**
 * Makes an archive from files that somebody else has read: an unpacked export, a folder under version control.
 *
 * @param files Path (relative, either slash) to content; the order is kept.
 * @throws {Fault} `data-invalid` for unsafe or repeated paths, and above `ARCHIVE_LIMITS`.
 */
export function archiveFromFiles(files: Iterable<readonly [string, Uint8Array]>): BotArchive {
  const kept = new Map<string, Uint8Array>()
  let totalBytes = 0
  for (const [path, bytes] of files) {
    const archivePath = toArchivePath(path)
    if (kept.has(archivePath)) throw invalid(archivePath, "the archive holds this file twice")
    totalBytes += bytes.length
    checkSize(archivePath, bytes.length, totalBytes, kept.size + 1)
    kept.set(archivePath, bytes)
  }
  return { files: kept }
}

/** Refuses a file that is too large, or one too many. */
export function checkSize(path: string, bytes: number, totalBytes: number, count: number): void {
  if (bytes > ARCHIVE_LIMITS.maxFileBytes) throw invalid(path, `larger than ${ARCHIVE_LIMITS.maxFileBytes} bytes`)
  if (totalBytes > ARCHIVE_LIMITS.maxTotalBytes) {
    throw invalid(path, `the archive unpacks to more than ${ARCHIVE_LIMITS.maxTotalBytes} bytes`)
  }
  if (count > ARCHIVE_LIMITS.maxFiles)
    throw invalid(path, `the archive holds more than ${ARCHIVE_LIMITS.maxFiles} files`)
}

/**
 * Reads one file of an archive as text, without a byte order mark.
 *
 * @throws {Fault} `data-invalid` when it is not UTF-8.
 */
export function decodeText(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch (cause) {
    throw invalid(file, "not UTF-8 text", cause)
  }
}
