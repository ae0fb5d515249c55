// The bots the local Lex serves, with their versions and aliases: given as values, as exports on disk, or by the model
// API. How a locale learns to understand is language.ts.

import type { Bot, BotLocale } from "#bot/definition.ts"
import type { LanguageModel, SlotResolvers } from "#bot/language-model.ts"
import { Fault } from "#core/errors.ts"
import type { Log } from "#core/log.ts"
import type { Clock } from "#core/time.ts"
import type { BotFile } from "./bot-file.ts"
import type { BotStore, StoredBot } from "./bot-store.ts"
import type { CatalogBot } from "./bot-types.ts"
import type { CodeHook } from "./code-hooks.ts"
import { findCodeHook } from "./find-code-hook.ts"

/** What a locale is understood with. */
export type Language = { readonly model: LanguageModel; readonly resolvers: SlotResolvers }

/** Makes the language of a locale, or finds the one it made before of the same content. */
export type LanguageLoader = (locale: BotLocale) => Promise<Language>

/** A bot to serve: a value, or an export (zip or folder) that is read anew when it changes. */
export type BotSource = ({ readonly bot: Bot } | { readonly file: BotFile }) & {
  /** The Lambda function behind every alias and locale of the bot that names none that is known; absent: none. */
  readonly codeHook?: CodeHook
}

/** The alias that every bot has; it serves the draft. */
export const TEST_ALIAS = { id: "TSTALIASID", name: "TestBotAlias" } as const

/** One locale of a bot, ready to take turns. */
export type ServedLocale = {
  readonly bot: Bot
  readonly locale: BotLocale
  readonly alias: { readonly id: string; readonly name: string }
  readonly codeHook: CodeHook | undefined
  /** What it is understood with, once that is made. Rejects when it can't be made. */
  language(): Promise<Language>
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
  /** Keeps what was changed in the versions or aliases of a bot. */
  keep(bot: CatalogBot): void
  /** Forgets a bot. */
  remove(botId: string): void
  /** Begins to make the language of a locale. */
  build(locale: BotLocale): void
  buildStatus(locale: BotLocale): BuildStatus
  close(): Promise<void>
}

type Entry = CatalogBot & { readonly file?: BotFile }

/** What a catalog is made of. */
export type BotCatalogOptions = {
  readonly sources: readonly BotSource[]
  /** Lambda functions by name: of bots by their name or id, of aliases by the name in their ARN. */
  readonly functions: ReadonlyMap<string, CodeHook>
  readonly loadLanguage: LanguageLoader
  readonly log: Log
  readonly clock: Clock
  /** Keeps deployed bots across a restart. */
  readonly store?: BotStore
  /** Serves only this locale of each bot; it is then an error when a source hasn't got it. */
  readonly localeId?: string
}

/** Creates a catalog; it is empty until loaded. */
export function createBotCatalog(options: BotCatalogOptions): BotCatalog {
  return new Catalog(options)
}

function explainTaken(bot: Bot, first: CatalogBot): string {
  const way = bot.name === first.draft.name ? "it can't be called" : "it can be called by its name only"
  return `an earlier bot has the id of bot ${bot.name}: ${way}. Give it another identifier in its Bot.json.`
}

class Catalog implements BotCatalog {
  readonly #options: BotCatalogOptions
  readonly #builds: Builds
  readonly #entries: Entry[] = []

  constructor(options: BotCatalogOptions) {
    this.#options = options
    this.#builds = createBuilds(options.loadLanguage, options.log)
  }

