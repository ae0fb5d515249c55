// Benchmark of intent classification on data in CLINC150's format: quality, out-of-scope detection, speed, size, growth.

import type { UnderstandingContext } from "#bot/language-model.ts"
import type { TrainedLanguageModel } from "#bot/nlu/model.ts"
import { loadLanguageModel, saveLanguageModel } from "#bot/nlu/storage.ts"
import { modelHash, trainLanguageModel } from "#bot/nlu/train.ts"
import { isoDate } from "#core/time.ts"
import { drawSamples, type IntentData, type Labeled, readIntentData, toLocale } from "./nlu-data.ts"
import {
  accuracy,
  areaUnderCurve,
  bestThreshold,
  calibrationError,
  confusionReport,
  type Guess,
  macroF1,
  outOfScopeRecall,
} from "./nlu-metrics.ts"
import { type PeerRun, runPeer } from "./nlu-peer.ts"
import { type BenchOptions, type BenchResult, type BenchSuite, compared, percentile, timed } from "./report.ts"

const CONTEXT: UnderstandingContext = { today: isoDate(2026, 1, 14), timeOfDay: "10:00" }
const NO_SLOTS = {
  forSlot(): never {
    throw new Error("these bots have no slots")
  },
}
/** The threshold a bot has unless its author sets another. */
const DEFAULT_THRESHOLD = 0.4
const SEEDS = [1, 2, 3]

/** The suite. */
export const nluSuite: BenchSuite = {
  describes: "which intent a text has, on CLINC150 or data in its format; training uses `train` only unless said",
  async run({ data: path, say }: BenchOptions) {
    const data = readIntentData(path)
    say(`${data.train.length} training texts, ${new Set(data.train.map(([, label]) => label)).size} intents`)
    const peer = await runPeer(data.train, [...data.test, ...data.oosTest.map((text) => [text, undefined] as const)])
    if (peer === undefined) say("nlp.js is not installed: npm install --no-save node-nlp adds it as the peer")
    say("training on all of it …")
    const { value: model, seconds } = timed(() => train(data.train))
    const inside = guess(model, data.test)
    say("Most confused:")
    for (const line of confusionReport(inside)) say(line)
    const results: BenchResult[] = []
    const phases: readonly (readonly [name: string, run: () => BenchResult[]])[] = [
      ["accuracy", () => quality(inside, peer)],
      ["out-of-scope texts", () => outOfScope("", model, data, peer)],
      [
        "costs",
        () => [compared("training", seconds, "s", peer?.name, peer?.trainSeconds), ...costs(model, data, peer)],
      ],
      ["with out-of-scope texts taught", () => withOutOfScopeTexts(data)],
      ["a few samples an intent", () => fewShot(data)],
      ["small bots", () => smallBot(data)],
      ["growth", () => growth(data)],
    ]
    for (const [name, run] of phases) {
      const { value: found, seconds: taken } = timed(run)
      results.push(...found)
      say(`${name}: ${taken.toFixed(0)} s`)
      for (const { name: figure, value, unit } of found) say(`  ${figure}: ${Number(value.toPrecision(4))} ${unit}`)
    }
    return results
  },
}

function train(samples: readonly Labeled[], outOfScope: readonly string[] = [], seed = 1): TrainedLanguageModel {
  return trainLanguageModel(toLocale(samples), NO_SLOTS, { seed, ...(outOfScope.length > 0 ? { outOfScope } : {}) })
}

function guess(
  model: TrainedLanguageModel,
  texts: readonly (readonly [text: string, label: string | undefined])[],
): Guess[] {
  return texts.map(([text, label]) => {
    const best = model.rankIntents(text, CONTEXT)[0]
    return { text, label, guessed: best?.intentName ?? "", confidence: best?.confidence ?? 0 }
  })
}

function guessOutside(model: TrainedLanguageModel, texts: readonly string[]): Guess[] {
  return guess(
    model,
    texts.map((text) => [text, undefined] as const),
  )
}

function quality(inside: readonly Guess[], peer: PeerRun | undefined): BenchResult[] {
  const theirs = peer?.guesses.filter((other) => other.label !== undefined)
  const peerOf = (metric: (guesses: readonly Guess[]) => number) =>
    theirs === undefined ? undefined : metric(theirs) * 100
  return [
    compared("in-scope accuracy", accuracy(inside) * 100, "%", peer?.name, peerOf(accuracy)),
    compared("macro F1", macroF1(inside) * 100, "%", peer?.name, peerOf(macroF1)),
    compared("calibration error (ECE)", calibrationError(inside) * 100, "%", peer?.name, peerOf(calibrationError)),
  ]
}

function outOfScope(
  suffix: string,
  model: TrainedLanguageModel,
  data: IntentData,
  peer: PeerRun | undefined,
): BenchResult[] {
  if (data.oosTest.length === 0) return []
  const inside = guess(model, data.test)
  const outside = guessOutside(model, data.oosTest)
  const theirs = peer?.guesses ?? []
  const theirArea =
    peer === undefined
      ? undefined
      : areaUnderCurve(
          theirs.filter((other) => other.label !== undefined),
          theirs.filter((other) => other.label === undefined),
        )
  const at = (name: string, threshold: number): BenchResult[] => [
    { name: `in-scope accuracy at ${name}${suffix}`, value: accuracy(inside, threshold) * 100, unit: "%" },
    { name: `out-of-scope recall at ${name}${suffix}`, value: outOfScopeRecall(outside, threshold) * 100, unit: "%" },
  ]
  const chosen = data.val.length > 0 && data.oosVal.length > 0
  return [
    compared(`out-of-scope AUROC${suffix}`, areaUnderCurve(inside, outside), "", peer?.name, theirArea),
    ...at("default threshold 0.40", DEFAULT_THRESHOLD),
    ...(chosen
      ? at("threshold chosen on val", bestThreshold(guess(model, data.val), guessOutside(model, data.oosVal)))
      : []),
  ]
}

