// WebAssembly as it is written by hand: instructions by name, and modules of functions that share a memory.
// https://webassembly.github.io/spec/core/binary/

/** Bytes, nested as it reads best. */
export type Code = readonly (number | Code)[]

/** A number of 32 bits, and a vector. */
export const NUMBER_BYTES = 4
export const VECTOR_BYTES = 16

export const I32 = 0x7f
export const V128 = 0x7b
const NO_VALUE = 0x40

/** Numbers of any size, seven bits a byte. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, unsigned(value >>> 7)]
}

function signed(value: number): Code {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, signed(value >> 7)]
}

function vector(operation: number): Code {
  return [0xfd, unsigned(operation)]
}

function bytes(values: readonly number[]): Code {
  return values.map((value) => value & 0xff)
}

/** Takes and leaves local variables. */
export const get = (local: number): Code => [0x20, local]
export const set = (local: number): Code => [0x21, local]

export const i32 = {
  constant: (value: number): Code => [0x41, signed(value)],
  add: [0x6a],
  multiply: [0x6c],
  isZero: [0x45],
  /** A byte as a number. */
  loadByte: (offset: number): Code => [0x2d, 0, unsigned(offset)],
} as const

/** Vectors as a whole. Offsets are in bytes from the address on the stack. */
export const v128 = {
  load: (offset: number): Code => [vector(0x00), 0, unsigned(offset)],
  store: (offset: number): Code => [vector(0x0b), 0, unsigned(offset)],
  /** One number, or one byte, for all lanes. */
  loadNumber: (offset: number): Code => [vector(0x09), 0, unsigned(offset)],
  loadByte: (offset: number): Code => [vector(0x07), 0, unsigned(offset)],
  /** Writes the first number. */
  storeNumber: (offset: number): Code => [vector(0x5a), 0, unsigned(offset), 0],
  constant: (values: readonly number[]): Code => [vector(0x0c), bytes(values)],
  and: vector(0x4e),
  or: vector(0x50),
  /** The bytes at these places. */
  shuffle: (places: readonly number[]): Code => [vector(0x0d), bytes(places)],
} as const

/** Sixteen bytes. */
export const u8x16 = {
  /** The bytes of the first vector at the places that the second tells, 0 for places it doesn't have. */
  lookUp: vector(0x0e),
  add: vector(0x6e),
  addToMost: vector(0x70),
  subtract: vector(0x71),
  subtractToZero: vector(0x73),
  least: vector(0x77),
} as const

/** Eight numbers of 16 bits. */
export const i16x8 = { ofFirstBytes: vector(0x89), ofLastBytes: vector(0x8a), add: vector(0x8e) } as const

/** Four numbers of 32 bits. */
export const i32x4 = { ofFloats: vector(0xf8), add: vector(0xae), least: vector(0xb6), most: vector(0xb8) } as const
export const f32x4 = {
  add: vector(0xe4),
  subtract: vector(0xe5),
  multiply: vector(0xe6),
  most: vector(0xe9),
} as const

/** Four times a number, as a constant has it. */
export function fourTimes(value: number): readonly number[] {
  return [0, 1, 2, 3].flatMap(() => bytesOfNumber(value))
}

/** A number of 32 bits, its least byte first. */
export function bytesOfNumber(value: number): readonly number[] {
  return [0, 8, 16, 24].map((shift) => (value >> shift) & 0xff)
}

/** The first address from this one on where a vector may be. */
export function toVectorStart(address: number): number {
  return Math.ceil(address / VECTOR_BYTES) * VECTOR_BYTES
}

/** Adds a constant to a local variable. */
export function advance(local: number, value: number): Code {
  return [get(local), i32.constant(value), i32.add, set(local)]
}

/** Repeats a body as often as a local variable tells, which is 0 then. */
export function repeat(count: number, body: Code): Code {
  const leaveIfZero: Code = [get(count), i32.isZero, [0x0d, 1]]
  return [[0x02, NO_VALUE], [0x03, NO_VALUE], leaveIfZero, body, advance(count, -1), [0x0c, 0], [0x0b, 0x0b]]
}

/** A function of so many i32 that gives nothing. */
export type WasmFunction = {
  readonly name: string
  readonly parameters: number
  /** Local variables that follow the parameters: numbers, then vectors. */
  readonly numbers: number
  readonly vectors: number
  readonly body: Code
}

/** Compiles functions over a memory of so many bytes. */
export function createWasm<Name extends string>(
  functions: readonly (WasmFunction & { readonly name: Name })[],
  memoryBytes: number,
): { readonly memory: ArrayBuffer; readonly run: Readonly<Record<Name, (...values: readonly number[]) => void>> } {
  const pages = Math.ceil(memoryBytes / 65_536)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const module = new WebAssembly.Module(assemble(functions, pages))
  const { exports } = new WebAssembly.Instance(module, { env: { memory } })
  // The module was made of these functions.
  return { memory: memory.buffer, run: exports as Record<Name, (...values: readonly number[]) => void> }
}

function assemble(functions: readonly WasmFunction[], pages: number): Uint8Array<ArrayBuffer> {
  const count = functions.length
  return flatten([
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [count, functions.map(({ parameters }) => [0x60, parameters, Array(parameters).fill(I32), 0])]),
    section(2, [1, text("env"), text("memory"), 0x02, 1, unsigned(pages), unsigned(pages)]),
    section(3, [count, [...functions.keys()]]),
    section(7, [count, functions.map(({ name }, index) => [text(name), 0, index])]),
    section(10, [count, functions.map((own) => sized(writeFunction(own)))]),
  ])
}

function writeFunction({ numbers, vectors, body }: WasmFunction): Code {
  return [2, [unsigned(numbers), I32], [unsigned(vectors), V128], body, 0x0b]
}

function section(id: number, content: Code): Code {
  return [id, sized(content)]
}

function sized(content: Code): Code {
  const own = flatten(content)
  return [unsigned(own.length), [...own]]
}

function text(value: string): Code {
  return sized([...new TextEncoder().encode(value)])
}

function flatten(code: Code): Uint8Array<ArrayBuffer> {
  const parts = (part: Code): readonly number[] =>
    part.flatMap((item) => (typeof item === "number" ? item : parts(item)))
  return Uint8Array.from(parts(code))
}
