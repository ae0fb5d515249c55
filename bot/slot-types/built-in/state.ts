// AMAZON.State: names and codes of states, provinces and regions become the name.
// https://docs.aws.amazon.com/lexv2/latest/dg/built-in-slot-state.html

import type { SlotResolver } from "#bot/language-model.ts"
import { type AnswerWording, ENGLISH_WORDING } from "../answer-wording.ts"
import { STATE_ALIASES, STATES } from "../data/states.ts"
import { createGazetteerReader, createOpenResolver } from "../gazetteer.ts"

const WORDLIKE = new Set(
  "maine georgia virginia victoria washington goa essex kent highland holland provence surrey fife tibet penn mass tex cali".split(
    " ",
  ),
)

/** Makes the resolver of AMAZON.State. */
export function createStateResolver(wording: AnswerWording = ENGLISH_WORDING): SlotResolver {
  const byName = new Map(STATES.map(({ name }): [string, string[]] => [name, [name]]))
  for (const [alias, name] of Object.entries(STATE_ALIASES)) byName.get(name)?.push(alias)
  const read = createGazetteerReader({
    names: [...byName.values()],
    codes: new Map(STATES.flatMap(({ name, code }): [string, string][] => (code === undefined ? [] : [[code, name]]))),
    wordlike: WORDLIKE,
    cues: wording.placeCues,
    wording,
    gives: "usual form",
    forgivesSpelling: true,
  })
  return createOpenResolver(read, { maxWords: 4, allowsDigits: false, wording })
}
