// Where the files of an export are: finds the bot, its locales, intents, slots and slot types by file name, whatever
// folders they are wrapped in. What stands inside the files is read-….ts.

import { type BotArchive, invalid } from "./archive.ts"
import { field, type JsonNode, parseJsonFile, plainWord, textField } from "./json-node.ts"

/** An intent's file and those of its slots, in archive order. */
export type IntentFiles = {
  readonly folder: string
  readonly file: JsonNode
  readonly slots: readonly { readonly folder: string; readonly file: JsonNode }[]
}

/** The files of one language. */
export type LocaleFiles = {
  /** The folder's name; `undefined` when the archive's top folder is the locale's. */
  readonly folder: string | undefined
  /** Absent for an archive that holds a custom vocabulary only. */
  readonly file: JsonNode | undefined
  readonly intents: readonly IntentFiles[]
  readonly slotTypes: readonly { readonly folder: string; readonly file: JsonNode }[]
  readonly customVocabulary?: { readonly file: string; readonly bytes: Uint8Array }
}

/** The files of a bot, locale or custom-vocabulary export. */
export type BotFiles = {
  readonly manifest: JsonNode | undefined
  /** Absent in locale and custom-vocabulary exports. */
  readonly bot: JsonNode | undefined
  /** The folder the locales are in, for naming a bot that has no file. */
  readonly folder: string | undefined
  readonly locales: readonly LocaleFiles[]
}

/** A path cut up: lower-case names for comparing, the folder above the file as written. */
type Located = { readonly path: string; readonly parts: readonly string[]; readonly lower: readonly string[] }

/**
 * Finds the parts of an export.
 *
 * @throws {Fault} `data-invalid` when there is no bot, locale or vocabulary in it, more than one bot, a file that should
 *   be there is missing, or one is not JSON.
 */
export function findBotFiles(archive: BotArchive): BotFiles {
  const located = [...archive.files.keys()].map(locate).filter((file) => !isSystemFile(file))
  const read = (file: Located) => parseJsonFile(file.path, archive.files.get(file.path) ?? new Uint8Array())
  const bot = onlyOne(located.filter((file) => nameOf(file) === "bot.json"))
  const manifestFile = located
    .filter((file) => nameOf(file) === "manifest.json")
    .sort((a, b) => a.parts.length - b.parts.length)[0]
  const manifest = manifestFile && read(manifestFile)
  const root = bot ? folderOf(bot) : []
  const inside = located.filter((file) => root.every((part, i) => file.parts[i] === part))
  const localeFolders = findLocaleFolders(inside)
  const kind = plainWord(textField(field(manifest, "metaData", "metadata"), "resourceType") ?? "")
  if (bot === undefined && (kind === "bot" || localeFolders.length === 0)) {
    throw located.some((file) => isFirstVersion(file, archive)) ? firstVersion() : missing(kind)
  }
  return {
    manifest,
    bot: bot && read(bot),
    folder: bot ? root.at(-1) : folderAbove(localeFolders[0] ?? []),
    locales: localeFolders.map((folder) => readLocaleFiles(folder, inside, archive, read)),
  }
}

function missing(kind: string): Error {
  const what = kind === "" || kind === "bot" ? "Bot.json" : kind === "botlocale" ? "BotLocale.json" : "its content"
  return invalid("the archive", `${what} is missing: this is not an exported Lex V2 bot`)
}

/** Lex V1 exported one JSON file, which says what it is for. */
function isFirstVersion(file: Located, archive: BotArchive): boolean {
  if (!nameOf(file).endsWith(".json")) return false
  const start = new TextDecoder().decode(archive.files.get(file.path)?.subarray(0, 400))
  return /"importType"\s*:\s*"LEX"/.test(start)
}

function firstVersion(): Error {
  return invalid(
    "the archive",
    "this is a bot of Lex V1: migrate it in the console of Lex V1, then export the Lex V2 bot that comes of it",
  )
}

function locate(path: string): Located {
  const parts = path.split("/")
  return { path, parts, lower: parts.map((part) => part.toLowerCase()) }
}

/** What macOS and file managers add on their own. */
function isSystemFile(file: Located): boolean {
  return file.lower.includes("__macosx") || nameOf(file).startsWith("._")
}

function nameOf(file: Located): string {
  return file.lower.at(-1) ?? ""
}

