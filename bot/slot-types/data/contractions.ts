// Contractions that would be other words without their apostrophe: "we'd" is no Wednesday, "I'd" no Idaho, "she'll" no
// Shell. They keep it when words are folded; every other word loses it.

const KEPT: Readonly<Record<string, string>> = {
  id: "i'd",
  ill: "i'll",
  wed: "we'd",
  well: "we'll",
  were: "we're",
  hed: "he'd",
  hell: "he'll",
  shed: "she'd",
  shell: "she'll",
}

const CONTRACTIONS: ReadonlySet<string> = new Set(Object.values(KEPT))

/** Whether a lower-case word with a plain apostrophe keeps it. */
export function keepsApostrophe(word: string): boolean {
  return CONTRACTIONS.has(word)
}

/** A phrase of folded words, and the same with its contractions as they are folded: "ill have" and "i'll have". */
export function bothSpellings(phrase: string): readonly string[] {
  const words = phrase.split(" ")
  if (!words.some((word) => word in KEPT)) return [phrase]
  return [phrase, words.map((word) => KEPT[word] ?? word).join(" ")]
}
