// Reads intent data in CLINC150's format, and makes bots of it.

import { existsSync, readFileSync } from "node:fs"
import type { BotLocale } from "#bot/definition.ts"
import { seededRandom } from "#core/units.ts"

/** A text and the intent it belongs to. */
export type Labeled = readonly [text: string, label: string]

/** CLINC150's parts; those that a file lacks are empty. */
export type IntentData = {
  readonly train: readonly Labeled[]
  readonly val: readonly Labeled[]
  readonly test: readonly Labeled[]
  readonly oosTrain: readonly string[]
  readonly oosVal: readonly string[]
  readonly oosTest: readonly string[]
}

/** Where the data set lies beside a checkout, when it does. */
const USUAL_PLACE = "../shared/data/nlu/clinc150/data_full.json"

/** Reads a data file. @throws {Error} when there is none, with what to do about it. */
export function readIntentData(path = USUAL_PLACE): IntentData {
  if (!existsSync(path)) {
    throw new Error(`no data at ${path}: give CLINC150's data_full.json (github.com/clinc/oos-eval) with --data`)
  }
  const json = JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, readonly Labeled[] | undefined>>
  const texts = (part: string) => (json[part] ?? []).map(([text]) => text)
  return {
    train: json.train ?? [],
    val: json.val ?? [],
    test: json.test ?? [],
    oosTrain: texts("oos_train"),
    oosVal: texts("oos_val"),
    oosTest: texts("oos_test"),
  }
}

/** A bot with one intent for each label. */
export function toLocale(samples: readonly Labeled[]): BotLocale {
  const byLabel = Map.groupBy(samples, ([, label]) => label)
  return {
    localeId: "en_US",
    nluConfidenceThreshold: 0.4,
    intents: [...byLabel].map(([name, own]) => ({
      name,
      identifier: name,
      sampleUtterances: own.map(([text]) => text),
      slots: [],
      isDialogCodeHookEnabled: false,
      inputContexts: [],
      outputContexts: [],
    })),
    slotTypes: [],
    customVocabulary: [],
  }
}

/** Draws some samples of each label, the same for the same seed; of some labels only, when so many are asked for. */
export function drawSamples(samples: readonly Labeled[], perLabel: number, seed: number, labels?: number): Labeled[] {
  const random = seededRandom(seed)
  const byLabel = [...Map.groupBy(samples, ([, label]) => label).values()]
  const chosen = labels === undefined ? byLabel : shuffled(byLabel, random).slice(0, labels)
  return chosen.flatMap((own) => shuffled(own, random).slice(0, perLabel))
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const swapped = result[i] as Item
    result[i] = result[j] as Item
    result[j] = swapped
  }
  return result
}
