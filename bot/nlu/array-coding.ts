// Writes an array of numbers in the fewest bytes, without loss, and reads it back. The bits are bot/nlu/rice-coding.ts's.

import { decodeRice, encodeRice } from "./rice-coding.ts"

const KINDS = { Int8Array, Uint8Array, Uint16Array, Uint32Array, Float32Array } as const
type Kind = keyof typeof KINDS

/** What can be written. */
export type NumberArray = InstanceType<(typeof KINDS)[Kind]>

/** What has to be known to read an array's bytes. Without a form they are the numbers as they are, little-endian. */
export type ArrayShape = {
  readonly kind: Kind
  readonly length: number
  /** Rice codes: of each number by itself, or of how much it is above the one before, modulo 2^32. */
  readonly form?: "plain" | "rising"
  /** For floats: the codes are places in a table of so many of them, which stands before the codes. */
  readonly tableLength?: number
  /** For signed numbers: the codes are of how much larger than this they are, twice that, and one more if negative. */
  readonly least?: number
}

/** Arrays shorter than this are written as they are. */
const SHORT = 64
/** A code that saves less than this share isn't worth the time it takes to read. */
const LEAST_SAVING = 0.15
/** More different numbers than this make no table. */
const LARGEST_TABLE = 256

/** Whether a value is such an array. */
export function isNumberArray(value: unknown): value is NumberArray {
  return Object.values(KINDS).some((kind) => value instanceof kind)
}

function kindOf(array: NumberArray): Kind {
  const kinds = Object.keys(KINDS) as Kind[]
  return kinds.find((kind) => array instanceof KINDS[kind]) ?? "Float32Array"
}

/** Writes an array. */
export function encodeArray(array: NumberArray): { readonly bytes: Uint8Array; readonly shape: ArrayShape } {
  const shape: ArrayShape = { kind: kindOf(array), length: array.length }
  const raw = bytesOf(array)
  const form = array.length < SHORT ? undefined : bestForm(middleOf(array), array.BYTES_PER_ELEMENT)
  const { integers, table, ...how } = (form === undefined ? undefined : toIntegers(array)) ?? {}
  if (integers === undefined || form === undefined) return { bytes: raw, shape }
  const codes = encodeIn(form, integers)
  const bytes = table === undefined ? codes : joined(bytesOf(table), codes)
  return bytes.length < raw.length ? { bytes, shape: { ...shape, form, ...how } } : { bytes: raw, shape }
}

type Form = NonNullable<ArrayShape["form"]>

function encodeIn(form: Form, integers: Uint32Array): Uint8Array {
  return encodeRice(form === "plain" ? integers : differencesOf(integers))
}

/** A long array is judged by so many numbers from its middle: trying all would take seconds. */
const JUDGED = 16_384

function middleOf(array: NumberArray): NumberArray {
  const from = Math.max(0, array.length - JUDGED) >> 1
  return array.subarray(from, from + JUDGED)
}

/** The shorter form, if it saves enough. */
function bestForm(array: NumberArray, bytesEach: number): Form | undefined {
  const integers = toIntegers(array)?.integers
  if (integers === undefined) return undefined
  const plain = encodeIn("plain", integers).length
  const rising = encodeIn("rising", integers).length
  if (Math.min(plain, rising) > integers.length * bytesEach * (1 - LEAST_SAVING)) return undefined
  return plain <= rising ? "plain" : "rising"
}

function differencesOf(integers: Uint32Array): Uint32Array {
  return integers.map((value, i) => (i === 0 ? value : value - (integers[i - 1] as number)))
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

function toIntegers(
  array: NumberArray,
): ({ readonly integers: Uint32Array; readonly table?: Float32Array } & Partial<ArrayShape>) | undefined {
  if (array instanceof Float32Array) {
    const table = Float32Array.from(new Set(array))
    if (table.length > LARGEST_TABLE) return undefined
    const places = new Map(Array.from(table, (value, place) => [value, place]))
    const integers = Uint32Array.from(array, (value) => places.get(value) ?? 0)
    return { integers, table, tableLength: table.length }
  }
  if (!(array instanceof Int8Array)) return { integers: new Uint32Array(array) }
  let least = 128
  for (const value of array) least = Math.min(least, Math.abs(value))
  return { integers: withoutSigns(array, least), least }
}

/**
 * Reads an array's bytes, wherever in a buffer they are.
 *
 * @throws {RangeError} when there are fewer than its shape needs.
 */
export function decodeArray(bytes: Uint8Array, shape: ArrayShape): NumberArray {
  const kind = KINDS[shape.kind]
  if (shape.form === undefined) return new kind(copyOf(bytes, shape.length * kind.BYTES_PER_ELEMENT), 0, shape.length)
  const tableBytes = 4 * (shape.tableLength ?? 0)
  const integers = decodeRice(bytes.subarray(tableBytes), shape.length)
  if (shape.form === "rising") {
    for (let i = 1; i < integers.length; i += 1) integers[i] = (integers[i] as number) + (integers[i - 1] as number)
  }
  if (kind === Float32Array) return fromTable(integers, new Float32Array(copyOf(bytes, tableBytes)))
  return kind === Int8Array ? withSigns(integers, shape.least ?? 0) : new kind(integers)
}

// Written as loops: `from` with a function takes a tenth of a microsecond for each number.
function fromTable(places: Uint32Array, table: Float32Array): NumberArray {
  const floats = new Float32Array(places.length)
  for (let i = 0; i < floats.length; i += 1) floats[i] = table[places[i] as number] ?? 0
  return floats
}

function withSigns(codes: Uint32Array, least: number): NumberArray {
  const numbers = new Int8Array(codes.length)
  for (let i = 0; i < numbers.length; i += 1) {
    const code = codes[i] as number
    numbers[i] = (code & 1) === 0 ? (code >> 1) + least : -(code >> 1) - least
  }
  return numbers
}

function withoutSigns(numbers: Int8Array, least: number): Uint32Array {
  const codes = new Uint32Array(numbers.length)
  for (let i = 0; i < codes.length; i += 1) {
    const number = numbers[i] as number
    codes[i] = 2 * (Math.abs(number) - least) + (number < 0 ? 1 : 0)
  }
  return codes
}

// A copy starts at a border that the numbers need. Node's Buffer has a `slice` that copies nothing, so it is made by hand.
function copyOf(bytes: Uint8Array, byteLength: number): ArrayBuffer {
  if (byteLength > bytes.length) throw new RangeError("fewer bytes than numbers need")
  const copy = new Uint8Array(byteLength)
  copy.set(bytes.subarray(0, byteLength))
  return copy.buffer
}
