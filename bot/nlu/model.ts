// The trained language model of one locale: ranks intents and finds slots. Training it is bot/nlu/train.ts, keeping it as
// bytes is bot/nlu/storage.ts.

import type { BotLocale, Intent, Slot } from "#bot/definition.ts"
import type {
  IntentScore,
  LanguageModel,
  SlotMention,
  SlotResolvers,
  UnderstandingContext,
} from "#bot/language-model.ts"
import { type Analysis, Analyzer, toTypedSpans } from "./analysis.ts"
import { rankedIntents } from "./built-in-intents.ts"
import { Classifier, type ClassifierParts } from "./classifier.ts"
import { Compounds } from "./compounds.ts"
import { type Calibration, CONTEXT_BONUS, SUREST_GUESS, toConfidence } from "./confidence.ts"
import { createVector, FeatureCollector, FeatureSpace, type SparseVector } from "./features.ts"
import { Ranking } from "./ranking.ts"
import { isListed, isOpenType, mayBeAnyWord } from "./sample-values.ts"
import { Gazetteer, type GazetteerParts } from "./slot-features.ts"
import { SlotFinder } from "./slot-finder.ts"
import { SlotTagger, type TaggerParts } from "./slot-tagger.ts"
import { isName } from "./span-borders.ts"
import { SpellingCorrector } from "./spelling.ts"
import { LONGEST_VALUE, parseTemplates, type Template, type TemplateMatch, TemplateMatcher } from "./templates.ts"
import { isEnglish } from "./text.ts"

/** Everything that training finds out; what else a model needs is in the bot itself. */
export type TrainedParameters = {
  /** The content hash of the locale it was trained on, see `modelHash`. */
  readonly hash: string
  /** The class each network output stands for. */
  readonly classNames: readonly string[]
  readonly space: Pick<FeatureSpace, "rarities" | "unknownRarities"> & { readonly keys: Uint32Array }
  readonly classifier: ClassifierParts
  readonly calibration: Calibration
  /** Words of the sample utterances, for mending misspelt ones. */
  readonly vocabulary: readonly string[]
  /** Slot values seen in annotated utterances. */
  readonly gazetteer: GazetteerParts
  readonly taggers: ReadonlyMap<string, TaggerParts>
}

/** Turns an analyzed text into the network's input; the same in training and in use. */
export class Vectorizer {
  readonly #collector: FeatureCollector

  constructor(localeId: string) {
    this.#collector = new FeatureCollector(localeId)
  }

  /** Hashes the features of a text; the result is overwritten by the next call. */
  hash(analysis: Analysis, words: readonly string[] = analysis.words) {
    return this.#collector.collect(words, toTypedSpans(analysis))
  }
}

/** What a model works with, made of its bot and its parameters. */
type ModelParts = {
  readonly matcher: TemplateMatcher
  readonly space: FeatureSpace
  readonly classifier: Classifier
  readonly spelling: SpellingCorrector
  readonly compounds: Compounds
}

/** Makes a model of what was learned, in steps of a few milliseconds. */
export function* assembleModel(
  locale: BotLocale,
  resolvers: SlotResolvers,
  parameters: TrainedParameters,
): Generator<void, TrainedLanguageModel> {
  const matcher = new TemplateMatcher()
  const templatesOf = (intent: Intent) => parseTemplates(intent, isEnglish(locale.localeId))
  for (const intent of rankedIntents(locale)) {
    for (const template of templatesOf(intent)) matcher.add(template)
    yield
  }
  const space = new FeatureSpace(parameters.space.keys, parameters.space.rarities, parameters.space.unknownRarities)
  yield
  const classifier = new Classifier(parameters.classifier, space.size, parameters.classNames.length)
  yield
  const spelling = new SpellingCorrector(parameters.vocabulary, locale.localeId)
  yield
  const compounds = new Compounds(rankedIntents(locale).flatMap(templatesOf))
  yield
  return new TrainedLanguageModel(locale, resolvers, parameters, { matcher, space, classifier, spelling, compounds })
}

/** A trained model, ready for use; made by `trainLanguageModel` or `loadLanguageModel`. */
export class TrainedLanguageModel implements LanguageModel {
  readonly parameters: TrainedParameters
  readonly #intents: readonly Intent[]
  /** The class of each intent, -1 for those without utterances. */
  readonly #classes: Int32Array
  readonly #resolvers: SlotResolvers
  readonly #locale: BotLocale
  readonly #analyzer: Analyzer
  readonly #matcher: TemplateMatcher
  readonly #vectorizer: Vectorizer
  readonly #space: FeatureSpace
  readonly #classifier: Classifier
  readonly #spelling: SpellingCorrector
  readonly #compounds: Compounds
  readonly #gazetteer: Gazetteer
  readonly #vector: SparseVector = createVector()
  readonly #ranking: Ranking
  /** The intents that may be chosen, and how likely each is: overwritten with every text. */
  readonly #eligible: Intent[] = []
  readonly #confidences: Float64Array
  readonly #finders = new Map<string, SlotFinder>()
  #matches: { readonly analysis: Analysis; readonly found: readonly TemplateMatch[] } | undefined
  #last: { readonly analysis: Analysis; readonly key: string } | undefined

