// Reads numbers as figures or in the words of a language besides English ("quatre-vingt-dix", "zweiundzwanzig"). Which
// words there are is bot/languages.

import type { NumberWords } from "#bot/languages/language.ts"
import { plainDecimal, shiftDecimal } from "../read/decimal.ts"
import type { NumberReading } from "../read/number.ts"
import { type Token, wordAt } from "../tokens.ts"
import { type FigureMarks, readFigures } from "./figures.ts"
import { type Captured, FixedPhrases, partsOf, wordSet } from "./phrase.ts"

/** A number, and whether its words are an article as well ("una"). */
export type WordedNumber = NumberReading & { readonly isArticle: boolean }

/** A part of a number in words. */
type Atom = { readonly kind: "value" | "hundred" | "scale" | "and"; readonly value: number }

/** What parts of a number have come to so far. */
type Sum = {
  readonly total: number
  readonly group: number | undefined
  readonly lastScale: number
  readonly atoms: number
}

const AND: Atom = { kind: "and", value: 0 }

const NOTHING: Sum = { total: 0, group: undefined, lastScale: Number.POSITIVE_INFINITY, atoms: 0 }

const MILLION = 1_000_000

/** Longer words are no numbers. */
const LONGEST_WORD = 80
/** Fewer single digits in a row are not taken as one number: "dos tres" may be two or three. */
const LEAST_DIGITS = 3
const MOST_DIGITS = 20

/** Reads numbers of one language. */
export class NumberReader {
  readonly #words: NumberWords
  readonly #atoms: FixedPhrases<Atom>
  readonly #pieces: readonly (readonly [text: string, atom: Atom])[]
  readonly #articles: ReadonlySet<string>
  readonly #and: ReadonlySet<string>
  readonly #ordinals: FixedPhrases<number>
  readonly #ordinalEndings: readonly string[]
  readonly #ordinalMarks: ReadonlySet<string>
  readonly #minus: ReadonlySet<string>
  readonly #point: ReadonlySet<string>
  readonly #halves: FixedPhrases<0.5>
  readonly #collectives: FixedPhrases<number>
  readonly #marks: FigureMarks
  readonly #of: ReadonlySet<string>
  readonly #beginnings = new Map<string, boolean>()
  readonly #known = new Map<string, readonly Atom[] | undefined>()

