// Which words of an utterance carry content besides given parts of it: "make it three nights, please" is about nothing
// but three nights. Finding those parts is bot/nlu.

const FILLERS = new Set(
  (
    "a about actually again ah all alright also am an and are as at be but by can change correct correction could do " +
    "does don't exactly fine for from get go going good great have hello hey hi hm hmm how i i'd i'll i'm i've in " +
    "instead is it it'll it's its just know let let's like make maybe me mean meant mine my need no nope not of oh ok " +
    "okay on one ones only or our please prefer put rather really right set should so sorry sure switch thank thanks that " +
    "that'll that's the then there there's they think this to try uh uhm um us wait want was we we'd we'll we're well " +
    "what will with would yeah yep yes you your"
  ).split(" "),
)

/** A stretch of a text in UTF-16 code units. */
type Span = { readonly start: number; readonly end: number }

/**
 * The words outside the given stretches that say something.
 *
 * @param names Names whose words ("NumberOfNights": number, nights) count as saying nothing new.
 */
export function contentWordsOutside(text: string, spans: readonly Span[], names: readonly string[]): string[] {
  const known = new Set(names.flatMap(wordsOfName))
  const words: string[] = []
  for (const match of text
    .toLowerCase()
    .replaceAll("’", "'")
    .matchAll(/[\p{L}\p{N}']+/gu)) {
    const [start, end] = [match.index, match.index + match[0].length]
    if (spans.some((span) => start < span.end && span.start < end)) continue
    if (!FILLERS.has(match[0]) && !known.has(stem(match[0]))) words.push(match[0])
  }
  return words
}

function wordsOfName(name: string): string[] {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^A-Za-z0-9]+/)
  return words.filter(Boolean).map((word) => stem(word.toLowerCase()))
}

/** Singular and plural are one word. */
function stem(word: string): string {
  return word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word
}
