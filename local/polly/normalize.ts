// Finds the words of a text and how each is said, with the punctuation that shapes its melody. What is said for numbers and
// the like is say-rules.ts; sentences are made of the words by plan-text.ts.

import { COMPOUND_RULES } from "./compound-rules.ts"
import { type Dialect, SAY_RULES, spell } from "./say-rules.ts"

/** A word of a text, or what is said as one. */
export type TextWord = {
  /** UTF-16 offsets. */
  readonly start: number
  readonly end: number
  /** Lower-case words; a capital is the name of a letter, a comma a short pause. */
  readonly spoken: readonly string[]
  /** CMU phones with stress that are said instead. */
  readonly phones?: readonly string[]
  readonly punctuation: "" | "," | "." | "?" | "!"
  /** A sentence ends here, with what follows the word until `sentenceEnd`. */
  readonly sentenceEnd?: number
}

/** Abbreviations, with what they stand for; some may also end a sentence. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  "mr.": "mister",
  "mrs.": "missus",
  "ms.": "miz",
  "dr.": "doctor",
  "prof.": "professor",
  "st.": "street",
  "ave.": "avenue",
  "rd.": "road",
  "blvd.": "boulevard",
  "apt.": "apartment",
  "dept.": "department",
  "approx.": "approximately",
  "pp.": "pages",
  "vol.": "volume",
  "fig.": "figure",
  "ext.": "extension",
  "vs.": "versus",
  "e.g.": "for example",
  "i.e.": "that is",
  "etc.": "et cetera",
  "no.": "number",
  "tel.": "telephone",
  "jr.": "junior",
  "sr.": "senior",
  "inc.": "incorporated",
  "ltd.": "limited",
  "corp.": "corporation",
  "a.m.": "A M",
  "p.m.": "P M",
  "u.s.": "U S",
  "u.k.": "U K",
  "incl.": "including",
  "excl.": "excluding",
  "mon.": "monday",
  "tue.": "tuesday",
  "wed.": "wednesday",
  "thu.": "thursday",
  "fri.": "friday",
  "sat.": "saturday",
  "sun.": "sunday",
  "w/": "with",
  "w/o": "without",
}
/** These are only abbreviations before a number, or they are words at the end of a sentence. */
const BEFORE_NUMBER = new Set([
  "pp.",
  "vol.",
  "fig.",
  "ext.",
  "no.",
  "mon.",
  "tue.",
  "wed.",
  "thu.",
  "fri.",
  "sat.",
  "sun.",
  "tel.",
])
const NEVER_LAST = new Set(["mr.", "mrs.", "ms.", "dr.", "prof.", "e.g.", "i.e.", "vs.", "approx.", "no."])
const ABBREVIATION = /(?:[a-z]\.[a-z]\.|[a-z]{2,6}\.|w\/o?)(?![\p{L}\p{N}])/iuy

/** Said as words although written in capitals. */
const CAPITAL_WORDS = new Set(
  "A I AM AN AND ARE AS AT BE BUT BY CAN DO FOR GET GO HAS HE HI IF IN IS IT ME MY NEW NO NOT NOW OF ON OR OUR OUT SO THE TO UP WAS WE YES YOU YOUR ALL ANY SPA BAR INN SEA BAY PIN SIM ZIP MAX NASA UNESCO NATO VISA".split(
    " ",
  ),
)
const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  "&": ["and"],
  "@": ["at"],
  "%": ["percent"],
  "+": ["plus"],
  "=": ["equals"],
  "~": ["about"],
  "°": ["degrees"],
  "€": ["euros"],
  $: ["dollars"],
  "£": ["pounds"],
  "½": ["one", "half"],
  "¼": ["one", "quarter"],
  "¾": ["three", "quarters"],
  "×": ["times"],
  "→": ["to"],
  "•": [],
}

const WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/uy
const SYMBOL = /[&@%+=~°€$£½¼¾×→]/uy
/** What may stand before something a rule reads. */
const STARTS_TOKEN = /[\p{L}\p{N}$€£¥₹'’#+&@%=~°½¼¾×→(−-]/u

/** Finds an entry of a lexicon at a place of a text. */
export type FindEntry = (text: string, start: number) => LexiconMatch | undefined

/** A lexicon's way to say what stands there; an alias is a text of its own. */
export type LexiconMatch = { readonly end: number } & (
  | { readonly alias: string }
  | { readonly phones: readonly string[] }
)

/** Finds the words of a text. */
export function normalizeText(text: string, dialect: Dialect, findEntry?: FindEntry): readonly TextWord[] {
  const words: TextWord[] = []
  let position = 0
  while (position < text.length) {
    const found = readEntry(text, position, dialect, findEntry) ?? readAt(text, position, dialect)
    if (found === undefined) {
      position += 1
      continue
    }
    position = found.end
    if (found.spoken.length > 0 || found.phones !== undefined) words.push({ ...found, punctuation: "" })
  }
  return words.map((word, i) => punctuate(text, word, words[i + 1]))
}

type Found = Pick<TextWord, "start" | "end" | "spoken" | "phones">

function readEntry(text: string, start: number, dialect: Dialect, findEntry: FindEntry | undefined): Found | undefined {
  const entry = findEntry?.(text, start)
  if (entry === undefined) return undefined
  if ("phones" in entry) return { start, end: entry.end, spoken: [], phones: entry.phones }
  return { start, end: entry.end, spoken: sayText(entry.alias, dialect) }
}

/** How a text is said, without regard to where its words stand. */
export function sayText(text: string, dialect: Dialect): readonly string[] {
  return normalizeText(text, dialect).flatMap(({ spoken, punctuation }) => [
    ...spoken,
    ...(punctuation === "" ? [] : [","]),
  ])
}

function readAt(text: string, start: number, dialect: Dialect): Found | undefined {
  if (!STARTS_TOKEN.test(text.charAt(start))) return undefined
  const before = text.charAt(start - 1)
  const isInside = /[\p{L}\p{N}]/u.test(before)
  const special = isInside ? undefined : (readAbbreviation(text, start) ?? readByRule(text, start, dialect))
  if (special !== undefined) return special
  const word = matchAt(WORD, text, start)
  if (word !== undefined) return { start, end: start + word.length, spoken: sayWord(word, text, start) }
  const digits = matchAt(/\d+/y, text, start)
  if (digits !== undefined) return { start, end: start + digits.length, spoken: spell(digits) }
  const symbol = matchAt(SYMBOL, text, start)
  return symbol === undefined ? undefined : { start, end: start + symbol.length, spoken: SYMBOLS[symbol] ?? [] }
}

const RULES = [...COMPOUND_RULES, ...SAY_RULES]

/** What comes after the end of a sentence. */
const SENTENCE_START = /^(?:\s+["'“(]?\p{Lu}|\s*$)/u

function readByRule(text: string, start: number, dialect: Dialect): Found | undefined {
  for (const { pattern, say } of RULES) {
    pattern.lastIndex = start
    const match = pattern.exec(text)
    const spoken = match === null ? undefined : say(match, dialect)
    if (match === null || spoken === undefined) continue
    const end = start + match[0].length
    // The dot of "5 p.m." may be that of its sentence, too.
    const isShared = match[0].endsWith(".") && SENTENCE_START.test(text.slice(end, end + 4))
    return { start, end: isShared ? end - 1 : end, spoken }
  }
  return undefined
}

function readAbbreviation(text: string, start: number): Found | undefined {
  const written = matchAt(ABBREVIATION, text, start)
  const lower = written?.toLowerCase() ?? ""
  const full = ABBREVIATIONS[lower]
  if (written === undefined || full === undefined) return undefined
  const rest = text.slice(start + written.length, start + written.length + 12)
  if (BEFORE_NUMBER.has(lower) && !/^\s?(?:\d|[A-Z][a-z]{2} \d)/.test(rest)) return undefined
  // "St. Mary" is a saint, "Main St." is a street.
  const isSaint =
    lower === "st." && /^\s\p{Lu}/u.test(rest) && !/\p{Lu}\p{Ll}*\s$/u.test(text.slice(Math.max(0, start - 30), start))
  const isLast = !NEVER_LAST.has(lower) && SENTENCE_START.test(rest) && !isSaint
  const end = start + written.length - (isLast && written.endsWith(".") ? 1 : 0)
  return { start, end, spoken: (isSaint ? "saint" : full).split(" ") }
}

function sayWord(word: string, text: string, start: number): readonly string[] {
  const plain = word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .replaceAll("ß", "ss")
    .replace(/[æÆ]/g, "ae")
    .replace(/[øØ]/g, "o")
    .replace(/[łŁ]/g, "l")
  if (!/^[A-Za-z']+$/.test(plain)) return []
  if (isInitialism(plain, text, start, word.length)) return spell(plain.replace(/'s$/i, ""))
  // "checkIn", "WiFi": each part is a word.
  return plain.split(/(?<=[a-z])(?=[A-Z])/).map((part) => (part.toUpperCase() === "OK" ? "okay" : part.toLowerCase()))
}

function isInitialism(word: string, text: string, start: number, length: number): boolean {
  if (word !== word.toUpperCase() || word.length > 5 || CAPITAL_WORDS.has(word) || word === "OK") return false
  if (word.length === 1) return true
  if (!/[AEIOUY]/.test(word)) return true
  if (word.length > 3) return false
  // In a text all in capitals, short words are words.
  const before = /(\p{L}+)\P{L}{1,3}$/u.exec(text.slice(Math.max(0, start - 20), start))?.[1] ?? ""
  const after = /^\P{L}{1,3}(\p{L}+)/u.exec(text.slice(start + length, start + length + 20))?.[1] ?? ""
  return ![before, after].some(
    (other) => other.length > 1 && other === other.toUpperCase() && (other.length > 3 || CAPITAL_WORDS.has(other)),
  )
}

/** The signs that end a sentence, with the quotes and brackets around them. */
const SENTENCE_END = /^["'”’)\]]{0,4}([.?!…]{1,9})["'”’)\]]{0,4}(?=\s|$)/u

function punctuate(text: string, word: TextWord, next: TextWord | undefined): TextWord {
  const between = text.slice(word.end, next?.start ?? text.length)
  const ending = SENTENCE_END.exec(between)
  if (ending !== null || /\n\s*\n/.test(between)) {
    return { ...word, punctuation: toSign(ending?.[1] ?? "."), sentenceEnd: word.end + (ending?.[0].length ?? 0) }
  }
  return /[,;:()–—…\n"“”]|\s-\s/.test(between) ? { ...word, punctuation: "," } : word
}

/** Which of its signs shapes the end of a sentence. */
export function toSign(signs: string): "." | "?" | "!" {
  if (signs.includes("?")) return "?"
  return signs.includes("!") ? "!" : "."
}

function matchAt(pattern: RegExp, text: string, start: number): string | undefined {
  pattern.lastIndex = start
  return pattern.exec(text)?.[0]
}
