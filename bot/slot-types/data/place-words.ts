// English words that point at places and names. How they are used is gazetteer.ts and the slot types built on it.

/** Before a place. */
export const PLACE_CUES: ReadonlySet<string> = new Set(
  "in to from near at around visit visiting via through towards toward into outside leaving departing reach reaching".split(
    " ",
  ),
)

/** Words of a street's kind, which end its name. */
export const STREET_WORDS: ReadonlySet<string> = new Set(
  (
    "street st avenue ave av road rd lane ln drive dr boulevard blvd way court ct place pl square sq terrace ter close crescent cres " +
    "highway hwy parkway pkwy alley row mews gardens grove hill circle cir trail trl plaza esplanade quay walk promenade turnpike " +
    "bypass freeway expressway loop path rise green broadway strasse rue via calle"
  ).split(" "),
)

/** Words of a street's kind that are everyday words too: they only count with a capital letter. */
export const WORDLIKE_STREET_WORDS: ReadonlySet<string> = new Set(
  "way place close row green hill walk path rise court drive circle loop trail square grove gardens via av st pl ct ter".split(
    " ",
  ),
)

/** Compass words that follow a street's name. */
export const COMPASS_WORDS: ReadonlySet<string> = new Set(
  "north south east west northeast northwest southeast southwest n s e w ne nw se sw".split(" "),
)

/** Words that open a name: "my name is", "call me". */
export const NAME_CUES: readonly (readonly string[])[] = [
  "my name is",
  "my names",
  "my first name is",
  "first name is",
  "first name",
  "the name is",
  "the names",
  "name is",
  "i am called",
  "im called",
  "call me",
  "this is",
  "i am",
  "im",
  "its under",
  "under the name of",
  "under the name",
  "in the name of",
].map((cue) => cue.split(" "))

/** Words that open a last name. */
export const LAST_NAME_CUES: readonly (readonly string[])[] = [
  "my last name is",
  "last name is",
  "last name",
  "my surname is",
  "surname is",
  "surname",
  "my family name is",
  "family name is",
  "family name",
].map((cue) => cue.split(" "))
