import { describe, expect, it } from "vitest"
import { epochMs } from "#core/time.ts"
import { keepFor } from "#web/keep-for.ts"

describe("what is kept for a while", () => {
  it("is reckoned anew once it is older, and after a failure", async () => {
    let [now, reckonings] = [0, 0]
    const get = keepFor(
      1000,
      () => epochMs(now),
      async () => {
        if (++reckonings === 1) throw new Error("away")
        return reckonings
      },
    )

    await expect(get()).rejects.toThrow("away")
    const answers = [await get(), await get()]
    now = 1000
    answers.push(await get())

    expect(answers).toEqual([2, 2, 3])
  })
})
