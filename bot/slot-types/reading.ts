// What a reader of one slot type makes of the words at one place. How readings become answers is reader-resolver.ts.

import type { ResolutionContext } from "#bot/language-model.ts"
import type { Token } from "./tokens.ts"

/** A value read, or words that name a value which doesn't exist ("30 February"): nothing inside them may be used. */
export type Reading = ValueReading | { readonly end: number; readonly isImpossible: true }

/** A value and the words it was read from. */
export type ValueReading = {
  /** The token after the last one read; always beyond the token the reading starts at. */
  readonly end: number
  /** Absent while several readings are possible. */
  readonly interpreted?: string
  /** The readings, likeliest first; Lex gives five at most. */
  readonly resolved: readonly string[]
  /** Only believed when the slot was asked for: "second", "may", a bare "7". */
  readonly isWeak?: boolean
}

/** A value found in a text: its first token, the token after its last, and how it was read. */
export type FoundReading = { readonly start: number; readonly end: number; readonly reading: ValueReading }

/** Reads the longest value that starts at a token. Looks at a bounded number of tokens, so that scanning is linear. */
export type ValueReader = (tokens: readonly Token[], at: number, context: ResolutionContext) => Reading | undefined

/** A reading with one meaning. */
export function oneValue(end: number, value: string, isWeak = false): ValueReading {
  return isWeak
    ? { end, interpreted: value, resolved: [value], isWeak }
    : { end, interpreted: value, resolved: [value] }
}
