// A bot laid out for inspection: every intent, slot, prompt, message and step with the file and field it stands in,
// in the spelling of exports. The rules that look at it are the …-rules.ts.

import type { BotFiles } from "#bot/archive/layout.ts"
import type { Bot, BotLocale, CustomVocabularyItem, Intent, Slot, SlotType } from "#bot/definition.ts"
import { type IntentFlow, viewFlow } from "./flow-view.ts"
import type { Located } from "./located.ts"

/** A slot and the intent it is of. */
export type SlotView = Located<Slot> & { readonly intent: Intent; readonly locale: BotLocale }

/** An intent with its slots and everything that is said and done in it. */
export type IntentView = Located<Intent> & {
  readonly locale: BotLocale
  readonly slots: readonly SlotView[]
  readonly flow: IntentFlow
}

/** A locale with its intents and slot types. */
export type LocaleView = Located<BotLocale> & {
  readonly intents: readonly IntentView[]
  readonly slotTypes: readonly (Located<SlotType> & { readonly locale: BotLocale })[]
  readonly vocabulary: readonly Located<CustomVocabularyItem>[]
}

/** The whole bot. */
export type BotView = Located<Bot> & {
  readonly locales: readonly LocaleView[]
  readonly intents: readonly IntentView[]
  readonly slots: readonly SlotView[]
  readonly slotTypes: LocaleView["slotTypes"]
}

/**
 * Lays out a bot.
 *
 * @param files The archive it was read from, for the real names of its files; without it they are named as an export's.
 */
export function viewBot(bot: Bot, files?: BotFiles): BotView {
  const locales = bot.locales.map((locale, i) => viewLocale(bot, locale, files?.locales[i]))
  return {
    value: bot,
    file: files?.bot?.file ?? `${bot.name}/Bot.json`,
    path: "",
    locales,
    intents: locales.flatMap((locale) => locale.intents),
    slots: locales.flatMap((locale) => locale.intents.flatMap((intent) => intent.slots)),
    slotTypes: locales.flatMap((locale) => locale.slotTypes),
  }
}

function viewLocale(bot: Bot, locale: BotLocale, files: BotFiles["locales"][number] | undefined): LocaleView {
  const folder = `${bot.name}/BotLocales/${locale.localeId}`
  const vocabularyFile = files?.customVocabulary?.file ?? `${folder}/CustomVocabulary/CustomVocabulary.json`
  return {
    value: locale,
    file: files?.file?.file ?? `${folder}/BotLocale.json`,
    path: "",
    intents: locale.intents.map((intent, i) => viewIntent(folder, locale, intent, files?.intents[i])),
    slotTypes: locale.slotTypes.map((type, i) => ({
      value: type,
      file: files?.slotTypes[i]?.file.file ?? `${folder}/SlotTypes/${type.name}/SlotType.json`,
      path: "",
      locale,
    })),
    vocabulary: locale.customVocabulary.map((item, i) => ({
      value: item,
      file: vocabularyFile,
      path: `customVocabularyItems[${i}]`,
    })),
  }
}

function viewIntent(
  localeFolder: string,
  locale: BotLocale,
  intent: Intent,
  files: BotFiles["locales"][number]["intents"][number] | undefined,
): IntentView {
  const folder = `${localeFolder}/Intents/${intent.name}`
  const file = files?.file.file ?? `${folder}/Intent.json`
  const slots = intent.slots.map((slot, i) => ({
    value: slot,
    file: files?.slots[i]?.file.file ?? `${folder}/Slots/${slot.name}/Slot.json`,
    path: "",
    intent,
    locale,
  }))
  return { value: intent, file, path: "", locale, slots, flow: viewFlow(intent, file, slots) }
}
