// Ways to say words that the dictionary, which is American, leaves out.

type Rule = {
  /** Which words, by their spelling. */
  readonly spelling: RegExp
  readonly phones: RegExp
  readonly said: string
}

const VOWEL = "AA|AE|AH|AO|AW|AY|EH|ER|EY|IH|IY|OW|OY|UH|UW"

const RULES: readonly Rule[] = [
  // Maria: the vowel before the r is its own.
  { spelling: /r/, phones: new RegExp(`\\bER(?= (?:${VOWEL})\\b)`), said: "AH R" },
  // Edinburgh, as its people say it.
  { spelling: /burgh$/, phones: /\bB ER(?: OW| G)?$/, said: "B R AH" },
]

/** Adds the ways that the rules give. @param ways Phones parted by spaces, in ARPAbet. */
export function withVariants(word: string, ways: readonly string[]): readonly string[] {
  const own = RULES.filter(({ spelling }) => spelling.test(word)).flatMap(({ phones, said }) =>
    ways.filter((way) => phones.test(way)).map((way) => way.replace(phones, said)),
  )
  return own.length === 0 ? ways : [...new Set([...ways, ...own])]
}
