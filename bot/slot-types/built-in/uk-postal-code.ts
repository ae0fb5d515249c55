// AMAZON.UKPostalCode: typed or spelled post codes become upper case with one space; whether one exists isn't checked.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-uk-postal-code.html

import { oneValue, type ValueReader, type ValueReading } from "../reading.ts"
import { readSpelledPiece, type SpelledPiece, type SpellingMode } from "../spelling.ts"
import { isPhraseEnd, type Token, wordAt } from "../tokens.ts"

/** AA9A 9AA, A9A 9AA, A9 9AA, A99 9AA, AA9 9AA, AA99 9AA. */
const POST_CODE = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/

const MAX_LENGTH = 7

function readWritten(tokens: readonly Token[], at: number): ValueReading | undefined {
  let text = ""
  for (let end = at; end < at + 6 && text.length < MAX_LENGTH; end++) {
    const token = tokens[end]
    if (token === undefined || token.kind === "mark") return undefined
    text += token.text.toUpperCase()
    const match = POST_CODE.exec(text)
    if (match !== null && !tokens[end + 1]?.isGlued) return oneValue(end + 1, `${match[1]} ${match[2]}`)
    if (match !== null && isPhraseEnd(tokens, end + 1)) return oneValue(end + 1, `${match[1]} ${match[2]}`)
  }
  return undefined
}

const SPELLING: SpellingMode = { style: "SpellByWord", hasMarks: false }

/** Letters said or typed together: "dn". */
function readLetters(tokens: readonly Token[], at: number): SpelledPiece | undefined {
  const token = tokens[at]
  return token?.kind === "word" && token.text.length === 2 ? { end: at + 1, text: token.text } : undefined
}

function readSpelled(tokens: readonly Token[], at: number): ValueReading | undefined {
  let text = ""
  let end = at
  let best: ValueReading | undefined
  for (let pieces = 0; pieces < MAX_LENGTH && text.length < MAX_LENGTH; pieces++) {
    const from = wordAt(tokens, end) === "," || wordAt(tokens, end) === "-" ? end + 1 : end
    const piece = readSpelledPiece(tokens, from, SPELLING) ?? readLetters(tokens, from)
    if (piece === undefined) break
    text += piece.text.toUpperCase()
    end = piece.end
    const match = POST_CODE.exec(text)
    if (match !== null) best = oneValue(end, `${match[1]} ${match[2]}`)
  }
  return best
}

/** Reads AMAZON.UKPostalCode. */
export const readUkPostalCode: ValueReader = (tokens, at) => {
  if (tokens[at]?.isGlued && tokens[at - 1]?.kind !== "mark") return undefined
  return readWritten(tokens, at) ?? readSpelled(tokens, at)
}
