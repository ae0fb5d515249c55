// Rules about an export as files: manifest, folders, identifiers, references that reading settles silently.
// Rules about the bot itself are the other …-rules.ts.

import { isIdentifier } from "#bot/archive/identifiers.ts"
import { field, type JsonNode, listField, plainWord, textField } from "#bot/archive/json-node.ts"
import type { BotFiles, IntentFiles } from "#bot/archive/layout.ts"
import type { Problem, Severity } from "./rule.ts"

/** One demand on an export's files. */
export type ArchiveRule = {
  readonly name: string
  readonly severity: Severity
  readonly check: (files: BotFiles) => readonly Problem[]
}

const KINDS = new Set(["bot", "botlocale", "customvocabulary"])

const manifest: ArchiveRule = {
  name: "manifest",
  severity: "refused",
  check: ({ manifest: node, bot }) => {
    if (!node) {
      const fix = 'Add {"metaData":{"schemaVersion":"1","resourceType":"BOT","fileFormat":"LexJson"}}.'
      return [{ file: "Manifest.json", path: "", message: "the file is missing", fix }]
    }
    const metaData = field(node, "metaData", "metadata")
    if (!metaData) return [complaint(node, "metaData", "is missing", "Say resourceType and fileFormat in it.")]
    const kind = plainWord(textField(metaData, "resourceType") ?? "")
    const format = plainWord(textField(metaData, "fileFormat") ?? "")
    const isMismatch = KINDS.has(kind) && (kind === "bot") !== (bot !== undefined)
    return [
      ...(KINDS.has(kind) && !isMismatch
        ? []
        : [
            complaint(
              metaData,
              "resourceType",
              `says "${kind}", but the archive holds something else`,
              "Use BOT for a whole bot.",
            ),
          ]),
      ...(format === "lexjson" || format === "tsv"
        ? []
        : [complaint(metaData, "fileFormat", `is "${format}"`, "Use LexJson.")]),
    ]
  },
}

const manifestPlace: ArchiveRule = {
  name: "manifest-at-the-top",
  severity: "risky",
  check: ({ manifest: node }) =>
    node?.file.includes("/")
      ? [complaint(node, "", "stands in a folder; Lex writes it at the top of the zip", "Pack the folder's content.")]
      : [],
}

function complaint(node: JsonNode, name: string, message: string, fix: string): Problem {
  const path = [node.path, name].filter((part) => part !== "").join(".")
  return { file: node.file, path, message: `${name === "" ? "the file" : name} ${message}`, fix }
}

function* everyNamed(files: BotFiles): Iterable<{ readonly folder: string; readonly file: JsonNode }> {
  for (const locale of files.locales) {
    yield* locale.slotTypes
    for (const intent of locale.intents) {
      yield intent
      yield* intent.slots
    }
  }
}

const identifiers: ArchiveRule = {
  name: "identifier-form",
  severity: "risky",
  check: (files) =>
    [...everyNamed(files)].flatMap(({ file }) => {
      const identifier = textField(file, "identifier")
      if (identifier === undefined || identifier === "" || isIdentifier(identifier)) return []
      return [
        complaint(
          file,
          "identifier",
          `"${identifier}" is none of Lex's`,
          "Use ten letters and digits, or leave it empty.",
        ),
      ]
    }),
}

const folderNames: ArchiveRule = {
  name: "folder-is-name",
  severity: "risky",
  check: (files) =>
    [...everyNamed(files)].flatMap(({ folder, file }) => {
      const name = textField(file, "name")
      if (name === undefined || name === folder) return []
      return [complaint(file, "name", `"${name}" is not the name of its folder, ${folder}`, "Rename the folder.")]
    }),
}

const priorities: ArchiveRule = {
  name: "priority-of-unknown-slot",
  severity: "refused",
  check: (files) => files.locales.flatMap((locale) => locale.intents.flatMap(checkPriorities)),
}

function checkPriorities(intent: IntentFiles): Problem[] {
  const known = new Set(
    intent.slots.flatMap(({ folder, file }) => [
      textField(file, "name") ?? folder,
      textField(file, "identifier") ?? "",
    ]),
  )
  return listField(intent.file, "slotPriorities").flatMap((entry) => {
    const name = textField(entry, "slotName", "slotId") ?? ""
    if (known.has(name)) return []
    return [
      complaint(entry, "slotName", `"${name}" is no slot of the intent`, "Add Slots/…/Slot.json, or remove the entry."),
    ]
  })
}

/** The rules of this file. */
export const ARCHIVE_RULES: readonly ArchiveRule[] = [manifest, manifestPlace, identifiers, folderNames, priorities]
