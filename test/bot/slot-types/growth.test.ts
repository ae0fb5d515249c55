// Counts the work of finding values in texts nobody would type: twice the text may take about twice the work.

import { Session } from "node:inspector"
import { describe, expect, it } from "vitest"
import { compileBot } from "#bot/compile.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { WEDNESDAY } from "./one-slot.ts"

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

describe("finding values in odd texts", () => {
  it.each(["1 ", "one ", "friday ", "3/4 ", "a b ", "bk-", "the 3rd of ", "twenty ", "x@", "...,"])(
    "takes work that grows with the text, not faster: %j",
    (unit) => {
      const work = [256, 1024].map((characters) => {
        const text = unit.repeat(Math.ceil(characters / unit.length)).slice(0, characters)
        return countWork(() => {
          for (const { resolver } of perType) resolver.findMentions(text, WEDNESDAY)
        })
      })

      const [short = 0, long = 0] = work
      expect(short).toBeGreaterThan(100)
      expect(long / short).toBeLessThan(6)
    },
  )
})
