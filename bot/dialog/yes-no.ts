// Understands yes and no as answers to a confirmation prompt, with all that people say around them. The phrases are those
// of AMAZON.Confirmation (bot/slot-types); the slot type itself takes an answer word for word.

import type { Language } from "../languages/language.ts"
import { languageOf } from "../languages/languages.ts"
import { CONFIRMATION_PHRASES, type Confirmation } from "../slot-types/data/confirmation-words.ts"
import { bothSpellings } from "../slot-types/data/contractions.ts"
import { type Token, tokenize } from "../slot-types/tokens.ts"

/** A yes or a no; `isWhole` when nothing else of content was said. */
export type YesNo = { readonly answer: "yes" | "no"; readonly isWhole: boolean }

type Phrases = Readonly<Partial<Record<Confirmation, string>>>

/** What is said in languages that have no words of their own in bot/languages; English is understood beside each. */
const OTHER_LANGUAGES: Readonly<Record<string, Phrases>> = {
  nl: { Yes: "ja|jazeker|natuurlijk|klopt", No: "nee|nee dank je|liever niet", Maybe: "misschien|weet niet" },
  ja: { Yes: "はい|うん|お願いします", No: "いいえ|いや", Maybe: "たぶん" },
  ko: { Yes: "네|예|응", No: "아니요|아니", Maybe: "아마" },
  zh: { Yes: "是|是的|好|好的|对|可以", No: "不|不是|不要|不用", Maybe: "也许|可能" },
}

/** Understood in every language. */
const EVERYWHERE: Phrases = { Yes: "yes|yeah|yep|ok|okay|yes please", No: "nope|no thanks|no thank you" }

/** What turns down something that was just said or shown, and speaks of nothing else. */
const REFUSALS = ["that", "this", "that one", "this one", "those", "these", "those ones", "these ones", "them"].flatMap(
  (shown) => [`not ${shown}`, `none of ${shown}`, `neither of ${shown}`],
)

/** Sayings that look like something else word by word. */
const SAYINGS: Phrases = {
  Yes: "i dont mind|dont mind|not bad|thats it|thats the one|thats all",
  No: ["i changed my mind|ive changed my mind|id rather not|rather not|abort", ...REFUSALS].join("|"),
}

/** Said at the beginning of a sentence, these mean what they mean whatever follows. */
const PLAIN = new Set(
  (
    "yes|yea|yeah|yep|yup|sure|of course|certainly|definitely|absolutely|affirmative|go ahead|yes please|ok|okay|" +
    "no|nope|nah|no thanks|no thank you|no way|never mind|nevermind|forget it|dont|do not|please dont|not at all|" +
    "ja|nee"
  ).split("|"),
)

/** Courtesies and hesitations that may stand around an answer. */
const COURTESIES = new Set(
  (
    "a all am an and are be bit dear er erm for good hey hi hm hmm i id ill im is it its just like lot ma'am madam man me much my " +
    "now oh of please really say sir so thank thanks that thats the then think this to u uh um very well will with would you your"
  )
    .split(" ")
    .flatMap(bothSpellings),
)

/** Words that turn a yes round: "not perfect", "isn't fine". */
const NEGATIONS = new Set("not isnt arent dont doesnt never wasnt aint".split(" "))

/** How far into a sentence a plain yes or no may stand ("well yes, but …"). */
const OPENING_WORDS = 2

const LONGEST_PHRASE = 8

type Meaning = "yes" | "no" | "unsure"

function meaningOf(value: Confirmation): Meaning {
  if (value === "Yes") return "yes"
  return value === "No" ? "no" : "unsure"
}

function meaningsIn(phrases: Readonly<Partial<Record<Confirmation, readonly string[]>>>): [string, Meaning][] {
  return Object.entries(phrases).flatMap(([value, texts]) =>
    texts.map((text): [string, Meaning] => [wordsOf(tokenize(text)).join(" "), meaningOf(value as Confirmation)]),
  )
}

function split(phrases: Phrases): Partial<Record<Confirmation, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(phrases).map(([value, texts]) => [value, texts.split("|").flatMap(bothSpellings)]),
  )
}

/** The replies of one language. */
type ReplyWords = {
  readonly meanings: ReadonlyMap<string, Meaning>
  readonly plain: ReadonlySet<string>
  readonly courtesies: ReadonlySet<string>
  readonly negations: ReadonlySet<string>
}

const ENGLISH: ReplyWords = {
  meanings: new Map([...meaningsIn(CONFIRMATION_PHRASES), ...meaningsIn(split(SAYINGS))]),
  plain: PLAIN,
  courtesies: COURTESIES,
  negations: NEGATIONS,
}

