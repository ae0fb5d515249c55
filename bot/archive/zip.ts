// Zip bytes to a BotArchive and back: passwords, limits against bombs, and the same bytes for the same files.
// What the files mean is layout.ts.

import {
  type Entry,
  ERR_ENCRYPTED,
  ERR_INVALID_PASSWORD,
  type FileEntry,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from "@zip.js/zip.js"
import { Fault } from "#core/errors.ts"
import { ARCHIVE_LIMITS, archiveFromFiles, type BotArchive, checkSize, invalid, toArchivePath } from "./archive.ts"

const ZIP = "the zip file"

/** The library's own deflate: the same bytes on every host, and quicker for many small files than the host's streams. */
const ENGINE = { useWebWorkers: false, useCompressionStream: false } as const

/** Collects what an entry inflates to and stops at the limit, whatever size the entry claims to have. */
class BoundedWriter {
  readonly writable: WritableStream<Uint8Array>
  readonly #chunks: Uint8Array[] = []
  #length = 0

  constructor(onBytes: (count: number) => void) {
    this.writable = new WritableStream({
      write: (chunk) => {
        this.#length += chunk.length
        onBytes(this.#length)
        this.#chunks.push(chunk)
      },
    })
  }

  /** Everything written so far, in one piece. */
  bytes(): Uint8Array {
    const all = new Uint8Array(this.#length)
    let offset = 0
    for (const chunk of this.#chunks) {
      all.set(chunk, offset)
      offset += chunk.length
    }
    return all
  }
}

/**
 * Reads an exported bot, locale or custom vocabulary from its zip file.
 *
 * @param options.password The export's own password, if it has one (ZipCrypto or AES).
 * @throws {Fault} `data-invalid`: not a zip, broken, wrong or missing password, unsafe or repeated file names, or more
 *   than `ARCHIVE_LIMITS`.
 */
export async function readArchive(
  bytes: Uint8Array,
  options: { readonly password?: string } = {},
): Promise<BotArchive> {
  if (bytes.length > ARCHIVE_LIMITS.maxZipBytes) throw invalid(ZIP, `larger than ${ARCHIVE_LIMITS.maxZipBytes} bytes`)
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { ...ENGINE, strictness: "balanced" })
  try {
    return archiveFromFiles(await readEntries(await listEntries(reader), options.password))
  } catch (cause) {
    throw toFault(cause)
  } finally {
    await reader.close()
  }
}

async function listEntries(reader: ZipReader<Uint8Array>): Promise<FileEntry[]> {
  const entries: FileEntry[] = []
  let claimedBytes = 0
  for await (const entry of reader.getEntriesGenerator()) {
    const path = toArchivePath(entry.filename)
    claimedBytes += entry.uncompressedSize
    checkSize(path, entry.uncompressedSize, claimedBytes, entries.length + 1)
    if (isFile(entry)) entries.push(entry)
  }
  return entries
}

function isFile(entry: Entry): entry is FileEntry {
  return !entry.directory
}

async function readEntries(
  entries: readonly FileEntry[],
  password: string | undefined,
): Promise<[string, Uint8Array][]> {
  const files: [string, Uint8Array][] = []
  let totalBytes = 0
  for (const entry of entries) {
    const writer = new BoundedWriter((count) => checkSize(entry.filename, count, totalBytes + count, files.length + 1))
    const options = { ...ENGINE, checkSignature: true, checkOverlappingEntry: true }
    try {
      await entry.getData(writer, password === undefined ? options : { ...options, password })
    } catch (cause) {
      throw cause instanceof Fault ? cause : invalid(entry.filename, describe(cause), cause)
    }
    const bytes = writer.bytes()
    totalBytes += bytes.length
    files.push([entry.filename, bytes])
  }
  return files
}

function describe(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (message === ERR_ENCRYPTED) return "protected by a password, and none was given"
  if (message === ERR_INVALID_PASSWORD) return "the password is wrong"
  return `cannot be unpacked (${message})`
}

function toFault(cause: unknown): Fault {
  if (cause instanceof Fault) return cause
  return invalid(ZIP, `not a readable zip file (${cause instanceof Error ? cause.message : String(cause)})`, cause)
}

/**
 * Packs an archive as a zip file that Lex's StartImport takes. The same files in the same order give the same bytes:
 * dates are fixed and nothing of the host gets in.
 *
 * @param options.password Protects the content as Lex's own exports do; such output differs each time (salt).
 */
export async function writeArchive(
  archive: BotArchive,
  options: { readonly password?: string } = {},
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    ...ENGINE,
    extendedTimestamp: false,
    // The first day a zip's date field can hold, read in the host's own time zone as the field is.
    rawLastModDate: (1 << 21) | (1 << 16),
    dataDescriptor: false,
    ...(options.password === undefined ? {} : { password: options.password, encryptionStrength: 3 as const }),
  })
  for (const [path, bytes] of archive.files) await writer.add(path, new Uint8ArrayReader(bytes))
  return await writer.close()
}
