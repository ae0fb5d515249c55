// A bot as a tree of words for people to read and compare: identifiers and the order of files left out.
// Comparing two trees is diff.ts.

import type {
  Bot,
  BotLocale,
  CodeHookInvocation,
  ConditionalSpecification,
  DialogState,
  Intent,
  Message,
  Outcome,
  PromptSpecification,
  ResponseSpecification,
  Slot,
  SlotType,
} from "#bot/definition.ts"

/** A text, a list of them (`isOrdered`: their order means something), or named parts. */
export type Outline =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "list"; readonly items: readonly string[]; readonly isOrdered: boolean }
  | { readonly type: "parts"; readonly parts: ReadonlyMap<string, Outline>; readonly summary: string }

type Part = Outline | undefined

function text(value: string | undefined): Part {
  return value === undefined ? undefined : { type: "text", text: value }
}

function quoted(value: string | undefined): Part {
  return value === undefined ? undefined : text(JSON.stringify(value))
}

function yes(isSo: boolean): Outline {
  return { type: "text", text: isSo ? "yes" : "no" }
}

function list(items: readonly string[], isOrdered = false): Part {
  return items.length === 0 ? undefined : { type: "list", items, isOrdered }
}

/** Named parts; absent and empty ones are left out, and so is the whole when nothing is left. */
function parts(entries: readonly (readonly [string, Part])[], summary = ""): Part {
  const kept = entries.filter((entry): entry is [string, Outline] => entry[1] !== undefined)
  return kept.length === 0 ? undefined : { type: "parts", parts: new Map(kept), summary }
}

function count(things: readonly unknown[], name: string): string {
  return `${things.length} ${name}${things.length === 1 ? "" : "s"}`
}

/** Outlines a bot. */
export function outlineBot(bot: Bot): Outline {
  const outline = parts([
    ["name", text(bot.name)],
    ["version", text(bot.version)],
    ["description", quoted(bot.description)],
    ["child directed", yes(bot.isChildDirected)],
    ["session timeout", text(`${bot.idleSessionTtlInSeconds} s`)],
    ...bot.locales.map((locale) => [`locale ${locale.localeId}`, outlineLocale(locale)] as const),
  ])
  return outline ?? { type: "list", items: [], isOrdered: false }
}

function outlineLocale(locale: BotLocale): Part {
  const vocabulary = locale.customVocabulary.map(
    ({ phrase, weight, displayAs }) => `${phrase}, weight ${weight}${displayAs ? `, shown as ${displayAs}` : ""}`,
  )
  return parts(
    [
      ["confidence threshold", text(String(locale.nluConfidenceThreshold))],
      ["voice", text(locale.voice && `${locale.voice.voiceId}, ${locale.voice.engine}`)],
      ...locale.intents.map((intent) => [`intent ${intent.name}`, outlineIntent(intent)] as const),
      ...locale.slotTypes.map((type) => [`slot type ${type.name}`, outlineSlotType(type)] as const),
      ["custom vocabulary", list(vocabulary)],
    ],
    `${count(locale.intents, "intent")}, ${count(locale.slotTypes, "slot type")}`,
  )
}

function outlineIntent(intent: Intent): Part {
  const { confirmation, fulfillment, closing, initialResponse } = intent
  return parts(
    [
      ["built-in parent", text(intent.parentSignature)],
      ["description", quoted(intent.description)],
      ["utterances", list(intent.sampleUtterances.map((utterance) => JSON.stringify(utterance)))],
      ["order of asking", list(orderOfAsking(intent), true)],
      ...intent.slots.map((slot) => [`slot ${slot.name}`, outlineSlot(slot)] as const),
      ["code hook", yes(intent.isDialogCodeHookEnabled)],
      ["at the start", initialResponse && stage(initialResponse, initialResponse.codeHook)],
      ["confirmation", confirmation && outlineConfirmation(confirmation)],
      ["fulfillment", fulfillment && outlineFulfillment(fulfillment)],
      ["at the end", closing && parts([["active", yes(closing.isActive)], ...outcomeParts(closing)])],
      ["input contexts", list(intent.inputContexts)],
      [
        "output contexts",
        list(intent.outputContexts.map((one) => `${one.name}, ${one.timeToLiveInSeconds} s, ${one.turnsToLive} turns`)),
      ],
      ["integrations", text(intent.integrations && JSON.stringify(intent.integrations))],
    ],
    `${count(intent.sampleUtterances, "utterance")}, ${count(intent.slots, "slot")}`,
  )
}

