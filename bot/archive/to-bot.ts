// An export as the engine knows bots: spellings settled, identifiers made whole, references resolved.
// What it leaves aside (editor layout, fields without effect here) is still in the archive; the way back is to-archive.ts.

import type { Bot, BotLocale, SlotType } from "#bot/definition.ts"
import { type BotArchive, invalid } from "./archive.ts"
import { createIdentifierIssuer, isIdentifier, mintIdentifier } from "./identifiers.ts"
import { booleanField, field, type JsonNode, numberField, present, textField } from "./json-node.ts"
import { findBotFiles, type LocaleFiles } from "./layout.ts"
import { readIntent } from "./read-intent.ts"
import type { SlotTypeReference } from "./read-slot.ts"
import { readCustomVocabulary, readSlotType } from "./read-slot-type.ts"
import { readArchive } from "./zip.ts"

/** What a locale or custom-vocabulary export can't say by itself. */
export type BotDefaults = {
  /** The name of the bot around it; the archive's own folder counts when absent. */
  readonly name?: string
  /** The language of a custom vocabulary outside a locale folder; `en_US` when absent. */
  readonly localeId?: string
}

const LOCALE_ID = /^[a-z]{2,3}_[A-Z0-9]{2,4}$/

/**
 * Reads a bot from the zip file that Lex exported.
 *
 * @throws {Fault} `data-invalid`, naming the file and field, for whatever keeps it from being read.
 */
export async function readBot(
  bytes: Uint8Array,
  options: BotDefaults & { readonly password?: string } = {},
): Promise<Bot> {
  return toBot(await readArchive(bytes, options), options)
}

/**
 * Reads the bot that an archive holds. A locale or custom-vocabulary export becomes a bot of that locale alone.
 *
 * @throws {Fault} `data-invalid`, naming the file and field.
 */
export function toBot(archive: BotArchive, defaults: BotDefaults = {}): Bot {
  const files = findBotFiles(archive)
  const name = textField(files.bot, "name", "botName") ?? defaults.name ?? files.folder ?? "ImportedBot"
  const identifier = textField(files.bot, "identifier", "botId")
  return present({
    name,
    id: isIdentifier(identifier) ? identifier : mintIdentifier(name),
    version: readVersion(files.bot),
    description: textField(files.bot, "description"),
    isChildDirected: booleanField(field(files.bot, "dataPrivacy"), "childDirected") ?? false,
    idleSessionTtlInSeconds: numberField(files.bot, "idleSessionTTLInSeconds") ?? 300,
    locales: uniqueLocales(files.locales.map((locale) => readLocale(locale, defaults))),
  })
}

function readVersion(bot: JsonNode | undefined): string {
  const version = field(bot, "version", "botVersion")
  if (version === undefined || bot === undefined) return "DRAFT"
  const text = String(version.value)
  if (text !== "DRAFT" && !/^\d{1,5}$/.test(text)) throw invalid(bot.file, "version must be DRAFT or a number")
  return text
}

function uniqueLocales(locales: readonly BotLocale[]): readonly BotLocale[] {
  const seen = new Set<string>()
  for (const { localeId } of locales) {
    if (seen.has(localeId)) throw invalid("the archive", `holds the locale ${localeId} twice`)
    seen.add(localeId)
  }
  return locales
}

function readLocale(files: LocaleFiles, defaults: BotDefaults): BotLocale {
  const localeId = findLocaleId(files) ?? defaults.localeId ?? "en_US"
  const slotTypes = readSlotTypes(files, localeId)
  const types = createTypeReference(files, slotTypes)
  const identify = createIdentifierIssuer()
  const voice = field(files.file, "voiceSettings")
  const voiceId = textField(voice, "voiceId")
  return present({
    localeId,
    nluConfidenceThreshold: numberField(files.file, "nluConfidenceThreshold", "nluIntentConfidenceThreshold") ?? 0.4,
    voice: voiceId === undefined ? undefined : { voiceId, engine: textField(voice, "engine") ?? "standard" },
    intents: files.intents.map((intentFiles) => {
      const intent = readIntent(intentFiles, localeId, types)
      const given = textField(intentFiles.file, "identifier", "intentId")
      return { ...intent, identifier: identify(given, localeId, intent.name) }
    }),
    slotTypes: slotTypes.map((type) => resolveSubSlots(type, types)),
    customVocabulary: files.customVocabulary
      ? readCustomVocabulary(files.customVocabulary.file, files.customVocabulary.bytes)
      : [],
  })
}

/** The file says it, else its folder; hand-made copies write `en-US`. */
function findLocaleId(files: LocaleFiles): string | undefined {
  const candidates = [textField(files.file, "identifier", "localeId"), files.folder]
  return candidates.map((text) => text?.replace("-", "_")).find((text) => text !== undefined && LOCALE_ID.test(text))
}

function readSlotTypes(files: LocaleFiles, localeId: string): SlotType[] {
  const identify = createIdentifierIssuer()
  return files.slotTypes.map(({ folder, file }) => {
    const type = readSlotType(file, folder)
    return { ...type, identifier: identify(textField(file, "identifier", "slotTypeId"), localeId, type.name) }
  })
}

/** Types are called by identifier (as written, proper or not) or by name; built-in ones keep their `AMAZON.` name. */
function createTypeReference(files: LocaleFiles, slotTypes: readonly SlotType[]): SlotTypeReference {
  const byReference = new Map<string, SlotType>()
  for (const type of slotTypes) if (!byReference.has(type.name)) byReference.set(type.name, type)
  for (const [i, type] of slotTypes.entries()) {
    const written = textField(files.slotTypes[i]?.file, "identifier", "slotTypeId")
    for (const id of [type.identifier, written]) if (id && !byReference.has(id)) byReference.set(id, type)
  }
  return {
    toName: (reference) => byReference.get(reference)?.name ?? reference,
    toId: (reference) => byReference.get(reference)?.identifier ?? reference,
  }
}

function resolveSubSlots(type: SlotType, types: SlotTypeReference): SlotType {
  if (!type.subSlots) return type
  return {
    ...type,
    subSlots: type.subSlots.map((subSlot) => ({ ...subSlot, slotTypeId: types.toId(subSlot.slotTypeId) })),
  }
}
