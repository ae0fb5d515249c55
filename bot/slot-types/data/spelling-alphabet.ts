// Words people spell with: the NATO alphabet, letter names as they are transcribed, and names of marks.

/** The spelling alphabet of NATO and its usual transcriptions. */
export const SPELLING_ALPHABET: ReadonlyMap<string, string> = new Map(
  (
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec " +
    "romeo sierra tango uniform victor whiskey whisky xray yankee zulu"
  )
    .split(" ")
    .map((word): [string, string] => [word, word.charAt(0)]),
)

/** Letter names that speech recognition writes as words; only read when the visitor was asked to spell. */
export const LETTER_NAMES: ReadonlyMap<string, string> = new Map([
  ["ay", "a"],
  ["bee", "b"],
  ["cee", "c"],
  ["see", "c"],
  ["sea", "c"],
  ["dee", "d"],
  ["ee", "e"],
  ["ef", "f"],
  ["eff", "f"],
  ["gee", "g"],
  ["aitch", "h"],
  ["haitch", "h"],
  ["eye", "i"],
  ["jay", "j"],
  ["kay", "k"],
  ["el", "l"],
  ["ell", "l"],
  ["em", "m"],
  ["en", "n"],
  ["oh", "o"],
  ["pee", "p"],
  ["pea", "p"],
  ["cue", "q"],
  ["queue", "q"],
  ["ar", "r"],
  ["are", "r"],
  ["ess", "s"],
  ["tee", "t"],
  ["tea", "t"],
  ["you", "u"],
  ["vee", "v"],
  ["ex", "x"],
  ["why", "y"],
  ["wye", "y"],
  ["zee", "z"],
  ["zed", "z"],
])

/** Names of marks, for e-mail addresses and names with hyphens. */
export const MARK_NAMES: ReadonlyMap<string, string> = new Map([
  ["dot", "."],
  ["period", "."],
  ["point", "."],
  ["at", "@"],
  ["dash", "-"],
  ["hyphen", "-"],
  ["minus", "-"],
  ["underscore", "_"],
  ["plus", "+"],
  ["apostrophe", "'"],
])

/** How many times the next letter or digit is meant. */
export const REPEAT_WORDS: ReadonlyMap<string, number> = new Map([
  ["double", 2],
  ["triple", 3],
])

/** Between a letter and the word that identifies it ("a as in apple"), per language of Lex's spelling styles. */
export const IDENTIFYING_PHRASES: readonly (readonly string[])[] = [
  "as in the word",
  "as in",
  "is for",
  "like in",
  "for",
  "like",
  "wie in",
  "wie",
  "fur",
  "comme dans",
  "comme",
  "pour",
  "como en",
  "como",
  "de",
].map((phrase) => phrase.split(" "))
