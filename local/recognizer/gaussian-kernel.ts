// The innermost loop of recognition, in WebAssembly: how likely 128 Gaussians are to have made each of some frames, four at
// a time, several times as fast as JavaScript. What is done with the numbers is nearest-gaussians.ts.
// https://webassembly.github.io/spec/core/binary/

/** Gaussians of a codebook, in the order of their numbers, and the features that each looks at. */
export const GAUSSIANS = 128
export const DIMENSIONS = 13

/** Vectors have four numbers of 32 bits. */
export const LANES = 4
const NUMBER_BYTES = 4
const VECTOR_BYTES = LANES * NUMBER_BYTES
/** Four Gaussians: their peaks, then for each dimension their means and their precisions. */
export const GROUP_NUMBERS = LANES * (1 + 2 * DIMENSIONS)
export const CODEBOOK_NUMBERS = (GAUSSIANS / LANES) * GROUP_NUMBERS

/** A loaded kernel and its memory, in which it takes and leaves numbers. */
export type GaussianKernel = {
  readonly memory: Float32Array
  /**
   * Writes `GAUSSIANS` scores a frame: peak - sum of (feature - mean)² x precision. Places are indexes of `memory`.
   *
   * @param frames `DIMENSIONS` features each.
   * @param codebook `CODEBOOK_NUMBERS` of `GROUP_NUMBERS` each.
   */
  score(count: number, frames: number, codebook: number, scores: number): void
}

/** Compiles the kernel. @param numbers How many its memory is to hold. */
export function createGaussianKernel(numbers: number): GaussianKernel {
  const pages = Math.ceil((numbers * NUMBER_BYTES) / 65_536)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const module = new WebAssembly.Module(assemble(pages))
  const { score } = new WebAssembly.Instance(module, { env: { memory } }).exports
  // The module is our own.
  const run = score as (count: number, frames: number, codebook: number, scores: number) => void
  return {
    memory: new Float32Array(memory.buffer),
    score: (count, frames, codebook, scores) =>
      run(count, frames * NUMBER_BYTES, codebook * NUMBER_BYTES, scores * NUMBER_BYTES),
  }
}

type Code = readonly (number | Code)[]

const I32 = 0x7f
const V128 = 0x7b
const NO_VALUE = 0x40
/** Parameters, then what is computed. */
const [COUNT, FRAME, CODEBOOK, SCORES, GROUP, SUM, APART, FEATURE] = [0, 1, 2, 3, 4, 5, 6, 7]

/** Numbers of any size, seven bits a byte; constants have a sign. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, unsigned(value >>> 7)]
}

function signed(value: number): Code {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, signed(value >> 7)]
}

const get = (local: number): Code => [0x20, local]
const set = (local: number): Code => [0x21, local]
const constant = (value: number): Code => [0x41, signed(value)]
const vector = (operation: number): Code => [0xfd, unsigned(operation)]
/** An operation on the memory at a multiple of 4 bytes from what is on the stack. */
const at = (operation: number, offset: number): Code => [vector(operation), 2, unsigned(offset)]
const load = (offset: number): Code => at(0x00, offset)
const loadForAllLanes = (offset: number): Code => at(0x09, offset)
const store = (offset: number): Code => at(0x0b, offset)
const SUBTRACT = vector(0xe5)
const MULTIPLY = vector(0xe6)
const I32_EQUAL_ZERO = 0x45
const I32_LESS = 0x49
const I32_ADD = 0x6a
const END = 0x0b
const add = (local: number, value: number): Code => [get(local), constant(value), I32_ADD, set(local)]

/** Counts frames down; for each, goes through the groups of the codebook. */
function writeBody(): Code {
  const dimensions = [...Array(DIMENSIONS).keys()]
  const means = (dimension: number): number => VECTOR_BYTES * (1 + 2 * dimension)
  const groupBytes = GROUP_NUMBERS * NUMBER_BYTES
  return [
    [
      [0x02, NO_VALUE],
      [0x03, NO_VALUE],
    ],
    [get(COUNT), I32_EQUAL_ZERO, [0x0d, 1]],
    dimensions.map((dimension) => [get(FRAME), loadForAllLanes(NUMBER_BYTES * dimension), set(FEATURE + dimension)]),
    [get(CODEBOOK), set(GROUP)],
    [0x03, NO_VALUE],
    [get(GROUP), load(0), set(SUM)],
    dimensions.map((dimension) => [
      [get(FEATURE + dimension), get(GROUP), load(means(dimension)), SUBTRACT, set(APART)],
      [get(SUM), get(APART), get(APART), MULTIPLY, get(GROUP), load(means(dimension) + VECTOR_BYTES), MULTIPLY],
      [SUBTRACT, set(SUM)],
    ]),
    [get(SCORES), get(SUM), store(0)],
    [add(SCORES, VECTOR_BYTES), add(GROUP, groupBytes)],
    [get(GROUP), get(CODEBOOK), constant(CODEBOOK_NUMBERS * NUMBER_BYTES), I32_ADD, I32_LESS, [0x0d, 0], END],
    [add(FRAME, DIMENSIONS * NUMBER_BYTES), add(COUNT, -1), [0x0c, 0], END, END],
  ]
}

function assemble(pages: number): Uint8Array<ArrayBuffer> {
  const locals: Code = [2, [1, I32], [2 + DIMENSIONS, V128]]
  const body = bytesOf([locals, writeBody(), END])
  return bytesOf([
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [1, 0x60, 4, I32, I32, I32, I32, 0]),
    section(2, [1, text("env"), text("memory"), 0x02, 1, unsigned(pages), unsigned(pages)]),
    section(3, [1, 0]),
    section(7, [1, text("score"), 0, 0]),
    section(10, [1, unsigned(body.length), [...body]]),
  ])
}

function section(id: number, content: Code): Code {
  const bytes = bytesOf(content)
  return [id, unsigned(bytes.length), [...bytes]]
}

function text(value: string): Code {
  const bytes = new TextEncoder().encode(value)
  return [bytes.length, [...bytes]]
}

function bytesOf(code: Code): Uint8Array<ArrayBuffer> {
  const flatten = (part: Code): readonly number[] =>
    part.flatMap((item) => (typeof item === "number" ? item : flatten(item)))
  return Uint8Array.from(flatten(code))
}
