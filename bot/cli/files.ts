// Bots on disk: zip files and unpacked folders, read as archives and written back. What is in them is bot/archive.

import { lstat, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { dirname, join, relative, sep } from "node:path"
import { archiveFromFiles, type BotArchive, decodeText } from "#bot/archive/archive.ts"
import { formatJson } from "#bot/archive/format-json.ts"
import { readArchive, writeArchive } from "#bot/archive/zip.ts"
import { Fault } from "#core/errors.ts"

/** A password of an archive, from an option or else from the environment, where other users don't see it. */
export function findPassword(
  option: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly password?: string } {
  const password = option ?? environment.LEX_ARCHIVE_PASSWORD
  return password === undefined || password === "" ? {} : { password }
}

/**
 * Reads a zip file or a folder.
 *
 * @throws {Fault} `data-invalid` naming the path when it is not there or can't be read.
 */
export async function readSource(path: string, options: { readonly password?: string } = {}): Promise<BotArchive> {
  const info = await lstat(path).catch((cause: unknown) => {
    throw new Fault("data-invalid", { hint: `${path}: there is no such file or folder`, cause })
  })
  try {
    return info.isDirectory() ? await readFolder(path) : await readArchive(await readFile(path), options)
  } catch (cause) {
    if (cause instanceof Fault) throw new Fault(cause.code, { hint: `${path}: ${cause.hint}`, cause })
    throw cause
  }
}

/** Reads the files of an export in a folder, sorted by path; others (documents, hidden files) are left out. */
async function readFolder(folder: string): Promise<BotArchive> {
  const paths = (await listFiles(folder)).filter((path) => /\.(json|tsv)$/i.test(path)).sort()
  const top = findTop(paths)
  const inside = paths.filter((path) => path.startsWith(top))
  const files = await Promise.all(
    inside.map(async (path) => [path.slice(top.length), await readFile(join(folder, path))] as const),
  )
  return archiveFromFiles(files)
}

/** Lex wants Manifest.json at the top of the zip, so a folder around everything is left off. */
function findTop(paths: readonly string[]): string {
  const manifests = paths.filter((path) => /(^|\/)manifest\.json$/i.test(path))
  const [only = "", another] = manifests
  return another === undefined ? only.slice(0, only.lastIndexOf("/") + 1) : ""
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !/(^|\/)(\.|node_modules\/)/.test(path))
}

/** The file names an export consists of, apart from tables. */
const EXPORT_FILE =
  /(^|\/)(Manifest|Bot|BotLocale|Intent|Slot|SlotType|ConversationFlow|CustomVocabulary)\.(json|tsv)$/i

/**
 * Unpacks an archive for review: one JSON field a line. White space apart, nothing changes.
 *
 * @param isReplacing Files of an export that was there before go away; anything else in the folder stays.
 * @throws {Fault} `data-invalid` when the folder holds something and is not to be replaced.
 */
export async function writeFolder(archive: BotArchive, folder: string, isReplacing: boolean): Promise<void> {
  await mkdir(folder, { recursive: true })
  const present = (await listFiles(folder)).filter((path) => EXPORT_FILE.test(path))
  if (!isReplacing && (await readdir(folder)).length > 0) {
    throw new Fault("data-invalid", { hint: `${folder} is not empty; --force replaces the bot in it` })
  }
  for (const path of present) if (!archive.files.has(path)) await rm(join(folder, path))
  for (const [path, bytes] of archive.files) {
    const target = join(folder, ...path.split("/"))
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, path.toLowerCase().endsWith(".json") ? formatJson(decodeText(path, bytes)) : bytes)
  }
}

/** Packs an archive. */
export async function writeZip(
  archive: BotArchive,
  path: string,
  options: { readonly password?: string } = {},
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, await writeArchive(archive, options))
}
