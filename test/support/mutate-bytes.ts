// Ways in which a file goes wrong, chosen by a seeded source of numbers, so that what failed once can be done again.

import type { RandomSource } from "#core/units.ts"

/** Changes bytes, cuts, repeats, swaps or inserts some; half of the time in the head, where it hurts most. */
export function mutateBytes(bytes: Uint8Array, random: RandomSource): Uint8Array<ArrayBuffer> {
  const whole = (max: number): number => Math.floor(random() * max)
  const place = (length: number): number => (random() < 0.5 ? whole(Math.min(length, 64)) : whole(length))
  let result = Buffer.from(bytes)
  for (let times = 1 + whole(4); times > 0 && result.length > 0; times--) {
    const at = place(result.length)
    switch (whole(7)) {
      case 0:
        result[at] = whole(256)
        break
      case 1:
        result[at] = (result[at] ?? 0) ^ (1 << whole(8))
        break
      case 2:
        result = result.subarray(0, at)
        break
      case 3:
        result = Buffer.concat([result.subarray(0, at), result.subarray(Math.min(result.length, at + 1 + whole(64)))])
        break
      case 4:
        result = Buffer.concat([result.subarray(0, at), Buffer.alloc(1 + whole(16), whole(256)), result.subarray(at)])
        break
      case 5:
        result.fill([0, 255, 0x7f][whole(3)] ?? 0, at, Math.min(result.length, at + 4))
        break
      default:
        result = Buffer.concat([result, result.subarray(at, at + whole(256))])
    }
  }
  return new Uint8Array(result)
}
