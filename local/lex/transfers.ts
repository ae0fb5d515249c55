// Imports and exports of the model API: uploaded archives become bots of the catalog, bots become archives to download.
// What an archive means is bot/archive's; the operations are models-service.ts.

import type { BotArchive } from "#bot/archive/archive.ts"
import { mintIdentifier } from "#bot/archive/identifiers.ts"
import type { Bot, BotLocale } from "#bot/definition.ts"
import type { Clock, EpochMs } from "#core/time.ts"
import type { BotCatalog } from "./bot-catalog.ts"
import type { CatalogBot } from "./bot-types.ts"

/** What an import makes, as the model API names it: one of these is present. */
export type ImportSpecification = {
  readonly botImportSpecification?: {
    readonly botName: string
    readonly dataPrivacy: { readonly childDirected: boolean }
    readonly idleSessionTTLInSeconds?: number
  }
  readonly botLocaleImportSpecification?: {
    readonly botId: string
    readonly localeId: string
    readonly nluIntentConfidenceThreshold?: number
    readonly voiceSettings?: { readonly voiceId: string; readonly engine?: string }
  }
}

/** How an import deals with what is there already. */
export type MergeStrategy = "Overwrite" | "FailOnConflict" | "Append"

/** An import under way or done. */
export type Import = {
  readonly importId: string
  readonly resourceSpecification: ImportSpecification
  readonly mergeStrategy: MergeStrategy
  importStatus: "InProgress" | "Completed" | "Failed"
  importedResourceId?: string
  importedResourceName?: string
  failureReasons?: readonly string[]
  readonly createdAtMs: EpochMs
  updatedAtMs: EpochMs
}

/** A bot, or one locale of it, as a zip file. */
export type Export = {
  readonly exportId: string
  readonly resourceSpecification: unknown
  exportStatus: "InProgress" | "Completed" | "Failed"
  failureReasons?: readonly string[]
  archive?: Uint8Array
  readonly createdAtMs: EpochMs
  updatedAtMs: EpochMs
}

/** Reads archives into the catalog, and writes them from it. */
export interface Transfers {
  /** Begins to import an archive; the returned record changes as it goes on. */
  startImport(
    bytes: Uint8Array,
    order: Pick<Import, "importId" | "resourceSpecification" | "mergeStrategy"> & { readonly password?: string },
  ): Import
  /** Begins to export a bot; with `localeId`, that locale alone. */
  startExport(
    bot: Bot,
    order: Pick<Export, "exportId" | "resourceSpecification"> & {
      readonly localeId?: string
      readonly password?: string
    },
  ): Export
}

/** Creates transfers for a catalog. */
export function createTransfers(catalog: BotCatalog, clock: Clock): Transfers {
  return {
    startImport: (bytes, { password, ...order }) => {
      const now = clock()
      const record: Import = { ...order, importStatus: "InProgress", createdAtMs: now, updatedAtMs: now }
      importArchive(catalog, bytes, record, password)
        .then((bot) => {
          record.importStatus = "Completed"
          record.importedResourceId = order.resourceSpecification.botLocaleImportSpecification?.localeId ?? bot.draft.id
          record.importedResourceName = bot.draft.name
        })
        .catch((error: unknown) => {
          record.importStatus = "Failed"
          record.failureReasons = [reasonOf(error)]
        })
        .finally(() => {
          record.updatedAtMs = clock()
        })
      return record
    },
    startExport: (bot, { password, localeId, ...order }) => {
      const now = clock()
      const record: Export = { ...order, exportStatus: "InProgress", createdAtMs: now, updatedAtMs: now }
      exportBot(bot, localeId, password)
        .then((archive) => {
          record.archive = archive
          record.exportStatus = "Completed"
        })
        .catch((error: unknown) => {
          record.exportStatus = "Failed"
          record.failureReasons = [reasonOf(error)]
        })
        .finally(() => {
          record.updatedAtMs = clock()
        })
      return record
    },
  }
}

