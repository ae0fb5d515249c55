// What the training voices say: half of it sentences of public data sets, the rest what those have too little of: numbers,
// dates, short answers, spelled letters, and words in no order at all, so that the network learns sounds, not sentences.

import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { readNonsense, readRequests } from "#bench/spoken-data.ts"
import { type RandomSource, seededRandom } from "#core/units.ts"
import { numberWords, toSpokenWords } from "#local/recognizer/spoken-text.ts"

const SEED = 7
/** Longer sentences take long to say, shorter ones are made below. */
const FEWEST_WORDS = 3
const MOST_WORDS = 14
/** Words of one or two letters are mostly abbreviations. */
const SHORTEST_WORD = 3
/** Letters and the marks that speech synthesizers read alike: no figures. */
const READABLE = /^[A-Za-z][A-Za-z' ,.?!-]*$/

const MONTHS = "January February March April May June July August September October November December".split(" ")
const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday tomorrow today".split(" ")
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"]

/** In braces what `templateFiller` puts there; each as likely as the others. */
const DATES: readonly string[] = [
  "the {ordinal} of {month}",
  "{month} {ordinal}",
  "on {day} the {ordinal}",
  "{day} at {number} o'clock",
  "from {day} to {day}",
  "next {day}",
]
const ANSWERS: readonly string[] =
  "yes|no|no|yes please|no thanks|yeah sure|yep|nope|okay|please|thank you|that is right|not really|for {number} people|{number} of them|{number} days|{number} weeks|at {number} pm|{number} am|about {number}|make that {number}|{number} please".split(
    "|",
  )

/**
 * Draws sentences, the same for the same folder. None is one of the recognition benchmark's.
 *
 * @param folder Has CLINC150's `clinc150/data_full.json` and SNIPS's `snips2017/train_*_full.json`. Of CLINC150, the test
 *   parts aren't read.
 * @throws {Error} when a file is missing.
 */
export function drawSentences(folder: string, count: number): readonly string[] {
  const random = seededRandom(SEED)
  const counted = new Set([...readRequests(), ...readNonsense()].map(({ text }) => wordsOf(text).join(" ")))
  const isFree = (text: string): boolean => !counted.has(wordsOf(text).join(" "))
  const known = [...new Set([...readClinc(folder), ...readSnips(folder)].map((text) => text.trim()))]
    .filter((text) => READABLE.test(text) && isFree(text))
    .filter((text) => wordsOf(text).length >= FEWEST_WORDS && wordsOf(text).length <= MOST_WORDS)
    .toSorted()
  const words = [...new Set(known.flatMap(wordsOf))].filter((word) => word.length >= SHORTEST_WORD).toSorted()
  const make = sentenceMaker(known, words, random)
  const sentences: string[] = []
  while (sentences.length < count) {
    const text = make()
    if (isFree(text)) sentences.push(text)
  }
  return sentences
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z']+/g) ?? []
}

function readClinc(folder: string): readonly string[] {
  type Parts = Readonly<Record<string, readonly (readonly [text: string, label: string])[]>>
  const parts = JSON.parse(readFileSync(path.join(folder, "clinc150/data_full.json"), "utf8")) as Parts
  return ["train", "val", "oos_train", "oos_val"].flatMap((part) => (parts[part] ?? []).map(([text]) => text))
}

/** An utterance is in pieces, some of which are slots' values. */
function readSnips(folder: string): readonly string[] {
  type Utterance = { readonly data: readonly { readonly text: string }[] }
  const files = readdirSync(path.join(folder, "snips2017")).filter((name) => /^train_.*_full\.json$/.test(name))
  if (files.length === 0) throw new Error(`no train_*_full.json in ${path.join(folder, "snips2017")}`)
  return files.toSorted().flatMap((name) => {
    // Some files are UTF-8 and others Latin-1; what differs isn't READABLE anyway.
    const text = readFileSync(path.join(folder, "snips2017", name), "latin1")
    const byIntent = JSON.parse(text) as Readonly<Record<string, readonly Utterance[]>>
    return Object.values(byIntent)
      .flat()
      .map(({ data }) => data.map((piece) => piece.text).join(""))
  })
}

/** Makes one sentence after the other. */
function sentenceMaker(known: readonly string[], words: readonly string[], random: RandomSource): () => string {
  const below = (end: number): number => Math.floor(random() * end)
  const pick = (items: readonly string[]): string => items[below(items.length)] ?? ""
  const fill = templateFiller(pick, below, random)
  const several = (least: number, most: number, item: () => string): string =>
    Array.from({ length: least + below(most - least + 1) }, item).join(" ")
  const spelled = (): string => {
    const dash = random() < 0.4 ? " dash " : " "
    const digitOrLetter = (): string => (random() < 0.6 ? pick(LETTERS) : numberWords(below(10)).join(" "))
    return several(1, 5, () => pick(LETTERS)) + dash + several(1, 5, digitOrLetter)
  }
  const short = [
    spelled,
    () => several(1, 4, () => fill("{number}")),
    () => fill(pick(DATES)),
    () => fill(pick(ANSWERS)),
    () => several(1, 3, () => pick(words)),
  ]
  return () => {
    const share = random()
    if (share < 0.5) return pick(known)
    return share < 0.75 ? (short[below(short.length)]?.() ?? "") : several(3, 8, () => pick(words))
  }
}

/** Puts numbers and dates, in words, where braces are. */
function templateFiller(
  pick: (items: readonly string[]) => string,
  below: (end: number) => number,
  random: RandomSource,
): (template: string) => string {
  const number = (): readonly string[] => {
    const share = random()
    if (share < 0.5) return numberWords(below(20))
    if (share < 0.6) return numberWords(10 * (2 + below(8)))
    if (share < 0.9) return numberWords(10 * (2 + below(8)) + 1 + below(9))
    return [...numberWords(100 * (1 + below(9))), "and", ...numberWords(1 + below(19))]
  }
  const fillers: Readonly<Record<string, () => string>> = {
    number: () => number().join(" "),
    ordinal: () => spokenOrdinal(1 + below(31)),
    month: () => pick(MONTHS),
    day: () => pick(DAYS),
  }
  return (template) => template.replace(/\{(\w+)\}/g, (_, name: string) => fillers[name]?.() ?? "")
}

function spokenOrdinal(value: number): string {
  return toSpokenWords(`${value}th`)
    .map(({ text }) => text)
    .join(" ")
}