function orderOfAsking(intent: Intent): string[] {
  const asked = intent.slots.filter((slot) => slot.priority !== undefined)
  return asked.toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0)).map((slot) => slot.name)
}

function outlineConfirmation(setting: NonNullable<Intent["confirmation"]>): Part {
  return parts([
    ["active", yes(setting.isActive)],
    ["prompt", outlinePrompt(setting.prompt)],
    ["on yes", outlineOutcome(setting.confirmed)],
    ["on no", outlineOutcome(setting.declined)],
    ["on failure", outlineOutcome(setting.failure)],
    ["code hook", outlineHook(setting.codeHook)],
    ["code hook on each answer", setting.elicitationCodeHook && yes(setting.elicitationCodeHook.enabled)],
  ])
}

function outlineFulfillment(setting: NonNullable<Intent["fulfillment"]>): Part {
  const { updates } = setting
  return parts([
    ["active", yes(setting.isActive)],
    ["calls the code hook", yes(setting.enabled)],
    ["on success", outlineOutcome(setting.success)],
    ["on failure", outlineOutcome(setting.failure)],
    ["on timeout", outlineOutcome(setting.timeout)],
    ["says at first", says(updates?.startResponse)],
    ["says meanwhile", says(updates?.updateResponse)],
    [
      "update times",
      text(
        updates &&
          `${updates.startResponse?.delayInSeconds} s, ${updates.updateResponse?.frequencyInSeconds} s, at most ${updates.timeoutInSeconds} s`,
      ),
    ],
  ])
}

function outlineSlot(slot: Slot): Part {
  const { capture, waitAndContinue: wait } = slot
  return parts(
    [
      ["type", text(slot.slotTypeName)],
      ["description", quoted(slot.description)],
      ["required", yes(slot.isRequired)],
      ["obfuscated", yes(slot.isObfuscated)],
      ["several values", yes(slot.allowsMultipleValues)],
      ["utterances", list(slot.sampleUtterances.map((utterance) => JSON.stringify(utterance)))],
      ["default values", list(slot.defaultValues, true)],
      ["prompt", outlinePrompt(slot.prompt)],
      ["once captured", capture && outlineOutcome(capture.captured)],
      ["on failure", capture && outlineOutcome(capture.failure)],
      ["code hook", outlineHook(capture?.codeHook)],
      ["code hook on each answer", capture?.elicitationCodeHook && yes(capture.elicitationCodeHook.enabled)],
      ["says on wait", says(wait?.waiting)],
      ["says on continue", says(wait?.continue)],
      ["says while waiting", says(wait?.stillWaiting)],
      ["parts suffice when", quoted(slot.subSlots?.expression)],
      ...(slot.subSlots?.specifications ?? []).map(
        (part) =>
          [
            `part ${part.name}`,
            parts([
              ["prompt", outlinePrompt(part.prompt)],
              ["default values", list(part.defaultValues, true)],
              ["utterances", list(part.sampleUtterances)],
            ]),
          ] as const,
      ),
    ],
    `${slot.slotTypeName}, ${slot.isRequired ? "required" : "optional"}`,
  )
}

function outlinePrompt(prompt: PromptSpecification | undefined): Part {
  return (
    prompt &&
    parts([
      ["says", says(prompt)],
      ["retries", text(String(prompt.maxRetries))],
      ["wording", text(prompt.messageSelectionStrategy)],
      ["listening", text(Object.keys(prompt.attempts).length === 0 ? undefined : JSON.stringify(prompt.attempts))],
    ])
  )
}