function folderOf(file: Located): readonly string[] {
  return file.parts.slice(0, -1)
}

function onlyOne(bots: readonly Located[]): Located | undefined {
  if (bots.length < 2) return bots[0]
  throw invalid("the archive", `holds more than one bot: ${bots.map((file) => file.path).join(", ")}`)
}

/** What tells that a folder in BotLocales is a locale. */
const LOCALE_FILES = new Set(["botlocale.json", "intent.json", "slot.json", "slottype.json"])

/** Folders that hold a BotLocale.json or stand directly in BotLocales, or that hold a custom vocabulary. */
function findLocaleFolders(files: readonly Located[]): readonly (readonly string[])[] {
  const folders = new Map<string, readonly string[]>()
  for (const file of files) {
    const folder = localeFolderOf(file)
    if (folder) folders.set(folder.join("/"), folder)
  }
  return [...folders.values()]
}

function localeFolderOf(file: Located): readonly string[] | undefined {
  const above = file.lower.indexOf("botlocales")
  const isOfLocale = LOCALE_FILES.has(nameOf(file)) || isVocabulary(file)
  if (above >= 0 && file.parts.length > above + 2 && isOfLocale) return file.parts.slice(0, above + 2)
  if (nameOf(file) === "botlocale.json") return folderOf(file)
  if (!isVocabulary(file)) return undefined
  return file.lower.at(-2) === "customvocabulary" ? file.parts.slice(0, -2) : folderOf(file)
}

function isVocabulary(file: Located): boolean {
  return nameOf(file) === "customvocabulary.json" || nameOf(file) === "customvocabulary.tsv"
}

function folderAbove(localeFolder: readonly string[]): string | undefined {
  const above = localeFolder.slice(0, -1)
  return above.at(-1)?.toLowerCase() === "botlocales" ? above.at(-2) : above.at(-1)
}

function readLocaleFiles(
  folder: readonly string[],
  files: readonly Located[],
  archive: BotArchive,
  read: (file: Located) => JsonNode,
): LocaleFiles {
  const inside = files.filter((file) => folder.every((part, i) => file.parts[i] === part))
  const relative = inside.map((file) => ({
    ...file,
    parts: file.parts.slice(folder.length),
    lower: file.lower.slice(folder.length),
  }))
  const localeFile = relative.find((file) => file.lower.length === 1 && nameOf(file) === "botlocale.json")
  const vocabulary = relative.find(isVocabulary)
  const hasIntents = relative.some((file) => file.lower[0] === "intents" || file.lower[0] === "slottypes")
  if (!localeFile && hasIntents) throw invalid([...folder, "BotLocale.json"].join("/"), "the file is missing")
  return {
    folder: folder.at(-1),
    file: localeFile && read(localeFile),
    intents: readIntentFiles(folder, relative, read),
    slotTypes: relative
      .filter((file) => file.lower.length === 3 && file.lower[0] === "slottypes" && nameOf(file) === "slottype.json")
      .map((file) => ({ folder: file.parts[1] ?? "", file: read(file) })),
    ...(vocabulary && {
      customVocabulary: { file: vocabulary.path, bytes: archive.files.get(vocabulary.path) ?? new Uint8Array() },
    }),
  }
}

function readIntentFiles(
  folder: readonly string[],
  files: readonly Located[],
  read: (file: Located) => JsonNode,
): IntentFiles[] {
  const intents = new Map<string, { file?: JsonNode; slots: { folder: string; file: JsonNode }[] }>()
  for (const file of files.filter((candidate) => candidate.lower[0] === "intents")) {
    const [, intentFolder = "", , slotFolder = ""] = file.parts
    const isIntent = file.parts.length === 3 && nameOf(file) === "intent.json"
    const isSlot = file.parts.length === 5 && file.lower[2] === "slots" && nameOf(file) === "slot.json"
    if (!isIntent && !isSlot) continue
    const intent = intents.get(intentFolder) ?? { slots: [] }
    intents.set(intentFolder, intent)
    if (isIntent) intent.file = read(file)
    else intent.slots.push({ folder: slotFolder, file: read(file) })
  }
  return [...intents].map(([intentFolder, { file, slots }]) => {
    if (!file) throw invalid([...folder, "Intents", intentFolder, "Intent.json"].join("/"), "the file is missing")
    return { folder: intentFolder, file, slots }
  })
}