const BESIDE_ENGLISH: ReadonlyMap<string, ReplyWords> = new Map(
  Object.entries(OTHER_LANGUAGES).map(([language, phrases]) => [
    language,
    { ...ENGLISH, meanings: new Map([...ENGLISH.meanings, ...meaningsIn(split(phrases))]) },
  ]),
)

const known = new Map<Language, ReplyWords>()

function repliesOf(localeId: string): ReplyWords {
  const language = languageOf(localeId)
  if (language === undefined) return BESIDE_ENGLISH.get(localeId.split("_")[0] ?? "") ?? ENGLISH
  const replies = known.get(language) ?? repliesIn(language)
  known.set(language, replies)
  return replies
}

function repliesIn({ confirmation }: Language): ReplyWords {
  const { plain, courtesies, negations, weak: _weak, ...phrases } = confirmation
  return {
    meanings: new Map([...meaningsIn(split(EVERYWHERE)), ...meaningsIn(split(phrases))]),
    plain: new Set(`${plain}|${EVERYWHERE.Yes}|${EVERYWHERE.No}`.split("|").map(folded)),
    courtesies: new Set(wordsOf(tokenize(courtesies))),
    negations: new Set(wordsOf(tokenize(negations))),
  }
}

function folded(phrase: string): string {
  return wordsOf(tokenize(phrase)).join(" ")
}

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.filter(({ kind }) => kind !== "mark").map(({ word }) => word)
}

type Hit = { readonly meaning: Meaning; readonly phrase: string; readonly at: number; readonly length: number }

/**
 * Reads a yes or no.
 *
 * @param localeId `de_DE`: its language is understood.
 * @returns `undefined` when the text says neither, both, or "maybe".
 */
export function readYesNo(text: string, localeId: string): YesNo | undefined {
  const words = wordsOf(tokenize(text))
  const replies = repliesOf(localeId)
  const hits = findPhrases(words, replies)
  const [first] = hits
  if (first === undefined) return undefined
  const isWhole = words.every(
    (word, i) => isCovered(hits, i) || replies.courtesies.has(word) || replies.negations.has(word),
  )
  // "Yes, cancel it" is a yes, whatever the rest could mean elsewhere; "no, that's fine" can be either.
  if (isWhole && first.meaning !== "yes") return agreed(hits, true)
  const whole = isWhole ? agreed(hits, true) : undefined
  if (whole !== undefined) return whole
  const plain = hits.filter(({ phrase }) => replies.plain.has(phrase))
  return plain[0] === first && first.at < OPENING_WORDS ? agreed(plain, false) : undefined
}

/**
 * Whether a text says nothing but yes, no or "I don't know": no name, whatever a slot type makes of it. One word that is
 * a name, too ("Good", "Fine"), is not enough.
 */
export function isPlainReply(text: string, localeId: string): boolean {
  const words = wordsOf(tokenize(text))
  const replies = repliesOf(localeId)
  const hits = findPhrases(words, replies)
  const isTelling = hits.some(({ phrase, length }) => replies.plain.has(phrase) || length > 1)
  return isTelling && words.every((word, i) => isCovered(hits, i) || replies.courtesies.has(word))
}

const REFUSING = new Set(REFUSALS)

/** Whether a text only turns down what was just said or shown ("no, not that one"): it is about that and no other matter. */
export function isRefusal(text: string): boolean {
  const hits = findPhrases(wordsOf(tokenize(text)), ENGLISH)
  return isPlainReply(text, "en") && hits.some(({ phrase }) => REFUSING.has(phrase))
}

function isCovered(hits: readonly Hit[], word: number): boolean {
  return hits.some(({ at, length }) => word >= at && word < at + length)
}

function agreed(hits: readonly Hit[], isWhole: boolean): YesNo | undefined {
  const meaning = hits[0]?.meaning
  if (meaning === undefined || meaning === "unsure") return undefined
  return hits.every((hit) => hit.meaning === meaning) ? { answer: meaning, isWhole } : undefined
}

/** The longest known phrase at each place, left to right. */
function findPhrases(words: readonly string[], replies: ReplyWords): Hit[] {
  const hits: Hit[] = []
  let at = 0
  while (at < words.length) {
    const hit = phraseAt(words, at, replies)
    if (hit !== undefined) hits.push(hit)
    at += hit?.length ?? 1
  }
  return hits
}

function phraseAt(words: readonly string[], at: number, { meanings, negations }: ReplyWords): Hit | undefined {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length--) {
    const phrase = words.slice(at, at + length).join(" ")
    const meaning = meanings.get(phrase)
    if (meaning === undefined) continue
    const isTurned = meaning === "yes" && negations.has(words[at - 1] ?? "")
    return { meaning: isTurned ? "no" : meaning, phrase, at, length }
  }
  return undefined
}
