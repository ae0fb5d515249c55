import { describe, expect, it } from "vitest"
import { archiveFromFiles } from "#bot/archive/archive.ts"
import { toBot } from "#bot/archive/to-bot.ts"
import type { Bot, Intent, Slot } from "#bot/definition.ts"
import { bundle, message, TRIP, tripBundle, tripFile, tripFiles } from "./bundle.ts"

const intentOf = (bot: Bot, name = "Book"): Intent | undefined =>
  bot.locales[0]?.intents.find((intent) => intent.name === name)
const slotOf = (bot: Bot): Slot | undefined => intentOf(bot)?.slots[0]

/** The elicitation setting of the trip bot's slot, with some fields replaced. */
function elicitation(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const setting = tripFiles()[TRIP.slot]?.valueElicitationSetting as Record<string, unknown>
  return { valueElicitationSetting: { ...setting, ...changes } }
}

describe("toBot, given a bot as Lex exports it", () => {
  it("reads bot, locale, intent, slot and slot type", () => {
    const bot = toBot(tripBundle())

    expect(bot).toMatchObject({ name: "Trip", id: "TRIPBOT001", version: "DRAFT", idleSessionTtlInSeconds: 600 })
    expect(bot.locales[0]).toMatchObject({
      localeId: "en_US",
      nluConfidenceThreshold: 0.5,
      voice: { voiceId: "Ivy", engine: "neural" },
      slotTypes: [
        {
          name: "Size",
          identifier: "SIZETYPE01",
          resolutionStrategy: "TopResolution",
          values: [{ value: "Large", synonyms: ["big"] }],
        },
      ],
    })
    expect(bot.locales[0]?.intents.map((intent) => intent.name)).toEqual(["Book", "FallbackIntent"])
  })

  it("[lex 4] leaves absent what is null", () => {
    const intent = intentOf(toBot(tripBundle()))

    expect(Object.keys(intent ?? {}).sort()).toEqual([
      "closing",
      "confirmation",
      "identifier",
      "inputContexts",
      "isDialogCodeHookEnabled",
      "name",
      "outputContexts",
      "sampleUtterances",
      "slots",
    ])
    expect(intent).toMatchObject({
      closing: { isActive: true, response: { messageGroups: [[{ contentType: "PlainText", content: "Done." }]] } },
      confirmation: { prompt: { maxRetries: 1, messageSelectionStrategy: "Random", attempts: {} }, confirmed: {} },
      slots: [{ slotTypeName: "Size", isRequired: true, priority: 1, prompt: { maxRetries: 2 } }],
    })
  })

  it("keeps the order of the archive", () => {
    const files = Object.fromEntries(Object.entries(tripFiles()).reverse())

    expect(toBot(bundle(files)).locales[0]?.intents.map((intent) => intent.name)).toEqual(["FallbackIntent", "Book"])
  })
})

