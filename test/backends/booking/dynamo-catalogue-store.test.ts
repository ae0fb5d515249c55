// The catalogue survives being stored, and a new one takes its place as a whole.

import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { loadOrSave } from "#backends/booking/catalogue-store.ts"
import { createDynamoCatalogueStore } from "#backends/booking/dynamo-catalogue-store.ts"
import { makeDemoCatalogue } from "#backends/demo/demo-catalogue.ts"
import { SMALL_CATALOGUE } from "#test/backends/support/small-catalogue.ts"
import { startTableService, type TableService } from "#test/backends/support/table-service.ts"

let tables: TableService
beforeEach(async () => {
  tables = await startTableService()
})
afterEach(() => tables.close())

describe("the catalogue in DynamoDB", () => {
  it("has none at first, saves the fallback once, and gives it back from then on", async () => {
    const store = createDynamoCatalogueStore(tables.items, "test-catalogue")
    let made = 0
    const make = () => {
      made++
      return makeDemoCatalogue()
    }

    const first = await loadOrSave(store, "one", make)
    const second = await loadOrSave(store, "two", make)

    expect(made).toBe(1)
    expect(second).toEqual(first)
  })

  it("replaces the whole catalogue and drops the old parts", async () => {
    const store = createDynamoCatalogueStore(tables.items, "test-catalogue")
    await store.save(makeDemoCatalogue(), "before")

    await store.save(SMALL_CATALOGUE, "after")

    expect(await store.load()).toEqual(SMALL_CATALOGUE)
    const { items } = await tables.items.scan("test-catalogue")
    expect(items.map(({ version }) => version).filter((version) => version === "before")).toEqual([])
  })
})
