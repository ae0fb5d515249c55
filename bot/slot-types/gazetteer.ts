// Lists of names (cities, countries, people) as slot values: a listed name is found in a sentence, any other one is
// taken when the slot was asked for. Which names, and which of them are everyday words, the slot types say.

import type { ResolutionContext, SlotResolver } from "#bot/language-model.ts"
import type { FilledSlot } from "#bot/session.ts"
import { type AnswerWording, ENGLISH_WORDING } from "./answer-wording.ts"
import { coreOf } from "./carrier.ts"
import { createReaderResolver, textOf, toSlot } from "./reader-resolver.ts"
import type { ValueReader, ValueReading } from "./reading.ts"
import { readSpelling } from "./spelling.ts"
import { type Token, tokenize, wordAt } from "./tokens.ts"
import { type TrieMatch, ValueTrie } from "./value-trie.ts"

/** How a list of names is read. */
export type GazetteerSetting = {
  /** Each name with its other forms; the first form is the usual one. */
  readonly names: readonly (readonly string[])[]
  /** Forms that only count in the capitals they are listed in: codes such as `OR` and `IN`. */
  readonly codes?: ReadonlyMap<string, string>
  /** The codes that are believed in a sentence; all of them when absent. Others only count as answers. */
  readonly sureCodes?: ReadonlySet<string>
  /** Folded names that are everyday words: they need a capital letter or a cue before them. */
  readonly wordlike?: ReadonlySet<string>
  /** Words before a name that show it is meant. */
  readonly cues: ReadonlySet<string>
  readonly wording?: AnswerWording
  /** What a found name gives: its usual form, or what was typed with the usual form among the resolved values. */
  readonly gives: "usual form" | "typed form"
  /** Only one slip of spelling is forgiven, and only in answers; people's names are never corrected. */
  readonly forgivesSpelling: boolean
}

/** Whether a word is typed with a capital where a sentence alone wouldn't put one. */
export function isCapitalized(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined || !/^\p{Lu}/u.test(token.text)) return false
  const before = tokens[at - 1]
  const startsSentence = before === undefined || (before.kind === "mark" && ".!?".includes(before.word))
  // Text in capitals throughout says nothing.
  return (
    !startsSentence &&
    !(token.text.length > 1 && token.text === token.text.toUpperCase() && before.text === before.text.toUpperCase())
  )
}

/** Makes the reader of a list of names. */
export function createGazetteerReader(setting: GazetteerSetting): ValueReader {
  const { wording = ENGLISH_WORDING } = setting
  const trie = new ValueTrie(wording.isEveryday)
  for (const [index, forms] of setting.names.entries()) for (const form of forms.slice(0, 1)) trie.add(form, index)
  for (const [index, forms] of setting.names.entries()) for (const form of forms.slice(1)) trie.add(form, index)
  const usual = (index: number) => setting.names[index]?.[0] ?? ""

  // "LA" is a city, "La" an article in other languages.
  const isSmallWord = ({ word, text }: Token) =>
    wording !== ENGLISH_WORDING && wording.fillers.has(word) && text !== text.toUpperCase()
  /** An everyday word or a small one: a name only in capitals, behind a cue or as the whole answer. */
  const isDoubtful = (tokens: readonly Token[], at: number, { start, end }: TrieMatch, hasEvidence: boolean) => {
    if (end > start + 1 || isWholeAnswer(tokens, at, end, wording)) return false
    const isEveryday = setting.wordlike?.has(wordAt(tokens, start)) === true
    return (isEveryday && !hasEvidence) || tokens.slice(start, end).some(isSmallWord)
  }

  const readCode = (tokens: readonly Token[], at: number): ValueReading | undefined => {
    const name = setting.codes?.get(tokens[at]?.text.toUpperCase() ?? "")
    if (name === undefined || tokens[at]?.isGlued) return undefined
    const isWritten = tokens[at]?.text === tokens[at]?.text.toUpperCase()
    const isSureCode = setting.sureCodes?.has(tokens[at]?.text ?? "") ?? true
    const hasEvidence =
      isWritten &&
      isSureCode &&
      (isCapitalized(tokens, at) || setting.cues.has(wordAt(tokens, at - 1)) || wordAt(tokens, at - 1) === ",")
    if (!isWritten && !isWholeAnswer(tokens, at, at + 1, wording)) return undefined
    return { end: at + 1, interpreted: name, resolved: [name], isWeak: !hasEvidence }
  }

  const findName = (tokens: readonly Token[], at: number) => {
    // Names have no plural: "the state" isn't the States.
    const written = trie.match(tokens, at, "exact")
    const exact = written?.cost === 0 ? written : undefined
    return { exact, match: exact ?? (setting.forgivesSpelling ? trie.match(tokens, at, "careful") : undefined) }
  }

  return (tokens, at) => {
    const { match, exact } = findName(tokens, at)
    if (match === undefined) return readCode(tokens, at)
    // "the" may belong to a name, "a" never does.
    if (match.start > at && wordAt(tokens, at) !== "the") return undefined
    const typed = typedForm(tokens, at, match.end)
    const name = usual(match.value)
    const isEveryday = match.end === match.start + 1 && setting.wordlike?.has(wordAt(tokens, match.start)) === true
    const hasEvidence = isCapitalized(tokens, match.start) || setting.cues.has(wordAt(tokens, at - 1))
    if (isDoubtful(tokens, at, match, hasEvidence)) return undefined
    const isSure = exact !== undefined && (!isEveryday || hasEvidence)
    const interpreted = setting.gives === "usual form" ? name : typed
    return { end: match.end, interpreted, resolved: [name], isWeak: !isSure }
  }
}