describe("toBot, given spellings other than today's exports", () => {
  it.each([
    { field: "isActive", setting: { isActive: false } },
    { field: "active", setting: { active: false } },
  ])("[lex 5] reads $field of a closing", ({ setting }) => {
    const bot = toBot(tripBundle(tripFile(TRIP.intent, { intentClosingSetting: setting })))

    expect(intentOf(bot)?.closing).toEqual({ isActive: false })
  })

  it.each(["messageGroupsList", "messageGroups", "messageGroupList"])("[lex 5] reads messages from %s", (name) => {
    const closing = { closingResponse: { [name]: [message("Bye.")] } }
    const bot = toBot(tripBundle(tripFile(TRIP.intent, { intentClosingSetting: closing })))

    expect(intentOf(bot)?.closing?.response?.messageGroups).toEqual([[{ contentType: "PlainText", content: "Bye." }]])
  })

  it.each([
    { written: "ORIGINAL_VALUE", means: "OriginalValue" },
    { written: "OriginalValue", means: "OriginalValue" },
    { written: "TOP_RESOLUTION", means: "TopResolution" },
    { written: "TopResolution", means: "TopResolution" },
    { written: "CONCATENATION", means: "Concatenation" },
  ])("[lex 6] reads the strategy $written", ({ written, means }) => {
    const setting = { valueSelectionSetting: { resolutionStrategy: written } }
    const bot = toBot(tripBundle(tripFile(TRIP.slotType, setting)))

    expect(bot.locales[0]?.slotTypes[0]?.resolutionStrategy).toBe(means)
  })

  it("reads the threshold by its API name", () => {
    const bot = toBot(tripBundle({ [TRIP.locale]: { nluIntentConfidenceThreshold: 0.99 } }))

    expect(bot.locales[0]).toMatchObject({ localeId: "en_US", nluConfidenceThreshold: 0.99 })
  })

  it("reads a slot's type and place by identifier", () => {
    const changes = {
      ...tripFile(TRIP.slot, { slotTypeName: undefined, slotTypeId: "SIZETYPE01" }),
      ...tripFile(TRIP.intent, { slotPriorities: [{ priority: 0, slotId: "SIZESLOT01" }] }),
    }

    expect(slotOf(toBot(tripBundle(changes)))).toMatchObject({ slotTypeName: "Size", priority: 0 })
  })

  it("reads the slot of the documentation's old page", () => {
    const stale = {
      name: "Size",
      slotTypeName: "Size",
      multipleValuesSetting: { allowMutlipleValues: true },
      slotConstraint: "Required",
      defaultValueSpec: { defaultValueList: [{ defaultValue: "Large" }] },
      slotValueElicitationSetting: {
        promptSpecification: { messageGroupList: [message("Which?")], maxRetries: 1 },
        sampleValueElicitingUtterances: [{ utterance: "a {Size} one" }],
      },
    }

    expect(slotOf(toBot(tripBundle({ [TRIP.slot]: stale })))).toMatchObject({
      isRequired: true,
      allowsMultipleValues: true,
      defaultValues: ["Large"],
      sampleUtterances: ["a {Size} one"],
      prompt: { maxRetries: 1 },
    })
  })

  it.each([
    { manifest: { metadata: { schemaVersion: "1.0", fileFormat: "LexJson", resourceType: "Bot" } } },
    { manifest: { metaData: { schemaVersion: "1", fileFormat: "LexJson", resourceType: "BOT" } } },
  ])("[lex 1] takes the manifest $manifest", ({ manifest }) => {
    expect(toBot(tripBundle({ [TRIP.manifest]: manifest })).name).toBe("Trip")
  })

  it("tells a bot of Lex V1 from one of Lex V2", () => {
    const exported = { metadata: { schemaVersion: "1.0", importType: "LEX", importFormat: "JSON" }, resource: {} }
    const archive = archiveFromFiles([["Trip_Export.json", Buffer.from(JSON.stringify(exported))]])

    expect(() => toBot(archive)).toThrow(expect.objectContaining({ hint: expect.stringContaining("Lex V1") }))
  })

  it("[lex 2] [lex 4] takes the manifest by any case, and byte order marks", () => {
    const files = tripFiles()
    const { [TRIP.manifest]: manifest, ...others } = files
    const marked = Object.fromEntries(
      Object.entries(others).map(([path, json]) => [path, `\uFEFF${JSON.stringify(json)}`]),
    )

    expect(toBot(bundle({ "manifest.json": `\uFEFF${JSON.stringify(manifest)}`, ...marked })).name).toBe("Trip")
  })

  it("[lex 3] finds the bot in a wrapper folder, under a folder that isn't its name, and beside what file managers leave", () => {
    const wrapped = Object.entries(tripFiles()).map(([path, json]) => [
      `export/${path.replace("Trip/", "Demo/")}`,
      json,
    ])
    const bot = toBot(bundle({ ...Object.fromEntries(wrapped), "__MACOSX/export/Demo/Bot.json": "junk" }))

    expect(bot).toMatchObject({ name: "Trip", locales: [{ localeId: "en_US" }] })
  })
})