  constructor(locale: BotLocale, resolvers: SlotResolvers, parameters: TrainedParameters, parts: ModelParts) {
    this.parameters = parameters
    this.#locale = locale
    this.#resolvers = resolvers
    this.#intents = rankedIntents(locale)
    const classOf = new Map(parameters.classNames.map((name, k) => [name, k]))
    this.#ranking = new Ranking(this.#intents.length)
    this.#confidences = new Float64Array(this.#intents.length)
    this.#classes = Int32Array.from(this.#intents, (intent) => classOf.get(intent.name) ?? -1)
    this.#analyzer = new Analyzer(locale, resolvers)
    this.#vectorizer = new Vectorizer(locale.localeId)
    this.#matcher = parts.matcher
    this.#space = parts.space
    this.#classifier = parts.classifier
    this.#spelling = parts.spelling
    this.#compounds = parts.compounds
    this.#gazetteer = new Gazetteer(parameters.gazetteer)
  }

  rankIntents(text: string, context: UnderstandingContext): readonly IntentScore[] {
    const { eligibleIntents } = context
    const analysis = this.#analyze(text, context)
    const exact = this.#findExact(analysis, context)
    const scores = this.#score(analysis, context)
    const eligible = this.#eligible
    const confidences = this.#confidences
    let count = 0
    for (let i = 0; i < this.#intents.length; i += 1) {
      const intent = this.#intents[i] as Intent
      if (eligibleIntents !== undefined && !eligibleIntents.has(intent.name)) continue
      const score = scores[this.#classes[i] as number]
      eligible[count] = intent
      confidences[count] = intent.name === exact ? 1 : this.#confidence(intent, score, text, context)
      count += 1
    }
    const order = this.#ranking.descending(confidences, count)
    const ranked: IntentScore[] = []
    for (let rank = 0; rank < count; rank += 1) {
      const place = order[rank] as number
      ranked.push({ intentName: (eligible[place] as Intent).name, confidence: confidences[place] as number })
    }
    return ranked
  }

  findSlots(text: string, intentName: string, context: UnderstandingContext): readonly SlotMention[] {
    const finder = this.#finderFor(intentName)
    if (finder === undefined) return []
    const analysis = this.#analyze(text, context)
    const matches = this.#match(analysis, context).filter((match) => match.template.intentName === intentName)
    return finder.find(analysis, context, bestMatch(matches)?.places ?? [])
  }

  // Made when an intent is first talked of: a bot of many would be slow to start otherwise.
  #finderFor(intentName: string): SlotFinder | undefined {
    const known = this.#finders.get(intentName)
    const intent = known === undefined ? this.#locale.intents.find(({ name }) => name === intentName) : undefined
    if (intent === undefined) return known
    const parts = this.parameters.taggers.get(intentName)
    const tagger = parts === undefined ? undefined : new SlotTagger(parts, this.#gazetteer)
    const finder = new SlotFinder(intent, this.#resolvers, tagger, isEnglish(this.#locale.localeId))
    this.#finders.set(intentName, finder)
    return finder
  }

  // Ranking and finding ask about the same text one after the other: the second needn't take it apart again.
  #analyze(text: string, context: UnderstandingContext): Analysis {
    const key = `${context.today} ${context.timeOfDay} ${context.style ?? ""} ${text}`
    if (this.#last?.key !== key) this.#last = { key, analysis: this.#analyzer.analyze(text, withoutSlots(context)) }
    return this.#last.analysis
  }

  #match(analysis: Analysis, context: UnderstandingContext): TemplateMatch[] {
    const { expecting } = context
    this.#matches = this.#matches?.analysis === analysis ? this.#matches : this.#matchAll(analysis, context)
    return this.#matches.found.filter(
      ({ template }) =>
        template.answersSlot === undefined ||
        (expecting?.intentName === template.intentName && expecting.slotName === template.answersSlot),
    )
  }

  #matchAll(analysis: Analysis, context: UnderstandingContext) {
    const ends = (template: Template, slotName: string, start: number, nextWord: string | undefined) =>
      this.#valueEnds(analysis, context, template, slotName, start, nextWord)
    return { analysis, found: this.#matcher.match(analysis.words, ends) }
  }

  #findExact(analysis: Analysis, context: UnderstandingContext): string | undefined {
    const { eligibleIntents, expecting } = context
    const isOf = ({ template: { intentName, wordCount } }: TemplateMatch): boolean => {
      if (eligibleIntents !== undefined && !eligibleIntents.has(intentName)) return false
      // A value alone answers the open question, whatever other intent could begin with it.
      return wordCount > 0 || expecting?.slotName === undefined || expecting.intentName === intentName
    }
    return bestMatch(this.#match(analysis, context).filter(isOf))?.template.intentName
  }

