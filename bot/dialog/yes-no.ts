// Understands yes and no as answers to a confirmation prompt, as visitors put them. AMAZON.Confirmation as a slot type,
// with its four values, is bot/slot-types.

import { contentWordsOutside } from "./spare-words.ts"

/** A yes or a no; `isWhole` when nothing else of content was said. */
export type YesNo = { readonly answer: "yes" | "no"; readonly isWhole: boolean }

type Meaning = {
  readonly answer: "yes" | "no" | "unsure"
  /** A word that means this even with a sentence after it. */
  readonly isPlain: boolean
}

const PHRASES = new Map<string, Meaning>()

function addPhrases(answer: Meaning["answer"], isPlain: boolean, phrases: string): void {
  for (const phrase of phrases.split("|")) PHRASES.set(phrase, { answer, isPlain })
}

addPhrases(
  "yes",
  true,
  "yes|yeah|yep|yup|yea|ya|yess|yes please|yes sir|aye|affirmative|sure|sure thing|of course|absolutely|definitely|certainly|go ahead|go for it|confirm|confirmed|i confirm",
)
addPhrases(
  "yes",
  true,
  "sí|si|claro|por supuesto|oui|bien sûr|d'accord|ja|jawohl|natürlich|klar|sì|certo|sim|はい|네|예|是|是的|好|好的|对",
)
addPhrases(
  "yes",
  false,
  "y|ok|okay|okey|k|right|correct|that's right|that's correct|that is correct|exactly|precisely|indeed|true|fine|that's fine|good|great|perfect|sounds good|sounds great|sounds right|looks good|looks right|all right|alright|do it|please do|do that|no problem|no worries|why not|works for me|that works|you bet|agreed|i agree|i do|it is|proceed|continue|vale|de acuerdo|genau|richtig|va bene|confirmo|isso",
)
addPhrases(
  "no",
  true,
  "no|nope|nah|naw|no thanks|no thank you|no way|negative|not really|of course not|absolutely not|definitely not|certainly not|never mind|nevermind|forget it|i changed my mind|i've changed my mind|don't|do not|please don't",
)
addPhrases("no", true, "non|nein|nee|não|いいえ|아니요|아니|不|不是|不要|不用|nicht")
addPhrases(
  "no",
  false,
  "n|not ok|not okay|not right|not correct|that's wrong|that's not right|that's not correct|that is not right|wrong|incorrect|false|not yet|not now|cancel|cancel it|cancel that|stop|i don't|it isn't|it's not|that isn't right|i'd rather not|i decline|i'll decline|decline|i refuse|abort",
)
addPhrases(
  "unsure",
  true,
  "maybe|perhaps|not sure|i'm not sure|i am not sure|i don't know|i do not know|don't know|dunno|no idea|who knows|possibly|it depends|depends|let me think|hard to say|i'm unsure|vielleicht|peut-être|quizás|tal vez|forse|talvez",
)

const LONGEST_PHRASE = 4

/** A word that turns what follows round: "not perfect", "isn't fine". */
const NEGATIONS = new Set(["not", "isn't", "aren't", "don't", "doesn't", "never", "wasn't", "ain't"])

/** How far into a longer sentence a plain yes or no may stand ("well yes, but …"). */
const OPENING_WORDS = 2

type Hit = Meaning & { readonly word: number; readonly start: number; readonly end: number }

/**
 * Reads a yes or no.
 *
 * @returns `undefined` when the text says neither, both, or "maybe".
 */
export function readYesNo(text: string): YesNo | undefined {
  const folded = text.normalize("NFKC").toLowerCase().replaceAll("’", "'")
  const hits = findPhrases(folded)
  const [first] = hits
  if (first === undefined || first.answer === "unsure" || hits.some(({ answer }) => answer !== first.answer)) {
    return undefined
  }
  const isWhole = contentWordsOutside(folded, hits, []).length === 0
  if (!isWhole && !(first.isPlain && first.word < OPENING_WORDS)) return undefined
  return { answer: first.answer, isWhole }
}

/** The longest known phrase at each place, left to right. */
function findPhrases(text: string): Hit[] {
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}'-]+/gu)]
  const hits: Hit[] = []
  let at = 0
  while (at < words.length) {
    const hit = phraseAt(words, at)
    if (hit !== undefined) hits.push(negated(words, at, hit))
    at += hit?.length ?? 1
  }
  return hits
}

function phraseAt(words: readonly RegExpExecArray[], at: number): (Hit & { readonly length: number }) | undefined {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 0; length--) {
    const part = words.slice(at, at + length)
    const meaning = PHRASES.get(part.map(([word]) => word).join(" "))
    const last = part.at(-1)
    const start = part[0]?.index ?? 0
    if (meaning !== undefined && last !== undefined) {
      return { ...meaning, word: at, start, end: last.index + last[0].length, length }
    }
  }
  return undefined
}

function negated(words: readonly RegExpExecArray[], at: number, hit: Hit): Hit {
  const before = words[at - 1]
  if (hit.answer !== "yes" || before === undefined || !NEGATIONS.has(before[0])) return hit
  return { ...hit, answer: "no", start: before.index }
}
