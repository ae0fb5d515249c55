// Trains what tells the intents of a bot apart. Which classifier a bot gets is bot/nlu/fit-classifier.ts.

import type { BotLocale } from "#bot/definition.ts"
import { seededRandom } from "#core/units.ts"
import type { Analysis, Analyzer } from "./analysis.ts"
import { carrierPhrases } from "./carrier-phrases.ts"
import { textsOfOtherTopics } from "./everyday-topics.ts"
import {
  BLOCK_COUNT,
  buildFeatureSpace,
  copyUtterance,
  createVector,
  defaultFeatureOptions,
  type FeatureSpace,
  type HashedUtterance,
} from "./features.ts"
import { fitClassifier } from "./fit-classifier.ts"
import { type TrainedParameters, Vectorizer } from "./model.ts"
import type { TrainingRows } from "./network-training.ts"
import { foldWord } from "./text.ts"
import { type Sample, TRAINING_MOMENT, vocabularyOf } from "./training-samples.ts"

/** Trains what tells intents apart, in steps. */
export function* learnIntents(
  locale: BotLocale,
  samples: readonly Sample[],
  classNames: readonly string[],
  analyzer: Analyzer,
  options: { readonly seed?: number; readonly outOfScope?: readonly string[] },
): Generator<void, Pick<TrainedParameters, "space" | "classifier" | "calibration">> {
  const vectorizer = new Vectorizer(locale.localeId)
  const taught = samples.filter((sample) => sample.template.answersSlot === undefined)
  const labels = new Map(classNames.map((name, k) => [name, k]))
  const hashed: HashedUtterance[] = []
  const rowLabels: number[] = []
  const groups = [0]
  const addGroup = (analyses: readonly Analysis[], label: number) => {
    for (const analysis of analyses) {
      hashed.push(copyUtterance(vectorizer.hash(analysis)))
      rowLabels.push(label)
    }
    groups.push(hashed.length)
  }
  for (const sample of taught) {
    const analyses = sample.fillings.filter((_, i) => i !== LEFT_OUT).map((filling) => filling.analysis)
    addGroup(analyses, labels.get(sample.intentName) ?? -1)
    yield
  }
  const inScope = hashed.length
  const refused = options.outOfScope ?? []
  yield
  for (const text of [...refused, ...(yield* outsideTexts(locale, taught))]) {
    addGroup([analyzer.analyze(text, TRAINING_MOMENT)], -1)
    yield
  }
  const space = yield* buildFeatureSpace(hashed.slice(0, inScope), defaultFeatureOptions(taught.length))
  yield
  const rows = yield* toRows(hashed, space, rowLabels, groups)
  yield
  const sizes = { features: space.size, classes: classNames.length }
  const bot = { ...sizes, utterances: taught.length, refused: { from: inScope, count: refused.length } }
  const random = seededRandom((options.seed ?? 1) + 1)
  const { classifier, calibration } = yield* fitClassifier(rows, bot, random)
  const { rarities, unknownRarities, index } = space
  return { space: { keys: index.keys, rarities, unknownRarities }, classifier, calibration }
}

/** Two of a sample's three fillings tell its intent, one with a listed and one with an unknown value; slots need all. */
const LEFT_OUT = 1

/** Content-free texts taught as "no intent", at most this share of the sample utterances. */
const CARRIER_SHARE = 0.25

// What belongs to no intent in any bot: nothing at all, and the beginnings of requests that no sample
// utterance consists of.
function* outsideTexts(locale: BotLocale, taught: readonly Sample[]): Generator<void, string[]> {
  const own = new Set<string>()
  for (const [i, sample] of taught.entries()) {
    for (const { analysis } of sample.fillings) own.add(analysis.words.join(" "))
    if (i % 1000 === 999) yield
  }
  const carriers = carrierPhrases(locale.localeId).filter((phrase) => !own.has(phrase))
  const step = Math.max(1, carriers.length / Math.max(4, taught.length * CARRIER_SHARE))
  const chosen: string[] = []
  for (let i = 0; i < carriers.length; i += step) chosen.push(carriers[Math.floor(i)] ?? "")
  yield
  const words = wordsOf(locale, taught)
  yield
  const foreign = textsOfOtherTopics(locale.localeId, words)
  const most = Math.max(LEAST_FOREIGN, Math.floor(taught.length * FOREIGN_SHARE))
  return [...chosen, ...foreign.slice(0, most), "", ""]
}

/** So many texts of topics a bot isn't about are taught as belonging nowhere, for each sample utterance, and at least. */
const FOREIGN_SHARE = 0.4
const LEAST_FOREIGN = 12

// A word inside a longer value ("dining table") doesn't show what a bot is about.
function wordsOf(locale: BotLocale, taught: readonly Sample[]): string[] {
  const values = locale.slotTypes.flatMap((type) => type.values.flatMap(({ value, synonyms }) => [value, ...synonyms]))
  return [...vocabularyOf(taught), ...values.filter((text) => !text.includes(" ")).map(foldWord)]
}

function* toRows(
  hashed: readonly HashedUtterance[],
  space: FeatureSpace,
  labels: readonly number[],
  groups: readonly number[],
): Generator<void, TrainingRows> {
  const vector = createVector()
  const starts = new Int32Array(hashed.length + 1)
  const room = hashed.reduce((sum, utterance) => sum + (utterance.ends[BLOCK_COUNT - 1] ?? 0), 0)
  const indices = new Int32Array(room)
  const values = new Float32Array(room)
  let filled = 0
  for (const [i, utterance] of hashed.entries()) {
    space.vectorize(utterance, vector)
    indices.set(vector.indices.subarray(0, vector.count), filled)
    values.set(vector.values.subarray(0, vector.count), filled)
    filled += vector.count
    starts[i + 1] = filled
    if (i % 50 === 49) yield
  }
  return {
    starts,
    indices: indices.subarray(0, filled),
    values: values.subarray(0, filled),
    labels: Int32Array.from(labels),
    groups: Int32Array.from(groups),
  }
}
