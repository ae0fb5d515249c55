// What is made once, and tried again when it could not be.

import { expect, it } from "vitest"
import { keepOnceMade } from "#core/keep-once-made.ts"

it("makes a thing once for all who ask, and tries again what failed", async () => {
  let calls = 0
  const open = keepOnceMade(async () => {
    calls++
    if (calls === 1) throw new Error("away")
    return calls
  })

  expect(calls).toBe(0)
  const first = [open(), open()]
  for (const attempt of first) await expect(attempt).rejects.toThrow("away")
  expect(await Promise.all([open(), open()])).toEqual([2, 2])
  expect(await open()).toBe(2)
})
