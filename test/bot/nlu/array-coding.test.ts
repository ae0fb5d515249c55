import { describe, expect, it } from "vitest"
import { decodeArray, encodeArray, type NumberArray } from "#bot/nlu/array-coding.ts"
import { seededRandom } from "#core/units.ts"

const random = seededRandom(3)
const rolls = (count: number, most: number) => Array.from({ length: count }, () => Math.floor(random() * most))

const ARRAYS: readonly { readonly what: string; readonly array: NumberArray }[] = [
  { what: "nothing", array: new Uint32Array(0) },
  { what: "a few numbers", array: Uint16Array.of(65_535, 0, 7) },
  { what: "small numbers", array: Uint8Array.from(rolls(5000, 4)) },
  { what: "rising hashes", array: Uint32Array.from(rolls(3000, 2 ** 32)).sort() },
  {
    what: "hashes that rise three times",
    array: Uint32Array.from([...rolls(900, 2 ** 32)].sort().concat(0, 4, 4_294_967_295, 1)),
  },
  {
    what: "zeros with one number that is far too large",
    array: Uint32Array.from({ length: 999 }, (_, i) => (i === 500 ? 4_294_967_295 : 0)),
  },
  {
    what: "signed numbers away from zero",
    array: Int8Array.from(rolls(2000, 20), (roll) => (roll % 2 === 0 ? roll + 12 : -roll - 12)),
  },
  { what: "signed numbers with zero and both ends", array: Int8Array.from(rolls(300, 256), (roll) => roll - 128) },
  { what: "few different floats", array: Float32Array.from(rolls(800, 9), (roll) => roll / 7) },
  { what: "floats all different", array: Float32Array.from({ length: 700 }, () => random()) },
  { what: "far more numbers than are looked at to judge", array: Uint32Array.from(rolls(60_000, 30)) },
]

describe("an encoded array", () => {
  it.each(ARRAYS)("of $what is read back as it was, from the middle of a buffer, too", ({ array }) => {
    const { bytes, shape } = encodeArray(array)
    const surrounded = new Uint8Array(bytes.length + 3)
    surrounded.set(bytes, 3)

    expect(decodeArray(surrounded.subarray(3), JSON.parse(JSON.stringify(shape)))).toEqual(array)
  })

  it("takes less room where numbers are small or rise", () => {
    const { bytes: small } = encodeArray(Uint32Array.from(rolls(4000, 4)))
    const { bytes: rising } = encodeArray(Uint32Array.from(rolls(4000, 2 ** 32)).sort())

    expect(small.length).toBeLessThan(4000 * 0.4)
    expect(rising.length).toBeLessThan(4000 * 3)
  })

  it("is refused when bytes are missing, or a shape promises more than there are", () => {
    const { bytes, shape } = encodeArray(Uint8Array.from(rolls(5000, 9)))

    expect(() => decodeArray(bytes.subarray(0, bytes.length - 2), shape)).toThrow(RangeError)
    expect(() => decodeArray(bytes, { ...shape, length: 4_000_000_000 })).toThrow(RangeError)
    expect(() => decodeArray(bytes, { kind: "Float32Array", length: bytes.length })).toThrow(RangeError)
  })
})
