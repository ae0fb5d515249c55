// Words that questions begin with, where they begin no name. What an answer to a question means is bot/.

import type { LocaleId } from "./locales.ts"

/** In lower case. Left out: those that are names as well (Will, May, Do, Can). */
export const QUESTION_WORDS: Readonly<Record<LocaleId, ReadonlySet<string>>> = {
  en_US: new Set([
    "how",
    "what",
    "what's",
    "when",
    "where",
    "which",
    "who",
    "whose",
    "why",
    "is",
    "are",
    "does",
    "isn't",
  ]),
}
