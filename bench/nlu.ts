// Benchmark of intent classification on data in CLINC150's format: quality, out-of-scope detection, speed, size, growth.

import type { UnderstandingContext } from "#bot/language-model.ts"
import type { TrainedLanguageModel } from "#bot/nlu/model.ts"
import { loadLanguageModel, saveLanguageModel } from "#bot/nlu/storage.ts"
import { modelHash, trainLanguageModel } from "#bot/nlu/train.ts"
import { isoDate } from "#core/time.ts"
import { heldBytes } from "./held-bytes.ts"
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
    const results: BenchResult[] = await besidePeer(data, say)
    say("training on all of it …")
    const { value: model, seconds } = timed(() => train(data.train))
    const inside = guess(model, data.test)
    say("Most confused:")
    for (const line of confusionReport(inside)) say(line)
    const phases: readonly (readonly [name: string, run: () => BenchResult[]])[] = [
      ["accuracy", () => quality("", inside, undefined)],
      ["out-of-scope texts", () => outOfScope("", model, data)],
      ["costs", () => [{ name: "training", value: seconds, unit: "s" }, ...costs(model, data)]],
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

/** nlp.js takes minutes for 100 utterances an intent, so both are measured with this many. */
const PEER_SHOTS = 20

// The same few training texts and the same test texts for ours and for nlp.js.
async function besidePeer(data: IntentData, say: (line: string) => void): Promise<BenchResult[]> {
  const samples = drawSamples(data.train, PEER_SHOTS, 1)
  say(`beside nlp.js, both trained on ${PEER_SHOTS} texts an intent (it takes minutes for more) …`)
  const outside = data.oosTest.map((text) => [text, undefined] as const)
  const peer = await runPeer(samples, [...data.test, ...outside])
  const { value: model, seconds } = timed(() => train(samples))
  const inside = guess(model, data.test)
  const [theirs, theirOutside] = [true, false].map((isInside) =>
    peer.guesses.filter(({ label }) => (label !== undefined) === isInside),
  ) as [Guess[], Guess[]]
  const suffix = `, ${PEER_SHOTS} an intent`
  const microseconds = data.test.map(([text]) => timed(() => model.rankIntents(text, CONTEXT)).seconds * 1e6)
  const results = [
    ...quality(suffix, inside, { name: peer.name, guesses: theirs }),
    compared(`training${suffix}`, seconds, "s", peer.name, peer.trainSeconds),
    compared(
      `an utterance, p50${suffix}`,
      percentile(microseconds, 0.5),
      "us",
      peer.name,
      percentile(peer.microseconds, 0.5),
    ),
    compared(
      `an utterance, p99${suffix}`,
      percentile(microseconds, 0.99),
      "us",
      peer.name,
      percentile(peer.microseconds, 0.99),
    ),
  ]
  if (data.oosTest.length === 0) return results
  const area = areaUnderCurve(inside, guess(model, outside))
  const theirArea = areaUnderCurve(theirs, theirOutside)
  return [...results, compared(`out-of-scope AUROC${suffix}`, area, "", peer.name, theirArea)]
}

function quality(
  suffix: string,
  inside: readonly Guess[],
  peer: Pick<PeerRun, "name" | "guesses"> | undefined,
): BenchResult[] {
  const peerOf = (metric: (guesses: readonly Guess[]) => number) =>
    peer === undefined ? undefined : metric(peer.guesses) * 100
  return [
    compared(`in-scope accuracy${suffix}`, accuracy(inside) * 100, "%", peer?.name, peerOf(accuracy)),
    compared(`macro F1${suffix}`, macroF1(inside) * 100, "%", peer?.name, peerOf(macroF1)),
    compared(
      `calibration error (ECE)${suffix}`,
      calibrationError(inside) * 100,
      "%",
      peer?.name,
      peerOf(calibrationError),
    ),
  ]
}

function outOfScope(suffix: string, model: TrainedLanguageModel, data: IntentData): BenchResult[] {
  if (data.oosTest.length === 0) return []
  const inside = guess(model, data.test)
  const outside = guessOutside(model, data.oosTest)
  const at = (name: string, threshold: number): BenchResult[] => [
    { name: `in-scope accuracy at ${name}${suffix}`, value: accuracy(inside, threshold) * 100, unit: "%" },
    { name: `out-of-scope recall at ${name}${suffix}`, value: outOfScopeRecall(outside, threshold) * 100, unit: "%" },
  ]
  const chosen = data.val.length > 0 && data.oosVal.length > 0
  return [
    { name: `out-of-scope AUROC${suffix}`, value: areaUnderCurve(inside, outside), unit: "" },
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
  return outOfScope(suffix, train(data.train, taught), { ...data, oosVal: [] })
}

function costs(model: TrainedLanguageModel, data: IntentData): BenchResult[] {
  const texts = data.test.map(([text]) => text)
  for (const text of texts.slice(0, 500)) model.rankIntents(text, CONTEXT)
  const microseconds = texts.map((text) => timed(() => model.rankIntents(text, CONTEXT)).seconds * 1e6)
  const bytes = saveLanguageModel(model)
  const locale = toLocale(data.train)
  const before = heldBytes()
  const loading = timed(() => loadLanguageModel(bytes, locale, NO_SLOTS, modelHash(locale, { seed: 1 })))
  const grown = heldBytes() - before
  return [
    { name: "an utterance, p50", value: percentile(microseconds, 0.5), unit: "us" },
    { name: "an utterance, p99", value: percentile(microseconds, 0.99), unit: "us" },
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
    { intents: 10, utterances: 20 },
    { intents: 10, utterances: 100 },
    { intents: 40, utterances: 100 },
    { intents: 80, utterances: 100 },
    { intents: 150, utterances: 25 },
    { intents: 150, utterances: 50 },
  ]
  const drawn = sizes.map(({ intents, utterances }) => {
    const { seconds } = timed(() => train(drawSamples(data.train, utterances, 1, intents)))
    return { name: `training of ${intents} intents of ${utterances}`, value: seconds, unit: "s" }
  })
  const many = splitIntents(drawSamples(data.train, 35, 1), MANY_INTENTS)
  const { value: model, seconds } = timed(() => train(many))
  const name = `${MANY_INTENTS} intents of ${Math.round(many.length / MANY_INTENTS)}`
  return [
    ...drawn,
    { name: `training of ${name}`, value: seconds, unit: "s" },
    { name: `model of ${name}`, value: saveLanguageModel(model).length, unit: "bytes" },
  ]
}

const MANY_INTENTS = 1000

// More intents than the data has: each label's texts are dealt out to several. Their accuracy would mean nothing.
function splitIntents(samples: readonly Labeled[], count: number): Labeled[] {
  const parts = Math.ceil(count / new Set(samples.map(([, label]) => label)).size)
  const dealt = samples.map(([text, label], i): Labeled => [text, `${label} ${i % parts}`])
  const labels = new Set([...new Set(dealt.map(([, label]) => label))].slice(0, count))
  return dealt.filter(([, label]) => labels.has(label))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