describe("toBot, given identifiers edited by hand", () => {
  it("mints the same ten characters each time", () => {
    const files = { ...tripFile(TRIP.bot, { identifier: "" }), ...tripFile(TRIP.intent, { identifier: "my intent" }) }
    const [first, second] = [toBot(tripBundle(files)), toBot(tripBundle(files))]

    expect(first).toEqual(second)
    expect(first.id).toMatch(/^[0-9A-Z]{10}$/)
    expect(intentOf(first)?.identifier).toMatch(/^[0-9A-Z]{10}$/)
    expect(intentOf(first, "FallbackIntent")?.identifier).toBe("FALLBCKINT")
  })

  it("gives a copied intent an identifier of its own", () => {
    const path = TRIP.intent.replace("/Book/", "/Copy/")
    const bot = toBot(tripBundle({ [path]: { ...tripFiles()[TRIP.intent], name: "Copy", slotPriorities: [] } }))
    const identifiers = bot.locales[0]?.intents.map((intent) => intent.identifier)

    expect(new Set(identifiers).size).toBe(3)
    expect(identifiers?.[0]).toBe("BOOKINTENT")
  })

  it.each(["SIZETYPE01", "Size", "size-type"])("[lex 12] finds a sub-slot's type by %s", (reference) => {
    const composite = {
      name: "Order",
      identifier: "",
      compositeSlotTypeSetting: {
        subSlots: [
          { name: "size", slotTypeId: reference },
          { name: "day", slotTypeId: "AMAZON.Date" },
        ],
      },
    }
    const identifier = reference === "size-type" ? reference : "SIZETYPE01"
    const files = {
      ...tripFile(TRIP.slotType, { identifier }),
      "Trip/BotLocales/en_US/SlotTypes/Order/SlotType.json": composite,
    }
    const [size, order] = toBot(tripBundle(files)).locales[0]?.slotTypes ?? []

    expect(order?.subSlots?.map((subSlot) => subSlot.slotTypeId)).toEqual([size?.identifier, "AMAZON.Date"])
    expect(order?.resolutionStrategy).toBe("Concatenation")
  })
})

describe("toBot, given a part of a bot", () => {
  const localeOnly = (prefix: string) =>
    Object.fromEntries(
      Object.entries(tripFiles())
        .filter(([path]) => path !== TRIP.bot)
        .map(([path, json]) => [path.replace("Trip/BotLocales/", prefix), json]),
    )

  it.each([
    { prefix: "Trip/BotLocales/", name: "Trip" },
    { prefix: "", name: "ImportedBot" },
  ])("[lex 7] makes a bot around a locale exported as '$prefix'", ({ prefix, name }) => {
    const manifest = { metaData: { schemaVersion: "1", resourceType: "BOT_LOCALE", fileFormat: "LexJson" } }
    const bot = toBot(bundle({ ...localeOnly(prefix), "Manifest.json": manifest }))

    expect(bot).toMatchObject({ name, version: "DRAFT", idleSessionTtlInSeconds: 300 })
    expect(bot.locales[0]).toMatchObject({ localeId: "en_US", intents: [{ name: "Book" }, { name: "FallbackIntent" }] })
  })

  it.each([
    {
      form: "JSON",
      path: "CustomVocabulary/CustomVocabulary.json",
      content: { customVocabularyItems: [{ phrase: "Oporto", weight: null, displayAs: "Porto" }, { phrase: "Faro" }] },
    },
    {
      form: "a table with its columns in any order",
      path: "CustomVocabulary.tsv",
      content: "displayAs\tphrase\tweight\r\nPorto\tOporto\t\r\n\tFaro\t1\r\n",
    },
  ])("makes a bot around a custom vocabulary in $form", ({ path, content }) => {
    const bot = toBot(bundle({ [path]: content }), { name: "Words", localeId: "en_GB" })

    expect(bot.name).toBe("Words")
    expect(bot.locales).toMatchObject([
      {
        localeId: "en_GB",
        intents: [],
        customVocabulary: [
          { phrase: "Oporto", weight: 1, displayAs: "Porto" },
          { phrase: "Faro", weight: 1 },
        ],
      },
    ])
  })

  it("reads a numbered version", () => {
    expect(toBot(tripBundle(tripFile(TRIP.bot, { version: "3" }))).version).toBe("3")
  })
})

