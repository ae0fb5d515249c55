// Golomb-Rice coding of lists of numbers: small numbers take few bits. Which lists are written so is bot/nlu/storage.ts.
// Each number is its high bits in unary and its low bits as they are; how many are low follows the numbers before it. A
// number far too large for that has an escape.

/** So many ones announce a number that is written whole, in 32 bits. */
const ESCAPE = 20

/** Writes numbers of 0 to 2^32 - 1. */
export function encodeRice(values: Uint32Array): Uint8Array {
  const parameter = new Parameter()
  const writer = new BitWriter(values.length * MOST_BYTES)
  for (const value of values) {
    const { lowBits } = parameter
    const quotient = value >>> lowBits
    if (quotient >= ESCAPE) {
      writer.write((1 << ESCAPE) - 1, ESCAPE)
      writer.write(value >>> 16, 16)
      writer.write(value & 0xffff, 16)
    } else {
      writer.write((2 << quotient) - 2, quotient + 1)
      writer.write(value & ((1 << lowBits) - 1), lowBits)
    }
    parameter.adapt(value)
  }
  return writer.finish()
}

/**
 * Reads so many numbers back.
 *
 * @throws {RangeError} when the bytes end before.
 */
export function decodeRice(bytes: Uint8Array, count: number): Uint32Array {
  const reader = new BitReader(bytes)
  const parameter = new Parameter()
  // Each number takes a bit at least: what claims more is damaged, and would take room for nothing.
  if (count > bytes.length * 8) throw new RangeError("more numbers than bits")
  const values = new Uint32Array(count)
  for (let i = 0; i < count; i += 1) {
    const ones = reader.readOnes(ESCAPE)
    const value =
      ones === ESCAPE
        ? reader.read(16) * 65_536 + reader.read(16)
        : (ones << parameter.lowBits) + reader.read(parameter.lowBits)
    values[i] = value
    parameter.adapt(value)
  }
  return values
}

/** So many numbers decide together: older ones count half, and half again. */
const REMEMBERED = 64
const MOST_LOW_BITS = 24
/** Numbers that fall off as a geometric distribution take the fewest bits with 2^lowBits about ln 2 times their mean. */
const SHARE_OF_MEAN = 0.7
/** No number takes more: an escape and 32 bits, or 20 ones with 24 low bits. */
const MOST_BYTES = 7

/** How many low bits the next number is written with, from the size of those before it (as in LOCO-I, ISO 14495-1). */
class Parameter {
  lowBits = 2
  #sum = 4
  #count = 1

  adapt(value: number): void {
    // A number that is far from all others must not decide for them.
    this.#sum += Math.min(value, ESCAPE * (1 << this.lowBits))
    this.#count += 1
    if (this.#count === REMEMBERED) {
      this.#sum = Math.floor(this.#sum / 2)
      this.#count = REMEMBERED / 2
    }
    const wanted = SHARE_OF_MEAN * this.#sum
    while (this.lowBits < MOST_LOW_BITS && this.#count << this.lowBits < wanted) this.lowBits += 1
    while (this.lowBits > 0 && this.#count << (this.lowBits - 1) >= wanted) this.lowBits -= 1
  }
}

/** Writes bits, the highest of each number first. */
class BitWriter {
  readonly #bytes: Uint8Array
  #at = 0
  #pending = 0
  #held = 0

  constructor(mostBytes: number) {
    this.#bytes = new Uint8Array(mostBytes)
  }

  /** @param width 0 to 24. */
  write(value: number, width: number): void {
    this.#pending = (this.#pending << width) | value
    this.#held += width
    while (this.#held >= 8) {
      this.#held -= 8
      this.#bytes[this.#at++] = this.#pending >>> this.#held
    }
    this.#pending &= (1 << this.#held) - 1
  }

  /** The bytes written, the last one filled up with zeros. */
  finish(): Uint8Array {
    if (this.#held > 0) this.#bytes[this.#at++] = this.#pending << (8 - this.#held)
    return this.#bytes.slice(0, this.#at)
  }
}

class BitReader {
  readonly #bytes: Uint8Array
  #at = 0
  /** Bits not taken yet, from the highest on. */
  #window = 0
  #held = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  #fill(): void {
    while (this.#held <= 24 && this.#at < this.#bytes.length) {
      this.#window |= (this.#bytes[this.#at++] as number) << (24 - this.#held)
      this.#held += 8
    }
  }

  /** @param width 0 to 24. */
  read(width: number): number {
    if (width === 0) return 0
    this.#fill()
    if (this.#held < width) throw new RangeError("fewer bits than numbers need")
    const value = this.#window >>> (32 - width)
    this.#window <<= width
    this.#held -= width
    return value
  }

  /** Counts ones up to the next zero, which is passed over, or up to `most`, behind which there is none. */
  readOnes(most: number): number {
    this.#fill()
    const ones = Math.min(most, Math.clz32(~this.#window))
    const taken = ones === most ? ones : ones + 1
    if (this.#held < taken) throw new RangeError("fewer bits than numbers need")
    this.#window <<= taken
    this.#held -= taken
    return ones
  }
}
