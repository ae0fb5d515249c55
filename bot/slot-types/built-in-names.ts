// Names of built-in slot types: Lex V2's own, and those of Lex V1 and Alexa that bots still carry.

/** The built-in slot types of Lex V2. */
export const BUILT_IN_TYPES = [
  "AMAZON.AlphaNumeric",
  "AMAZON.City",
  "AMAZON.Confirmation",
  "AMAZON.Country",
  "AMAZON.Currency",
  "AMAZON.Date",
  "AMAZON.Duration",
  "AMAZON.EmailAddress",
  "AMAZON.FirstName",
  "AMAZON.FreeFormInput",
  "AMAZON.LastName",
  "AMAZON.Number",
  "AMAZON.Percentage",
  "AMAZON.PhoneNumber",
  "AMAZON.State",
  "AMAZON.StreetName",
  "AMAZON.Time",
  "AMAZON.UKPostalCode",
] as const

/** The name of a built-in slot type. */
export type BuiltInType = (typeof BUILT_IN_TYPES)[number]

/** What V1 and Alexa call a type in other words. */
const OLD_NAMES: ReadonlyMap<string, BuiltInType> = new Map<string, BuiltInType>([
  ["searchquery", "AMAZON.FreeFormInput"],
  ["literal", "AMAZON.FreeFormInput"],
  ["email", "AMAZON.EmailAddress"],
  ["phone", "AMAZON.PhoneNumber"],
  ["fourdigitnumber", "AMAZON.Number"],
  ["ordinal", "AMAZON.Number"],
  ["percent", "AMAZON.Percentage"],
  ["street", "AMAZON.StreetName"],
  ["streetaddress", "AMAZON.StreetName"],
  ["postaladdress", "AMAZON.StreetName"],
  ["region", "AMAZON.State"],
  ["administrativearea", "AMAZON.State"],
  ["name", "AMAZON.FirstName"],
  ["yesno", "AMAZON.Confirmation"],
])

/** Country prefixes V1 had: AMAZON.US_CITY, AMAZON.EUROPE_CITY, AMAZON.GB_FIRST_NAME. */
const PREFIX = /^(?:us|eu|europe|gb|de|at|in|au|ca|fr|es|it|jp|br|mx|intl|world)_/

function keyOf(name: string): string {
  const lower = name.toLowerCase()
  return lower
    .slice(lower.indexOf(".") + 1)
    .replace(PREFIX, "")
    .replaceAll("_", "")
}

const BY_KEY: ReadonlyMap<string, BuiltInType> = new Map(
  BUILT_IN_TYPES.map((name): [string, BuiltInType] => [keyOf(name), name]),
)

/**
 * Finds the built-in slot type a name means, whatever its case and generation: `AMAZON.NUMBER`, `AMAZON.US_CITY`.
 *
 * @returns `undefined` when the name is no built-in one; a custom type is never called AMAZON.….
 */
export function findBuiltInType(name: string): BuiltInType | undefined {
  if (!/^amazon\./i.test(name)) return undefined
  const key = keyOf(name)
  return BY_KEY.get(key) ?? OLD_NAMES.get(key)
}
