// English number words. Where numbers stand in a text and what they mean is normalize.ts.

const ONES = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen"
).split(" ")
const TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split(" ")
const SCALES = ["", "thousand", "million", "billion", "trillion", "quadrillion"]
const ORDINALS: Readonly<Record<string, string>> = {
  one: "first",
  two: "second",
  three: "third",
  five: "fifth",
  eight: "eighth",
  nine: "ninth",
  twelve: "twelfth",
}
/** Longer numbers are read digit by digit. */
const MAX_DIGITS = 18

/** Reads a whole number: "1,234" as one thousand two hundred thirty four. */
export function sayCardinal(text: string): readonly string[] {
  const digits = text.replace(/\D/g, "").replace(/^0+(?=\d)/, "")
  if (digits.length > MAX_DIGITS) return sayDigits(digits)
  if (digits === "0" || digits === "") return ["zero"]
  const groups: string[] = []
  for (let end = digits.length; end > 0; end -= 3) groups.push(digits.slice(Math.max(0, end - 3), end))
  return groups.flatMap((_, i) => {
    const scale = groups.length - 1 - i
    const value = Number(groups[scale])
    return value === 0 ? [] : [...sayHundreds(value), ...(scale === 0 ? [] : [SCALES[scale] ?? ""])]
  })
}

/** Reads a number with its decimals and sign: "-2.50" as minus two point five zero. */
export function sayNumber(text: string): readonly string[] {
  const sign = /^[-−]/.test(text) ? ["minus"] : []
  const [whole = "", fraction] = text.replace(/^[-−+]/, "").split(".")
  const point = fraction === undefined || fraction === "" ? [] : ["point", ...sayDigits(fraction)]
  return [...sign, ...sayCardinal(whole), ...point]
}

/** Reads a place in an order: "21" as twenty first. */
export function sayOrdinal(text: string): readonly string[] {
  const words = [...sayCardinal(text)]
  const last = words.pop() ?? ""
  return [...words, ORDINALS[last] ?? (last.endsWith("y") ? `${last.slice(0, -1)}ieth` : `${last}th`)]
}

/** Reads a year: 1999 as nineteen ninety nine, 2005 as two thousand five, 2026 as twenty twenty six. */
export function sayYear(text: string): readonly string[] {
  const value = Number(text)
  const century = Math.floor(value / 100)
  const rest = value % 100
  if (text.length !== 4 || (century % 10 === 0 && rest < 10)) return sayCardinal(text)
  if (rest === 0) return [...sayHundreds(century), "hundred"]
  return [...sayHundreds(century), ...(rest < 10 ? ["oh"] : []), ...sayHundreds(rest)]
}

/** Reads digit by digit. */
export function sayDigits(text: string): readonly string[] {
  return [...text.replace(/\D/g, "")].map((digit) => ONES[Number(digit)] ?? "")
}

/** Reads a fraction: 1/2 as one half, 3/20 as three twentieths. */
export function sayFraction(numerator: string, denominator: string): readonly string[] {
  const isOne = Number(numerator) === 1
  if (Number(denominator) === 2) return [...sayCardinal(numerator), isOne ? "half" : "halves"]
  if (Number(denominator) === 4) return [...sayCardinal(numerator), isOne ? "quarter" : "quarters"]
  const parts = [...sayOrdinal(denominator)]
  const last = parts.pop() ?? ""
  return [...sayCardinal(numerator), ...parts, isOne ? last : `${last}s`]
}

function sayHundreds(value: number): readonly string[] {
  if (value >= 100) {
    const rest = value % 100
    return [ONES[Math.floor(value / 100)] ?? "", "hundred", ...(rest === 0 ? [] : sayHundreds(rest))]
  }
  if (value < 20) return [ONES[value] ?? ""]
  return [TENS[Math.floor(value / 10)] ?? "", ...(value % 10 === 0 ? [] : [ONES[value % 10] ?? ""])]
}
