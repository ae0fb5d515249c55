// Keeps a trained model as bytes and brings it back. When and where bytes are kept is the host's matter.

import type { BotLocale } from "#bot/definition.ts"
import type { SlotResolvers } from "#bot/language-model.ts"
import { Fault } from "#core/errors.ts"
import { TrainedLanguageModel, type TrainedParameters } from "./model.ts"
import type { TaggerParts } from "./slot-tagger.ts"

const MAGIC = "CNLU1"
const ARRAYS = { Int8Array, Uint8Array, Uint16Array, Uint32Array, Float32Array } as const
type NumberArray = Int8Array | Uint8Array | Uint16Array | Uint32Array | Float32Array
type ArrayName = keyof typeof ARRAYS

/**
 * How an array stands in the header: its kind, the kind it is written as when that is smaller, where it begins in the
 * body, how many numbers it has. With a table, the numbers are places in it.
 */
type Reference = {
  readonly $array: ArrayName
  readonly as?: ArrayName
  readonly table?: readonly number[]
  readonly at: number
  readonly length: number
}

/** Writes a model as bytes: a JSON header and the numbers after it, little-endian, each array in its smallest form. */
export function saveLanguageModel(model: TrainedLanguageModel): Uint8Array {
  const arrays: NumberArray[] = []
  let bodyLength = 0
  const refer = (_key: string, value: unknown): unknown => {
    const name = arrayName(value)
    if (name === undefined) return value
    const { array, table } = shrink(value as NumberArray)
    const as = arrayName(array)
    const reference: Reference = {
      $array: name,
      ...(as === name || as === undefined ? {} : { as }),
      ...(table === undefined ? {} : { table }),
      at: bodyLength,
      length: array.length,
    }
    arrays.push(array)
    bodyLength += align(array.byteLength)
    return reference
  }
  const { taggers, ...rest } = model.parameters
  const header = new TextEncoder().encode(MAGIC + JSON.stringify({ ...rest, taggers: [...taggers] }, refer))
  const bodyStart = align(4 + header.length)
  const bytes = new Uint8Array(bodyStart + bodyLength)
  new DataView(bytes.buffer).setUint32(0, header.length, true)
  bytes.set(header, 4)
  let at = bodyStart
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += align(array.byteLength)
  }
  return bytes
}

/** Arrays shorter than this are written as they are. */
const SHORT = 256

/** The same numbers in fewer bytes: narrower integers, or few different numbers as places in a table of them. */
function shrink(array: NumberArray): { readonly array: NumberArray; readonly table?: readonly number[] } {
  if (array instanceof Uint16Array || array instanceof Uint32Array) {
    let largest = 0
    for (const value of array) largest = Math.max(largest, value)
    if (largest < 256) return { array: Uint8Array.from(array) }
    return largest < 65_536 ? { array: Uint16Array.from(array) } : { array }
  }
  if (!(array instanceof Float32Array) || array.length < SHORT) return { array }
  const table = [...new Set(array)]
  if (table.length > 256) return { array }
  const places = new Map(table.map((value, place) => [value, place]))
  return { array: Uint8Array.from(array, (value) => places.get(value) ?? 0), table }
}

function arrayName(value: unknown): ArrayName | undefined {
  if (value instanceof Int8Array) return "Int8Array"
  if (value instanceof Uint8Array) return "Uint8Array"
  if (value instanceof Uint16Array) return "Uint16Array"
  if (value instanceof Uint32Array) return "Uint32Array"
  return value instanceof Float32Array ? "Float32Array" : undefined
}

function align(length: number): number {
  return (length + 3) & ~3
}

/**
 * Brings a saved model back.
 *
 * @param hash What `modelHash` gives for the locale now.
 * @throws {Fault} `data-invalid` when the bytes are no model, or one of another bot, version or training.
 */
export function loadLanguageModel(
  bytes: Uint8Array,
  locale: BotLocale,
  resolvers: SlotResolvers,
  hash: string,
): TrainedLanguageModel {
  const parameters = readParameters(bytes)
  if (parameters.hash !== hash) throw new Fault("data-invalid", { hint: "the model was trained on another bot" })
  return new TrainedLanguageModel(locale, resolvers, parameters)
}

function readParameters(bytes: Uint8Array): TrainedParameters {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerLength = bytes.length > 4 ? view.getUint32(0, true) : 0
  const header = new TextDecoder().decode(bytes.subarray(4, 4 + headerLength))
  if (!header.startsWith(MAGIC)) throw new Fault("data-invalid", { hint: "these bytes are no language model" })
  const bodyStart = align(4 + headerLength)
  try {
    const parsed = JSON.parse(header.slice(MAGIC.length), (_key, value: unknown) => {
      if (!isReference(value)) return value
      const start = bodyStart + value.at
      const kind = ARRAYS[value.as ?? value.$array]
      // A copy starts at a border the numbers need, wherever the bytes were. Node's Buffer has a `slice` that copies
      // nothing, so the copy is made by hand.
      const copy = new Uint8Array(value.length * kind.BYTES_PER_ELEMENT)
      if (start + copy.length > bytes.length) throw new RangeError("fewer bytes than the header promises")
      copy.set(bytes.subarray(start, start + copy.length))
      return widen(new kind(copy.buffer, 0, value.length), value)
    }) as Omit<TrainedParameters, "taggers"> & { readonly taggers: readonly [string, TaggerParts][] }
    return { ...parsed, taggers: new Map(parsed.taggers) }
  } catch (cause) {
    throw new Fault("data-invalid", { cause, hint: "the language model is cut off or damaged" })
  }
}

function widen(array: NumberArray, { $array, table }: Reference): NumberArray {
  if (table !== undefined) return Float32Array.from(array, (place) => table[place] ?? 0)
  return array instanceof ARRAYS[$array] ? array : ARRAYS[$array].from(array)
}

function isReference(value: unknown): value is Reference {
  return typeof value === "object" && value !== null && "$array" in value
}
