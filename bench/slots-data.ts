// Reads slot data in the format of SNIPS 2017, and makes a bot of it.

import { existsSync, readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import type { BotLocale, Intent } from "#bot/definition.ts"
import type { SlotResolver, SlotResolvers } from "#bot/language-model.ts"
import type { AnnotatedText } from "#bot/nlu/training-samples.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"

const USUAL_PLACE = "../shared/data/nlu/snips2017"

/** Annotated utterances: the small training files, the full ones, and those to be tested on. */
export type SlotData = {
  readonly small: readonly AnnotatedText[]
  readonly full: readonly AnnotatedText[]
  readonly validate: readonly AnnotatedText[]
}

/** Reads a folder of `train_X.json`, `train_X_full.json` and `validate_X.json`. @throws {Error} when there is none. */
export function readSlotData(folder = USUAL_PLACE): SlotData {
  if (!existsSync(folder)) {
    throw new Error(`no data in ${folder}: give SNIPS 2017's files (github.com/sonos/nlu-benchmark) with --data`)
  }
  const names = readdirSync(folder).sort()
  const read = (pattern: RegExp) =>
    names.flatMap((name) => {
      const intentName = pattern.exec(name)?.[1]
      return intentName === undefined ? [] : readUtterances(path.join(folder, name), intentName)
    })
  return {
    small: read(/^train_([A-Za-z]+)\.json$/),
    full: read(/^train_([A-Za-z]+)_full\.json$/),
    validate: read(/^validate_([A-Za-z]+)\.json$/),
  }
}

type Chunk = { readonly text: string; readonly entity?: string }

function readUtterances(file: string, intentName: string): AnnotatedText[] {
  const bytes = readFileSync(file)
  const utf8 = bytes.toString("utf8")
  // Some of the files are in Latin-1.
  const json = JSON.parse(utf8.includes("\ufffd") ? bytes.toString("latin1") : utf8) as Record<
    string,
    readonly { readonly data: readonly Chunk[] }[]
  >
  return (json[intentName] ?? []).map(({ data }) => toAnnotated(intentName, data))
}

function toAnnotated(intentName: string, chunks: readonly Chunk[]): AnnotatedText {
  let text = ""
  const slots = chunks.flatMap((chunk) => {
    const lead = chunk.text.length - chunk.text.trimStart().length
    const start = text.length + lead
    text += chunk.text
    return chunk.entity === undefined ? [] : [{ slotName: chunk.entity, start, end: start + chunk.text.trim().length }]
  })
  return { intentName, text, slots }
}

/** Built-in types whose recognition helps to tag: the bot has them, though no slot of the data set is of one. */
const RECOGNIZERS = ["City", "Country", "State", "Date", "Time", "Duration", "Number"]
const RECOGNIZING_INTENT = "Recognizers"

/** A bot with the data's intents and slots. A slot takes any words: the data set has no value lists. */
export function toSlotLocale(utterances: readonly AnnotatedText[]): BotLocale {
  const intents = [...Map.groupBy(utterances, (utterance) => utterance.intentName)].map(([name, own]) =>
    toIntent(name, new Map(own.flatMap(({ slots }) => slots.map((slot) => [slot.slotName, "AnyWords"] as const)))),
  )
  const recognizers = toIntent(
    RECOGNIZING_INTENT,
    new Map(RECOGNIZERS.map((type) => [type, `AMAZON.${type}`] as const)),
  )
  return {
    localeId: "en_US",
    nluConfidenceThreshold: 0.4,
    intents: [...intents, recognizers],
    slotTypes: [
      {
        name: "AnyWords",
        identifier: "ANYWORDS00",
        resolutionStrategy: "OriginalValue",
        values: [],
        usesValuesAsCustomVocabulary: false,
      },
    ],
    customVocabulary: [],
  }
}

function toIntent(name: string, slotTypes: ReadonlyMap<string, string>): Intent {
  return {
    name,
    identifier: name,
    sampleUtterances: [],
    slots: [...slotTypes].map(([slotName, slotTypeName]) => ({
      name: slotName,
      identifier: slotName,
      slotTypeName,
      isRequired: false,
      isObfuscated: false,
      allowsMultipleValues: true,
      sampleUtterances: [],
      defaultValues: [],
    })),
    isDialogCodeHookEnabled: false,
    inputContexts: [],
    outputContexts: [],
  }
}

const ANY_WORDS: SlotResolver = {
  resolveAnswer: (text) => ({ value: { originalValue: text, interpretedValue: text, resolvedValues: [] } }),
  resolveSpan: (text) => ({ value: { originalValue: text, interpretedValue: text, resolvedValues: [] } }),
  findMentions: () => [],
}

/** Resolvers of such a bot. */
export function slotDataResolvers(locale: BotLocale): SlotResolvers {
  const builtIn = createSlotResolvers({
    ...locale,
    intents: locale.intents.filter((intent) => intent.name === RECOGNIZING_INTENT),
  })
  return {
    forSlot: (intentName, slotName) =>
      intentName === RECOGNIZING_INTENT ? builtIn.forSlot(intentName, slotName) : ANY_WORDS,
  }
}
