// How words sound, in ARPAbet: from the dictionary of the speech engine's package (and pronunciation-variants.ts), else by
// its spelling (letter-to-sound.ts). How written text becomes words is spoken-text.ts.

import { readFile } from "node:fs/promises"
import { createLetterToSound, type LetterToSound } from "./letter-to-sound.ts"
import { MODEL_FOLDER } from "./model-folder.ts"
import { withVariants } from "./pronunciation-variants.ts"

/** Says words. */
export interface Pronunciations {
  /** The ways a word is said, each as phones parted by spaces; at least one, at most four. */
  of(word: string): readonly string[]
}

const MAX_WAYS = 4

/** The word without accents, in lower case, as the dictionary has it. */
function foldWord(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
}

/** Reads the English dictionary: 135,000 words, a tenth of a second. */
export async function loadPronunciations(): Promise<Pronunciations> {
  return readPronunciations(await readFile(`${MODEL_FOLDER}en-us/dict.txt`, "latin1"))
}

/** Reads a dictionary: a word and its phones a line; further ways to say the word follow as `word(2)`. */
export function readPronunciations(text: string): Pronunciations {
  const dictionary = new Map<string, string[]>()
  for (const line of text.split("\n")) {
    const space = line.indexOf(" ")
    if (space <= 0 || line.startsWith(";;")) continue
    const label = line.slice(0, space)
    const phones =
      line
        .slice(space + 1)
        .split("#", 1)[0]
        ?.trim() ?? ""
    const word = label.endsWith(")") ? label.slice(0, label.indexOf("(")) : label
    const ways = dictionary.get(word)
    if (ways === undefined) dictionary.set(word, [phones])
    else if (ways.length < MAX_WAYS) ways.push(phones)
  }
  const guessed = new Map<string, readonly string[]>()
  let letters: LetterToSound | undefined
  return {
    of: (written) => {
      const word = foldWord(written)
      const known = dictionary.get(word)
      if (known !== undefined) return withVariants(word, known).slice(0, MAX_WAYS)
      letters ??= createLetterToSound(dictionary)
      const own = guessed.get(word) ?? [letters.say(word)]
      guessed.set(word, own)
      return own
    },
  }
}
