// Says words that no dictionary has: how a letter sounds among its neighbors is learned from the dictionary itself.
// The same dictionary and word always give the same sound.

/** Says words by their spelling. */
export interface LetterToSound {
  /** @returns phones of the word's letters, parted by spaces; never empty. */
  say(word: string): string
}

/** What a letter or a pair of letters may sound like; `_` is silence, `+` joins two phones of one letter. */
const SOUNDS: Readonly<Record<string, string>> = {
  a: "AE AH EY AA AO EH IH _ AW",
  b: "B _",
  c: "K S CH SH _",
  d: "D T JH _",
  e: "EH IH IY AH _ EY ER AE",
  f: "F V _",
  g: "G JH ZH _ K",
  h: "HH _",
  i: "IH AY IY AH _ Y",
  j: "JH Y HH ZH",
  k: "K _",
  l: "L _ AH+L",
  m: "M _ AH+M",
  n: "N NG _ AH+N",
  o: "AA OW AH AO UW UH _ W AW OY",
  p: "P F _",
  q: "K",
  r: "R ER _ AH+R",
  s: "S Z SH ZH _",
  t: "T CH SH D TH DH _",
  u: "AH UW UH Y+UW Y+UH W _ IH ER AO OW AW Y+AH",
  v: "V F",
  w: "W V _ UW",
  x: "K+S G+Z Z K",
  y: "IY IH AY Y _ AH",
  z: "Z S T+S ZH _",
}

const CHOICES: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  Object.entries(SOUNDS).map(([letter, sounds]) => [
    letter,
    sounds.split(" ").map((sound) => (sound === "_" ? [] : sound.split("+"))),
  ]),
)

/** Letters before and after that make an example more telling. */
const MAX_NEIGHBORS = 4
/** Every second word is enough to learn from. */
const LEARNED_SHARE = 2
/** Examples kept of a letter between two others. */
const MAX_EXAMPLES = 300
const MAX_LETTERS = 40

/** Where a letter stands in a word of the dictionary. */
type Example = { readonly word: string; readonly at: number }

/** Learns from a dictionary of lower-case words. Words are looked into when a letter like theirs is to be said. */
export function createLetterToSound(dictionary: ReadonlyMap<string, readonly string[]>): LetterToSound {
  const examples = indexLetters(dictionary)
  const aligned = new Map<string, readonly string[] | undefined>()
  const soundsOf = (word: string): readonly string[] | undefined => {
    if (!aligned.has(word)) aligned.set(word, align(word, dictionary.get(word)?.[0]?.split(" ") ?? []))
    return aligned.get(word)
  }
  return {
    say: (word) => {
      const letters = foldLetters(word).slice(0, MAX_LETTERS)
      const phones = [...letters].flatMap((_, at) => soundAt(examples, soundsOf, letters, at))
      return phones.length === 0 ? "AH" : dropDoubles(phones).join(" ")
    },
  }
}

function indexLetters(dictionary: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly Example[]> {
  const examples = new Map<string, Example[]>()
  let index = 0
  for (const word of dictionary.keys()) {
    index += 1
    if (index % LEARNED_SHARE !== 0 || !/^[a-z]{2,16}$/.test(word)) continue
    for (let at = 0; at < word.length; at++) {
      const key = keyAt(word, at)
      const known = examples.get(key)
      if (known === undefined) examples.set(key, [{ word, at }])
      else if (known.length < MAX_EXAMPLES) known.push({ word, at })
      // The dictionary is in alphabetical order: later examples take the places of earlier ones evenly.
      else if (index % 7 === 0) known[index % MAX_EXAMPLES] = { word, at }
    }
  }
  return examples
}

/** "København" has no ø in English: the nearest letters are said. */
function foldLetters(word: string): string {
  return word
    .normalize("NFD")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("ł", "l")
    .replaceAll("ı", "i")
    .replace(/[^a-z]/g, "")
}

/** The cheapest way to write the first phones of a word with its first letters, and the sound of the last of these. */
type Alignment = { readonly cost: number; readonly sound: readonly string[]; readonly before: Alignment | undefined }

/** The phones of each letter by the cheapest way to write the word's phones with its letters. */
function align(word: string, phones: readonly string[]): readonly string[] | undefined {
  let ways: (Alignment | undefined)[] = [{ cost: 0, sound: [], before: undefined }]
  for (const letter of word) ways = sayLetter(letter, phones, ways)
  const sounds: string[] = []
  let way = ways[phones.length]
  if (way === undefined) return undefined
  for (; way.before !== undefined; way = way.before) sounds.unshift(way.sound.join(" "))
  return sounds
}

/** The ways after one more letter, by how many phones have been said. */
function sayLetter(
  letter: string,
  phones: readonly string[],
  ways: readonly (Alignment | undefined)[],
): (Alignment | undefined)[] {
  const next: (Alignment | undefined)[] = []
  const choices = [...(CHOICES.get(letter) ?? []).entries()]
  for (const [done, before] of ways.entries()) {
    if (before === undefined) continue
    for (const [rank, sound] of choices) {
      const after = done + sound.length
      // Likelier sounds stand first; silence costs, so that letters say what they can.
      const cost = before.cost + rank + (sound.length === 0 ? 2.5 : 0)
      const isSaid = sound.every((phone, i) => phones[done + i] === phone)
      if (isSaid && cost < (next[after]?.cost ?? Number.POSITIVE_INFINITY)) next[after] = { cost, sound, before }
    }
  }
  return next
}

function keyAt(word: string, at: number): string {
  return `${word[at - 1] ?? "#"}${word[at]}${word[at + 1] ?? "#"}`
}

/** The sound of a letter: examples vote, each with more votes the more neighbors it shares. */
function soundAt(
  examples: ReadonlyMap<string, readonly Example[]>,
  soundsOf: (word: string) => readonly string[] | undefined,
  word: string,
  at: number,
): readonly string[] {
  const votes = new Map<string, number>()
  for (const example of examples.get(keyAt(word, at)) ?? []) {
    const sound = soundsOf(example.word)?.[example.at]
    if (sound === undefined) continue
    votes.set(sound, (votes.get(sound) ?? 0) + 6 ** sharedNeighbors(word, at, example))
  }
  const [best] = [...votes].sort((first, second) => second[1] - first[1] || (first[0] < second[0] ? -1 : 1))
  if (best === undefined) return CHOICES.get(word[at] ?? "")?.[0] ?? []
  return best[0] === "" ? [] : best[0].split(" ")
}

function sharedNeighbors(word: string, at: number, example: Example): number {
  let shared = 0
  for (const step of [-1, 1]) {
    for (let distance = 1; distance <= MAX_NEIGHBORS; distance++) {
      const [own, other] = [word[at + step * distance], example.word[example.at + step * distance]]
      if (own !== other) break
      shared += 1
      if (own === undefined) break
    }
  }
  return shared
}

function dropDoubles(phones: readonly string[]): readonly string[] {
  return phones.filter((phone, index) => phone !== phones[index - 1])
}
