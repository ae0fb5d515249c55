// The languages the assistant speaks. Adding one here makes the compiler ask for its words everywhere they are due.

/** Every language, as Lex names it. */
export const LOCALES = ["en_US"] as const

/** A language the assistant speaks. */
export type LocaleId = (typeof LOCALES)[number]
