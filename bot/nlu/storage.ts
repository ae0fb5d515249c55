// Keeps a trained model as bytes and brings it back. When and where bytes are kept is the host's matter.

import type { BotLocale } from "#bot/definition.ts"
import type { SlotResolvers } from "#bot/language-model.ts"
import { Fault } from "#core/errors.ts"
import { type ArrayShape, decodeArray, encodeArray, isNumberArray, type NumberArray } from "./array-coding.ts"
import { assembleModel, type TrainedLanguageModel, type TrainedParameters } from "./model.ts"
import type { TaggerParts } from "./slot-tagger.ts"
import { takeAllSteps } from "./steps.ts"

const MAGIC = "CNLU2"

/** How an array stands in the header: its shape, and where its bytes begin in the body. */
type Reference = ArrayShape & { readonly at: number; readonly byteLength: number }

/** Writes a model as bytes in one go. Hosts that serve others meanwhile use `saveInSteps`. */
export function saveLanguageModel(model: TrainedLanguageModel): Uint8Array {
  return takeAllSteps(saveInSteps(model))
}

/** Writes a model as bytes: a JSON header, and behind it each array in its smallest form; one step an array. */
export function* saveInSteps(model: TrainedLanguageModel): Generator<void, Uint8Array> {
  const { taggers, ...rest } = model.parameters
  const content = { ...rest, taggers: [...taggers] }
  const arrays = findArrays(content)
  const bodies: Uint8Array[] = []
  const references: Reference[] = []
  let bodyLength = 0
  for (const array of arrays) {
    const { bytes, shape } = encodeArray(array)
    references.push({ ...shape, at: bodyLength, byteLength: bytes.length })
    bodies.push(bytes)
    bodyLength += bytes.length
    yield
  }
  let place = 0
  const json = JSON.stringify(content, (_key, value: unknown) => (isNumberArray(value) ? references[place++] : value))
  const header = new TextEncoder().encode(MAGIC + json)
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

/** All arrays, in the order in which JSON comes to them. */
function findArrays(content: unknown): NumberArray[] {
  const arrays: NumberArray[] = []
  JSON.stringify(content, (_key, value: unknown) => {
    if (!isNumberArray(value)) return value
    arrays.push(value)
    return 0
  })
  return arrays
}

/**
 * Brings a saved model back in one go. Hosts that serve others meanwhile use `loadInSteps`.
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
  return takeAllSteps(loadInSteps(bytes, locale, resolvers, hash))
}

/** Brings a saved model back as `loadLanguageModel` does, array by array. */
export function* loadInSteps(
  bytes: Uint8Array,
  locale: BotLocale,
  resolvers: SlotResolvers,
  hash: string,
): Generator<void, TrainedLanguageModel> {
  const parameters = yield* readParameters(bytes)
  if (parameters.hash !== hash) throw new Fault("data-invalid", { hint: "the model was trained on another bot" })
  return yield* assembleModel(locale, resolvers, parameters)
}

function* readParameters(bytes: Uint8Array): Generator<void, TrainedParameters> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerLength = bytes.length > 4 ? view.getUint32(0, true) : 0
  const header = new TextDecoder().decode(bytes.subarray(4, 4 + headerLength))
  if (!header.startsWith(MAGIC)) throw new Fault("data-invalid", { hint: "these bytes are no language model" })
  const body = bytes.subarray(4 + headerLength)
  try {
    const json = header.slice(MAGIC.length)
    const arrays: NumberArray[] = []
    for (const reference of findReferences(json)) {
      arrays.push(read(body, reference))
      yield
    }
    let place = 0
    const parsed = JSON.parse(json, (_key, value: unknown) => (isReference(value) ? arrays[place++] : value)) as Omit<
      TrainedParameters,
      "taggers"
    > & { readonly taggers: readonly [string, TaggerParts][] }
    return { ...parsed, taggers: new Map(parsed.taggers) }
  } catch (cause) {
    throw new Fault("data-invalid", { cause, hint: "the language model is cut off or damaged" })
  }
}

/** All references, in the order in which JSON comes to them. */
function findReferences(json: string): Reference[] {
  const references: Reference[] = []
  JSON.parse(json, (_key, value: unknown) => {
    if (isReference(value)) references.push(value)
    return value
  })
  return references
}

function read(body: Uint8Array, { at, byteLength, ...shape }: Reference): NumberArray {
  if (at + byteLength > body.length) throw new RangeError("fewer bytes than the header promises")
  return decodeArray(body.subarray(at, at + byteLength), shape)
}

function isReference(value: unknown): value is Reference {
  return typeof value === "object" && value !== null && "kind" in value && "byteLength" in value
}
