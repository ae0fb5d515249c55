// Words for a person, and for several, with whom one travels, eats or lives.

const ONE =
  "husband wife spouse partner fiance fiancee boyfriend girlfriend friend mate buddy bestie mother father mom mum dad mama papa " +
  "brother sister son daughter child kid baby toddler infant boy girl uncle aunt auntie nephew niece cousin grandmother " +
  "grandfather grandma grandpa granny nan grandson granddaughter colleague coworker boss assistant neighbour neighbor roommate " +
  "flatmate twin man woman adult guest person teenager teen sibling parent hubby wifey"

const MANY =
  "husbands wives partners friends mates buddies brothers sisters sons daughters children kids babies toddlers infants boys " +
  "girls uncles aunts nephews nieces cousins grandchildren grandkids grandparents colleagues coworkers neighbours neighbors " +
  "roommates flatmates men women adults guests people persons teenagers teens siblings parents twins"

/** What each word stands for: one person, or as many as a number before it says. */
export const PEOPLE: ReadonlyMap<string, "one" | "many"> = new Map([
  ...ONE.split(" ").map((word) => [word, "one"] as const),
  ...MANY.split(" ").map((word) => [word, "many"] as const),
])
