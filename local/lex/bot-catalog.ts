// The bots the local Lex serves, with their versions and aliases: given as values, as exports on disk, or by the model
// API. How a locale learns to understand is language.ts.

import type { Bot, BotLocale } from "#bot/definition.ts"
import type { LanguageModel, SlotResolvers } from "#bot/language-model.ts"
import { Fault } from "#core/errors.ts"
import type { Log } from "#core/log.ts"
import type { Clock, EpochMs } from "#core/time.ts"
import type { BotFile } from "./bot-file.ts"
import type { CodeHook } from "./code-hooks.ts"

/** What a locale is understood with. */
export type Language = { readonly model: LanguageModel; readonly resolvers: SlotResolvers }

/** Makes the language of a locale, or finds the one it made before of the same content. */
export type LanguageLoader = (locale: BotLocale) => Promise<Language>

/** A bot to serve: a value, or an export (zip or folder) that is read anew when it changes. */
export type BotSource = ({ readonly bot: Bot } | { readonly file: BotFile }) & {
  /** The Lambda function behind every alias and locale of the bot; absent: none. */
  readonly codeHook?: CodeHook
}

/** The alias that every bot has; it serves the draft. */
export const TEST_ALIAS = { id: "TSTALIASID", name: "TestBotAlias" } as const

/** A name for a version of a bot. */
export type BotAlias = {
  readonly id: string
  readonly name: string
  readonly description?: string
  /** Absent: the alias serves nothing yet. */
  readonly version?: string
  /** As the model API has them; a locale that is not enabled isn't served. */
  readonly localeSettings: Readonly<Record<string, { readonly enabled: boolean }>>
  readonly createdAtMs: EpochMs
  readonly updatedAtMs: EpochMs
}

/** A numbered snapshot of a bot. */
export type BotVersion = { readonly bot: Bot; readonly description?: string; readonly createdAtMs: EpochMs }

/** A bot of the catalog. */
export type CatalogBot = {
  draft: Bot
  readonly codeHook: CodeHook | undefined
  readonly versions: Map<string, BotVersion>
  readonly aliases: Map<string, BotAlias>
  readonly createdAtMs: EpochMs
  updatedAtMs: EpochMs
}

/** One locale of a bot, ready to take turns. */
export type ServedLocale = {
  readonly bot: Bot
  readonly locale: BotLocale
  readonly alias: { readonly id: string; readonly name: string }
  readonly language: Language
  readonly codeHook: CodeHook | undefined
}

/** How far the language of a locale is. */
export type BuildStatus = "NotBuilt" | "Building" | "Built" | "Failed"

/** The bots at hand. */
export interface BotCatalog {
  /** Reads every source once; the first failure is thrown. Languages are made in the background from then on. */
  load(): Promise<void>
  /** Finds what an alias of a bot serves; an alias nobody made serves the draft. @returns what is missing, if anything is. */
  find(botId: string, aliasId: string, localeId: string): Promise<ServedLocale | "bot" | "locale">
  /** Finds a bot by its id or name. */
  findBot(botId: string): CatalogBot | undefined
  /** Every bot, in the order of its source. */
  bots(): readonly CatalogBot[]
  /** Adds a bot, or gives the one of the same id another draft. Its languages are built when asked for. */
  put(bot: Bot): CatalogBot
  /** Forgets a bot. */
  remove(botId: string): void
  /** Begins to make the language of a locale. */
  build(locale: BotLocale): void
  buildStatus(locale: BotLocale): BuildStatus
  close(): void
}

type Entry = CatalogBot & { readonly file?: BotFile }

