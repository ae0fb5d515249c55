// An export with contexts and default values, a spelled code, a confirmation with its own code hooks, waiting, a built-in
// intent, and slots that the flow fills and empties.

import {
  botFiles,
  capture,
  codeHook,
  type ExportFiles,
  intent,
  localeFile,
  priorities,
  prompt,
  response,
  says,
  slot,
  slotType,
  step,
} from "./spelling.ts"

const FOLDER = "ClinicBot/BotLocales/en_US"

const WAIT = {
  isActive: true,
  waitingResponse: response(says("Take your time.")),
  continueResponse: response(says("Shall we go on?")),
  stillWaitingResponse: {
    messageGroupsList: [says("Still here.")],
    frequencyInSeconds: 10,
    timeoutInSeconds: 60,
    allowInterrupt: true,
  },
}

const heardByHook = (label: string | null) => ({
  elicitationCodeHook: { enableCodeHookInvocation: true, invocationLabel: label },
})

const bookVisit = intent(
  "BookVisit",
  ["I need an appointment", "book a visit with {Doctor}", "see {Doctor} on {Day} ", "can I see a doctor?"],
  {
    initialResponseSetting: {
      initialResponse: null,
      nextStep: step("InvokeDialogCodeHook"),
      conditional: null,
      codeHook: codeHook(null, { nextStep: step("ElicitSlot", { slot: "Doctor" }) }),
    },
    dialogCodeHook: { enabled: true },
    fulfillmentCodeHook: {
      enabled: true,
      isActive: true,
      postFulfillmentStatusSpecification: null,
      fulfillmentUpdatesSpecification: null,
    },
    intentConfirmationSetting: {
      isActive: true,
      promptSpecification: prompt(2, says("{Doctor} on {Day} at {Time}. Shall I book it?")),
      confirmationResponse: null,
      confirmationNextStep: step("InvokeDialogCodeHook"),
      confirmationConditional: null,
      declinationResponse: response(says("All right, nothing is booked.")),
      declinationNextStep: step("EndConversation"),
      declinationConditional: null,
      failureResponse: response(says("Let's leave it.")),
      failureNextStep: step("EndConversation"),
      failureConditional: null,
      codeHook: codeHook(
        "Confirmed",
        { nextStep: step("FulfillIntent") },
        { response: response(says("That's taken.")) },
      ),
      ...heardByHook("Confirming"),
    },
    intentClosingSetting: {
      isActive: true,
      closingResponse: response(says("See you on {Day}.")),
      nextStep: step("EndConversation"),
      conditional: null,
    },
    outputContexts: [{ name: "visit_booked", timeToLiveInSeconds: 600, turnsToLive: 2 }],
    slotPriorities: priorities("Doctor", "Day", "Time", "Insurance"),
  },
)

const askDirections = intent("Directions", ["how do I get there", "where is the practice of {Doctor}"], {
  inputContexts: [{ name: "visit_booked" }],
  intentClosingSetting: {
    isActive: true,
    closingResponse: response(says("{Doctor} is on floor {Floor}.")),
    nextStep: step("EndConversation"),
    conditional: null,
  },
  slotPriorities: priorities("Doctor", "Floor"),
})

const slots = `${FOLDER}/Intents/BookVisit/Slots`

/** The export. */
export function clinic(): ExportFiles {
  return {
    ...botFiles("ClinicBot", "ClinicBot", "CLINICBOT1"),
    [`${FOLDER}/BotLocale.json`]: localeFile("en_US", "English (US)", "Matthew", 0.55),
    [`${FOLDER}/SlotTypes/Doctor/SlotType.json`]: slotType("Doctor", "TOP_RESOLUTION", {
      "Dr. Weiss": ["weiss", "doctor weiss"],
      "Dr. Okafor": ["okafor", "doctor okafor", "dr okafor"],
    }),
    [`${FOLDER}/SlotTypes/CardNumber/SlotType.json`]: {
      name: "CardNumber",
      identifier: "CARDNUMBER",
      description: null,
      slotTypeValues: null,
      parentSlotTypeSignature: "AMAZON.AlphaNumeric",
      valueSelectionSetting: {
        resolutionStrategy: "ORIGINAL_VALUE",
        regexFilter: { pattern: "[A-Z]{2}[0-9]{4}" },
        advancedRecognitionSetting: null,
      },
    },
    [`${FOLDER}/Intents/BookVisit/Intent.json`]: bookVisit,
    [`${slots}/Doctor/Slot.json`]: slot("Doctor", "Doctor", prompt(1, says("Which doctor?")), {
      waitAndContinueSpecification: WAIT,
      slotCaptureSetting: capture({ captureNextStep: step("ElicitSlot", { slot: "Day" }), ...heardByHook(null) }),
    }),
    [`${slots}/Day/Slot.json`]: slot("Day", "AMAZON.Date", prompt(1, says("Which day?")), {
      slotCaptureSetting: capture({ captureNextStep: step("ElicitSlot", { slot: "Time" }), ...heardByHook("Day") }),
    }),
    [`${slots}/Time/Slot.json`]: slot("Time", "AMAZON.Time", prompt(2, says("At what time?")), {
      slotCaptureSetting: capture({
        captureNextStep: step("ElicitSlot", { slot: "Insurance" }),
        failureResponse: response(says("We'll call you about the time.")),
        failureNextStep: step("EndConversation"),
        ...heardByHook(null),
      }),
    }),
    [`${slots}/Insurance/Slot.json`]: slot(
      "Insurance",
      "CardNumber",
      prompt(1, says("Your insurance card number?")),
      {
        defaultValueSpecification: { defaultValueList: [{ defaultValue: "[card]" }] },
        slotCaptureSetting: capture({ captureNextStep: step("ConfirmIntent"), ...heardByHook(null) }),
      },
      { obfuscationSetting: { obfuscationSettingType: "DefaultObfuscation" } },
    ),
    [`${FOLDER}/Intents/Directions/Intent.json`]: askDirections,
    [`${FOLDER}/Intents/Directions/Slots/Doctor/Slot.json`]: slot(
      "Doctor",
      "Doctor",
      prompt(1, says("To which doctor?")),
      {
        defaultValueSpecification: { defaultValueList: [{ defaultValue: "#visit_booked.Doctor" }] },
      },
    ),
    [`${FOLDER}/Intents/Directions/Slots/Floor/Slot.json`]: slot(
      "Floor",
      "AMAZON.Number",
      prompt(1, says("Which floor?")),
      {
        defaultValueSpecification: { defaultValueList: [{ defaultValue: "<floor>" }, { defaultValue: "3" }] },
      },
    ),
    [`${FOLDER}/Intents/Help/Intent.json`]: intent("Help", [], {
      parentIntentSignature: "AMAZON.HelpIntent",
      intentClosingSetting: {
        isActive: true,
        closingResponse: response(says("I book visits.")),
        nextStep: null,
        conditional: null,
      },
    }),
    [`${FOLDER}/Intents/FallbackIntent/Intent.json`]: intent("FallbackIntent", [], {
      intentClosingSetting: {
        isActive: true,
        closingResponse: response(says("Sorry, I don't follow.")),
        nextStep: null,
        conditional: null,
      },
    }),
  }
}
