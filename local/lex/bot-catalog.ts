// The bots the local Lex serves: given as values or as exports on disk, found by id or name, replaced when their file
// changes. How a locale learns to understand is language.ts.

import type { Bot, BotLocale } from "#bot/definition.ts"
import type { LanguageModel, SlotResolvers } from "#bot/language-model.ts"
import { Fault } from "#core/errors.ts"
import type { Log } from "#core/log.ts"
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

/** One locale of a bot, ready to take turns. */
export type ServedLocale = {
  readonly bot: Bot
  readonly locale: BotLocale
  readonly language: Language
  readonly codeHook: CodeHook | undefined
}

/** The bots at hand. */
export interface BotCatalog {
  /** Reads every source once; the first failure is thrown. Languages are made in the background from then on. */
  load(): Promise<void>
  /** Whether a bot goes by this id or name. */
  hasBot(botId: string): boolean
  /** @returns what is missing when the bot, or its locale, is not served. */
  find(botId: string, localeId: string): Promise<ServedLocale | "bot" | "locale">
  /** Every bot, in the order of its source. */
  bots(): readonly Bot[]
  /** Adds a bot, or replaces the one of the same id, with the code hook it has or the first source's. */
  put(bot: Bot): void
  /** Forgets a bot. */
  remove(botId: string): void
  close(): void
}

type Served = {
  bot: Bot
  readonly file: BotFile | undefined
  readonly codeHook: CodeHook | undefined
  readonly languages: Map<string, Promise<Language>>
}

/** Creates a catalog; it is empty until loaded. */
export function createBotCatalog(options: {
  readonly sources: readonly BotSource[]
  readonly loadLanguage: LanguageLoader
  readonly log: Log
  /** Serves only this locale of each bot; it is then an error when a source hasn't got it. */
  readonly localeId?: string
}): BotCatalog {
  const { sources, loadLanguage, log, localeId: onlyLocale } = options
  const served: Served[] = []
  let isClosed = false

  const narrow = (bot: Bot): Bot => {
    if (onlyLocale === undefined) return bot
    const locales = bot.locales.filter(({ localeId }) => localeId === onlyLocale)
    if (locales.length > 0) return { ...bot, locales }
    const had = bot.locales.map(({ localeId }) => localeId).join(", ")
    throw new Fault("data-invalid", { hint: `the bot ${bot.name} has no locale ${onlyLocale}, only ${had}` })
  }
  const startLanguages = (entry: Served): void => {
    entry.languages.clear()
    for (const locale of entry.bot.locales) {
      const language = loadLanguage(locale)
      // Told again to whoever asks for the locale; without this, a locale nobody asks for would end the process.
      language.catch((error: unknown) => {
        if (!isClosed) log.error("locale-not-built", { localeId: locale.localeId, error: String(error) })
      })
      entry.languages.set(locale.localeId, language)
    }
  }
  const refresh = async (entry: Served): Promise<void> => {
    if (entry.file === undefined || !(await entry.file.hasChanged())) return
    try {
      entry.bot = narrow(await entry.file.read())
      startLanguages(entry)
      log.info("bot-reloaded", { bot: entry.bot.name })
    } catch (error) {
      // Half-written by an editor, or broken: the bot that worked goes on working.
      log.error("bot-not-reloaded", {
        bot: entry.bot.name,
        error: error instanceof Error ? error.message : String(error),
      })
    }
  }
  const findServed = (botId: string) =>
    served.find(({ bot }) => bot.id === botId) ?? served.find(({ bot }) => bot.name === botId)

  return {
    load: async () => {
      for (const source of sources) {
        const file = "file" in source ? source.file : undefined
        const bot = narrow("file" in source ? await source.file.read() : source.bot)
        const entry: Served = { bot, file, codeHook: source.codeHook, languages: new Map() }
        served.push(entry)
        startLanguages(entry)
      }
    },
    hasBot: (botId) => findServed(botId) !== undefined,
    find: async (botId, localeId) => {
      const entry = findServed(botId)
      if (entry === undefined) return "bot"
      await refresh(entry)
      const locale = entry.bot.locales.find((candidate) => candidate.localeId === localeId)
      const language = entry.languages.get(localeId)
      if (locale === undefined || language === undefined) return "locale"
      return { bot: entry.bot, locale, language: await language, codeHook: entry.codeHook }
    },
    bots: () => served.map((entry) => entry.bot),
    put: (bot) => {
      const at = served.findIndex((entry) => entry.bot.id === bot.id)
      const codeHook = served[at]?.codeHook ?? sources[0]?.codeHook
      const entry: Served = { bot, file: undefined, codeHook, languages: new Map() }
      if (at < 0) served.push(entry)
      else served[at] = entry
      startLanguages(entry)
    },
    remove: (botId) => {
      const at = served.findIndex((entry) => entry.bot.id === botId)
      if (at >= 0) served.splice(at, 1)
    },
    close: () => {
      isClosed = true
      for (const entry of served) entry.file?.close()
    },
  }
}
