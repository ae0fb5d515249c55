import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { toBot } from "#bot/archive/to-bot.ts"
import type { Bot, BotLocale, Intent } from "#bot/definition.ts"
import { diffBots, formatDiff } from "#bot/diff/diff.ts"
import { arbitraryBot } from "../archive/arbitrary-bot.ts"
import { bundle, tripBundle, tripFiles } from "../archive/bundle.ts"

const trip = toBot(tripBundle())

function withLocale(change: (locale: BotLocale) => Partial<BotLocale>): Bot {
  return { ...trip, locales: trip.locales.map((locale) => ({ ...locale, ...change(locale) })) }
}

function withIntent(change: (intent: Intent) => Partial<Intent>): Bot {
  return withLocale(({ intents }) => ({
    intents: intents.map((intent) => (intent.name === "Book" ? { ...intent, ...change(intent) } : intent)),
  }))
}

describe("diffBots", () => {
  it("finds nothing between a bot and itself", () => {
    fc.assert(
      fc.property(arbitraryBot, (bot) => {
        expect(diffBots(bot, structuredClone(bot))).toEqual([])
      }),
      { numRuns: 10 },
    )
  })

  it("doesn't mind identifiers or the order of files", () => {
    const reordered = toBot(bundle(Object.fromEntries(Object.entries(tripFiles()).reverse())))

    expect(diffBots(trip, { ...reordered, id: "OTHERBOT01" })).toEqual([])
  })

  it.each<{ what: string; bot: Bot; text: string }>([
    {
      what: "utterances",
      bot: withIntent(() => ({ sampleUtterances: ["book a car", "a {Size} car please", "get me a car"] })),
      text: `locale en_US
  intent Book
    utterances
      + "a {Size} car please"
      + "get me a car"
      - "book a {Size} car"`,
    },
    {
      what: "an intent added and one removed",
      bot: withLocale(({ intents }) => ({
        intents: [...intents.slice(1), { ...(intents[0] as Intent), name: "Rent" }],
      })),
      text: `locale en_US
  + intent Rent (2 utterances, 1 slot)
  - intent Book (2 utterances, 1 slot)`,
    },
    {
      what: "a slot and its prompt",
      bot: withIntent((intent) => ({
        slots: intent.slots.map((slot) => ({
          ...slot,
          isRequired: false,
          ...(slot.prompt && {
            prompt: {
              ...slot.prompt,
              maxRetries: 1,
              messageGroups: [[{ contentType: "PlainText", content: "How big?" }]],
            },
          }),
        })),
      })),
      text: `locale en_US
  intent Book
    slot Size
      ~ required: yes → no
      prompt
        ~ says: "Which size?" → "How big?"
        ~ retries: 2 → 1`,
    },
    {
      what: "a branch",
      bot: withIntent(() => ({
        initialResponse: {
          nextStep: { dialogAction: { type: "EvaluateConditional" } },
          conditional: {
            isActive: true,
            branches: [
              {
                name: "Big",
                expression: '{Size} = "Large"',
                nextStep: {
                  dialogAction: { type: "ElicitSlot", slotToElicit: "Size" },
                  intent: { slots: { Size: null } },
                },
              },
            ],
            defaultBranch: {},
          },
        },
      })),
      text: `locale en_US
  intent Book
    at the start
      + then: EvaluateConditional
      branches
        + active: yes
        + order: Big
        branch Big
          + if: {Size} = "Large"
          + then: ElicitSlot Size; {Size} = null`,
    },
    {
      what: "slot values",
      bot: withLocale(({ slotTypes }) => ({
        slotTypes: slotTypes.map((type) => ({
          ...type,
          resolutionStrategy: "OriginalValue",
          values: [
            { value: "Large", synonyms: ["big", "huge"] },
            { value: "Small", synonyms: [] },
          ],
        })),
      })),
      text: `locale en_US
  slot type Size
    ~ resolution: TopResolution → OriginalValue
    values
      + Large: huge
      + Small: no synonyms`,
    },
    {
      what: "settings of the bot",
      bot: { ...trip, version: "2", idleSessionTtlInSeconds: 60 },
      text: "~ version: DRAFT → 2\n~ session timeout: 600 s → 60 s",
    },
    { what: "nothing", bot: trip, text: "No differences." },
  ])("tells of $what", ({ bot, text }) => {
    expect(formatDiff(diffBots(trip, bot))).toBe(text)
  })

  it("tells when slots are asked for in another order", () => {
    const two = (first: number, second: number) =>
      withIntent((intent) => ({
        slots: intent.slots.flatMap((slot) => [
          { ...slot, priority: first },
          { ...slot, name: "Color", priority: second },
        ]),
      }))

    expect(formatDiff(diffBots(two(1, 2), two(0, 5)))).toBe("No differences.")
    expect(formatDiff(diffBots(two(1, 2), two(2, 1)))).toContain("~ order of asking: Size, Color → Color, Size")
  })
})
