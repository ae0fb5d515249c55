// A bot of the engine's model as a fresh archive, laid out and spelled as Lex's own exports. An archive that was read
// is better kept as it is (BotArchive): this one holds only what the model knows.

import type { Bot, BotLocale } from "#bot/definition.ts"
import { archiveFromFiles, type BotArchive, invalid } from "./archive.ts"
import { writeIntent } from "./write-intent.ts"
import type { Json } from "./write-messages.ts"
import { writeSlot, writeSlotType } from "./write-slot.ts"

/**
 * Writes a bot as an archive that StartImport takes, and from which `toBot` gives the bot back.
 *
 * @throws {Fault} `data-invalid` when two things of the bot would need the same file, or a name is no file name.
 */
export function toArchive(bot: Bot): BotArchive {
  const files: [string, Json][] = [
    ["Manifest.json", { metaData: { schemaVersion: "1", resourceType: "BOT", fileFormat: "LexJson" } }],
    [`${folderName(bot.name)}/Bot.json`, writeBotFile(bot)],
  ]
  for (const locale of bot.locales) {
    const folder = `${folderName(bot.name)}/BotLocales/${folderName(locale.localeId)}`
    files.push(...writeLocale(locale).map(([path, json]): [string, Json] => [`${folder}/${path}`, json]))
  }
  return archiveFromFiles(files.map(([path, json]) => [path, new TextEncoder().encode(JSON.stringify(json))]))
}

/** A name as a folder. Lex's names are safe as they are; anything else would become another path. */
function folderName(name: string): string {
  if (name === "" || name === "." || name.includes("/") || name.includes("\\")) {
    throw invalid("the bot", `${JSON.stringify(name)} can't be the name of a folder`)
  }
  return name
}

function writeBotFile(bot: Bot): Json {
  return {
    name: bot.name,
    version: bot.version,
    description: bot.description ?? null,
    identifier: bot.id,
    dataPrivacy: { childDirected: bot.isChildDirected },
    idleSessionTTLInSeconds: bot.idleSessionTtlInSeconds,
  }
}

function writeLocale(locale: BotLocale): [string, Json][] {
  const files: [string, Json][] = [["BotLocale.json", writeLocaleFile(locale)]]
  for (const type of locale.slotTypes) {
    files.push([`SlotTypes/${folderName(type.name)}/SlotType.json`, writeSlotType(type)])
  }
  for (const intent of locale.intents) {
    const folder = `Intents/${folderName(intent.name)}`
    files.push([`${folder}/Intent.json`, writeIntent(intent)])
    for (const slot of intent.slots) files.push([`${folder}/Slots/${folderName(slot.name)}/Slot.json`, writeSlot(slot)])
  }
  if (locale.customVocabulary.length > 0) {
    const customVocabularyItems = locale.customVocabulary.map(({ phrase, weight, displayAs }) => ({
      phrase,
      weight,
      displayAs: displayAs ?? null,
    }))
    files.push(["CustomVocabulary/CustomVocabulary.json", { customVocabularyItems }])
  }
  return files
}

function writeLocaleFile(locale: BotLocale): Json {
  return {
    name: displayName(locale.localeId),
    identifier: locale.localeId,
    version: null,
    description: null,
    voiceSettings: locale.voice ? { voiceId: locale.voice.voiceId, engine: locale.voice.engine } : null,
    nluConfidenceThreshold: locale.nluConfidenceThreshold,
  }
}

/** The language as the console calls it: "English (US)". */
function displayName(localeId: string): string {
  const names = new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard", style: "short" })
  return names.of(localeId.replace("_", "-")) ?? localeId
}