  #valueEnds(
    analysis: Analysis,
    context: UnderstandingContext,
    template: Template,
    slotName: string,
    start: number,
    nextWord: string | undefined,
  ): number[] {
    const slot = this.#findSlot(template.intentName, slotName)
    const tokenStart = analysis.tokenOfWord[start]
    if (slot === undefined || tokenStart === undefined) return []
    const ends = new Set<number>()
    for (const mention of analysis.mentionsAt.get(tokenStart) ?? []) {
      if (mention.typeName === slot.slotTypeName) ends.add(analysis.firstWords[mention.tokenEnd] ?? 0)
    }
    const limit = Math.min(analysis.words.length, start + LONGEST_VALUE)
    for (let end = start + 1; end <= limit; end += 1) {
      const isBorder = nextWord === undefined ? end === analysis.words.length : analysis.words[end] === nextWord
      if (isBorder && !ends.has(end) && this.#resolves(analysis, context, template, slot, start, end)) ends.add(end)
    }
    return [...ends].sort((a, b) => b - a)
  }

  // A value of an open type that its list doesn't have proves nothing: "play {Song}" would match every "play …".
  #resolves(
    analysis: Analysis,
    context: UnderstandingContext,
    template: Template,
    slot: Slot,
    start: number,
    end: number,
  ): boolean {
    const from = analysis.tokens[analysis.tokenOfWord[start] ?? 0]?.start ?? 0
    const to = analysis.tokens[analysis.tokenOfWord[end - 1] ?? 0]?.end ?? from
    const resolver = this.#resolvers.forSlot(template.intentName, slot.name)
    const filled = resolver.resolveSpan(analysis.text.slice(from, to), withoutSlots(context))
    if (filled === undefined) return false
    // Nor is a name one that has another value in it: "miami for tomorrow" is miami, for tomorrow.
    if (isName(slot) && holdsMention(analysis, start, end)) return false
    // Nor do words that are a name only because a name was asked for: "{FirstName}" alone would match every text.
    const isAsked = template.answersSlot !== undefined
    if (!isAsked && template.wordCount === 0 && mayBeAnyWord(slot.slotTypeName)) return false
    return !isOpenType(this.#locale, slot.slotTypeName) || isListed(filled)
  }

  #findSlot(intentName: string, slotName: string): Slot | undefined {
    return this.#intents
      .find((intent) => intent.name === intentName)
      ?.slots.find((candidate) => candidate.name === slotName)
  }

  #score(analysis: Analysis, context: UnderstandingContext): Float64Array {
    const { text, tokens } = analysis
    const mended = this.#compounds.mend(text, tokens)
    const read = mended === text ? analysis : this.#analyzer.analyze(mended, withoutSlots(context))
    const words = this.#spelling.correct(read.words)
    this.#space.vectorize(this.#vectorizer.hash(read, words), this.#vector)
    return this.#classifier.score(this.#vector)
  }

  #confidence(intent: Intent, score: number | undefined, text: string, context: UnderstandingContext): number {
    const bonus = this.#bonus(intent, text, context)
    if (score === undefined) return bonus >= CONTEXT_BONUS.answersSlot ? SUREST_GUESS / 2 : 0
    return toConfidence(score, bonus, this.parameters.calibration)
  }

  #bonus(intent: Intent, text: string, context: UnderstandingContext): number {
    let bonus =
      intent.inputContexts.length > 0 && context.eligibleIntents !== undefined ? CONTEXT_BONUS.inputContexts : 0
    const { expecting } = context
    if (expecting?.intentName !== intent.name) return bonus
    bonus += CONTEXT_BONUS.current
    const slot = intent.slots.find((candidate) => candidate.name === expecting.slotName)
    if (slot === undefined) return bonus
    const answer = this.#resolvers.forSlot(intent.name, slot.name).resolveAnswer(text, withoutSlots(context))
    return answer === undefined ? bonus : bonus + CONTEXT_BONUS.answersSlot
  }
}

/** Whether a recognized value is a part of some words, and not all of them. */
function holdsMention({ mentions, tokenOfWord }: Analysis, start: number, end: number): boolean {
  const [tokenStart, tokenEnd] = [tokenOfWord[start] ?? 0, (tokenOfWord[end - 1] ?? 0) + 1]
  return mentions.some((mention) => {
    const isInside = mention.tokenStart >= tokenStart && mention.tokenEnd <= tokenEnd
    return isInside && mention.tokenEnd - mention.tokenStart < tokenEnd - tokenStart
  })
}

function withoutSlots(context: UnderstandingContext) {
  const { today, timeOfDay, style } = context
  return { today, timeOfDay, ...(style === undefined ? {} : { style }) }
}

// The match with the most words of its own wins; of equals the one that comes first in the bot.
function bestMatch(matches: readonly TemplateMatch[]): TemplateMatch | undefined {
  return matches.reduce<TemplateMatch | undefined>(
    (best, match) => (best === undefined || match.template.wordCount > best.template.wordCount ? match : best),
    undefined,
  )
}
