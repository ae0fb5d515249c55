// Tells quickly where no date can begin: every wording of one has a word of the calendar, a number or a figure near its
// start. What the words mean is for the readers beside this file.

import { CALENDAR_UNITS, MONTHS, NAMED_DAYS, PERIOD_MODIFIERS, WEEKDAYS } from "../data/date-words.ts"
import { HOLIDAYS } from "../data/holidays.ts"
import { BASE_WORDS, COLLECTIVES, DIGIT_NAMES, ORDINAL_BASE_WORDS, SCALE_WORDS } from "../data/number-words.ts"
import type { Token } from "../tokens.ts"

/** Words that wordings of dates have beside those of the tables: "mid march", "same day", "business days". */
const OTHERS = "now here weekend weekends same preceding another half quarter business working work hence ago".split(
  " ",
)

const EVIDENCE: ReadonlySet<string> = new Set([
  ...MONTHS.keys(),
  ...WEEKDAYS.keys(),
  ...CALENDAR_UNITS.keys(),
  ...NAMED_DAYS.keys(),
  ...PERIOD_MODIFIERS.keys(),
  ...BASE_WORDS.keys(),
  ...ORDINAL_BASE_WORDS.keys(),
  ...SCALE_WORDS.keys(),
  ...COLLECTIVES.keys(),
  ...DIGIT_NAMES,
  ...HOLIDAYS.flatMap((holiday) => holiday.names.flatMap((name) => name.split(" "))),
  ...OTHERS,
])

/** "at the very end of the", "the start of": so many tokens may come before the first telling one. */
const MOST_BEFORE = 6

let lastTokens: readonly Token[] = []
let distances = new Uint8Array(0)

/** Whether a date may begin at a token. Looks at each text once, however many places of it are asked for. */
export function mayBeginDate(tokens: readonly Token[], at: number): boolean {
  if (tokens !== lastTokens) {
    lastTokens = tokens
    distances = distancesToEvidence(tokens)
  }
  return (distances[at] ?? 0xff) <= MOST_BEFORE
}

function distancesToEvidence(tokens: readonly Token[]): Uint8Array<ArrayBuffer> {
  const found = new Uint8Array(tokens.length)
  let distance = 0xff
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at]
    const isTelling = token !== undefined && (token.kind === "digits" || EVIDENCE.has(token.word))
    distance = isTelling ? 0 : Math.min(0xff, distance + 1)
    found[at] = distance
  }
  return found
}