  async load(): Promise<void> {
    const { sources, localeId, store } = this.#options
    for (const source of sources) {
      const file = "file" in source ? source.file : undefined
      const bot = narrow("file" in source ? await source.file.read() : source.bot, localeId)
      const first = this.#entries.find(({ draft }) => draft.id === bot.id)
      if (first !== undefined)
        this.#options.log.warn("bot-id-taken", { botId: bot.id, detail: explainTaken(bot, first) })
      this.#add(bot, source.codeHook, file)
      bot.locales.forEach(this.#builds.start)
    }
    for (const stored of (await store?.load()) ?? []) this.#restore(stored)
  }

  async find(botId: string, aliasId: string, localeId: string): Promise<ServedLocale | "bot" | "locale"> {
    const entry = this.findBot(botId)
    if (entry === undefined) return "bot"
    await this.#refresh(entry)
    const { bot, alias } = followAlias(entry, aliasId)
    const isEnabled = entry.aliases.get(aliasId)?.localeSettings[localeId]?.enabled ?? true
    const locale = bot?.locales.find((candidate) => candidate.localeId === localeId)
    if (bot === undefined || locale === undefined || !isEnabled) return "locale"
    const settings = entry.aliases.get(aliasId)?.localeSettings[localeId]
    const codeHook = findCodeHook(entry, settings, this.#options.functions)
    return { bot, locale, alias, codeHook, language: () => this.#builds.language(locale) }
  }

  findBot(botId: string): Entry | undefined {
    return (
      this.#entries.find(({ draft }) => draft.id === botId) ?? this.#entries.find(({ draft }) => draft.name === botId)
    )
  }

  bots(): readonly CatalogBot[] {
    return this.#entries
  }

  put(bot: Bot): CatalogBot {
    const present = this.#entries.find(({ draft }) => draft.id === bot.id)
    const entry = present ?? this.#add(bot, this.#options.sources[0]?.codeHook)
    this.#setDraft(entry, bot)
    this.keep(entry)
    return entry
  }

  keep({ draft, versions, aliases, createdAtMs, updatedAtMs }: CatalogBot): void {
    this.#options.store?.save({ draft, versions: [...versions], aliases: [...aliases], createdAtMs, updatedAtMs })
  }

  remove(botId: string): void {
    const at = this.#entries.findIndex(({ draft }) => draft.id === botId)
    if (at >= 0) this.#entries.splice(at, 1)
    this.#options.store?.remove(botId)
  }

  build(locale: BotLocale): void {
    this.#builds.start(locale)
  }

  buildStatus(locale: BotLocale): BuildStatus {
    return this.#builds.status(locale)
  }

  async close(): Promise<void> {
    this.#builds.close()
    for (const entry of this.#entries) entry.file?.close()
    const hooks = [...this.#entries.map(({ codeHook }) => codeHook), ...this.#options.functions.values()]
    for (const hook of new Set(hooks)) await hook?.close?.()
    await this.#options.store?.close()
  }

  #add(bot: Bot, codeHook: CodeHook | undefined, file?: BotFile): Entry {
    const now = this.#options.clock()
    const entry: Entry = {
      draft: bot,
      codeHook,
      versions: new Map(),
      aliases: new Map(),
      createdAtMs: now,
      updatedAtMs: now,
      ...(file === undefined ? {} : { file }),
    }
    this.#entries.push(entry)
    return entry
  }

  #setDraft(entry: CatalogBot, bot: Bot): void {
    entry.draft = bot
    entry.updatedAtMs = this.#options.clock()
  }

  /** A bot that is given at the start is served as it is given; a kept one adds its versions and aliases. */
  #restore({ draft, versions, aliases, createdAtMs, updatedAtMs }: StoredBot): void {
    const given = this.#entries.find((entry) => entry.draft.id === draft.id)
    const entry = given ?? this.#add(draft, this.#options.sources[0]?.codeHook)
    for (const [number, version] of versions) entry.versions.set(number, version)
    for (const [id, alias] of aliases) entry.aliases.set(id, alias)
    if (given === undefined) Object.assign(entry, { createdAtMs, updatedAtMs })
  }

  async #refresh(entry: Entry): Promise<void> {
    const { log, localeId } = this.#options
    if (entry.file === undefined || !(await entry.file.hasChanged())) return
    try {
      this.#setDraft(entry, narrow(await entry.file.read(), localeId))
      entry.draft.locales.forEach(this.#builds.start)
      log.info("bot-reloaded", { bot: entry.draft.name })
    } catch (error) {
      // Half-written by an editor, or broken: the bot that worked goes on working.
      const reason = error instanceof Error ? error.message : String(error)
      log.error("bot-not-reloaded", { bot: entry.draft.name, error: reason })
    }
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
