// Trains the language model of one locale from its sample utterances, in steps, so that a host stays responsive.

import type { BotLocale, Intent } from "#bot/definition.ts"
import type { ResolutionContext, SlotResolvers } from "#bot/language-model.ts"
import { isoDate } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import { type Analysis, Analyzer } from "./analysis.ts"
import { rankedIntents } from "./built-in-intents.ts"
import { carrierPhrases } from "./carrier-phrases.ts"
import type { Calibration } from "./confidence.ts"
import { textsOfOtherTopics } from "./everyday-topics.ts"
import { type ExpandedUtterance, Expander } from "./expansion.ts"
import {
  BLOCK_COUNT,
  buildFeatureSpace,
  copyUtterance,
  createVector,
  defaultFeatureOptions,
  type FeatureSpace,
  type HashedUtterance,
} from "./features.ts"
import { contentHash } from "./hashing.ts"
import { fitLinear, type LinearOptions } from "./linear.ts"
import { TrainedLanguageModel, type TrainedParameters, Vectorizer } from "./model.ts"
import { NetworkTrainer, quantize, type TrainingOptions, type TrainingRows } from "./network.ts"
import type { Gazetteer } from "./slot-features.ts"
import {
  type AnnotatedUtterance,
  collectValues,
  type SlotAnnotation,
  type TaggerParts,
  trainTagger,
} from "./slot-tagger.ts"
import { parseTemplates, type Template } from "./templates.ts"
import { foldWord } from "./text.ts"

/** A text of an intent, its slots marked by UTF-16 offsets. */
export type AnnotatedText = {
  readonly intentName: string
  readonly text: string
  readonly slots: readonly SlotAnnotation[]
}

/** What a host may change about training. */
export type LanguageModelOptions = {
  /** Same seed, same bot: same model, bit for bit. Default 1. */
  readonly seed?: number
  /** Utterances as people really said them, slots marked, to learn from beside the sample utterances. */
  readonly annotated?: readonly AnnotatedText[]
  /** Texts that should match no intent, if the bot's owner collected such. */
  readonly outOfScope?: readonly string[]
  /** Overrides of the network's training options, for measurements. */
  readonly network?: Partial<TrainingOptions>
}

/** Raised when a change of the code makes kept models useless. */
const MODEL_VERSION = 4
/** Fillings of each template with placeholders. */
const FILLINGS = 3
// Training must not depend on the day: values such as "tomorrow" are resolved as of a fixed one.
const TRAINING_MOMENT: ResolutionContext = { today: isoDate(2026, 1, 14), timeOfDay: "10:00" }

/** Names what a model of this locale depends on, so that hosts can keep models by it. */
export function modelHash(locale: BotLocale, options: LanguageModelOptions = {}): string {
  const relevant = {
    version: MODEL_VERSION,
    options,
    localeId: locale.localeId,
    intents: locale.intents.map((intent) => ({
      name: intent.name,
      parent: intent.parentSignature,
      utterances: intent.sampleUtterances,
      slots: intent.slots.map((slot) => [
        slot.name,
        slot.slotTypeName,
        slot.sampleUtterances,
        slot.allowsMultipleValues,
      ]),
    })),
    slotTypes: locale.slotTypes,
  }
  return contentHash(JSON.stringify(relevant))
}