  /** @param region The part of the locale behind `_`: "US". */
  constructor(words: NumberWords, region: string) {
    this.#words = words
    const lists: [Atom, string][] = Object.entries(words.cardinals).map(([value, list]) => [
      { kind: "value", value: Number(value) },
      list,
    ])
    if (words.hundred !== undefined) lists.push([{ kind: "hundred", value: 100 }, words.hundred])
    for (const [value, list] of Object.entries(words.scales))
      lists.push([{ kind: "scale", value: Number(value) }, list])
    this.#atoms = new FixedPhrases(lists)
    const and: [Atom, string] = [AND, words.and]
    this.#pieces = words.isRunTogether
      ? [...lists, and]
          .flatMap(([atom, list]) => [...wordSet(list)].map((text): [string, Atom] => [text, atom]))
          .sort((a, b) => b[0].length - a[0].length)
      : []
    this.#articles = wordSet(words.articles)
    this.#and = wordSet(words.and)
    this.#ordinals = new FixedPhrases(Object.entries(words.ordinals).map(([value, list]) => [Number(value), list]))
    this.#ordinalEndings = partsOf(words.ordinalEndings ?? "")
    this.#ordinalMarks = wordSet(words.ordinalMarks)
    this.#minus = wordSet(words.minus)
    this.#point = wordSet(words.point)
    this.#halves = new FixedPhrases([[0.5, words.half]])
    this.#collectives = new FixedPhrases(
      Object.entries(words.collectives).map(([value, list]) => [Number(value), list]),
    )
    const decimal = words.pointRegions?.includes(region) ? "." : ","
    this.#marks = { decimal, hasSpacedGroups: words.hasSpacedGroups === true }
    this.#of = wordSet(words.of ?? "")
  }

  /**
   * Reads the longest number that starts at a token.
   *
   * @returns `undefined` when no number starts there.
   */
  read(tokens: readonly Token[], at: number): WordedNumber | undefined {
    const from = this.#skipSign(tokens, at)
    const number = this.#readUnsigned(tokens, from)
    if (number === undefined || from === at) return number
    if (number.isOrdinal || number.isArticle) return undefined
    const text = plainDecimal(`-${number.text}`)
    return { ...number, text, value: Number(text) }
  }

  /** Reads a whole number in words or in at most four figures: an hour, a day, a year. Nothing is added behind it. */
  readWhole(
    tokens: readonly Token[],
    at: number,
  ): (Captured<number> & { readonly isFigures: boolean; readonly isOrdinal: boolean }) | undefined {
    const token = tokens[at]
    if (token?.kind === "digits") {
      const isWhole = token.word.length <= 4 && !(token.isGlued && tokens[at - 1]?.kind === "word")
      return isWhole ? { ...this.#withOrdinalMark(tokens, at), value: Number(token.word), isFigures: true } : undefined
    }
    if (!this.mayBegin(token)) return undefined
    const ordinal = this.#readOrdinal(tokens, at)
    if (ordinal !== undefined) return { ...ordinal, isFigures: false, isOrdinal: true }
    const words = this.#readWords(tokens, at)
    return words && { end: words.end, value: words.value, isFigures: false, isOrdinal: false }
  }

  #withOrdinalMark(tokens: readonly Token[], at: number): { readonly end: number; readonly isOrdinal: boolean } {
    const isOrdinal =
      tokens[at + 1]?.isGlued === true && this.#ordinalMarks.has(wordAt(tokens, at + 1)) && !tokens[at + 2]?.isGlued
    return { end: isOrdinal ? at + 2 : at + 1, isOrdinal }
  }

  /** Where what a number counts begins: behind "de" of "un par de días". */
  skipOf(tokens: readonly Token[], end: number): number {
    return this.#of.has(wordAt(tokens, end)) ? end + 1 : end
  }

  /** Whether a word may be the first of a number: nearly every word of a text is ruled out by one look. */
  mayBegin(token: Token | undefined): boolean {
    if (token?.kind !== "word") return false
    const { word } = token
    let may = this.#beginnings.get(word)
    if (may === undefined) {
      const isListed = [this.#atoms, this.#ordinals, this.#collectives].some((phrases) => phrases.mayBegin(word))
      may = isListed || this.#takeApart(word) !== undefined || this.#readOrdinal([token], 0) !== undefined
      if (this.#beginnings.size > MOST_KNOWN) this.#beginnings.clear()
      this.#beginnings.set(word, may)
    }
    return may
  }

  #skipSign(tokens: readonly Token[], at: number): number {
    const word = wordAt(tokens, at)
    if (this.#minus.has(word)) return at + 1
    const isDash =
      word === "-" && tokens[at + 1]?.isGlued === true && !(tokens[at]?.isGlued && tokens[at - 1]?.kind !== "mark")
    return isDash && tokens[at + 1]?.kind === "digits" ? at + 1 : at
  }

  #readUnsigned(tokens: readonly Token[], at: number): WordedNumber | undefined {
    const figures = this.#readFigures(tokens, at)
    if (figures !== undefined) return this.#withRest(tokens, figures)
    if (!this.mayBegin(tokens[at])) return undefined
    const ordinal = this.#readOrdinal(tokens, at)
    const collective = this.#collectives.at(tokens, at)
    if (collective !== undefined) return worded(collective.end, collective.value)
    const words = this.#readWords(tokens, at)
    if (words === undefined || (ordinal !== undefined && ordinal.end >= words.end)) {
      return ordinal && { ...worded(ordinal.end, ordinal.value), isOrdinal: true }
    }
    const run = this.#readDigitByDigit(tokens, at)
    if (run !== undefined && run.end > words.end) return run
    return this.#withRest(tokens, { ...worded(words.end, words.value), isArticle: words.isArticle })
  }

  /** A spoken fraction, a scale behind figures, a dozen, a half. */
  #withRest(tokens: readonly Token[], number: WordedNumber): WordedNumber {
    if (number.isOrdinal) return number
    const fraction =
      this.#point.has(wordAt(tokens, number.end)) && !number.text.includes(".")
        ? this.#readFractionDigits(tokens, number.end + 1)
        : undefined
    const exact =
      fraction === undefined
        ? number
        : { ...number, ...decimalOf(`${number.text}.${fraction.value}`), end: fraction.end, isArticle: false }
    const scale = exact.form === "digits" ? this.#atoms.at(tokens, exact.end) : undefined
    if (scale?.value.kind === "scale")
      return { ...exact, ...decimalOf(shiftDecimal(exact.text, Math.log10(scale.value.value))), end: scale.end }
    const dozen = this.#collectives.at(tokens, exact.end)
    if (dozen !== undefined && Number.isInteger(exact.value * dozen.value))
      return worded(dozen.end, exact.value * dozen.value)
    const half =
      Number.isInteger(exact.value) && !exact.text.includes(".") ? this.#halves.at(tokens, exact.end) : undefined
    if (half === undefined) return exact
    // "un milione e mezzo" is half a million more.
    const isMillions = exact.value >= MILLION && exact.value % MILLION === 0
    const sum = isMillions ? String(exact.value + MILLION / 2) : `${exact.text}.5`
    return { ...exact, ...decimalOf(sum), end: half.end, isArticle: false }
  }

  #readFractionDigits(tokens: readonly Token[], at: number): Captured<string> | undefined {
    if (tokens[at]?.kind === "digits") return { end: at + 1, value: wordAt(tokens, at) }
    let digits = ""
    let end = at
    for (;;) {
      const next = this.#readWords(tokens, end)
      if (next === undefined || (digits !== "" && next.value > 9)) break
      digits += String(next.value)
      end = next.end
      if (next.value > 9) break
    }
    return digits === "" ? undefined : { end, value: digits }
  }

  /** "uno dos tres cuatro": the digits of one number, said one by one. */
  #readDigitByDigit(tokens: readonly Token[], at: number): WordedNumber | undefined {
    let digits = ""
    let end = at
    while (digits.length < MOST_DIGITS) {
      const next = this.#readWords(tokens, end)
      if (next === undefined || next.value > 9) break
      digits += String(next.value)
      end = next.end
    }
    return digits.length < LEAST_DIGITS
      ? undefined
      : { ...worded(end, Number(digits)), text: digits, parts: digits.length }
  }

  /** "1.250,50", "3º" */
  #readFigures(tokens: readonly Token[], at: number): WordedNumber | undefined {
    const figures = readFigures(tokens, at, this.#marks)
    if (figures === undefined) return undefined
    const { end, text, isPlain } = figures
    const place = isPlain ? this.#withOrdinalMark(tokens, at) : { end, isOrdinal: false }
    return { ...place, ...decimalOf(text), form: "digits", parts: 1, isArticle: false }
  }

  #readOrdinal(tokens: readonly Token[], at: number): Captured<number> | undefined {
    const known = this.#ordinals.at(tokens, at)
    if (known !== undefined) return known
    const word = wordAt(tokens, at)
    for (const ending of this.#ordinalEndings) {
      if (!word.endsWith(ending) || tokens[at]?.kind !== "word") continue
      const atoms = this.#takeApart(word.slice(0, -ending.length))
      const sum = atoms && addAll(this.#words, NOTHING, atoms)
      if (sum !== undefined) return { end: at + 1, value: sumOf(sum) }
    }
    return undefined
  }

  #readWords(tokens: readonly Token[], at: number): (Captured<number> & { readonly isArticle: boolean }) | undefined {
    let sum = this.#addAt(tokens, at, NOTHING, false)
    if (sum === undefined) return undefined
    for (;;) {
      const next = this.#addNext(tokens, sum.end, sum.value)
      if (next === undefined) break
      sum = next
    }
    const isArticle = sum.end === at + 1 && this.#articles.has(wordAt(tokens, at))
    return { end: sum.end, value: sumOf(sum.value), isArticle }
  }

  #addNext(tokens: readonly Token[], end: number, sum: Sum): Captured<Sum> | undefined {
    const isHyphen = wordAt(tokens, end) === "-" && tokens[end]?.isGlued === true && tokens[end + 1]?.kind === "word"
    const at = isHyphen ? end + 1 : end
    const hasAnd = this.#and.has(wordAt(tokens, at))
    const joined = hasAnd && wordAt(tokens, at + 1) === "-" ? at + 2 : at + 1
    return this.#addAt(tokens, hasAnd ? joined : at, sum, hasAnd)
  }

  /** Adds the part of a number at a place to what came before, if it can follow. */
  #addAt(tokens: readonly Token[], at: number, sum: Sum, hasAnd: boolean): Captured<Sum> | undefined {
    if (tokens[at]?.kind !== "word") return undefined
    const atom = this.#atoms.at(tokens, at)
    if (atom !== undefined) {
      const next = add(this.#words, sum, atom.value, hasAnd)
      return next && { end: atom.end, value: next }
    }
    const atoms = this.#takeApart(wordAt(tokens, at))
    const next = atoms && addAll(this.#words, sum, hasAnd ? [AND, ...atoms] : atoms)
    return next && { end: at + 1, value: next }
  }

  /** The parts of a word that is several run together; `undefined` when it isn't made of number words only. */
  #takeApart(word: string): readonly Atom[] | undefined {
    if (this.#pieces.length === 0 || word.length > LONGEST_WORD) return undefined
    if (this.#known.has(word)) return this.#known.get(word)
    const found = this.#search(word, 0, new Set())
    if (this.#known.size > MOST_KNOWN) this.#known.clear()
    this.#known.set(word, found)
    return found
  }

  #search(word: string, from: number, failed: Set<number>): readonly Atom[] | undefined {
    if (from === word.length) return []
    if (failed.has(from)) return undefined
    for (const [text, atom] of this.#pieces) {
      const rest = word.startsWith(text, from) ? this.#search(word, from + text.length, failed) : undefined
      if (rest !== undefined) return [atom, ...rest]
    }
    failed.add(from)
    return undefined
  }
}

/** So many words are remembered with the parts they are made of. */
const MOST_KNOWN = 5000

function worded(end: number, value: number): WordedNumber {
  return { end, text: String(value), value, isOrdinal: false, form: "words", parts: 1, isArticle: false }
}

function decimalOf(text: string): { readonly text: string; readonly value: number } {
  const plain = plainDecimal(text)
  return { text: plain, value: Number(plain) }
}

function sumOf({ total, group }: Sum): number {
  return total + (group ?? 0)
}

function addAll(words: NumberWords, sum: Sum, atoms: readonly Atom[]): Sum | undefined {
  let current: Sum | undefined = sum
  let hasAnd = false
  for (const atom of atoms) {
    if (atom.kind === "and") {
      hasAnd = true
      continue
    }
    current = add(words, current, atom, hasAnd)
    hasAnd = false
    if (current === undefined) return undefined
  }
  return hasAnd || atoms.length === 0 ? undefined : current
}

/** @returns `undefined` when the part can't follow what came before: a new number begins there. */
function add(words: NumberWords, sum: Sum, atom: Atom, hasAnd: boolean): Sum | undefined {
  const atoms = sum.atoms + 1
  if (atom.kind === "scale") {
    if (atom.value >= sum.lastScale || sum.group === 0) return undefined
    return { total: sum.total + (sum.group ?? 1) * atom.value, group: undefined, lastScale: atom.value, atoms }
  }
  const group = groupWith(words, sum.group, atom, hasAnd)
  return group === undefined ? undefined : { ...sum, group, atoms }
}

function groupWith(
  words: NumberWords,
  group: number | undefined,
  { kind, value }: Atom,
  hasAnd: boolean,
): number | undefined {
  if (kind === "hundred") {
    if (group === undefined) return 100
    // "neunzehnhundert" and "dix-neuf cent" begin years.
    return group >= 1 && group <= 19 && !hasAnd ? group * 100 : undefined
  }
  if (group === undefined) return value
  const rest = group % 100
  const fits = value < 100 && value > 0 && (rest === 0 ? group > 0 : mayFollow(words, rest, value, hasAnd))
  return fits ? group + value : undefined
}

/** Whether a number below a hundred goes on with another part: "treinta y uno", "einundzwanzig", "soixante-dix". */
function mayFollow(words: NumberWords, rest: number, value: number, hasAnd: boolean): boolean {
  if (words.longTens?.includes(rest) && value < 20) return true
  if (words.unitsFirst) return hasAnd && rest < 10 && isTens(value)
  return isTens(rest) && value < 10 && (hasAnd || !words.needsAnd)
}

function isTens(value: number): boolean {
  return value >= 20 && value % 10 === 0
}
