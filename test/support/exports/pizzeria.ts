// A console export with the newer conversation flow, in two languages: code hooks with labels, conditional branches, a
// slot of several values, a composite slot, SSML, custom payload and cards, and the visual editor's own files.

import {
  botFiles,
  capture,
  codeHook,
  conditional,
  type ExportFiles,
  intent,
  localeFile,
  priorities,
  prompt,
  response,
  says,
  shows,
  slot,
  slotType,
  slotValue,
  step,
} from "./spelling.ts"

const CARD = {
  title: "Pick a size",
  subtitle: null,
  imageUrl: "https://example.com/sizes.png",
  buttons: [
    { text: "Small", value: "small" },
    { text: "Large", value: "large" },
  ],
}

function orderIntent(money: string): unknown {
  return intent(
    "OrderPizza",
    [
      "I want a pizza",
      "order a {Size} pizza",
      "I'd like a {Size} pizza with {Toppings}",
      "can I get a pizza delivered",
      "pizza please",
    ],
    {
      initialResponseSetting: {
        initialResponse: response(says("Welcome to the pizzeria."), shows("ssmlMessage", "<speak>Benvenuto!</speak>")),
        nextStep: step("InvokeDialogCodeHook", { attributes: { currency: money } }),
        conditional: null,
        codeHook: codeHook("Open", {
          nextStep: step("EvaluateConditional"),
          conditional: conditional(
            [
              [
                "closed",
                '[open] = "no"',
                step("EndConversation"),
                response(says("We are closed, come back at [opensAt].")),
              ],
            ],
            step("ElicitSlot", { slot: "Size" }),
          ),
        }),
      },
      dialogCodeHook: { enabled: true },
      fulfillmentCodeHook: {
        enabled: true,
        isActive: true,
        postFulfillmentStatusSpecification: {
          successResponse: response(says("Your {Size} pizza is on its way to {Address.Street}.")),
          successNextStep: step("CloseIntent"),
          successConditional: null,
          failureResponse: response(says("The oven is cold.")),
          failureNextStep: step("EndConversation"),
          failureConditional: null,
          timeoutResponse: response(says("The oven is slow.")),
          timeoutNextStep: step("EndConversation"),
          timeoutConditional: null,
        },
        fulfillmentUpdatesSpecification: null,
      },
      intentConfirmationSetting: {
        isActive: true,
        promptSpecification: prompt(1, says("A {Size} pizza with {Toppings} to {Address}, for [currency] [price]?")),
        confirmationResponse: response(says("Thank you.")),
        confirmationNextStep: step("FulfillIntent"),
        confirmationConditional: null,
        declinationResponse: response(says("Let us begin again.")),
        declinationNextStep: step("ElicitSlot", {
          slot: "Size",
          slots: { Size: slotValue(null), Toppings: slotValue(null) },
        }),
        declinationConditional: null,
        failureResponse: null,
        failureNextStep: step("StartIntent", { intent: "FallbackIntent" }),
        failureConditional: null,
        codeHook: null,
        elicitationCodeHook: null,
      },
      intentClosingSetting: {
        isActive: true,
        closingResponse: response(says("Enjoy!"), shows("customPayload", '{"rating":{"min":1,"max":5}}')),
        nextStep: step("EndConversation"),
        conditional: null,
      },
      outputContexts: [{ name: "ordered", timeToLiveInSeconds: 120, turnsToLive: 3 }],
      slotPriorities: priorities("Size", "Toppings", "Address", "Note"),
    },
  )
}

