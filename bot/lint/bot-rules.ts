// Rules about bots, locales and the names in them: what there must be, how it is called, how much there may be.

import { FALLBACK_SIGNATURE } from "#bot/definition.ts"
import type { BotView, LocaleView } from "./bot-view.ts"
import { LOCALES, localeQuotas, NAME, NAME_FORM, QUOTAS } from "./lex-facts.ts"
import type { Located } from "./located.ts"
import { checkCount, checkLength, checkRange, type Problem, problem, type Rule, repeated } from "./rule.ts"

/** Everything of the bot that has a name, with its parts that have descriptions. */
function namedParts(view: BotView): readonly Located<{ readonly name: string; readonly description?: string }>[] {
  return [view, ...view.intents, ...view.slots, ...view.slotTypes]
}

const nameForm: Rule = {
  name: "name-form",
  severity: "refused",
  check: (view) =>
    namedParts(view).flatMap((part) =>
      NAME.test(part.value.name)
        ? []
        : [problem(part, "name", `"${part.value.name}" is not a name Lex takes`, NAME_FORM)],
    ),
}

const descriptionLength: Rule = {
  name: "description-length",
  severity: "refused",
  check: (view) =>
    namedParts(view).flatMap((part) =>
      checkLength(part, "description", part.value.description, QUOTAS.descriptionLength, 0),
    ),
}

const uniqueNames: Rule = {
  name: "unique-names",
  severity: "refused",
  check: (view) =>
    view.locales.flatMap((locale) => [
      ...repeatedNames(locale.intents, "intent"),
      ...repeatedNames(locale.slotTypes, "slot type"),
      ...locale.intents.flatMap((intent) => repeatedNames(intent.slots, "slot")),
    ]),
}

/** Lex keeps names that differ in case only apart, but slot references in messages don't. */
function repeatedNames(parts: readonly Located<{ readonly name: string }>[], what: string): Problem[] {
  return repeated(parts.map((part) => part.value.name.toLowerCase())).flatMap(({ at }) => {
    const part = parts[at]
    return part ? [problem(part, "name", `another ${what} is called "${part.value.name}", too`, "Rename one.")] : []
  })
}

const sessionTimeout: Rule = {
  name: "session-timeout",
  severity: "refused",
  check: (view) =>
    checkRange(view, "idleSessionTTLInSeconds", view.value.idleSessionTtlInSeconds, { min: 60, max: 86_400 }),
}

const hasLocale: Rule = {
  name: "has-locale",
  severity: "refused",
  check: (view) =>
    view.locales.length > 0
      ? []
      : [problem(view, "", "the bot has no language", "Add a folder BotLocales/en_US with a BotLocale.json.")],
}

const knownLocale: Rule = {
  name: "known-locale",
  severity: "refused",
  check: (view) =>
    view.locales
      .filter((locale) => !LOCALES.has(locale.value.localeId))
      .map((locale) =>
        problem(locale, "identifier", `Lex doesn't speak "${locale.value.localeId}"`, "Use one such as en_US."),
      ),
}

const confidenceThreshold: Rule = {
  name: "confidence-threshold",
  severity: "refused",
  check: (view) =>
    view.locales
      .filter(({ value }) => value.nluConfidenceThreshold < 0 || value.nluConfidenceThreshold > 1)
      .map((locale) =>
        problem(
          locale,
          "nluConfidenceThreshold",
          `the threshold is ${locale.value.nluConfidenceThreshold}`,
          "Use a number from 0 to 1; 0.4 is Lex's own.",
        ),
      ),
}

const oneFallback: Rule = {
  name: "one-fallback",
  severity: "refused",
  check: (view) =>
    view.locales
      .filter((locale) => locale.intents.length > 0)
      .flatMap((locale) => {
        const count = locale.intents.filter((intent) => intent.value.parentSignature === FALLBACK_SIGNATURE).length
        if (count === 1) return []
        const message =
          count === 0 ? "no intent answers when nothing fits" : `${count} intents answer when nothing fits`
        return [problem(locale, "", message, `Have exactly one intent with the parent ${FALLBACK_SIGNATURE}.`)]
      }),
}

const localeSize: Rule = {
  name: "locale-size",
  severity: "refused",
  check: (view) => view.locales.flatMap(checkLocaleSize),
}

function checkLocaleSize(locale: LocaleView): Problem[] {
  const quotas = localeQuotas(locale.value.localeId)
  const slots = locale.intents.reduce((sum, intent) => sum + intent.slots.length, 0)
  const values = locale.slotTypes
    .flatMap((type) => type.value.values)
    .reduce((sum, value) => sum + 1 + value.synonyms.length, 0)
  return [
    ...checkCount(locale, "", locale.intents.length, quotas.intents, "intents"),
    ...checkCount(locale, "", slots, quotas.slots, "slots"),
    ...checkCount(locale, "", locale.slotTypes.length, quotas.slotTypes, "slot types"),
    ...checkCount(locale, "", values, QUOTAS.valuesPerLocale, "slot values and synonyms"),
  ]
}

const vocabularyForm: Rule = {
  name: "vocabulary-form",
  severity: "refused",
  check: (view) =>
    view.locales.flatMap((locale) => {
      const [first] = locale.vocabulary
      const count = locale.vocabulary.length
      return [
        ...(first
          ? checkCount({ ...first, path: "" }, "customVocabularyItems", count, QUOTAS.vocabularyItems, "phrases")
          : []),
        ...locale.vocabulary.flatMap(checkVocabularyItem),
        ...repeatedPhrases(locale),
      ]
    }),
}

function checkVocabularyItem(item: LocaleView["vocabulary"][number]): Problem[] {
  const { phrase, weight, displayAs } = item.value
  const words = phrase.trim().split(/\s+/).length
  return [
    ...checkLength(item, "phrase", phrase, QUOTAS.vocabularyPhraseLength),
    ...checkCount(item, "phrase", words, QUOTAS.vocabularyPhraseWords, "words"),
    ...checkLength(item, "displayAs", displayAs, QUOTAS.vocabularyPhraseLength),
    ...checkRange(item, "weight", weight, { min: 0, max: 3 }),
  ]
}

function repeatedPhrases(locale: LocaleView): Problem[] {
  return repeated(locale.vocabulary.map((item) => item.value.phrase.toLowerCase())).flatMap(({ text, at }) => {
    const item = locale.vocabulary[at]
    return item ? [problem(item, "phrase", `"${text}" is in the vocabulary already`, "Leave one of them.")] : []
  })
}

const limitedLocale: Rule = {
  name: "limited-locale",
  severity: "risky",
  check: (view) =>
    view.locales
      .filter((locale) => locale.value.localeId !== "en_US")
      .flatMap((locale) => {
        const problems = [
          ...locale.intents
            .filter((intent) => intent.value.inputContexts.length + intent.value.outputContexts.length > 0)
            .map((intent) =>
              problem(intent, "outputContexts", "contexts work in en_US only", "Use session attributes."),
            ),
          ...locale.intents
            .flatMap((intent) => intent.slots)
            .filter((slot) => slot.value.allowsMultipleValues || slot.value.subSlots)
            .map((slot) =>
              problem(slot, "", "slots of several values or parts work in en_US only", "Ask for one value at a time."),
            ),
        ]
        return problems
      }),
}

/** The rules of this file. */
export const BOT_RULES: readonly Rule[] = [
  nameForm,
  descriptionLength,
  uniqueNames,
  sessionTimeout,
  hasLocale,
  knownLocale,
  confidenceThreshold,
  oneFallback,
  localeSize,
  vocabularyForm,
  limitedLocale,
]
