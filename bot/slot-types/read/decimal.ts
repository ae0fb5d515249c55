// Exact decimals as text, so that long or fractional figures come out as they were typed. No words here.

/** Writes a decimal plainly: no needless zeros in front, no exponent, "0" never signed; trailing decimals stay. */
export function plainDecimal(text: string): string {
  const isNegative = text.startsWith("-")
  const [whole = "", fraction] = (isNegative ? text.slice(1) : text).split(".")
  const stripped = whole.replace(/^0+(?=\d)/, "") || "0"
  const plain = fraction === undefined ? stripped : `${stripped}.${fraction}`
  return isNegative && /[1-9]/.test(plain) ? `-${plain}` : plain
}

/** Moves the decimal point to the right: 2.5 by 6 places is 2500000. */
export function shiftDecimal(text: string, places: number): string {
  const [whole = "", fraction = ""] = text.split(".")
  const digits = whole + fraction.padEnd(places, "0")
  const point = whole.length + places
  const rest = digits.slice(point)
  return plainDecimal(rest === "" ? digits.slice(0, point) : `${digits.slice(0, point)}.${rest}`)
}

/** Puts a fraction below one behind a whole number: 3 and 0.5 is 3.5. */
export function addFraction(whole: string, fraction: string): string {
  return `${whole}.${fraction.split(".")[1] ?? "0"}`
}

/** Rounds to two decimals, as money is written: "3.00". */
export function toCents(value: number): string {
  return (Math.round((value + Number.EPSILON) * 100) / 100).toFixed(2)
}