/** Whether an answer is nothing but this, courtesies aside: only then an everyday word is a name. */
function isWholeAnswer(tokens: readonly Token[], at: number, end: number, wording: AnswerWording): boolean {
  const core = coreOf(tokens, wording)
  return core.start >= at - 1 && core.start <= at && core.end === end
}

/** What was typed, as one line. */
function typedForm(tokens: readonly Token[], start: number, end: number): string {
  let text = ""
  for (const token of tokens.slice(start, end)) text += token.isGlued || text === "" ? token.text : ` ${token.text}`
  return text
}

/** What an unlisted answer may look like. */
export type OpenAnswer = {
  readonly maxWords: number
  readonly allowsDigits: boolean
  /** Picks the part of a name that the slot is for: the first or the last word of "Ada Lovelace". */
  readonly pick?: (words: readonly Token[]) => readonly Token[]
  /** Further candidates beside the value itself. */
  readonly similar?: (value: string) => readonly string[]
  readonly wording?: AnswerWording
  /** A listed name inside a longer one is none: "Nueva York" is no York. Names are known by their capitals. */
  readonly takesWholeNames?: boolean
}

/** "I'd", "we're", "don't": what holds one is a sentence, no name. */
const CONTRACTION = /['’](?:d|ll|m|re|t|ve)$/

function isPlausible(words: readonly Token[], open: OpenAnswer, { fillers, isEveryday }: AnswerWording): boolean {
  if (words.length === 0 || words.length > open.maxWords) return false
  if (words.some((token) => CONTRACTION.test(token.word))) return false
  if (!open.allowsDigits && words.some((token) => token.kind === "digits")) return false
  return words.some((token) => token.kind === "word" && !fillers.has(token.word) && !isEveryday(token.word))
}

/** The name in an answer that no list knows: what is left of it without the words around it. */
function readOpen(text: string, open: OpenAnswer): { readonly original: string } | undefined {
  const { wording = ENGLISH_WORDING } = open
  const tokens = tokenize(text)
  const core = coreOf(tokens, wording)
  const inside = tokens.slice(core.start, core.end)
  const hasOddMark = inside.some((token) => token.kind === "mark" && !"-'’.&,/".includes(token.word))
  const words = inside.filter((token) => token.kind !== "mark")
  if (hasOddMark || !isPlausible(words, open, wording)) return undefined
  const picked = open.pick === undefined ? words : open.pick(words)
  const first = picked[0]
  const last = picked.at(-1)
  if (first === undefined || last === undefined) return undefined
  return { original: text.slice(first.start, last.end) }
}

/** Whether an answer is nothing but a longer name than the one that was found in it. */
function isPartOfName(text: string, found: FilledSlot, { wording = ENGLISH_WORDING }: OpenAnswer): boolean {
  const tokens = tokenize(text)
  const core = coreOf(tokens, wording)
  const words = tokens.slice(core.start, core.end)
  const isName = ({ text: typed, word, kind }: Token) =>
    kind === "mark" ? word === "-" : /^\p{Lu}/u.test(typed) || wording.placeParticles.has(word)
  const length = (words.at(-1)?.end ?? 0) - (words[0]?.start ?? 0)
  return (
    words.every(isName) && /^\p{Lu}/u.test(words[0]?.text ?? "") && length > (found.value?.originalValue.length ?? 0)
  )
}

function resolveHint(text: string, context: ResolutionContext) {
  if (context.hints === undefined || context.hints.length === 0) return undefined
  const trie = new ValueTrie()
  for (const [index, phrase] of context.hints.entries()) trie.add(phrase, index)
  const tokens = tokenize(text)
  for (let at = 0; at < tokens.length; at++) {
    const match = trie.match(tokens, at, "careful")
    const phrase = match && context.hints[match.value]
    if (match !== undefined && phrase !== undefined) {
      return toSlot(textOf(text, tokens, { start: at, end: match.end }), { interpreted: phrase, resolved: [phrase] })
    }
  }
  return undefined
}

/** Makes the resolver of a type with a list of known names that takes unknown ones too. */
export function createOpenResolver(read: ValueReader, open: OpenAnswer): SlotResolver {
  const listed = createReaderResolver(read, undefined, open.wording)
  const openSlot = (original: string) =>
    toSlot(original, { interpreted: original, resolved: [original, ...(open.similar?.(original) ?? [])] })
  const resolveSpelled = (text: string, context: ResolutionContext) => {
    const spelled = readSpelling(text, context.style ?? "Default")
    return spelled === undefined
      ? undefined
      : toSlot(text.trim(), { interpreted: spelled, resolved: [spelled, ...(open.similar?.(spelled) ?? [])] })
  }
  const resolveOpen = (text: string) => {
    const answer = readOpen(text, open)
    return answer && openSlot(answer.original)
  }
  return {
    resolveAnswer(text, context) {
      const special = resolveSpelled(text, context) ?? resolveHint(text, context)
      if (special !== undefined) return special
      const found = listed.resolveAnswer(text, context)
      const isPart = found !== undefined && open.takesWholeNames === true && isPartOfName(text, found, open)
      return isPart ? (resolveOpen(text) ?? found) : (found ?? resolveOpen(text))
    },
    resolveSpan(text, context) {
      const known = resolveSpelled(text, context) ?? listed.resolveSpan(text, context)
      if (known !== undefined) return known
      const words = tokenize(text).filter((token) => token.kind !== "mark")
      const isNamelike =
        words.length > 0 &&
        words.length <= open.maxWords + 2 &&
        (open.allowsDigits || words.some((token) => token.kind === "word"))
      return isNamelike ? openSlot(text.trim()) : undefined
    },
    findMentions: (text, context) => listed.findMentions(text, context),
  }
}