/** Trains a model in one go. Hosts that serve others meanwhile use `trainInSteps`. */
export function trainLanguageModel(
  locale: BotLocale,
  resolvers: SlotResolvers,
  options: LanguageModelOptions = {},
): TrainedLanguageModel {
  const steps = trainInSteps(locale, resolvers, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * Trains a model step by step. No step takes more than a few milliseconds, but for one near the start that grows with
 * the bot (some 10 ms for each 1,000 sample utterances): a host takes steps until its time slice is used up.
 */
export function* trainInSteps(
  locale: BotLocale,
  resolvers: SlotResolvers,
  options: LanguageModelOptions = {},
): Generator<void, TrainedLanguageModel> {
  const seed = options.seed ?? 1
  const analyzer = new Analyzer(locale, resolvers)
  const intents = rankedIntents(locale)
  const samples = yield* prepare(locale, intents, analyzer, seed)
  for (const annotated of options.annotated ?? []) {
    samples.push(toSample(annotated, analyzer))
    yield
  }
  const classNames = intents
    .filter((intent) => samples.some((sample) => sample.intentName === intent.name))
    .map((intent) => intent.name)
  const learned = yield* learnIntents(locale, samples, classNames, analyzer, options)
  const gazetteer = collectValues(options.annotated === undefined ? [] : samples.flatMap((sample) => sample.fillings))
  const taggers = yield* learnSlots(intents, samples, gazetteer, seed)
  return new TrainedLanguageModel(locale, resolvers, {
    hash: modelHash(locale, options),
    classNames,
    ...learned,
    vocabulary: vocabularyOf(samples),
    gazetteer: gazetteer.parts,
    taggers,
  })
}

/** One sample utterance in all its fillings. */
type Sample = {
  readonly intentName: string
  readonly template: Template
  readonly fillings: readonly AnnotatedUtterance[]
}

function* prepare(
  locale: BotLocale,
  intents: readonly Intent[],
  analyzer: Analyzer,
  seed: number,
): Generator<void, Sample[]> {
  const expander = new Expander(locale, seededRandom(seed))
  const samples: Sample[] = []
  for (const intent of intents) {
    for (const template of parseTemplates(intent)) {
      const fillings = expander.expand(intent, template, FILLINGS).map((filling) => annotate(filling, analyzer))
      samples.push({ intentName: intent.name, template, fillings })
      yield
    }
  }
  return samples
}

function toSample({ intentName, text, slots }: AnnotatedText, analyzer: Analyzer): Sample {
  const analysis = analyzer.analyze(text, TRAINING_MOMENT)
  const pieces = analysis.words.map((word) => ({ word }))
  const template = { intentName, source: text, pieces, wordCount: pieces.length }
  return { intentName, template, fillings: [{ analysis, slots }] }
}

function annotate(filling: ExpandedUtterance, analyzer: Analyzer): AnnotatedUtterance {
  return { analysis: analyzer.analyze(filling.text, TRAINING_MOMENT), slots: filling.slots }
}

function* learnIntents(
  locale: BotLocale,
  samples: readonly Sample[],
  classNames: readonly string[],
  analyzer: Analyzer,
  options: LanguageModelOptions,
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
    const analyses = sample.fillings.map((filling) => filling.analysis)
    addGroup(analyses, labels.get(sample.intentName) ?? -1)
    yield
  }
  const inScope = hashed.length
  for (const text of outsideTexts(locale, taught, options)) addGroup([analyzer.analyze(text, TRAINING_MOMENT)], -1)
  const space = yield* buildFeatureSpace(hashed.slice(0, inScope), defaultFeatureOptions(taught.length))
  yield
  const rows = yield* toRows(hashed, space, rowLabels, groups)
  yield
  const sizes = { features: space.size, classes: classNames.length }
  const { classifier, calibration } = yield* fitClassifier(rows, sizes, taught.length, options)
  const { rarities, unknownRarities, index } = space
  return { space: { keys: index.keys, rarities, unknownRarities }, classifier, calibration }
}

function* fitClassifier(
  rows: TrainingRows,
  sizes: { readonly features: number; readonly classes: number },
  utteranceCount: number,
  options: LanguageModelOptions,
): Generator<void, Pick<TrainedParameters, "classifier" | "calibration">> {
  const random = seededRandom((options.seed ?? 1) + 1)
  if (sizes.classes <= MOST_LINES) {
    const isLarge = utteranceCount > LARGE
    const linear = yield* fitLinear(rows, sizes, isLarge ? LARGE_LINEAR_OPTIONS : LINEAR_OPTIONS, random)
    const calibration = isLarge ? LARGE_LINEAR_CALIBRATION : LINEAR_CALIBRATION
    return { classifier: { type: "linear", linear }, calibration }
  }
  const training = { ...DEFAULT_TRAINING_OPTIONS, ...options.network }
  const trainer = new NetworkTrainer(rows, sizes, training, random)
  yield* trainer.steps()
  const { input, inputScales, inputBias, output, outputBias } = quantize(trainer)
  const network = { input, inputScales, inputBias, output, outputBias }
  return { classifier: { type: "network", network }, calibration: NETWORK_CALIBRATION }
}

/** Content-free texts taught as "no intent", at most this share of the sample utterances. */
const CARRIER_SHARE = 0.25

// What belongs to no intent: what the owner says does, nothing at all, and the beginnings of requests that no sample
// utterance consists of.
function outsideTexts(locale: BotLocale, taught: readonly Sample[], options: LanguageModelOptions): string[] {
  const own = new Set(taught.flatMap((sample) => sample.fillings.map(({ analysis }) => analysis.words.join(" "))))
  const carriers = carrierPhrases(locale.localeId).filter((phrase) => !own.has(phrase))
  const step = Math.max(1, carriers.length / Math.max(4, taught.length * CARRIER_SHARE))
  const chosen: string[] = []
  for (let i = 0; i < carriers.length; i += step) chosen.push(carriers[Math.floor(i)] ?? "")
  const foreign = textsOfOtherTopics(locale.localeId, wordsOf(locale, taught))
  const most = Math.max(LEAST_FOREIGN, Math.floor(taught.length * FOREIGN_SHARE))
  return [...(options.outOfScope ?? []), ...chosen, ...foreign.slice(0, most), "", ""]
}

/** So many texts of topics a bot isn't about are taught as belonging nowhere, for each sample utterance, and at least. */
const FOREIGN_SHARE = 0.4
const LEAST_FOREIGN = 12

// A word inside a longer value ("dining table") doesn't show what a bot is about.
function wordsOf(locale: BotLocale, taught: readonly Sample[]): string[] {
  const values = locale.slotTypes.flatMap((type) => type.values.flatMap(({ value, synonyms }) => [value, ...synonyms]))
  return [...vocabularyOf(taught), ...values.filter((text) => !text.includes(" ")).map(foldWord)]
}

const LINEAR_CALIBRATION: Calibration = { slope: 5, offset: 1.2 }
const LARGE_LINEAR_CALIBRATION: Calibration = { slope: 5, offset: 1.8 }
const NETWORK_CALIBRATION: Calibration = { slope: 1, offset: 2.3 }

/** Above this many sample utterances fewer rounds suffice, and more texts come close to some sample. */
const LARGE = 4000
/** With more classes than this the lines would take more time and room than a network. */
const MOST_LINES = 200

const LINEAR_OPTIONS: LinearOptions = { cost: 1, ownCost: 3, rounds: 12 }
const LARGE_LINEAR_OPTIONS: LinearOptions = { ...LINEAR_OPTIONS, rounds: 6 }

const DEFAULT_TRAINING_OPTIONS: TrainingOptions = {
  hiddenUnits: 120,
  epochs: 15,
  rate: 0.04,
  featureDropout: 0.5,
  hiddenDropout: 0.3,
  labelSmoothing: 0,
  oneAgainstAll: 1,
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

function* learnSlots(
  intents: readonly Intent[],
  samples: readonly Sample[],
  gazetteer: Gazetteer,
  seed: number,
): Generator<void, Map<string, TaggerParts>> {
  const taggers = new Map<string, TaggerParts>()
  for (const intent of intents) {
    const utterances = samples
      .filter((sample) => sample.intentName === intent.name)
      .flatMap((sample) => sample.fillings)
    const tagger = yield* trainTagger(utterances, gazetteer, seededRandom(seed + 2))
    if (tagger !== undefined) taggers.set(intent.name, tagger)
  }
  return taggers
}

function vocabularyOf(samples: readonly Sample[]): string[] {
  const words = new Set<string>()
  for (const { template } of samples) {
    for (const piece of template.pieces) if ("word" in piece) words.add(piece.word)
  }
  return [...words].sort()
}
