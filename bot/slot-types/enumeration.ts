// Custom slot types with a list of values: what was heard, and the value it resolves to by the type's strategy.
// https://docs.aws.amazon.com/lexv2/latest/dg/custom-slot-types.html

import type { SlotType } from "#bot/definition.ts"
import type { Mention, ResolutionContext, SlotResolver } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"
import { type AnswerWording, ENGLISH_WORDING } from "./answer-wording.ts"
import { coreOf, hasCorrection, isNegatedAt, type TokenRange } from "./carrier.ts"
import { textOf, toSlot } from "./reader-resolver.ts"
import { readSpelling } from "./spelling.ts"
import { endWithoutPunctuation, type Token, tokenize } from "./tokens.ts"
import { type Spelling, type TrieMatch, ValueTrie } from "./value-trie.ts"

type Found = TokenRange & { readonly match: TrieMatch; readonly canonical: string }

const OPENING_QUOTES = new Set(['"', "“", "‘", "'", "«", "("])

/** Longer answers than this many words are a remark rather than a value nobody listed. */
const MAX_FREE_WORDS = 20

/** The values of a type, ready to be found; hints come on top per call. */
class Enumeration {
  readonly #type: SlotType
  readonly #values: string[] = []
  readonly #trie: ValueTrie
  readonly #wording: AnswerWording
  #hintKey = ""
  #hinted: { readonly trie: ValueTrie; readonly phrases: readonly string[] } | undefined

  constructor(type: SlotType, wording: AnswerWording) {
    this.#type = type
    this.#wording = wording
    this.#trie = new ValueTrie(wording.isEveryday)
    for (const { value } of type.values) this.#values.push(value)
    for (const [index, { value }] of type.values.entries()) this.#trie.add(value, index)
    for (const [index, { synonyms }] of type.values.entries()) {
      for (const synonym of synonyms) this.#trie.add(synonym, index)
    }
  }

  get takesAnything(): boolean {
    return this.#type.resolutionStrategy !== "TopResolution"
  }

