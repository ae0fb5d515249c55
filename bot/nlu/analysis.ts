// What is known of a text before any model looks at it: its tokens, its words, and which values of which types are in it.

import type { BotLocale } from "#bot/definition.ts"
import type { Mention, ResolutionContext, SlotResolver, SlotResolvers } from "#bot/language-model.ts"
import type { TypedSpan } from "./features.ts"
import { hashText } from "./hashing.ts"
import { builtInName, isFreeForm } from "./sample-values.ts"
import { isEnglish, type Token, tokenize } from "./text.ts"

/** A value of a type, by the tokens it covers. */
export type TypeMention = Mention & {
  readonly typeName: string
  readonly typeHash: number
  readonly tokenStart: number
  readonly tokenEnd: number
}

/** A text, taken apart. */
export type Analysis = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly words: readonly string[]
  /** The token each word belongs to. */
  readonly tokenOfWord: readonly number[]
  /** The first word of each token, and after the last the number of words. */
  readonly firstWords: readonly number[]
  readonly mentions: readonly TypeMention[]
  /** The mentions by the token they start at. */
  readonly mentionsAt: ReadonlyMap<number, readonly TypeMention[]>
}

/** The values found in texts before. */
export type KnownMentions = Map<string, readonly TypeMention[]>

/** Takes texts apart for one bot. */
export class Analyzer {
  readonly #known: KnownMentions | undefined
  readonly #isEnglish: boolean
  readonly #types: readonly { readonly name: string; readonly hash: number; readonly resolver: SlotResolver }[]

  /**
   * @param known Values found in texts before, by the same types and always in the same context: what isn't there is
   *   added.
   */
  constructor(locale: BotLocale, resolvers: SlotResolvers, known?: KnownMentions) {
    this.#types = distinctTypes(locale, resolvers)
    this.#isEnglish = isEnglish(locale.localeId)
    this.#known = known
  }

  analyze(text: string, context: ResolutionContext): Analysis {
    const tokens = tokenize(text, this.#isEnglish)
    const words: string[] = []
    const tokenOfWord: number[] = []
    const firstWords: number[] = []
    tokens.forEach((token, i) => {
      firstWords.push(words.length)
      for (const word of token.words) {
        words.push(word)
        tokenOfWord.push(i)
      }
    })
    firstWords.push(words.length)
    const mentions = words.length > 0 ? this.#findMentions(text, tokens, context) : []
    const mentionsAt = Map.groupBy(mentions, (mention) => mention.tokenStart)
    return { text, tokens, words, tokenOfWord, firstWords, mentions, mentionsAt }
  }

  #findMentions(text: string, tokens: readonly Token[], context: ResolutionContext): readonly TypeMention[] {
    const known = this.#known?.get(text)
    if (known !== undefined) return known
    const mentions: TypeMention[] = []
    for (const { name, hash, resolver } of this.#types) {
      for (const mention of resolver.findMentions(text, context)) {
        const covered = coverTokens(tokens, mention.start, mention.end)
        if (covered !== undefined) mentions.push({ ...mention, typeName: name, typeHash: hash, ...covered })
      }
    }
    this.#known?.set(text, mentions)
    return mentions
  }
}

// Types that only make sense as whole answers would be "found" in every text.
const WHOLE_ANSWERS = new Set(["confirmation", "freeforminput"])

function distinctTypes(locale: BotLocale, resolvers: SlotResolvers) {
  const types = new Map<string, { name: string; hash: number; resolver: SlotResolver }>()
  for (const intent of locale.intents) {
    for (const slot of intent.slots) {
      const name = slot.slotTypeName
      if (isFreeForm(name) || WHOLE_ANSWERS.has(builtInName(name) ?? "") || types.has(name)) continue
      types.set(name, { name, hash: hashText(name), resolver: resolvers.forSlot(intent.name, slot.name) })
    }
  }
  return [...types.values()]
}

/** The tokens that a stretch of text touches. @returns `undefined` when there are none. */
export function coverTokens(
  tokens: readonly Token[],
  start: number,
  end: number,
): { readonly tokenStart: number; readonly tokenEnd: number } | undefined {
  let tokenStart = 0
  let above = tokens.length
  while (tokenStart < above) {
    const middle = (tokenStart + above) >> 1
    if ((tokens[middle] as Token).end <= start) tokenStart = middle + 1
    else above = middle
  }
  let tokenEnd = tokenStart
  while (tokenEnd < tokens.length && (tokens[tokenEnd] as Token).start < end) tokenEnd += 1
  return tokenEnd > tokenStart ? { tokenStart, tokenEnd } : undefined
}

/** The mentions as the intent classifier sees them: by words, not tokens. */
export function toTypedSpans(analysis: Analysis): TypedSpan[] {
  return analysis.mentions.map((mention) => ({
    typeHash: mention.typeHash,
    start: analysis.firstWords[mention.tokenStart] ?? 0,
    end: analysis.firstWords[mention.tokenEnd] ?? analysis.words.length,
  }))
}
