// Sample utterances made ready for training: filled with values, taken apart, slots marked.

import type { BotLocale, Intent } from "#bot/definition.ts"
import type { ResolutionContext } from "#bot/language-model.ts"
import { isoDate } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import type { Analyzer } from "./analysis.ts"
import { type ExpandedUtterance, Expander } from "./expansion.ts"
import { hashText } from "./hashing.ts"
import type { AnnotatedUtterance, SlotAnnotation } from "./slot-tagger.ts"
import { parseTemplates, type Template } from "./templates.ts"
import { isEnglish } from "./text.ts"

/** Fillings of each template with placeholders. */
const FILLINGS = 3
/** Training must not depend on the day: values such as "tomorrow" are resolved as of a fixed one. */
export const TRAINING_MOMENT: ResolutionContext = { today: isoDate(2026, 1, 14), timeOfDay: "10:00" }

/** A text of an intent, its slots marked by UTF-16 offsets. */
export type AnnotatedText = {
  readonly intentName: string
  readonly text: string
  readonly slots: readonly SlotAnnotation[]
}

/** One sample utterance in all its fillings. */
export type Sample = {
  readonly intentName: string
  readonly template: Template
  readonly fillings: readonly AnnotatedUtterance[]
}

/** Fills the sample utterances of all intents and takes them apart, in steps. */
export function* prepareSamples(
  locale: BotLocale,
  intents: readonly Intent[],
  analyzer: Analyzer,
  seed: number,
): Generator<void, Sample[]> {
  const samples: Sample[] = []
  for (const intent of intents) {
    // Each by itself: what changes in one intent leaves the samples of the others as they are.
    const expander = new Expander(locale, seededRandom(seed ^ hashText(intent.name)))
    for (const template of parseTemplates(intent, isEnglish(locale.localeId))) {
      const fillings = expander.expand(intent, template, FILLINGS).map((filling) => annotate(filling, analyzer))
      samples.push({ intentName: intent.name, template, fillings })
      yield
    }
  }
  return samples
}

/** Takes an annotated text apart. */
export function toSample({ intentName, text, slots }: AnnotatedText, analyzer: Analyzer): Sample {
  const analysis = analyzer.analyze(text, TRAINING_MOMENT)
  const pieces = analysis.words.map((word) => ({ word }))
  const template = { intentName, source: text, pieces, wordCount: pieces.length }
  return { intentName, template, fillings: [{ analysis, slots }] }
}

function annotate(filling: ExpandedUtterance, analyzer: Analyzer): AnnotatedUtterance {
  return { analysis: analyzer.analyze(filling.text, TRAINING_MOMENT), slots: filling.slots }
}

/** The words of the sample utterances, sorted. */
export function vocabularyOf(samples: readonly Sample[]): string[] {
  const words = new Set<string>()
  for (const { template } of samples) {
    for (const piece of template.pieces) if ("word" in piece) words.add(piece.word)
  }
  return [...words].sort()
}