/** All slots of the order. */
function orderSlots(folder: string): ExportFiles {
  const slots = `${folder}/Intents/OrderPizza/Slots`
  return {
    [`${slots}/Size/Slot.json`]: slot(
      "Size",
      "PizzaSize",
      prompt(2, says("Which size?", "Small or large?", "Please say small or large."), shows("imageResponseCard", CARD)),
      {
        sampleUtterances: [{ utterance: "a {Size} one" }],
        slotCaptureSetting: capture({
          captureResponse: response(says("{Size}, good choice.")),
          captureNextStep: step("ElicitSlot", { slot: "Toppings" }),
          elicitationCodeHook: { enableCodeHookInvocation: true, invocationLabel: "Size" },
        }),
      },
    ),
    [`${slots}/Toppings/Slot.json`]: slot(
      "Toppings",
      "Topping",
      prompt(1, says("Which toppings?")),
      {
        slotCaptureSetting: capture({
          captureNextStep: step("EvaluateConditional"),
          captureConditional: conditional(
            [
              [
                "too many",
                "fn.COUNT({Toppings}) > 2",
                step("ElicitSlot", { slot: "Toppings", suppress: true, slots: { Toppings: slotValue(null) } }),
                response(says("Two toppings at most, please.")),
              ],
              [
                "pineapple",
                '{Toppings} CONTAINS "pineapple"',
                step("InvokeDialogCodeHook"),
                response(says("Pineapple, really?")),
              ],
            ],
            step("InvokeDialogCodeHook"),
          ),
          codeHook: codeHook("Price", { nextStep: step("ElicitSlot", { slot: "Address" }) }),
        }),
      },
      { multipleValuesSetting: { allowMultipleValues: true } },
    ),
    [`${slots}/Address/Slot.json`]: slot(
      "Address",
      "Address",
      prompt(1, says("Where to?")),
      { slotCaptureSetting: capture({ captureNextStep: step("ConfirmIntent") }) },
      {
        subSlotSetting: {
          expression: "(Number AND Street)",
          slotSpecifications: {
            Number: {
              slotTypeId: "AMAZON.Number",
              valueElicitationSetting: { promptSpecification: prompt(1, says("What house number?")) },
            },
            Street: {
              slotTypeId: "AMAZON.StreetName",
              valueElicitationSetting: { promptSpecification: prompt(1, says("What street?")) },
            },
          },
        },
      },
    ),
    [`${slots}/Note/Slot.json`]: slot("Note", "AMAZON.FreeFormInput", prompt(1, says("Any note for the kitchen?")), {
      slotConstraint: "Optional",
    }),
  }
}

function locale(id: string, name: string, voice: string, money: string): ExportFiles {
  const folder = `Pizzeria/BotLocales/${id}`
  return {
    [`${folder}/BotLocale.json`]: localeFile(id, name, voice),
    [`${folder}/SlotTypes/PizzaSize/SlotType.json`]: slotType("PizzaSize", "TOP_RESOLUTION", {
      Small: ["little"],
      Large: ["big", "family"],
    }),
    [`${folder}/SlotTypes/Topping/SlotType.json`]: slotType("Topping", "TOP_RESOLUTION", {
      mushrooms: ["funghi"],
      ham: [],
      olives: [],
      pineapple: ["ananas"],
      "red onions": ["onions"],
    }),
    [`${folder}/SlotTypes/Address/SlotType.json`]: {
      name: "Address",
      identifier: "ADDRESSTYP",
      description: null,
      slotTypeValues: null,
      parentSlotTypeSignature: null,
      valueSelectionSetting: {
        resolutionStrategy: "CONCATENATION",
        regexFilter: null,
        advancedRecognitionSetting: null,
      },
      compositeSlotTypeSetting: {
        subSlots: [
          { name: "Number", slotTypeId: "AMAZON.Number" },
          { name: "Street", slotTypeId: "AMAZON.StreetName" },
        ],
      },
    },
    [`${folder}/Intents/OrderPizza/Intent.json`]: orderIntent(money),
    [`${folder}/Intents/OrderPizza/ConversationFlow.json`]: {
      identifier: "CONVFLOWID",
      intentName: "OrderPizza",
      conversationFlowData: { blocks: [{ id: "1", type: "Start", x: 0, y: 0 }], edges: [], metadata: null },
    },
    ...orderSlots(folder),
    [`${folder}/Intents/FallbackIntent/Intent.json`]: intent("FallbackIntent", [], {
      description: "Default intent when no other intent matches",
      initialResponseSetting: {
        initialResponse: null,
        nextStep: step("EvaluateConditional", { attributes: { missed: "1" } }),
        conditional: conditional(
          [["again", "fn.IS_SET([told])", step("EndConversation"), response(says("I give up."))]],
          step("ElicitIntent", { attributes: { told: "yes" } }),
          response(says("I only know pizza.")),
        ),
        codeHook: null,
      },
    }),
  }
}

/** The export. */
export function pizzeria(): ExportFiles {
  return {
    ...botFiles("Pizzeria", "PizzeriaBot", "PIZZERIA01", { version: "7" }),
    ...locale("en_US", "English (US)", "Joanna", "USD"),
    ...locale("en_GB", "English (GB)", "Amy", "GBP"),
  }
}
