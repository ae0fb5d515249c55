// Trains the language model of one locale from its sample utterances, in steps, so that a host stays responsive.

import type { BotLocale, Intent } from "#bot/definition.ts"
import type { SlotResolvers } from "#bot/language-model.ts"
import { Analyzer } from "./analysis.ts"
import { rankedIntents } from "./built-in-intents.ts"
import type { EarlierTraining } from "./earlier-training.ts"
import { contentHash } from "./hashing.ts"
import { assembleModel, type TrainedLanguageModel } from "./model.ts"
import type { Gazetteer } from "./slot-features.ts"
import { collectValues, type TaggerParts, trainTagger } from "./slot-tagger.ts"
import { takeAllSteps } from "./steps.ts"
import { learnIntents } from "./train-intents.ts"
import { type AnnotatedText, prepareSamples, type Sample, toSample, vocabularyOf } from "./training-samples.ts"

/** What a host may change about training. */
export type LanguageModelOptions = {
  /** Same seed, same bot: same model, bit for bit. Default 1. */
  readonly seed?: number
  /** Utterances as people really said them, slots marked, to learn from beside the sample utterances. */
  readonly annotated?: readonly AnnotatedText[]
  /** Texts that should match no intent, if the bot's owner collected such. */
  readonly outOfScope?: readonly string[]
  /** What was learned before, for this or any bot: what is the same is taken from here, and what is new put in. */
  readonly known?: EarlierTraining
}

/** Raised when a change of the code makes kept models useless. */
const MODEL_VERSION = 15
/** Names what a model of this locale depends on, so that hosts can keep models by it. */
export function modelHash(locale: BotLocale, options: LanguageModelOptions = {}): string {
  const { known: _, ...settings } = options
  const relevant = {
    version: MODEL_VERSION,
    options: settings,
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
  return takeAllSteps(trainInSteps(locale, resolvers, options))
}

/**
 * Trains a model step by step. No step takes more than a few milliseconds, but for some between its parts that grow with
 * the bot (up to 14 ms for 1,000 sample utterances, 40 for 15,000): a host takes steps until its time slice is used up.
 */
export function* trainInSteps(
  locale: BotLocale,
  resolvers: SlotResolvers,
  options: LanguageModelOptions = {},
): Generator<void, TrainedLanguageModel> {
  const seed = options.seed ?? 1
  const analyzer = new Analyzer(locale, resolvers, options.known?.mentionsOf(locale))
  const intents = rankedIntents(locale)
  const samples = yield* prepareSamples(locale, intents, analyzer, seed)
  for (const annotated of options.annotated ?? []) {
    samples.push(toSample(annotated, analyzer))
    yield
  }
  const taught = new Set(samples.map(({ intentName }) => intentName))
  const classNames = intents.map(({ name }) => name).filter((name) => taught.has(name))
  const learned = yield* learnIntents(locale, samples, classNames, analyzer, options)
  const gazetteer = collectValues(options.annotated === undefined ? [] : samples.flatMap((sample) => sample.fillings))
  const taggers = yield* learnSlots(intents, samples, gazetteer, seed, options.known)
  yield
  const hash = modelHash(locale, options)
  yield
  const vocabulary = vocabularyOf(samples)
  yield
  return yield* assembleModel(locale, resolvers, {
    hash,
    classNames,
    ...learned,
    vocabulary,
    gazetteer: gazetteer.parts,
    taggers,
  })
}

function* learnSlots(
  intents: readonly Intent[],
  samples: readonly Sample[],
  gazetteer: Gazetteer,
  seed: number,
  known: EarlierTraining | undefined,
): Generator<void, Map<string, TaggerParts>> {
  const taggers = new Map<string, TaggerParts>()
  const byIntent = Map.groupBy(samples, (sample) => sample.intentName)
  for (const { name } of intents) {
    const utterances = (byIntent.get(name) ?? []).flatMap((sample) => sample.fillings)
    const tagger = yield* trainTagger(utterances, gazetteer, seed + 2, known)
    if (tagger !== undefined) taggers.set(name, tagger)
    yield
  }
  return taggers
}
