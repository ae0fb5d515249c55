// The words in which the Lex V2 console exports things, null members and all: for the exported bots beside this file.

type Json = unknown

/** Files of an export: JSON by path, or a text as it stands. */
export type ExportFiles = Record<string, Json>

const NOTHING = { plainTextMessage: null, ssmlMessage: null, customPayload: null, imageResponseCard: null }

/** A message group of plain text, with variations. */
export function says(text: string, ...variations: string[]): Json {
  const message = (value: string) => ({ ...NOTHING, plainTextMessage: { value } })
  return { message: message(text), variations: variations.length === 0 ? null : variations.map(message) }
}

/** A message group of any other kind. */
export function shows(kind: "ssmlMessage" | "customPayload" | "imageResponseCard", content: Json): Json {
  const message = kind === "imageResponseCard" ? content : { value: content }
  return { message: { ...NOTHING, [kind]: message }, variations: null }
}

/** What the bot says at one point. */
export function response(...groups: Json[]): Json {
  return { messageGroupsList: groups, allowInterrupt: true }
}

/** A question as the console writes it, each attempt with the console's own settings. */
export function prompt(maxRetries: number, ...groups: Json[]): Json {
  const attempts = ["Initial", ...Array.from({ length: maxRetries }, (_, i) => `Retry${i + 1}`)]
  const settings = {
    allowInterrupt: true,
    allowedInputTypes: { allowAudioInput: true, allowDTMFInput: true },
    audioAndDTMFInputSpecification: {
      startTimeoutMs: 4000,
      audioSpecification: { maxLengthMs: 15_000, endTimeoutMs: 640 },
      dtmfSpecification: { maxLength: 513, endTimeoutMs: 5000, deletionCharacter: "*", endCharacter: "#" },
    },
    textInputSpecification: { startTimeoutMs: 30_000 },
  }
  return {
    messageGroupsList: groups,
    maxRetries,
    allowInterrupt: true,
    messageSelectionStrategy: "Ordered",
    promptAttemptsSpecification: Object.fromEntries(attempts.map((name) => [name, settings])),
  }
}

/** A next step. */
export function step(
  type: string,
  more: { slot?: string; suppress?: boolean; intent?: string; slots?: Json; attributes?: Json } = {},
): Json {
  return {
    sessionAttributes: more.attributes ?? {},
    dialogAction: { type, slotToElicit: more.slot ?? null, suppressNextMessage: more.suppress ?? null },
    intent: { name: more.intent ?? null, slots: more.slots ?? {} },
  }
}

/** A slot value that a step sets; `null` clears. */
export function slotValue(interpretedValue: string | null): Json {
  return { shape: "Scalar", value: { interpretedValue }, values: [] }
}

/** A code hook that a step calls. */
export function codeHook(
  label: string | null,
  success: Record<string, Json>,
  failure: Record<string, Json> = {},
): Json {
  const all = (outcome: string, given: Record<string, Json>) => ({
    [`${outcome}Response`]: given.response ?? null,
    [`${outcome}NextStep`]: given.nextStep ?? step("EndConversation"),
    [`${outcome}Conditional`]: given.conditional ?? null,
  })
  return {
    isActive: true,
    enableCodeHookInvocation: true,
    invocationLabel: label,
    postCodeHookSpecification: { ...all("success", success), ...all("failure", failure), ...all("timeout", {}) },
  }
}

/** A conditional with its branches, each `[name, expression, next step, response]`, the default last. */
export function conditional(
  branches: readonly (readonly [string, string, Json, Json?])[],
  defaultStep: Json,
  defaultResponse: Json = null,
): Json {
  return {
    isActive: true,
    conditionalBranches: branches.map(([name, expressionString, nextStep, said = null]) => ({
      name,
      condition: { expressionString },
      nextStep,
      response: said,
    })),
    defaultBranch: { nextStep: defaultStep, response: defaultResponse },
  }
}

/** An intent; what is not given is as the console leaves it. */
export function intent(name: string, utterances: readonly string[], more: Record<string, Json> = {}): Json {
  return {
    name,
    identifier: name === "FallbackIntent" ? "FALLBCKINT" : `${name.toUpperCase()}0000000000`.slice(0, 10),
    description: null,
    parentIntentSignature: name === "FallbackIntent" ? "AMAZON.FallbackIntent" : null,
    sampleUtterances: utterances.length === 0 ? null : utterances.map((utterance) => ({ utterance })),
    intentConfirmationSetting: null,
    intentClosingSetting: null,
    initialResponseSetting: null,
    inputContexts: null,
    outputContexts: null,
    kendraConfiguration: null,
    dialogCodeHook: null,
    fulfillmentCodeHook: null,
    slotPriorities: [],
    ...more,
  }
}

/** The order in which slots are asked for, from 1 on as the console counts. */
export function priorities(...slotNames: string[]): Json {
  return slotNames.map((slotName, i) => ({ priority: i + 1, slotName })).toReversed()
}

/** A slot; `elicitation` is what differs in its value elicitation setting. */
export function slot(
  name: string,
  slotTypeName: string,
  promptSpecification: Json,
  elicitation: Record<string, Json> = {},
  more: Record<string, Json> = {},
): Json {
  return {
    name,
    identifier: `${name.toUpperCase()}0000000000`.slice(0, 10),
    description: null,
    slotTypeName,
    obfuscationSetting: null,
    multipleValuesSetting: null,
    valueElicitationSetting: {
      slotConstraint: "Required",
      defaultValueSpecification: null,
      promptSpecification,
      sampleUtterances: null,
      waitAndContinueSpecification: null,
      ...elicitation,
    },
    ...more,
  }
}

/** What happens when a slot was captured or given up. */
export function capture(more: Record<string, Json>): Json {
  return {
    captureResponse: null,
    captureNextStep: null,
    captureConditional: null,
    failureResponse: null,
    failureNextStep: step("StartIntent", { intent: "FallbackIntent" }),
    failureConditional: null,
    codeHook: null,
    elicitationCodeHook: null,
    ...more,
  }
}

/** A custom slot type: each value with its synonyms. */
export function slotType(
  name: string,
  resolutionStrategy: "ORIGINAL_VALUE" | "TOP_RESOLUTION",
  values: Readonly<Record<string, readonly string[]>>,
): Json {
  return {
    name,
    identifier: `${name.toUpperCase()}0000000000`.slice(0, 10),
    description: null,
    slotTypeValues: Object.entries(values).map(([value, synonyms]) => ({
      sampleValue: { value },
      synonyms: synonyms.length === 0 ? null : synonyms.map((synonym) => ({ value: synonym })),
    })),
    parentSlotTypeSignature: null,
    valueSelectionSetting: { resolutionStrategy, regexFilter: null, advancedRecognitionSetting: null },
  }
}

/** The files every export has. */
export function botFiles(
  folder: string,
  name: string,
  identifier: string,
  more: Record<string, Json> = {},
): ExportFiles {
  return {
    "Manifest.json": { metaData: { schemaVersion: "1", resourceType: "BOT", fileFormat: "LexJson" } },
    [`${folder}/Bot.json`]: {
      name,
      identifier,
      version: "DRAFT",
      description: null,
      dataPrivacy: { childDirected: false },
      idleSessionTTLInSeconds: 300,
      ...more,
    },
  }
}

/** The file of a locale. */
export function localeFile(identifier: string, name: string, voiceId: string, nluConfidenceThreshold = 0.4): Json {
  return {
    name,
    identifier,
    version: null,
    description: null,
    voiceSettings: { voiceId, engine: "neural" },
    nluConfidenceThreshold,
  }
}
