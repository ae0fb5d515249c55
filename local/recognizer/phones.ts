// The sounds of English as the acoustic model has them, and as words that nobody foresaw are made of them. What words are
// made of is pronunciation.ts.

import type { SpokenWord } from "./word-graph.ts"

/** ARPAbet, without stress. */
export const PHONES: readonly string[] =
  "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH".split(" ")

/** Each sound as a word of which nothing is written. */
export const SOUNDS: readonly SpokenWord[] = PHONES.map((phone) => ({ label: `+${phone}`, text: "", phones: phone }))
