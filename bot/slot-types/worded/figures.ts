// Reads numbers in figures with the marks of a language: "1.250,50", "10 000". Numbers in words are number.ts.

import { type Token, wordAt } from "../tokens.ts"

/** How figures are written. */
export type FigureMarks = { readonly decimal: "." | ","; readonly hasSpacedGroups: boolean }

/** Figures: plain digits with a decimal point, and whether thousands were parted or a fraction told. */
export type Figures = { readonly end: number; readonly text: string; readonly isPlain: boolean }

/** More digits are no number anybody means. */
const MOST_DIGITS = 18

/** The digits right behind a mark that is glued to both sides. */
function digitsBehind(tokens: readonly Token[], at: number, mark: string): string | undefined {
  const digits = tokens[at + 1]
  const isJoined = wordAt(tokens, at) === mark && tokens[at]?.isGlued === true
  return isJoined && digits?.kind === "digits" && digits.isGlued ? digits.word : undefined
}

/** Three digits behind one space: "10 000". */
function spacedGroup(tokens: readonly Token[], at: number): string | undefined {
  const digits = tokens[at]
  const isNear = digits?.kind === "digits" && digits.start - (tokens[at - 1]?.end ?? 0) === 1
  return isNear && digits.word.length === 3 ? digits.word : undefined
}

/** The digits of a number without its fraction, thousands joined. */
function readGroups(tokens: readonly Token[], at: number, mark: string, hasSpacedGroups: boolean) {
  let text = wordAt(tokens, at)
  let end = at + 1
  while (text.length <= MOST_DIGITS && wordAt(tokens, at).length <= 3) {
    const marked = digitsBehind(tokens, end, mark)
    const group = marked?.length === 3 ? marked : hasSpacedGroups ? spacedGroup(tokens, end) : undefined
    if (group === undefined) break
    text += group
    end += group === marked ? 2 : 1
  }
  return { end, text }
}

/** Reads figures from a token on. @returns `undefined` for a dotted chain such as 3.4.2026. */
export function readFigures(
  tokens: readonly Token[],
  at: number,
  { decimal, hasSpacedGroups }: FigureMarks,
): Figures | undefined {
  if (tokens[at]?.kind !== "digits") return undefined
  const mark = decimal === "," ? "." : ","
  const { end, text } = readGroups(tokens, at, mark, hasSpacedGroups)
  const isGrouped = end > at + 1
  const fraction = digitsBehind(tokens, end, decimal) ?? (isGrouped ? undefined : digitsBehind(tokens, end, mark))
  if (fraction === undefined) return { end, text, isPlain: !isGrouped }
  const isChain = digitsBehind(tokens, end + 2, ".") !== undefined
  return isChain ? undefined : { end: end + 2, text: `${text}.${fraction}`, isPlain: false }
}