describe("toBot, given what steps set", () => {
  const step = (slots: unknown) => ({
    initialResponseSetting: {
      nextStep: {
        dialogAction: { type: "ElicitSlot", slotToElicit: "Size", suppressNextMessage: true },
        intent: { name: null, slots },
        sessionAttributes: { count: "1", gone: null },
      },
    },
  })

  it.each([
    { written: null, means: null },
    { written: { shape: null, value: { interpretedValue: null }, values: null }, means: null },
    { written: { shape: "Scalar", value: { interpretedValue: "Large" } }, means: "Large" },
    {
      written: { shape: "List", values: [{ shape: "Scalar", value: { interpretedValue: "Large" } }] },
      means: ["Large"],
    },
  ])("reads the slot value $written", ({ written, means }) => {
    const bot = toBot(tripBundle(tripFile(TRIP.intent, step({ Size: written }))))

    expect(intentOf(bot)?.initialResponse).toEqual({
      nextStep: {
        dialogAction: { type: "ElicitSlot", slotToElicit: "Size", suppressNextMessage: true },
        intent: { slots: { Size: means } },
        sessionAttributes: { count: "1" },
      },
    })
  })

  it("drops a step that says nothing", () => {
    const nextStep = { dialogAction: null, intent: { name: null, slots: {} }, sessionAttributes: {} }
    const bot = toBot(tripBundle(tripFile(TRIP.intent, { intentClosingSetting: { isActive: false, nextStep } })))

    expect(intentOf(bot)?.closing).toEqual({ isActive: false })
  })
})

describe("toBot, given an archive it can't read", () => {
  it.each([
    { what: "no bot", files: { [TRIP.bot]: undefined }, says: "the archive: Bot.json is missing" },
    {
      what: "two bots",
      files: { "Other/Bot.json": {} },
      says: "the archive: holds more than one bot: Trip/Bot.json, Other/Bot.json",
    },
    { what: "no locale file", files: { [TRIP.locale]: undefined }, says: `${TRIP.locale}: the file is missing` },
    { what: "no intent file", files: { [TRIP.intent]: undefined }, says: `${TRIP.intent}: the file is missing` },
    { what: "broken JSON", files: { [TRIP.slot]: "{" }, says: `${TRIP.slot}: not JSON` },
    { what: "a list for a file", files: { [TRIP.slot]: [] }, says: `${TRIP.slot}: must be an object, but is a list` },
    {
      what: "a number for a name",
      files: tripFile(TRIP.intent, { name: 7 }),
      says: `${TRIP.intent}: name must be text, but is 7`,
    },
    {
      what: "text for a list",
      files: tripFile(TRIP.intent, { sampleUtterances: "book" }),
      says: `${TRIP.intent}: sampleUtterances must be a list, but is "book"`,
    },
    {
      what: "an empty message",
      files: tripFile(TRIP.slot, elicitation({ promptSpecification: { messageGroupsList: [{ message: {} }] } })),
      says: `${TRIP.slot}: valueElicitationSetting.promptSpecification.messageGroupsList[0].message has no message`,
    },
    {
      what: "an unknown step",
      files: tripFile(TRIP.intent, { initialResponseSetting: { nextStep: { dialogAction: { type: "Jump" } } } }),
      says: `${TRIP.intent}: initialResponseSetting.nextStep.dialogAction.type must be one of ElicitIntent`,
    },
    {
      what: "a slot of no type",
      files: tripFile(TRIP.slot, { slotTypeName: null }),
      says: `${TRIP.slot}: slotTypeName is missing`,
    },
    {
      what: "a strange version",
      files: tripFile(TRIP.bot, { version: "final" }),
      says: `${TRIP.bot}: version must be DRAFT or a number`,
    },
  ])("names the file and field of $what", ({ files, says }) => {
    expect(() => toBot(tripBundle(files))).toThrow(`data-invalid: ${says}`)
  })

  it("refuses text that is not UTF-8", () => {
    const archive = tripBundle()
    const files = new Map([...archive.files, [TRIP.bot, new Uint8Array([0x7b, 0xff, 0x7d])]])

    expect(() => toBot({ files })).toThrow(`${TRIP.bot}: not UTF-8 text`)
  })
})
