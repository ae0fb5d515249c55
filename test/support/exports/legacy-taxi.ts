// An export from before the conversation flow: no initial responses, one switch for the code hook, priorities from 0, the
// old resolution names. It is wrapped in a folder, and one file has a byte order mark.

import { botFiles, type ExportFiles, localeFile, says, slotType } from "./spelling.ts"

const ROOT = "TaxiBot-3-ABCDEFGHIJ-LexJson"
const FOLDER = `${ROOT}/TaxiExport/BotLocales/en_GB`

function oldIntent(name: string, utterances: readonly string[], more: Record<string, unknown>): unknown {
  return {
    name,
    identifier: `${name.toUpperCase()}0000000000`.slice(0, 10),
    description: null,
    parentIntentSignature: null,
    sampleUtterances: utterances.map((utterance) => ({ utterance })),
    slotPriorities: [],
    intentConfirmationSetting: null,
    intentClosingSetting: null,
    inputContexts: null,
    outputContexts: null,
    kendraConfiguration: null,
    dialogCodeHook: { enabled: true },
    fulfillmentCodeHook: {
      enabled: true,
      postFulfillmentStatusSpecification: null,
      fulfillmentUpdatesSpecification: null,
    },
    ...more,
  }
}

function oldSlot(name: string, slotTypeName: string, question: string, isRequired = true): unknown {
  return {
    name,
    identifier: "",
    description: null,
    slotTypeName,
    obfuscationSetting: null,
    multipleValuesSetting: null,
    valueElicitationSetting: {
      slotConstraint: isRequired ? "Required" : "Optional",
      defaultValueSpecification: null,
      promptSpecification: { messageGroupsList: [says(question)], maxRetries: 2, allowInterrupt: true },
      sampleUtterances: null,
      waitAndContinueSpecification: null,
    },
  }
}

const slots = `${FOLDER}/Intents/BookTaxi/Slots`

/** The export. */
export function legacyTaxi(): ExportFiles {
  const files = Object.entries(botFiles("TaxiExport", "Taxi_Bot", "TAXIBOT001", { version: "3" }))
  return {
    ...Object.fromEntries(files.map(([path, content]) => [`${ROOT}/${path}`, content])),
    [`${FOLDER}/BotLocale.json`]: `\uFEFF${JSON.stringify(localeFile("en_GB", "English (GB)", "Amy"))}`,
    [`${FOLDER}/SlotTypes/CarType/SlotType.json`]: slotType("CarType", "ORIGINAL_VALUE", {
      economy: [],
      standard: ["normal"],
      luxury: ["posh", "first class"],
    }),
    [`${FOLDER}/Intents/BookTaxi/Intent.json`]: oldIntent(
      "BookTaxi",
      ["book a taxi", "I need a taxi", "get me a {Car} cab", "a taxi to {City}", "I’d like a taxi "],
      {
        slotPriorities: [
          { priority: 2, slotName: "People" },
          { priority: 0, slotName: "City" },
          { priority: 1, slotName: "When" },
        ],
        intentConfirmationSetting: {
          promptSpecification: {
            messageGroupsList: [
              says("A {Car} taxi to {City} for {People} at {When}?", "A taxi to {City} for {People} at {When}?"),
            ],
            maxRetries: 2,
            allowInterrupt: true,
          },
          declinationResponse: { messageGroupsList: [says("No taxi then.")], allowInterrupt: true },
          isActive: true,
        },
      },
    ),
    [`${slots}/City/Slot.json`]: oldSlot("City", "AMAZON.City", "Where to?"),
    [`${slots}/When/Slot.json`]: oldSlot("When", "AMAZON.Time", "When?"),
    [`${slots}/People/Slot.json`]: oldSlot("People", "AMAZON.Number", "How many people?"),
    [`${slots}/Car/Slot.json`]: oldSlot("Car", "CarType", "What kind of car?", false),
    [`${FOLDER}/Intents/FallbackIntent/Intent.json`]: {
      ...(oldIntent("FallbackIntent", [], { dialogCodeHook: null, fulfillmentCodeHook: null }) as object),
      identifier: "FALLBCKINT",
      parentIntentSignature: "AMAZON.FallbackIntent",
      sampleUtterances: null,
    },
  }
}
