import { describe, expect, it } from "vitest"
import type { Catalogue } from "#backends/booking/catalogue.ts"
import type { CatalogueStore } from "#backends/booking/catalogue-store.ts"
import { followCatalogue } from "#backends/booking/follow-catalogue.ts"
import { silentLog } from "#core/log.ts"
import { type EpochMs, epochMs } from "#core/time.ts"

const EMPTY: Catalogue = { cities: [], hotels: [], flights: [], movies: [] }

function makeStore() {
  const state = { version: undefined as string | undefined, isAway: false, loads: 0 }
  const store: CatalogueStore = {
    async findVersion() {
      if (state.isAway) throw new Error("away")
      return state.version
    },
    async load() {
      state.loads++
      await Promise.resolve()
      return EMPTY
    },
    save: async () => {},
  }
  return { state, store }
}

describe.each([{ dropsWork: false }, { dropsWork: true }])("what is made of the catalogue (%o)", ({ dropsWork }) => {
  function follow() {
    let now: EpochMs = epochMs(0)
    const { state, store } = makeStore()
    const open = (): string => `made of ${state.version}`
    const get = followCatalogue({ store, clock: () => now, log: silentLog, checkEveryMs: 1000, dropsWork, open })
    const pass = (milliseconds: number) => {
      now = epochMs(now + milliseconds)
    }
    return { state, get, pass }
  }

  it("is nothing until there is one, and then it at once", async () => {
    const { state, get } = follow()

    expect(await get()).toBeUndefined()
    state.version = "1"
    expect(await get()).toBe("made of 1")
  })

  it("is made anew after a while when another was imported, and kept when none can be read", async () => {
    const { state, get, pass } = follow()
    state.version = "1"
    const answers = [await get()]
    state.version = "2"
    answers.push(await get())
    pass(1000)
    answers.push(await get())
    state.isAway = true
    pass(1000)
    answers.push(await get())

    expect(answers).toEqual(["made of 1", "made of 1", "made of 2", "made of 2"])
    expect(state.loads).toBe(2)
  })

  it("is no secret failure when none was ever read", async () => {
    const { state, get } = follow()
    state.isAway = true

    await expect(get()).rejects.toThrow("away")
    state.isAway = false
    state.version = "1"
    expect(await get()).toBe("made of 1")
  })

  it("is read once for requests that come together, where one may wait for another", async () => {
    const { state, get } = follow()
    state.version = "1"

    expect(await Promise.all([get(), get(), get()])).toEqual(Array.from({ length: 3 }, () => "made of 1"))
    expect(state.loads).toBe(dropsWork ? 3 : 1)
  })
})