/** Creates a catalog; it is empty until loaded. */
export function createBotCatalog(options: {
  readonly sources: readonly BotSource[]
  readonly loadLanguage: LanguageLoader
  readonly log: Log
  readonly clock: Clock
  /** Serves only this locale of each bot; it is then an error when a source hasn't got it. */
  readonly localeId?: string
}): BotCatalog {
  const { sources, log, clock } = options
  const builds = createBuilds(options.loadLanguage, log)
  const entries: Entry[] = []
  const findBot = (botId: string) =>
    entries.find(({ draft }) => draft.id === botId) ?? entries.find(({ draft }) => draft.name === botId)
  const setDraft = (entry: CatalogBot, bot: Bot): void => {
    entry.draft = bot
    entry.updatedAtMs = clock()
  }
  const add = (bot: Bot, codeHook: CodeHook | undefined, file?: BotFile): Entry => {
    const now = clock()
    const entry: Entry = {
      draft: bot,
      codeHook,
      versions: new Map(),
      aliases: new Map(),
      createdAtMs: now,
      updatedAtMs: now,
      ...(file === undefined ? {} : { file }),
    }
    entries.push(entry)
    return entry
  }
  const refresh = async (entry: Entry): Promise<void> => {
    if (entry.file === undefined || !(await entry.file.hasChanged())) return
    try {
      setDraft(entry, narrow(await entry.file.read(), options.localeId))
      entry.draft.locales.forEach(builds.start)
      log.info("bot-reloaded", { bot: entry.draft.name })
    } catch (error) {
      // Half-written by an editor, or broken: the bot that worked goes on working.
      const reason = error instanceof Error ? error.message : String(error)
      log.error("bot-not-reloaded", { bot: entry.draft.name, error: reason })
    }
  }

  return {
    load: async () => {
      for (const source of sources) {
        const file = "file" in source ? source.file : undefined
        const bot = narrow("file" in source ? await source.file.read() : source.bot, options.localeId)
        add(bot, source.codeHook, file)
        bot.locales.forEach(builds.start)
      }
    },
    find: async (botId, aliasId, localeId) => {
      const entry = findBot(botId)
      if (entry === undefined) return "bot"
      await refresh(entry)
      const { bot, alias } = followAlias(entry, aliasId)
      const isEnabled = entry.aliases.get(aliasId)?.localeSettings[localeId]?.enabled ?? true
      const locale = bot?.locales.find((candidate) => candidate.localeId === localeId)
      if (bot === undefined || locale === undefined || !isEnabled) return "locale"
      return { bot, locale, alias, language: await builds.language(locale), codeHook: entry.codeHook }
    },
    findBot,
    bots: () => entries,
    put: (bot) => {
      const entry = entries.find(({ draft }) => draft.id === bot.id)
      if (entry === undefined) return add(bot, sources[0]?.codeHook)
      setDraft(entry, bot)
      return entry
    },
    remove: (botId) => {
      const at = entries.findIndex(({ draft }) => draft.id === botId)
      if (at >= 0) entries.splice(at, 1)
    },
    build: builds.start,
    buildStatus: builds.status,
    close: () => {
      builds.close()
      for (const entry of entries) entry.file?.close()
    },
  }
}

function followAlias(
  entry: CatalogBot,
  aliasId: string,
): Pick<ServedLocale, "alias"> & { readonly bot: Bot | undefined } {
  if (aliasId === TEST_ALIAS.id) return { bot: asDraft(entry.draft), alias: TEST_ALIAS }
  const alias = entry.aliases.get(aliasId)
  if (alias === undefined) return { bot: entry.draft, alias: { id: aliasId, name: aliasId } }
  return { bot: entry.versions.get(alias.version ?? "")?.bot, alias: { id: alias.id, name: alias.name } }
}

/** An export of a numbered version says its number; behind the test alias it is the draft. */
function asDraft(bot: Bot): Bot {
  return bot.version === "DRAFT" ? bot : { ...bot, version: "DRAFT" }
}

function narrow(bot: Bot, localeId: string | undefined): Bot {
  if (localeId === undefined) return bot
  const locales = bot.locales.filter((locale) => locale.localeId === localeId)
  if (locales.length > 0) return { ...bot, locales }
  const had = bot.locales.map((locale) => locale.localeId).join(", ")
  throw new Fault("data-invalid", { hint: `the bot ${bot.name} has no locale ${localeId}, only ${had}` })
}

type Builds = {
  start(locale: BotLocale): void
  language(locale: BotLocale): Promise<Language>
  status(locale: BotLocale): BuildStatus
  close(): void
}

/** Languages by the very value of their locale: a locale that changed is another value. */
function createBuilds(loadLanguage: LanguageLoader, log: Log): Builds {
  const made = new WeakMap<BotLocale, { readonly language: Promise<Language>; status: BuildStatus }>()
  let isClosed = false
  const begin = (locale: BotLocale) => {
    const build = { language: loadLanguage(locale), status: "Building" as BuildStatus }
    made.set(locale, build)
    build.language.then(
      () => {
        build.status = "Built"
      },
      // Told again to whoever asks for the locale; without this, a locale nobody asks for would end the process.
      (error: unknown) => {
        build.status = "Failed"
        if (!isClosed) log.error("locale-not-built", { localeId: locale.localeId, error: String(error) })
      },
    )
    return build
  }
  return {
    start: (locale) => {
      if (!made.has(locale)) begin(locale)
    },
    language: (locale) => (made.get(locale) ?? begin(locale)).language,
    status: (locale) => made.get(locale)?.status ?? "NotBuilt",
    close: () => {
      isClosed = true
    },
  }
}