  matchAt(tokens: readonly Token[], at: number, spelling: Spelling, context: ResolutionContext): Found | undefined {
    const own = this.#trie.match(tokens, at, spelling)
    const hints = this.#hintsOf(context)
    const hinted = hints?.trie.match(tokens, at, spelling === "exact" ? "exact" : "careful")
    if (hints !== undefined && hinted !== undefined && (own === undefined || hinted.end > own.end)) {
      return { start: at, end: hinted.end, match: hinted, canonical: hints.phrases[hinted.value] ?? "" }
    }
    return own && { start: at, end: own.end, match: own, canonical: this.#values[own.value] ?? "" }
  }

  /** A phrase a hint names counts as a value though the type doesn't list it. */
  #hintsOf(context: ResolutionContext) {
    const phrases = context.hints ?? []
    if (phrases.length === 0) return undefined
    const key = phrases.join("\n")
    if (this.#hinted === undefined || key !== this.#hintKey) {
      const trie = new ValueTrie(this.#wording.isEveryday)
      for (const [index, phrase] of phrases.entries()) trie.add(phrase, index)
      this.#hinted = { trie, phrases }
      this.#hintKey = key
    }
    return this.#hinted
  }

  /** OriginalValue keeps the visitor's words; TopResolution gives the value as the type spells it. */
  slotOf(originalValue: string, canonical: string): FilledSlot {
    const interpreted = this.takesAnything ? originalValue : canonical
    return toSlot(originalValue, { interpreted, resolved: [canonical] })
  }
}

function scan(
  tokens: readonly Token[],
  enumeration: Enumeration,
  spelling: Spelling,
  context: ResolutionContext,
): readonly Found[] {
  const found: Found[] = []
  for (let at = 0; at < tokens.length; ) {
    const match = enumeration.matchAt(tokens, at, spelling, context)
    if (match !== undefined) found.push(match)
    at = match?.end ?? at + 1
  }
  return found
}

/** The value an answer settles on: closest spelling first, then the longest, then the first; corrections win. */
function choose(tokens: readonly Token[], all: readonly Found[], wording: AnswerWording): Found | undefined {
  const kept = all.filter((found) => !isNegatedAt(tokens, found.start, wording))
  const sureCost = 1
  const sure = kept.filter((found) => found.match.cost <= sureCost)
  const candidates = sure.length > 0 ? sure : kept
  let chosen = candidates[0]
  let lastEnd = chosen?.end ?? 0
  for (const next of candidates.slice(1)) {
    if (hasCorrection(tokens, lastEnd, next.start, wording)) chosen = next
    lastEnd = next.end
  }
  return chosen
}

/** The words of a value, without the article in front of it. */
function valueRange(found: Found): TokenRange {
  return { start: found.match.start, end: found.end }
}

/** Whether what was found is only a part of a proper name: "Maria Garcia" is another name than the listed "Garcia". */
function isPartOfName(
  tokens: readonly Token[],
  core: TokenRange,
  found: Found,
  { takesAnything }: Enumeration,
): boolean {
  if (!takesAnything || (found.match.start <= core.start && found.end >= core.end)) return false
  const words = tokens.slice(core.start, core.end).filter(({ kind }) => kind !== "mark")
  return words.length > 1 && words.every(({ text }) => /^\p{Lu}/u.test(text))
}

/** Makes the resolver of a type with a list of values. */
export function createEnumerationResolver(type: SlotType, wording: AnswerWording = ENGLISH_WORDING): SlotResolver {
  const enumeration = new Enumeration(type, wording)
  const filled = (text: string, tokens: readonly Token[], found: Found) =>
    enumeration.slotOf(textOf(text, tokens, valueRange(found)), found.canonical)

  const resolveListed = (text: string, context: ResolutionContext, spelling: Spelling) => {
    const tokens = tokenize(text)
    const end = endWithoutPunctuation(tokens)
    let start = 0
    while (OPENING_QUOTES.has(tokens[start]?.word ?? "")) start++
    const whole = tokens.length > start ? enumeration.matchAt(tokens, start, spelling, context) : undefined
    return whole !== undefined && whole.end >= end ? filled(text, tokens, whole) : undefined
  }

  const resolveSpelled = (text: string, context: ResolutionContext): FilledSlot | undefined => {
    const spelled = readSpelling(text, context.style ?? "Default")
    if (spelled === undefined) return undefined
    const listed = resolveListed(spelled, context, "lenient")
    if (listed?.value === undefined)
      return enumeration.takesAnything ? toSlot(text, { interpreted: spelled, resolved: [] }) : undefined
    const interpreted = enumeration.takesAnything ? spelled : (listed.value.interpretedValue ?? spelled)
    return toSlot(text, { interpreted, resolved: listed.value.resolvedValues })
  }

  return {
    resolveAnswer(text, context) {
      const listed = resolveListed(text, context, "lenient") ?? resolveSpelled(text, context)
      if (listed !== undefined) return listed
      const tokens = tokenize(text)
      const chosen = choose(tokens, scan(tokens, enumeration, "lenient", context), wording)
      const core = coreOf(tokens, wording)
      if (chosen !== undefined && !isPartOfName(tokens, core, chosen, enumeration)) return filled(text, tokens, chosen)
      if (!enumeration.takesAnything || tokens.length === 0) return undefined
      const words = tokens.slice(core.start, core.end).filter((token) => token.kind !== "mark")
      if (words.length === 0 || words.length > MAX_FREE_WORDS) return undefined
      const original = textOf(text, tokens, core)
      return toSlot(original, { interpreted: original, resolved: [] })
    },
    resolveSpan(text, context) {
      const listed = resolveListed(text, context, "lenient")
      if (listed !== undefined || !enumeration.takesAnything) return listed
      const original = text.trim()
      return tokenize(text).some((token) => token.kind !== "mark")
        ? toSlot(original, { interpreted: original, resolved: [] })
        : undefined
    },
    findMentions(text, context) {
      const tokens = tokenize(text)
      return scan(tokens, enumeration, "careful", context).map((found): Mention => {
        const range = valueRange(found)
        const start = tokens[range.start]?.start ?? 0
        const end = tokens[range.end - 1]?.end ?? 0
        return { start, end, slot: filled(text, tokens, found) }
      })
    },
  }
}
