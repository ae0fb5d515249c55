// Predictors whose files or record of live versions are gone, damaged or foreign.

import { createHash } from "node:crypto"
import { beforeAll, describe, expect, it } from "vitest"
import type { PastBooking } from "#backends/prediction/history.ts"
import {
  findLivePredictor,
  findPredictor,
  promotePredictor,
  publishPredictor,
  rollBackPredictor,
} from "#backends/prediction/predictor-registry.ts"
import { makeSyntheticHistory } from "#backends/prediction/synthetic-history.ts"
import { modelKey, readDeployment, writeDeployment } from "#backends/recommendation/model-registry.ts"
import { type ObjectStore, writeText } from "#backends/recommendation/object-store.ts"
import { Fault } from "#core/errors.ts"
import type { IsoDate } from "#core/time.ts"
import { createMemoryObjectStore } from "#test/backends/recommendation/support/memory-object-store.ts"

let history: readonly PastBooking[]
let store: ObjectStore
let version: string
let whole: Uint8Array
beforeAll(async () => {
  history = makeSyntheticHistory({ bookings: 1500, seed: 1, first: "2026-01-01" as IsoDate })
  store = createMemoryObjectStore()
  version = (await publishPredictor(store, "cancellation", history)).version
  await promotePredictor(store, version, history)
  whole = (await store.read(modelKey(version))) ?? Buffer.of()
})

/** What reading a predictor of these bytes comes to. */
async function codeOf(bytes: Uint8Array): Promise<string> {
  const own = createMemoryObjectStore()
  await own.write(modelKey(version), bytes)
  try {
    await findPredictor(own, version)
    return "whole"
  } catch (error) {
    return error instanceof Fault ? error.code : `a bug: ${String(error)}`
  }
}

describe("a predictor's file", () => {
  it("is refused when cut anywhere", async () => {
    const codes = await Promise.all(Array.from(whole, (_, length) => codeOf(whole.slice(0, length))))

    expect(new Set(codes)).toEqual(new Set(["data-invalid"]))
    expect(await codeOf(whole)).toBe("whole")
  })

  it("is refused when any byte of it was changed", async () => {
    const codes = await Promise.all(
      Array.from(whole, (_, at) => {
        const changed = whole.slice()
        changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
        return codeOf(changed)
      }),
    )

    expect(new Set(codes)).toEqual(new Set(["data-invalid"]))
  })

  it.each(["null", "7", '"text"', "{}", '{"predictor":{"kind":"weather"}}', "{"])(
    "that says %s is none, whole as it is",
    async (text) => {
      const own = createMemoryObjectStore()
      const foreign = createHash("sha256").update(text).digest("hex").slice(0, 16)
      await writeText(own, modelKey(foreign), text)
      await writeDeployment(own, { live: foreign, previous: [foreign] })

      await expect(findPredictor(own, foreign)).rejects.toMatchObject({ code: "data-invalid" })
      expect(await findLivePredictor(own)).toBeUndefined()
      expect(await rollBackPredictor(own)).toBeUndefined()
    },
  )
})

describe("the record of live predictors", () => {
  it.each(["", "{", "null", "[]", '{"live":7,"previous":[]}', '{"live":"x","previous":[]}'])(
    "that says %s stops promotion with what to do",
    async (record) => {
      const own = createMemoryObjectStore()
      await own.write(modelKey(version), whole)
      await writeText(own, "live.json", record)

      for (const attempt of [
        promotePredictor(own, version, history),
        rollBackPredictor(own),
        findLivePredictor(own),
        readDeployment(own),
      ])
        await expect(attempt).rejects.toMatchObject({
          code: "data-invalid",
          hint: expect.stringContaining("delete it"),
        })
    },
  )

  it("that names a predictor which is gone stands in nobody's way", async () => {
    const own = createMemoryObjectStore()
    await own.write(modelKey(version), whole)
    await writeDeployment(own, { live: "fedcba9876543210", previous: [version] })

    expect(await findLivePredictor(own)).toBeUndefined()
    expect(await rollBackPredictor(own)).toBe(version)
    expect(await findLivePredictor(own)).toBeDefined()
  })
})
