// Benchmark of slot finding on data in the format of SNIPS 2017: exact spans, with 70 utterances an intent and with all.

import type { UnderstandingContext } from "#bot/language-model.ts"
import type { TrainedLanguageModel } from "#bot/nlu/model.ts"
import { saveLanguageModel } from "#bot/nlu/storage.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import type { AnnotatedText } from "#bot/nlu/training-samples.ts"
import { isoDate } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import { type BenchOptions, type BenchResult, type BenchSuite, percentile, timed } from "./report.ts"
import { readSlotData, slotDataResolvers, toSlotLocale } from "./slots-data.ts"

const CONTEXT: UnderstandingContext = { today: isoDate(2026, 1, 14), timeOfDay: "10:00" }
const SEEDS = [1, 2, 3]

/** The suite. */
export const slotsSuite: BenchSuite = {
  describes: "slots as exact spans, and intent with all slots at once, on SNIPS 2017 or data in its format",
  async run({ data: folder, say }: BenchOptions) {
    const data = readSlotData(folder)
    const intents = new Set(data.validate.map((utterance) => utterance.intentName))
    say(`${data.full.length} training utterances, ${data.validate.length} to test on, ${intents.size} intents`)
    const few = SEEDS.map((seed) => measure(draw(data.small, 70, seed), data.validate, seed))
    const full = measure(data.full, data.validate, 1)
    return [...report("70 an intent", few), ...report("full files", [full])]
  },
}

type Run = {
  readonly meanF1: number
  readonly microF1: number
  readonly frames: number
  readonly intents: number
  readonly seconds: number
  readonly bytes: number
  readonly microseconds: readonly number[]
}

function draw(utterances: readonly AnnotatedText[], count: number, seed: number): AnnotatedText[] {
  const random = seededRandom(seed)
  return [...Map.groupBy(utterances, (utterance) => utterance.intentName).values()].flatMap((own) =>
    own
      .map((utterance) => ({ utterance, order: random() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, count)
      .map(({ utterance }) => utterance),
  )
}

function measure(training: readonly AnnotatedText[], validate: readonly AnnotatedText[], seed: number): Run {
  const locale = toSlotLocale([...training, ...validate])
  const resolvers = slotDataResolvers(locale)
  const { value: model, seconds } = timed(() => trainLanguageModel(locale, resolvers, { annotated: training, seed }))
  const counts = new Map<string, Count>()
  let frames = 0
  let intents = 0
  for (const utterance of validate) {
    const guessed = model.rankIntents(utterance.text, CONTEXT)[0]?.intentName
    const isExact = countSpans(model, utterance, counts)
    if (guessed === utterance.intentName) intents += 1
    if (guessed === utterance.intentName && isExact) frames += 1
  }
  return {
    ...scores([...counts.values()]),
    frames: frames / validate.length,
    intents: intents / validate.length,
    seconds,
    bytes: saveLanguageModel(model).length,
    microseconds: validate.map(({ text, intentName }) => {
      const ask = () => [model.rankIntents(text, CONTEXT), model.findSlots(text, intentName, CONTEXT)]
      return timed(ask).seconds * 1e6
    }),
  }
}

type Count = { right: number; extra: number; missed: number }

// The benchmark's own protocol: slots are looked for in the utterance's true intent.
function countSpans(model: TrainedLanguageModel, utterance: AnnotatedText, counts: Map<string, Count>): boolean {
  const name = (span: { readonly slotName: string; readonly start: number; readonly end: number }) =>
    `${span.slotName} ${span.start} ${span.end}`
  const wanted = new Map(utterance.slots.map((span) => [name(span), span.slotName]))
  const found = new Map(
    model.findSlots(utterance.text, utterance.intentName, CONTEXT).map((span) => [name(span), span.slotName]),
  )
  const countOf = (slotName: string): Count => {
    const key = `${utterance.intentName} ${slotName}`
    const count = counts.get(key) ?? { right: 0, extra: 0, missed: 0 }
    counts.set(key, count)
    return count
  }
  for (const [key, slotName] of wanted) countOf(slotName)[found.has(key) ? "right" : "missed"] += 1
  for (const [key, slotName] of found) if (!wanted.has(key)) countOf(slotName).extra += 1
  return wanted.size === found.size && [...wanted.keys()].every((key) => found.has(key))
}

function scores(counts: readonly Count[]): Pick<Run, "meanF1" | "microF1"> {
  const f1 = ({ right, extra, missed }: Count) => (right === 0 ? 0 : (2 * right) / (2 * right + extra + missed))
  const total = counts.reduce(
    (sum, count) => ({
      right: sum.right + count.right,
      extra: sum.extra + count.extra,
      missed: sum.missed + count.missed,
    }),
    { right: 0, extra: 0, missed: 0 },
  )
  return { meanF1: mean(counts.map(f1)), microF1: f1(total) }
}

function report(name: string, runs: readonly Run[]): BenchResult[] {
  const percent = (what: string, value: (run: Run) => number): BenchResult => ({
    name: `${name}: ${what}`,
    value: mean(runs.map(value)) * 100,
    unit: "%",
  })
  const microseconds = runs.flatMap((run) => run.microseconds)
  return [
    percent("mean slot F1", (run) => run.meanF1),
    percent("micro slot F1", (run) => run.microF1),
    percent("intent accuracy", (run) => run.intents),
    percent("whole frame exact", (run) => run.frames),
    { name: `${name}: training`, value: mean(runs.map((run) => run.seconds)), unit: "s" },
    { name: `${name}: model`, value: mean(runs.map((run) => run.bytes)), unit: "bytes" },
    { name: `${name}: intent and slots, p50`, value: percentile(microseconds, 0.5), unit: "us" },
    { name: `${name}: intent and slots, p99`, value: percentile(microseconds, 0.99), unit: "us" },
  ]
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