// The threshold can't be chosen on texts the model was taught: with them there is the default one only.
function withOutOfScopeTexts(data: IntentData): BenchResult[] {
  const taught = [...data.oosTrain, ...data.oosVal]
  if (taught.length === 0) return []
  const suffix = `, ${taught.length} such texts taught`
  return outOfScope(suffix, train(data.train, taught), { ...data, oosVal: [] }, undefined)
}

function costs(model: TrainedLanguageModel, data: IntentData, peer: PeerRun | undefined): BenchResult[] {
  const texts = data.test.map(([text]) => text)
  for (const text of texts.slice(0, 500)) model.rankIntents(text, CONTEXT)
  const microseconds = texts.map((text) => timed(() => model.rankIntents(text, CONTEXT)).seconds * 1e6)
  const bytes = saveLanguageModel(model)
  const locale = toLocale(data.train)
  const before = process.memoryUsage()
  const loading = timed(() => loadLanguageModel(bytes, locale, NO_SLOTS, modelHash(locale, { seed: 1 })))
  const after = process.memoryUsage()
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
  const theirs = (share: number) => (peer === undefined ? undefined : percentile(peer.microseconds, share))
  return [
    compared("an utterance, p50", percentile(microseconds, 0.5), "us", peer?.name, theirs(0.5)),
    compared("an utterance, p99", percentile(microseconds, 0.99), "us", peer?.name, theirs(0.99)),
    { name: "model", value: bytes.length, unit: "bytes" },
    { name: "loading", value: loading.seconds * 1000, unit: "ms" },
    { name: "memory of a loaded model", value: grown / 2 ** 20, unit: "MB" },
    ...[128, 1024].map((length) => lengthCost(model, length)),
  ]
}

// Texts nobody would type: time must grow with the length, not faster.
function lengthCost(model: TrainedLanguageModel, length: number): BenchResult {
  const texts = ["a ", "ab\u200bc 😀", "wwwwwwwww", "مرحبا ", "{City} ", "don't-"].map((unit) =>
    unit.repeat(length).slice(0, length),
  )
  const slowest = Math.max(...texts.map((text) => timed(() => model.rankIntents(text, CONTEXT)).seconds * 1e6))
  return { name: `slowest odd text of ${length} characters`, value: slowest, unit: "us" }
}

function fewShot(data: IntentData): BenchResult[] {
  return [5, 10].flatMap((shots) => {
    const runs = SEEDS.map((seed) => {
      const { value: model, seconds } = timed(() => train(drawSamples(data.train, shots, seed), [], seed))
      return { accuracy: accuracy(guess(model, data.test)), seconds }
    })
    return [
      {
        name: `${shots} an intent: in-scope accuracy, mean of 3 seeds`,
        value: mean(runs.map((run) => run.accuracy)) * 100,
        unit: "%",
      },
      { name: `${shots} an intent: training`, value: mean(runs.map((run) => run.seconds)), unit: "s" },
    ]
  })
}

// A bot of the usual size, drawn from the data: the other intents' texts are other topics to it.
function smallBot(data: IntentData): BenchResult[] {
  const runs = SEEDS.map((seed) => {
    const samples = drawSamples(data.train, 15, seed, 20)
    const labels = new Set(samples.map(([, label]) => label))
    const { value: model, seconds } = timed(() => train(samples, [], seed))
    const inside = guess(
      model,
      data.test.filter(([, label]) => labels.has(label)),
    )
    const outside = guessOutside(model, [
      ...data.test.filter(([, label]) => !labels.has(label)).map(([text]) => text),
      ...data.oosTest,
    ])
    return {
      right: accuracy(inside, DEFAULT_THRESHOLD),
      refused: outOfScopeRecall(outside, DEFAULT_THRESHOLD),
      seconds,
      bytes: saveLanguageModel(model).length,
    }
  })
  const name = "20 intents of 15"
  return [
    { name: `${name}: accuracy at 0.40`, value: mean(runs.map((run) => run.right)) * 100, unit: "%" },
    { name: `${name}: other topics refused at 0.40`, value: mean(runs.map((run) => run.refused)) * 100, unit: "%" },
    { name: `${name}: training`, value: mean(runs.map((run) => run.seconds)) * 1000, unit: "ms" },
    { name: `${name}: model`, value: mean(runs.map((run) => run.bytes)), unit: "bytes" },
  ]
}

function growth(data: IntentData): BenchResult[] {
  const sizes = [
    { intents: 40, utterances: 100 },
    { intents: 80, utterances: 100 },
    { intents: 150, utterances: 25 },
    { intents: 150, utterances: 50 },
  ]
  return sizes.map(({ intents, utterances }) => {
    const samples = drawSamples(data.train, utterances, 1, intents)
    const { seconds } = timed(() => train(samples))
    return { name: `training of ${intents} intents of ${utterances}`, value: seconds, unit: "s" }
  })
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
