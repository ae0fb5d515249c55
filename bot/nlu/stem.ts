// Cuts inflections off words, so that "booking" and "booked" are one feature. Spelling mistakes are bot/nlu/spelling.ts.

const VOWELS = "aeiou"

function isVowel(word: string, at: number): boolean {
  const letter = word[at] ?? ""
  if (VOWELS.includes(letter)) return true
  return letter === "y" && at > 0 && !isVowel(word, at - 1)
}

function hasVowel(word: string): boolean {
  for (let i = 0; i < word.length; i += 1) if (isVowel(word, i)) return true
  return false
}

/** How many times a vowel run is followed by a consonant run. */
function countSyllables(word: string): number {
  let count = 0
  let wasVowel = false
  for (let i = 0; i < word.length; i += 1) {
    const now = isVowel(word, i)
    if (wasVowel && !now) count += 1
    wasVowel = now
  }
  return count
}

function cutPlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2)
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1)
  if (word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) return word
  return word.endsWith("s") ? word.slice(0, -1) : word
}

function cutVerbEnding(word: string): string {
  const cut = word.endsWith("ing") ? 3 : word.endsWith("ed") && !word.endsWith("eed") ? 2 : 0
  if (cut === 0) return word
  const rest = word.slice(0, -cut)
  if (rest.length < 2 || !hasVowel(rest)) return word
  if (/(at|bl|iz|v|c|g|u)$/.test(rest)) return `${rest}e`
  const last = rest[rest.length - 1] ?? ""
  const isDoubled = last === rest[rest.length - 2]
  if (isDoubled && (!"lsz".includes(last) || (last === "l" && countSyllables(rest) > 1))) return rest.slice(0, -1)
  return rest
}

const SUFFIXES: readonly (readonly [suffix: string, replacement: string, syllables: number])[] = [
  ["ization", "ize", 1],
  ["ational", "ate", 1],
  ["fulness", "ful", 1],
  ["iveness", "ive", 1],
  ["ousness", "ous", 1],
  ["bility", "ble", 1],
  ["ation", "ate", 1],
  ["ement", "", 2],
  ["ality", "al", 1],
  ["ivity", "ive", 1],
  ["ness", "", 1],
  ["ment", "", 2],
  ["ance", "", 2],
  ["ence", "", 2],
  ["able", "", 2],
  ["ible", "", 2],
  ["tion", "t", 2],
  ["sion", "s", 2],
  ["ful", "", 1],
  ["ous", "", 2],
  ["ive", "", 2],
  ["ize", "", 2],
  ["ly", "", 1],
  ["er", "", 2],
  ["al", "", 2],
]

function cutSuffix(word: string): string {
  for (const [suffix, replacement, syllables] of SUFFIXES) {
    if (!word.endsWith(suffix)) continue
    const rest = word.slice(0, -suffix.length)
    return countSyllables(rest) >= syllables ? rest + replacement : word
  }
  return word
}

/** Cuts the inflection off an English word in lower case. Words of up to three letters stay as they are. */
export function stemEnglish(word: string): string {
  if (word.length <= 3 || word.length > 24) return word
  const cut = cutSuffix(cutVerbEnding(cutPlural(word)))
  return cut.length > 3 && cut.endsWith("e") ? cut.slice(0, -1) : cut.endsWith("y") ? `${cut.slice(0, -1)}i` : cut
}

/** Longest beginning kept of a word in a language without a stemmer of its own. */
const PREFIX_LENGTH = 6

/** Gives the stemmer of a language: English has its own, other languages keep the beginning of a word. */
export function stemmerFor(localeId: string): (word: string) => string {
  if (localeId.startsWith("en")) return stemEnglish
  return (word) => (word.length > PREFIX_LENGTH ? word.slice(0, PREFIX_LENGTH) : word)
}
