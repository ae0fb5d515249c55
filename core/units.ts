// Branded numbers and ids, so that a bare number can't be passed where a unit is meant. Time has its own file.

declare const unit: unique symbol

/** A value that only the functions of its own module make: the brand exists for the compiler alone. */
export type Branded<Base, Name extends string> = Base & { readonly [unit]: Name }

/** An amount in the smallest unit of a currency (cents, yen, fils). Always a whole number. */
export type MinorUnits = Branded<number, "MinorUnits">

/** An amount with the ISO 4217 code it is in. */
export type Money = { readonly amount: MinorUnits; readonly currency: string }

/**
 * Makes an amount from a whole number of minor units.
 *
 * @throws {RangeError} when the number is not a safe integer: fractions of a cent are a bug, not a price.
 */
export function minorUnits(amount: number): MinorUnits {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of minor units: ${amount}`)
  return amount as MinorUnits
}

/** How many decimals a currency is written with: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217, through Intl). */
export function currencyDecimals(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/** Writes an amount the way people of the locale do: "€1,250.00", "¥9,800". */
export function formatMoney(money: Money, localeId = "en_US"): string {
  const format = new Intl.NumberFormat(localeId.replace("_", "-"), { style: "currency", currency: money.currency })
  return format.format(money.amount / 10 ** currencyDecimals(money.currency))
}

/** Gives a new id each call; tests pass one that counts, hosts pass `crypto.randomUUID`. */
export type IdSource = () => string

/** Numbers in [0, 1), as `Math.random` gives them; tests pass a seeded one. */
export type RandomSource = () => number

/** A repeatable stream of numbers in [0, 1) (mulberry32): the same seed gives the same stream on every host. */
export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