async function importArchive(
  catalog: BotCatalog,
  bytes: Uint8Array,
  order: Pick<Import, "resourceSpecification" | "mergeStrategy">,
  password: string | undefined,
): Promise<CatalogBot> {
  const { readArchive } = await import("#bot/archive/zip.ts")
  const { toBot } = await import("#bot/archive/to-bot.ts")
  const { botImportSpecification, botLocaleImportSpecification } = order.resourceSpecification
  const archive = await readArchive(bytes, password === undefined ? {} : { password })
  if (botImportSpecification !== undefined) {
    return importBot(catalog, toBot(archive), botImportSpecification, order.mergeStrategy)
  }
  if (botLocaleImportSpecification === undefined) throw new Error("Only bots and bot locales can be imported here.")
  const { botId, localeId } = botLocaleImportSpecification
  const target = catalog.findBot(botId)
  if (target === undefined) throw new Error(`Could not find bot '${botId}'.`)
  const imported = toBot(archive, { name: target.draft.name, localeId })
  return importLocale(catalog, target.draft, imported, botLocaleImportSpecification, order.mergeStrategy)
}

function importBot(
  catalog: BotCatalog,
  imported: Bot,
  given: NonNullable<ImportSpecification["botImportSpecification"]>,
  strategy: MergeStrategy,
): CatalogBot {
  const existing = catalog.bots().find(({ draft }) => draft.name === given.botName)
  if (existing !== undefined && strategy === "FailOnConflict") {
    throw new Error(`There is already a bot named '${given.botName}'. Import it under another name, or overwrite it.`)
  }
  const isFree = catalog.bots().every(({ draft }) => draft.id !== imported.id)
  return catalog.put({
    ...imported,
    name: given.botName,
    version: "DRAFT",
    // The bot keeps its id where it is replaced, and the archive's own where nobody has it.
    id: existing?.draft.id ?? (isFree ? imported.id : mintIdentifier("bot", given.botName)),
    isChildDirected: given.dataPrivacy.childDirected,
    idleSessionTtlInSeconds: given.idleSessionTTLInSeconds ?? imported.idleSessionTtlInSeconds,
  })
}

function importLocale(
  catalog: BotCatalog,
  target: Bot,
  imported: Bot,
  given: NonNullable<ImportSpecification["botLocaleImportSpecification"]>,
  strategy: MergeStrategy,
): CatalogBot {
  const { localeId, nluIntentConfidenceThreshold, voiceSettings } = given
  const existing = target.locales.find((locale) => locale.localeId === localeId)
  if (existing !== undefined && strategy === "FailOnConflict") {
    throw new Error(`The bot '${target.name}' already has the locale ${localeId}.`)
  }
  const [read] = imported.locales
  if (read === undefined) throw new Error("The archive holds no locale.")
  const merged = existing !== undefined && strategy === "Append" ? append(existing, read) : read
  const locale: BotLocale = {
    ...merged,
    localeId,
    ...(nluIntentConfidenceThreshold === undefined ? {} : { nluConfidenceThreshold: nluIntentConfidenceThreshold }),
    ...(voiceSettings === undefined
      ? {}
      : { voice: { voiceId: voiceSettings.voiceId, engine: voiceSettings.engine ?? "standard" } }),
  }
  return catalog.put({ ...target, locales: [...target.locales.filter((one) => one !== existing), locale] })
}

/** Adds what is new; what is there stays. */
function append(existing: BotLocale, added: BotLocale): BotLocale {
  const knownIntents = new Set(existing.intents.map(({ name }) => name))
  const knownTypes = new Set(existing.slotTypes.map(({ name }) => name))
  return {
    ...existing,
    intents: [...existing.intents, ...added.intents.filter(({ name }) => !knownIntents.has(name))],
    slotTypes: [...existing.slotTypes, ...added.slotTypes.filter(({ name }) => !knownTypes.has(name))],
    customVocabulary: [...existing.customVocabulary, ...added.customVocabulary],
  }
}

async function exportBot(bot: Bot, localeId: string | undefined, password: string | undefined): Promise<Uint8Array> {
  const { toArchive } = await import("#bot/archive/to-archive.ts")
  const { writeArchive } = await import("#bot/archive/zip.ts")
  const locales = localeId === undefined ? bot.locales : bot.locales.filter((locale) => locale.localeId === localeId)
  const archive: BotArchive = toArchive({ ...bot, locales })
  return writeArchive(archive, password === undefined ? {} : { password })
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
