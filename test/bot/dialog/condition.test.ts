import { describe, expect, it } from "vitest"
import { evaluateCondition } from "#bot/dialog/condition.ts"
import type { ReferenceScope } from "#bot/dialog/references.ts"
import type { FilledSlot } from "#bot/session.ts"
import { intent, locale, slot } from "./bot-builder.ts"

function value(text: string): FilledSlot {
  return { value: { originalValue: text, interpretedValue: text, resolvedValues: [text] } }
}

const toppings: FilledSlot = {
  shape: "List",
  value: { originalValue: "ham and olives", interpretedValue: "ham and olives", resolvedValues: [] },
  values: [value("ham"), value("olives")],
}

const scope: ReferenceScope = {
  locale: locale([
    intent("Order", {
      slots: [
        slot("Count", "AMAZON.Number"),
        slot("Price", "AMAZON.Currency"),
        slot("Share", "AMAZON.Percentage"),
        slot("Day", "AMAZON.Date"),
        slot("At", "AMAZON.Time"),
        slot("Stay", "AMAZON.Duration"),
        slot("City", "AMAZON.City"),
        slot("Toppings", "Topping", { allowsMultipleValues: true }),
        slot("Nothing", "AMAZON.City"),
        slot("Unclear", "AMAZON.Time"),
        slot("Car", "Car", {
          subSlots: { specifications: [{ name: "Make", slotTypeId: "Make", defaultValues: [], sampleUtterances: [] }] },
        }),
      ],
    }),
  ]),
  intent: {
    name: "Order",
    state: "InProgress",
    confirmationState: "None",
    slots: {
      Count: value("12"),
      Price: value("USD 3.50"),
      Share: value("50%"),
      Day: value("2026-03-06"),
      At: value("15:00"),
      Stay: value("PT2H"),
      City: value("Rome"),
      Toppings: toppings,
      Nothing: null,
      Unclear: { value: { originalValue: "ten", resolvedValues: ["10:00", "22:00"] } },
      Car: { shape: "Composite", subSlots: { Make: value("Fiat") } },
    },
  },
  sessionAttributes: { tier: "Gold", tries: "10", empty: "", "a:b-c": "x" },
  requestAttributes: { channel: "web", "x-amz-lex:accept-content-types": "PlainText" },
  inputMode: "Speech",
  inputTranscript: "a room in rome",
  transcriptions: [{ transcription: "a room in rome", transcriptionConfidence: 0.72 }],
}

function isTrue(expression: string): boolean {
  return evaluateCondition(expression, scope).isTrue
}

describe("[lex 78] comparisons", () => {
  it.each([
    ["{Count} = 12", true],
    ["{Count} = 12.0", true],
    ["{Count} = 1", false],
    ["{Count} != 1", true],
    ["{Count} > 9", true], // as numbers, not as text
    ['{Count} > "9"', true],
    ["{Count} >= 12", true],
    ["{Count} <= 11", false],
    ["{Count} < 100", true],
    ["{Count}>9", true],
    ["{Price} > 3", true],
    ["{Price} < 3.5", false],
    ['{Share} = "50%"', true],
    ["{Share} >= 50", true],
    ['{Day} > "2026-03-05"', true],
    ["{Day} < 2026-03-06", false],
    ['{At} >= "15:00"', true],
    ["{Stay} = P2H", true], // the documentation's own spelling
    ["{Stay} = PT120M", true],
    ["{Stay} < P1D", true],
    ["{Stay} > PT1H59M", true],
    ['{City} < "Stockholm"', true],
    ["[tries] > 9", true],
    ['[tries] = "10"', true],
    ['((channel)) = "web"', true],
    ['[a:b-c] = "x"', true],
    ['[ tier ] = "gold"', true],
    ['{Car.Make} = "fiat"', true],
    ['{Order.City} = "Rome"', true],
    ['{city} = "Rome"', true],
    ['$.inputMode = "Speech"', true],
    ['$.inputTranscript = "a room in rome"', true],
    ["$.transcriptions[0].transcriptionConfidence < 0.8", true],
    ["$.transcriptions[1].transcriptionConfidence < 0.8", false],
  ])("%s is %s", (expression, expected) => {
    expect(isTrue(expression)).toBe(expected)
  })
})