function says(response: ResponseSpecification | undefined): Part {
  return (
    response &&
    list(
      response.messageGroups.map((group) => group.map(describeMessage).join(" or ")),
      true,
    )
  )
}

/** A message in one line. */
function describeMessage(message: Message): string {
  if (message.contentType !== "ImageResponseCard") {
    const kind = message.contentType === "PlainText" ? "" : `${message.contentType} `
    return `${kind}${JSON.stringify(message.content)}`
  }
  const { title, subtitle, imageUrl, buttons = [] } = message.imageResponseCard
  const texts = [title, subtitle, imageUrl].filter((one) => one !== undefined).map((one) => JSON.stringify(one))
  return `card ${texts.join(", ")}${buttons.map((button) => ` [${button.text}: ${button.value}]`).join("")}`
}

function stage(outcome: Outcome, hook: CodeHookInvocation | undefined): Part {
  return parts([...outcomeParts(outcome), ["code hook", outlineHook(hook)]])
}

function outlineHook(hook: CodeHookInvocation | undefined): Part {
  return (
    hook &&
    parts([
      ["active", yes(hook.isActive && hook.enabled)],
      ["label", text(hook.invocationLabel)],
      ["on success", outlineOutcome(hook.success)],
      ["on failure", outlineOutcome(hook.failure)],
      ["on timeout", outlineOutcome(hook.timeout)],
    ])
  )
}

function outlineOutcome(outcome: Outcome): Part {
  return parts(outcomeParts(outcome))
}

function outcomeParts(outcome: Outcome): (readonly [string, Part])[] {
  return [
    ["says", says(outcome.response)],
    ["then", text(describeStep(outcome.nextStep))],
    ["branches", outlineConditional(outcome.conditional)],
  ]
}

function outlineConditional(conditional: ConditionalSpecification | undefined): Part {
  return (
    conditional &&
    parts([
      ["active", yes(conditional.isActive)],
      [
        "order",
        list(
          conditional.branches.map((branch) => branch.name),
          true,
        ),
      ],
      ...conditional.branches.map(
        (branch) =>
          [`branch ${branch.name}`, parts([["if", text(branch.expression)], ...outcomeParts(branch)])] as const,
      ),
      ["else", parts(outcomeParts(conditional.defaultBranch))],
    ])
  )
}

/** A next step in one line: `ElicitSlot Size of Book, suppressing its message; Size = null; [count] = 1`. */
function describeStep(step: DialogState | undefined): string | undefined {
  if (step === undefined) return undefined
  const { dialogAction, intent, sessionAttributes = {} } = step
  const action = [
    dialogAction?.type ?? "goes on",
    dialogAction?.slotToElicit ?? "",
    intent?.name ? `of ${intent.name}` : "",
    dialogAction?.suppressNextMessage ? "without its message" : "",
  ]
  const slots = Object.entries(intent?.slots ?? {}).map(([name, value]) => `{${name}} = ${JSON.stringify(value)}`)
  const attributes = Object.entries(sessionAttributes).map(([name, value]) => `[${name}] = ${JSON.stringify(value)}`)
  return [action.filter((word) => word !== "").join(" "), ...slots.toSorted(), ...attributes.toSorted()].join("; ")
}

function outlineSlotType(type: SlotType): Part {
  const values = type.values.map(
    ({ value, synonyms }) => [value, synonyms.length === 0 ? text("no synonyms") : list(synonyms)] as const,
  )
  return parts(
    [
      ["description", quoted(type.description)],
      ["built-in parent", text(type.parentSignature)],
      ["resolution", text(type.resolutionStrategy)],
      ["values", parts(values)],
      ["pattern", text(type.regexPattern)],
      ["grammar", text(type.grammar && `s3://${type.grammar.s3BucketName}/${type.grammar.s3ObjectKey}`)],
      ["parts", list((type.subSlots ?? []).map((part) => part.name))],
      ["values help speech", yes(type.usesValuesAsCustomVocabulary)],
    ],
    count(type.values, "value"),
  )
}
