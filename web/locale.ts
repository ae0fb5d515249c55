// Which of the bot's locales a conversation is held in.

/**
 * Chooses the locale asked for, or one of the same language, or the bot's first.
 *
 * @param available Never empty; in the order of preference.
 */
export function chooseLocale(asked: string | undefined, available: readonly string[]): string {
  const language = asked?.split("_")[0]
  return (
    available.find((locale) => locale === asked) ??
    available.find((locale) => locale.split("_")[0] === language) ??
    available[0] ??
    "en_US"
  )
}
