// Small Lex V2 exports for the tests of bot/archive, bot/lint and bot/diff: JSON by path, as an archive.

import { archiveFromFiles, type BotArchive } from "#bot/archive/archive.ts"

/** A message as exports write it. */
export function message(value: string): unknown {
  return {
    message: { plainTextMessage: { value }, ssmlMessage: null, customPayload: null, imageResponseCard: null },
    variations: null,
  }
}

/** The files of a bot that books cars: one intent with one slot, and a fallback. */
export function tripFiles(): Record<string, Record<string, unknown>> {
  const locale = "Trip/BotLocales/en_US"
  return {
    "Manifest.json": { metaData: { schemaVersion: "1", fileFormat: "LexJson", resourceType: "BOT" } },
    "Trip/Bot.json": {
      name: "Trip",
      identifier: "TRIPBOT001",
      version: "DRAFT",
      description: null,
      idleSessionTTLInSeconds: 600,
      dataPrivacy: { childDirected: false },
    },
    [`${locale}/BotLocale.json`]: {
      name: "English (US)",
      identifier: "en_US",
      version: null,
      description: null,
      voiceSettings: { voiceId: "Ivy", engine: "neural" },
      nluConfidenceThreshold: 0.5,
    },
    [`${locale}/SlotTypes/Size/SlotType.json`]: {
      name: "Size",
      identifier: "SIZETYPE01",
      slotTypeValues: [{ sampleValue: { value: "Large" }, synonyms: [{ value: "big" }] }],
      parentSlotTypeSignature: null,
      valueSelectionSetting: { resolutionStrategy: "TOP_RESOLUTION", regexFilter: null },
    },
    [`${locale}/Intents/Book/Intent.json`]: {
      name: "Book",
      identifier: "BOOKINTENT",
      parentIntentSignature: null,
      sampleUtterances: [{ utterance: "book a {Size} car" }, { utterance: "book a car" }],
      slotPriorities: [{ priority: 1, slotName: "Size" }],
      dialogCodeHook: { enabled: false },
      fulfillmentCodeHook: null,
      intentConfirmationSetting: {
        isActive: true,
        promptSpecification: {
          messageGroupsList: [message("A {Size} car, yes?")],
          maxRetries: 1,
          allowInterrupt: true,
        },
        declinationResponse: { messageGroupsList: [message("Okay, not booked.")], allowInterrupt: true },
      },
      intentClosingSetting: {
        isActive: true,
        closingResponse: { messageGroupsList: [message("Done.")], allowInterrupt: true },
      },
      inputContexts: null,
      outputContexts: null,
    },
    [`${locale}/Intents/Book/Slots/Size/Slot.json`]: {
      name: "Size",
      identifier: "SIZESLOT01",
      slotTypeName: "Size",
      obfuscationSetting: null,
      multipleValuesSetting: null,
      valueElicitationSetting: {
        slotConstraint: "Required",
        defaultValueSpecification: null,
        sampleUtterances: null,
        promptSpecification: { messageGroupsList: [message("Which size?")], maxRetries: 2, allowInterrupt: true },
      },
    },
    [`${locale}/Intents/FallbackIntent/Intent.json`]: {
      name: "FallbackIntent",
      identifier: "FALLBCKINT",
      parentIntentSignature: "AMAZON.FallbackIntent",
      sampleUtterances: null,
      slotPriorities: [],
    },
  }
}

/** Packs JSON values and raw texts as an archive. */
export function bundle(files: Readonly<Record<string, unknown>>): BotArchive {
  return archiveFromFiles(
    Object.entries(files).map(([path, content]) => [
      path,
      new TextEncoder().encode(typeof content === "string" ? content : JSON.stringify(content)),
    ]),
  )
}

/** The trip bot with some files replaced, added, or (given `undefined`) left out. */
export function tripBundle(changes: Readonly<Record<string, unknown>> = {}): BotArchive {
  const files = Object.entries({ ...tripFiles(), ...changes }).filter(([, content]) => content !== undefined)
  return bundle(Object.fromEntries(files))
}

/** A file of the trip bot with some of its fields replaced. */
export function tripFile(path: string, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { [path]: { ...tripFiles()[path], ...changes } }
}

/** Where the trip bot has its things. */
export const TRIP = {
  manifest: "Manifest.json",
  bot: "Trip/Bot.json",
  locale: "Trip/BotLocales/en_US/BotLocale.json",
  intent: "Trip/BotLocales/en_US/Intents/Book/Intent.json",
  slot: "Trip/BotLocales/en_US/Intents/Book/Slots/Size/Slot.json",
  slotType: "Trip/BotLocales/en_US/SlotTypes/Size/SlotType.json",
  fallback: "Trip/BotLocales/en_US/Intents/FallbackIntent/Intent.json",
} as const
