import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { toArchive } from "#bot/archive/to-archive.ts"
import { toBot } from "#bot/archive/to-bot.ts"
import { lint } from "#bot/lint/lint.ts"
import { Fault } from "#core/errors.ts"
import { arbitraryBot } from "../archive/arbitrary-bot.ts"
import { bundle, tripFiles } from "../archive/bundle.ts"

type Json = Record<string, unknown> | unknown[]

/** Every place of a JSON value at which something can be put. */
function placesOf(value: unknown): { readonly holder: Json; readonly key: string }[] {
  if (typeof value !== "object" || value === null) return []
  return Object.keys(value).flatMap((key) => [
    { holder: value as Json, key },
    ...placesOf((value as Record<string, unknown>)[key]),
  ])
}

const junk = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string(),
  fc.constant([]),
  fc.constant({}),
  fc.jsonValue(),
)

describe("an archive with anything anywhere", () => {
  it("is read, or refused with a fault; and lint has something to say in either case", () => {
    const damage = fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(damage, (changes) => {
        const files = tripFiles()
        const places = Object.values(files).flatMap(placesOf)
        for (const [at, value] of changes) {
          const place = places[at % places.length]
          if (place) Object.assign(place.holder, { [place.key]: value })
        }
        const archive = bundle(files)
        let bot: unknown
        try {
          bot = toBot(archive)
        } catch (error) {
          bot = error instanceof Fault && error.code === "data-invalid" ? "refused" : error
        }

        expect(bot).not.toBeInstanceOf(Error)
        expect(lint(archive).length).toBeGreaterThan(0)
      }),
      { numRuns: 800 },
    )
  })

  it("is looked through by every rule, whatever bot it holds", () => {
    fc.assert(
      fc.property(arbitraryBot, (bot) => {
        expect(lint(toArchive(bot))).toEqual(lint(bot))
      }),
      { numRuns: 15 },
    )
  })
})