describe("[lex 79] boolean operators", () => {
  it.each([
    ['{City} = "Rome" AND {Count} = 12', true],
    ['{City} = "Oslo" OR {Count} = 12', true],
    ['{City} = "Oslo" || {Count} = 12', true],
    ['{City} = "Rome" && {Count} = 1', false],
    ['NOT {City} = "Oslo"', true],
    ['!({City} = "Rome")', false],
    ['not {City} = "Oslo" and {Count} = 12', true],
    // AND binds tighter than OR, NOT tighter than AND.
    ['{City} = "Rome" OR {City} = "Rome" AND {City} = "Oslo"', true],
    ['({City} = "Rome" OR {City} = "Rome") AND {City} = "Oslo"', false],
    ['NOT {City} = "Oslo" AND {Count} = 12', true],
    ['!fn.IS_SET([gone]) OR [gone] = ""', true],
    [
      '(!fn.IS_SET([gone]) OR [gone] = "" OR [gone] = "0") AND (!fn.IS_SET([slot-failure]) OR [slot-failure] != "true")',
      true,
    ],
  ])("%s is %s", (expression, expected) => {
    expect(isTrue(expression)).toBe(expected)
  })
})

describe("[lex 80] [lex 81] functions and lists", () => {
  it.each([
    ['{Toppings} CONTAINS "HAM"', true],
    ['{Toppings} contains "tuna"', false],
    ['{Nothing} CONTAINS "ham"', false],
    ['{Toppings} = "ham,olives"', true],
    ['{Toppings} = "ham, olives"', true],
    ["fn.COUNT({Toppings}) = 2", true],
    ["fn.COUNT({Nothing}) = 0", true],
    ["fn.COUNT({City}) >= 1", true],
    ["fn.IS_SET({City})", true],
    ["FN.is_set({City})", true],
    ["fn.IS_SET({Nothing})", false],
    ["fn.IS_SET({Unclear})", false],
    ["fn.IS_SET([empty])", true],
    ["fn.IS_SET([gone])", false],
    ["fn.IS_SET([constructor])", false],
    ["fn.IS_SET(((channel)))", true],
    ["fn.IS_SET((channel))", true], // the call's own parentheses left out, as people do
    ["fn.IS_SET({City}) = true", true],
    ["!fn.IS_SET({Nothing})", true],
    ["fn.LENGTH({City}) = 4", true],
    ["fn.LENGTH([tier]) > 3", true],
    ["fn.LENGTH({Nothing}) = 0", false],
  ])("%s is %s", (expression, expected) => {
    expect(isTrue(expression)).toBe(expected)
  })
})

describe("[lex 82] something that is not set", () => {
  it.each(['{Nothing} = "x"', '{Nothing} != "x"', "{Unclear} < 23:00", "[gone] = 1", "[gone] != 1", '((gone)) != "a"'])(
    "%s is false",
    (expression) => {
      expect(isTrue(expression)).toBe(false)
    },
  )
})

describe("[lex 83] texts", () => {
  it.each(['[tier] = "GOLD"', '{City} = "rOME"', '[tier] != "silver"', "[tier] = gold"])(
    "%s is true whatever the case",
    (expression) => {
      expect(isTrue(expression)).toBe(true)
    },
  )
})

describe("an expression that can't be read", () => {
  it.each([
    "",
    "{City}",
    "{City} =",
    '= "Rome"',
    '({City} = "Rome"',
    '{City} = "Rome")',
    "{City} = {Nothing}",
    "fn.SUM({Count}) = 1",
    '{City} = "Rome" AND',
    "#",
    `${"(".repeat(1000)}`,
    `${"!".repeat(1000)}fn.IS_SET({City})`,
  ])("%s is false, and the problem is told", (expression) => {
    const outcome = evaluateCondition(expression, scope)

    expect(outcome.isTrue).toBe(false)
    expect(outcome.problem).toMatch(/\w/)
  })
})

describe("the evaluated expression", () => {
  it("shows what every reference stood for", () => {
    const { evaluated } = evaluateCondition('[tier] = "Silver" OR {Count} > 9', scope)

    expect(evaluated).toBe('("Gold" = "Silver" OR "12" > 9)')
  })

  it("leaves out what was not looked at", () => {
    const { evaluated } = evaluateCondition("!fn.IS_SET([gone]) OR [gone] = 1", scope)

    expect(evaluated).toBe("NOT false")
  })
})
