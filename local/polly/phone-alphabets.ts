// Reads pronunciations in IPA and X-SAMPA as phones of the embedded voices; sounds English hasn't got become their nearest.
// The phones themselves are phones.ts.

/** An alphabet of `<phoneme>` and of lexicons. */
export type PhoneAlphabet = "ipa" | "x-sampa"

/** IPA, X-SAMPA, CMU; vowels get their stress added. */
const SOUNDS: readonly (readonly [ipa: string, xSampa: string, phones: string])[] = [
  ["t͡ʃ", "tS", "ch"],
  ["d͡ʒ", "dZ", "jh"],
  ["tʃ", "t_S", "ch"],
  ["dʒ", "d_Z", "jh"],
  ["aɪ", "aI", "ay"],
  ["aʊ", "aU", "aw"],
  ["eɪ", "eI", "ey"],
  ["oʊ", "oU", "ow"],
  ["əʊ", "@U", "ow"],
  ["ɔɪ", "OI", "oy"],
  ["ɪə", "I@", "ih r"],
  ["eə", "e@", "eh r"],
  ["ʊə", "U@", "uh r"],
  ["ɚ", "@`", "er"],
  ["ɝ", "3`", "er"],
  ["ɜ", "3", "er"],
  ["ə", "@", "ax"],
  ["ʌ", "V", "ah"],
  ["æ", "{", "ae"],
  ["ɑ", "A", "aa"],
  ["ɒ", "Q", "aa"],
  ["ɔ", "O", "ao"],
  ["ɛ", "E", "eh"],
  ["e", "e", "eh"],
  ["ɪ", "I", "ih"],
  ["i", "i", "iy"],
  ["ʊ", "U", "uh"],
  ["u", "u", "uw"],
  ["a", "a", "aa"],
  ["o", "o", "ow"],
  ["y", "y", "uw"],
  ["ø", "2", "er"],
  ["œ", "9", "er"],
  ["b", "b", "b"],
  ["d", "d", "d"],
  ["ð", "D", "dh"],
  ["f", "f", "f"],
  ["ɡ", "g", "g"],
  ["g", "g", "g"],
  ["h", "h", "hh"],
  ["x", "x", "k"],
  ["ç", "C", "sh"],
  ["j", "j", "y"],
  ["k", "k", "k"],
  ["l", "l", "l"],
  ["ɫ", "5", "l"],
  ["m", "m", "m"],
  ["n", "n", "n"],
  ["ɲ", "J", "n y"],
  ["ŋ", "N", "ng"],
  ["p", "p", "p"],
  ["ɹ", "r\\", "r"],
  ["ɾ", "4", "t"],
  ["ʁ", "R", "r"],
  ["r", "r", "r"],
  ["s", "s", "s"],
  ["ʃ", "S", "sh"],
  ["t", "t", "t"],
  ["θ", "T", "th"],
  ["v", "v", "v"],
  ["w", "w", "w"],
  ["z", "z", "z"],
  ["ʒ", "Z", "zh"],
]
const VOWEL = /^(?:[aeiou])/
/** Length, syllables, ties and other signs without a sound here. */
const SILENT = /^(?:\u02D0|\u0361|\u035C|\u203F|\u02B0|\u0329|\u0303|[.:|\s=]|_[a-z~=])/u

/**
 * Reads a pronunciation.
 *
 * @returns CMU phones with stress, a vowel without mark being unstressed unless there is no mark at all; `undefined` when a
 *   sign isn't known.
 */
export function parsePhones(text: string, alphabet: PhoneAlphabet): readonly string[] | undefined {
  const signs = readSigns(text.normalize("NFC"), alphabet)
  if (signs === undefined) return undefined
  const phones: { readonly phone: string; readonly stress: string }[] = []
  let stress = "0"
  for (const sign of signs) {
    if (sign === PRIMARY_STRESS || sign === SECONDARY_STRESS) stress = sign
    else {
      const isVowel = VOWEL.test(sign)
      phones.push({ phone: sign, stress: isVowel ? stress : "" })
      if (isVowel) stress = "0"
    }
  }
  if (phones.length === 0) return undefined
  const hasStress = phones.some((phone) => phone.stress === PRIMARY_STRESS || phone.stress === SECONDARY_STRESS)
  const firstVowel = phones.findIndex((phone) => phone.stress !== "")
  return phones.map(({ phone, stress: own }, i) => withStress(phone, !hasStress && i === firstVowel ? "1" : own))
}

const PRIMARY_STRESS = "1"
const SECONDARY_STRESS = "2"

/** The longest signs first. */
const SIGNS: Readonly<Record<PhoneAlphabet, readonly (readonly [written: string, phones: string])[]>> = {
  ipa: toSigns(0, ["ˈ", "ˌ"]),
  "x-sampa": toSigns(1, ['"', "%"]),
}

function toSigns(column: 0 | 1, [primary, secondary]: readonly [string, string]): [string, string][] {
  const sounds = SOUNDS.map((sound): [string, string] => [sound[column], sound[2]])
  const all: [string, string][] = [...sounds, [primary, PRIMARY_STRESS], [secondary, SECONDARY_STRESS]]
  return all.sort((a, b) => b[0].length - a[0].length)
}

/** Phones and marks of stress, in order; `undefined` when a sign isn't known. */
function readSigns(source: string, alphabet: PhoneAlphabet): readonly string[] | undefined {
  const read: string[] = []
  for (let i = 0; i < source.length; ) {
    const rest = source.slice(i, i + 4)
    const sign = SIGNS[alphabet].find(([written]) => rest.startsWith(written))
    const length = sign?.[0].length ?? SILENT.exec(rest)?.[0].length
    if (length === undefined) return undefined
    if (sign !== undefined) read.push(...sign[1].split(" "))
    i += length
  }
  return read
}

/** The schwa has no stressed form in the voices' phones. */
function withStress(phone: string, stress: string): string {
  return phone === "ax" && stress !== "0" ? `ah${stress}` : `${phone}${stress}`
}
