// Counts the work of finding values in texts nobody would type: twice the text may take about twice the work.

import { Session } from "node:inspector"
import { describe, expect, it } from "vitest"
import { compileBot } from "#bot/compile.ts"
import type { SlotResolver } from "#bot/language-model.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { resolverOf, WEDNESDAY } from "./one-slot.ts"

const locale = compileBot().locales[0]
if (locale === undefined) throw new RangeError("the bot has no locale")
const resolvers = createSlotResolvers(locale)
const slots = locale.intents.flatMap((intent) =>
  intent.slots.map((slot) => ({ type: slot.slotTypeName, resolver: resolvers.forSlot(intent.name, slot.name) })),
)
const perType = [...new Map(slots.map((slot) => [slot.type, slot])).values()]

type Coverage = {
  readonly result: readonly {
    readonly url: string
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[]
  }[]
}

/** How often the blocks of the slot types' sources run, loops included. */
function countWork(run: () => void): number {
  const session = new Session()
  session.connect()
  session.post("Profiler.enable")
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true })
  run()
  let count = 0
  session.post("Profiler.takePreciseCoverage", (_error, coverage: Coverage) => {
    const scripts = coverage.result.filter(({ url }) => url.includes("/bot/slot-types/"))
    for (const { functions } of scripts) {
      for (const { ranges } of functions) for (const range of ranges) count += range.count
    }
  })
  session.disconnect()
  return count
}

/** The built-in types that are read in the words of a language. */
const WORDED = ["Number", "Date", "Time", "Duration", "Percentage", "Currency", "Confirmation", "City"]

/** How many times the work four times the text takes. */
function growthOf(unit: string, found: readonly SlotResolver[]): number {
  const [short = 0, long = 0] = [256, 1024].map((characters) => {
    const text = unit.repeat(Math.ceil(characters / unit.length)).slice(0, characters)
    return countWork(() => {
      for (const resolver of found) resolver.findMentions(text, WEDNESDAY)
    })
  })
  expect(short).toBeGreaterThan(100)
  return long / short
}

describe("finding values in odd texts", () => {
  it.each(["1 ", "one ", "friday ", "3/4 ", "a b ", "bk-", "the 3rd of ", "twenty ", "x@", "...,"])(
    "takes work that grows with the text, not faster: %j",
    (unit) => {
      expect(
        growthOf(
          unit,
          perType.map(({ resolver }) => resolver),
        ),
      ).toBeLessThan(6)
    },
  )

  it.each([
    ["es_US", ["uno ", "dos días después de ", "el ", "veinte y "]],
    ["de_DE", ["ein", "zwei und ", "1. ", "drei Tage nach "]],
    ["fr_FR", ["quatre vingt ", "l'", "le lendemain de "]],
    ["it_IT", ["due", "un'ora e "]],
    ["pt_BR", ["dois dias depois de ", "e meia "]],
  ] as const)("takes no more in %s", (localeId, units) => {
    const found = WORDED.map((type) => resolverOf(`AMAZON.${type}`, { localeId }))

    for (const unit of units) expect(growthOf(unit, found), unit).toBeLessThan(6)
  })
})
