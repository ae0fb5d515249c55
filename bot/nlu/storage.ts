// Keeps a trained model as bytes and brings it back. When and where bytes are kept is the host's matter.

import type { BotLocale } from "#bot/definition.ts"
import type { SlotResolvers } from "#bot/language-model.ts"
import { Fault } from "#core/errors.ts"
import { type ArrayShape, decodeArray, encodeArray, isNumberArray, type NumberArray } from "./array-coding.ts"
import { TrainedLanguageModel, type TrainedParameters } from "./model.ts"
import type { TaggerParts } from "./slot-tagger.ts"

const MAGIC = "CNLU2"

/** How an array stands in the header: its shape, and where its bytes begin in the body. */
type Reference = ArrayShape & { readonly at: number; readonly byteLength: number }

/** Writes a model as bytes: a JSON header, and behind it each array in its smallest form. */
export function saveLanguageModel(model: TrainedLanguageModel): Uint8Array {
  const bodies: Uint8Array[] = []
  let bodyLength = 0
  const refer = (_key: string, value: unknown): unknown => {
    if (!isNumberArray(value)) return value
    const { bytes, shape } = encodeArray(value)
    const reference: Reference = { ...shape, at: bodyLength, byteLength: bytes.length }
    bodies.push(bytes)
    bodyLength += bytes.length
    return reference
  }
  const { taggers, ...rest } = model.parameters
  const header = new TextEncoder().encode(MAGIC + JSON.stringify({ ...rest, taggers: [...taggers] }, refer))
  const bytes = new Uint8Array(4 + header.length + bodyLength)
  new DataView(bytes.buffer).setUint32(0, header.length, true)
  bytes.set(header, 4)
  let at = 4 + header.length
  for (const body of bodies) {
    bytes.set(body, at)
    at += body.length
  }
  return bytes
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
  const body = bytes.subarray(4 + headerLength)
  try {
    const parsed = JSON.parse(header.slice(MAGIC.length), (_key, value: unknown) =>
      isReference(value) ? read(body, value) : value,
    ) as Omit<TrainedParameters, "taggers"> & { readonly taggers: readonly [string, TaggerParts][] }
    return { ...parsed, taggers: new Map(parsed.taggers) }
  } catch (cause) {
    throw new Fault("data-invalid", { cause, hint: "the language model is cut off or damaged" })
  }
}

function read(body: Uint8Array, { at, byteLength, ...shape }: Reference): NumberArray {
  if (at + byteLength > body.length) throw new RangeError("fewer bytes than the header promises")
  return decodeArray(body.subarray(at, at + byteLength), shape)
}

function isReference(value: unknown): value is Reference {
  return typeof value === "object" && value !== null && "kind" in value && "byteLength" in value
}
