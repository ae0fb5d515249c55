// Written text as it is said: figures become words, capitals that no one reads as a word are spelled, marks are silent.
// How the words sound is pronunciation.ts.

import type { SpokenWord } from "./word-graph.ts"

/** How the letters of the alphabet are said. */
const LETTER_PHONES =
  "a:EY b:B IY c:S IY d:D IY e:IY f:EH F g:JH IY h:EY CH i:AY j:JH EY k:K EY l:EH L m:EH M n:EH N o:OW p:P IY q:K Y UW r:AA R s:EH S t:T IY u:Y UW v:V IY w:D AH B AH L Y UW x:EH K S y:W AY z:Z IY"

const LETTERS: ReadonlyMap<string, SpokenWord> = new Map(
  LETTER_PHONES.split(/ (?=[a-z]:)/).map((entry): [string, SpokenWord] => {
    const [letter = "", phones = ""] = entry.split(":")
    return [letter, { label: `${letter}~`, text: letter.toUpperCase(), isSpelled: true, phones }]
  }),
)

const DIGIT_WORDS = "zero one two three four five six seven eight nine".split(" ")

const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  )
const TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split(" ")
const ORDINALS: Readonly<Record<string, string>> = {
  one: "first",
  two: "second",
  three: "third",
  five: "fifth",
  eight: "eighth",
  nine: "ninth",
  twelve: "twelfth",
}
const MARKS: Readonly<Record<string, string>> = { "&": "and", "+": "plus", "%": "percent", "@": "at", $: "dollars" }

/** A letter as it is spelled; nothing for what has no name in English. */
export function spelledLetter(letter: string): SpokenWord | undefined {
  return LETTERS.get(letter.toLowerCase())
}

/** A digit as it is spelled, between letters and in long numbers. */
export function spelledDigit(digit: string): SpokenWord {
  const word = DIGIT_WORDS[Number(digit)] ?? "zero"
  return { label: `${digit}~`, text: digit, isSpelled: true, ...DIGIT_PHONES[word] }
}

const DIGIT_PHONES: Readonly<Record<string, { readonly phones: string }>> = {
  zero: { phones: "Z IH R OW" },
  one: { phones: "W AH N" },
  two: { phones: "T UW" },
  three: { phones: "TH R IY" },
  four: { phones: "F AO R" },
  five: { phones: "F AY V" },
  six: { phones: "S IH K S" },
  seven: { phones: "S EH V AH N" },
  eight: { phones: "EY T" },
  nine: { phones: "N AY N" },
}

/** A word of a dictionary, written as given. */
export function plainWord(text: string): SpokenWord {
  return { label: text, text }
}

/**
 * Reads a text the way it is said.
 *
 * @returns one word after the other; none for text without letters and figures.
 */
export function toSpokenWords(text: string): readonly SpokenWord[] {
  const settled = text
    .normalize("NFKC")
    .replace(/[’‘`]/g, "'")
    .replace(/\b((?:\p{L}\.){2,})/gu, (dotted) => dotted.replaceAll(".", ""))
    .replace(/[&+%@$]/g, (mark) => ` ${MARKS[mark] ?? ""} `)
  const parts = settled.match(/\d+(?:st|nd|rd|th)\b|\d+|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*'?/giu) ?? []
  return parts.flatMap(readPart)
}

function readPart(part: string): readonly SpokenWord[] {
  if (/^\d/.test(part)) return readFigure(part)
  const letters = [...part]
  const isAcronym = letters.length >= 2 && letters.length <= 4 && /^[A-Z]+$/.test(part) && part !== "OK"
  if (isAcronym) return letters.flatMap((letter) => spelledLetter(letter) ?? [])
  return [plainWord(part)]
}

function readFigure(part: string): readonly SpokenWord[] {
  const value = Number.parseInt(part, 10)
  if (/\D$/.test(part)) {
    const words = numberWords(value)
    const last = words.at(-1) ?? "zero"
    const ordinal = ORDINALS[last] ?? (last.endsWith("y") ? `${last.slice(0, -1)}ieth` : `${last}th`)
    return [...words.slice(0, -1), ordinal].map(plainWord)
  }
  if (part.length > 4 || (part.length > 1 && part.startsWith("0"))) return [...part].map(spelledDigit)
  return numberWords(value).map(plainWord)
}

/** The words of a whole number from 0 to 9,999. */
export function numberWords(value: number): readonly string[] {
  if (value < 20) return [UNITS[value] ?? "zero"]
  if (value < 100) return [TENS[Math.floor(value / 10)] ?? "", ...(value % 10 === 0 ? [] : [UNITS[value % 10] ?? ""])]
  if (value < 1000) {
    return [UNITS[Math.floor(value / 100)] ?? "", "hundred", ...(value % 100 === 0 ? [] : numberWords(value % 100))]
  }
  return [
    ...numberWords(Math.floor(value / 1000)),
    "thousand",
    ...(value % 1000 === 0 ? [] : numberWords(value % 1000)),
  ]
}
