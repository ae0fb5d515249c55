// Reads pronunciation lexicons (PLS 1.0) as Polly takes them, and finds their entries in texts. Where lexicons are kept is
// lexicon-store.ts.

import type { FindEntry, LexiconMatch } from "./normalize.ts"
import { type PhoneAlphabet, parsePhones } from "./phone-alphabets.ts"
import { pollyError } from "./polly-error.ts"
import { LANGUAGE_CODES } from "./voices.ts"
import { parseXml, type XmlElement, XmlError } from "./xml.ts"

/** A lexicon, read. */
export type LexiconFile = {
  readonly alphabet: PhoneAlphabet
  readonly languageCode: string
  readonly lexemes: readonly Lexeme[]
}

/** Spellings and what is said for them: a text, or phones. */
export type Lexeme = {
  readonly graphemes: readonly string[]
  readonly saying: { readonly alias: string } | { readonly phones: readonly string[] }
}

/** Characters a lexicon may have, and one replacement. https://docs.aws.amazon.com/polly/latest/dg/limits.html */
const MAX_LEXICON_CHARACTERS = 4000
const MAX_REPLACEMENT_CHARACTERS = 100

/**
 * Reads a lexicon.
 *
 * @throws {AwsError} `LexiconSizeExceededException`, `InvalidLexiconException`, `UnsupportedPlsAlphabetException`,
 *   `UnsupportedPlsLanguageException`, `MaxLexemeLengthExceededException`
 */
export function readLexicon(content: string): LexiconFile {
  if ([...content].length > MAX_LEXICON_CHARACTERS) {
    throw pollyError("LexiconSizeExceededException", `A lexicon may have ${MAX_LEXICON_CHARACTERS} characters.`)
  }
  const root = parse(content)
  if (root.name !== "lexicon") throw invalid("the root element must be <lexicon>")
  const { alphabet, "xml:lang": languageCode = "" } = root.attributes
  if (alphabet !== "ipa" && alphabet !== "x-sampa") {
    throw pollyError("UnsupportedPlsAlphabetException", "The alphabet of a lexicon must be ipa or x-sampa.")
  }
  if (!LANGUAGE_CODES.includes(languageCode)) {
    throw pollyError("UnsupportedPlsLanguageException", `The language "${languageCode}" of the lexicon is unsupported.`)
  }
  const elements = root.children.filter((child) => child.type === "element")
  const lexemes = elements
    .filter(({ name }) => name === "lexeme")
    .map((lexeme) => readLexeme(lexeme, alphabet, languageCode))
  if (lexemes.length === 0) throw invalid("it has no <lexeme>")
  return { alphabet, languageCode, lexemes }
}

function readLexeme(lexeme: XmlElement, alphabet: PhoneAlphabet, languageCode: string): Lexeme {
  const texts = (name: string) =>
    lexeme.children.flatMap((child) => (child.type === "element" && child.name === name ? [textOf(child)] : []))
  const graphemes = texts("grapheme").filter((grapheme) => grapheme !== "")
  const [alias] = texts("alias")
  const [phoneme] = texts("phoneme")
  if (graphemes.length === 0) throw invalid("a <lexeme> has no <grapheme>")
  const replacement = alias ?? phoneme
  if (replacement === undefined) throw invalid(`"${graphemes[0]}" has neither <alias> nor <phoneme>`)
  if (replacement.length > MAX_REPLACEMENT_CHARACTERS) {
    throw pollyError(
      "MaxLexemeLengthExceededException",
      `An <alias> or <phoneme> may have ${MAX_REPLACEMENT_CHARACTERS} characters.`,
    )
  }
  if (alias !== undefined) return { graphemes, saying: { alias } }
  const phones = parsePhones(replacement, alphabet)
  // Of other languages, phones aren't known here and won't be needed.
  if (phones === undefined && languageCode.startsWith("en-")) throw invalid(`"${replacement}" isn't ${alphabet}`)
  return { graphemes, saying: { phones: phones ?? [] } }
}

/** Makes a search over lexicons, the first of which to know a word wins; longer spellings come before shorter ones. */
export function createEntryFinder(lexicons: readonly LexiconFile[]): FindEntry | undefined {
  const entries = new Map<string, { readonly grapheme: string; readonly saying: Lexeme["saying"] }[]>()
  for (const { graphemes, saying } of lexicons.flatMap((lexicon) => lexicon.lexemes)) {
    for (const grapheme of graphemes) {
      const list = entries.get(grapheme.charAt(0)) ?? []
      list.push({ grapheme, saying })
      entries.set(grapheme.charAt(0), list)
    }
  }
  if (entries.size === 0) return undefined
  // Sorting is stable: of equal spellings the first lexicon's stays first.
  for (const list of entries.values()) list.sort((a, b) => b.grapheme.length - a.grapheme.length)
  return (text, start): LexiconMatch | undefined => {
    if (isWordCharacter(text.charAt(start - 1))) return undefined
    const found = entries
      .get(text.charAt(start))
      ?.find(
        ({ grapheme }) => text.startsWith(grapheme, start) && !isWordCharacter(text.charAt(start + grapheme.length)),
      )
    return found === undefined ? undefined : { end: start + found.grapheme.length, ...found.saying }
  }
}

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}

function textOf(element: XmlElement): string {
  return element.children
    .map((child) => (child.type === "text" ? child.text : ""))
    .join("")
    .trim()
}

function parse(content: string): XmlElement {
  try {
    return parseXml(content)
  } catch (error) {
    if (error instanceof XmlError) throw invalid(error.message)
    throw error
  }
}

function invalid(why: string): Error {
  return pollyError("InvalidLexiconException", `Invalid lexicon: ${why}`)
}
