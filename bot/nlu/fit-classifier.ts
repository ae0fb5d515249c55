// Which classifier a bot gets, by its size, and how that is trained. What scores mean as confidences depends on it, too.

import type { RandomSource } from "#core/units.ts"
import type { ClassifierParts } from "./classifier.ts"
import type { Calibration } from "./confidence.ts"
import { fitLinear, type LinearOptions } from "./linear.ts"
import { type NetworkParts, quantize } from "./network.ts"
import { NetworkTrainer, type TrainingOptions, type TrainingRows } from "./network-training.ts"

/** What a bot's rows are of. */
export type BotSize = {
  readonly features: number
  readonly classes: number
  readonly utterances: number
  /** The rows that the bot's owner gave as belonging nowhere. */
  readonly refused: { readonly from: number; readonly count: number }
}

/** Above this many sample utterances a network beside the lines pays for its size, and fewer rounds suffice. */
const LARGE = 4000
/** With more classes than this the lines would take more time and room than a network alone. */
const MOST_LINES = 200
/**
 * With fewer texts than this that belong nowhere they make no line of their own. In small bots they never do: a line of
 * the few topics that its owner thought of says little about all others.
 */
const LEAST_REFUSED = 20

const LINEAR_CALIBRATION: Calibration = { slope: 5, offset: 1.2 }
/** With so few utterances an intent most of what people say is unlike all of them, and scores lower. */
const FEW_CALIBRATION: Calibration = { slope: 5, offset: 1.6 }
const FEW = 7
const LARGE_CALIBRATION: Calibration = { slope: 4, offset: 2.2 }
/** With a line of "no intent", which is mostly negative and so raises the other scores. */
const TAUGHT_CALIBRATION: Calibration = { slope: 4, offset: 0.6 }
const NETWORK_CALIBRATION: Calibration = { slope: 1, offset: 2.3 }

const LINEAR_OPTIONS: LinearOptions = { cost: 1, ownCost: 3, rounds: 8 }
const LARGE_LINEAR_OPTIONS: LinearOptions = { ...LINEAR_OPTIONS, rounds: 4 }

/** A network that decides alone: each class against all others, so that a text like nothing known scores low. */
const LONE_NETWORK: TrainingOptions = {
  hiddenUnits: 120,
  epochs: 15,
  rate: 0.04,
  featureDropout: 0.5,
  hiddenDropout: 0.3,
  labelSmoothing: 0,
  oneAgainstAll: 1,
}
/** A network beside lines: it only has to tell the classes from each other. */
const SECOND_NETWORK: TrainingOptions = {
  ...LONE_NETWORK,
  hiddenUnits: 64,
  epochs: 8,
  labelSmoothing: 0.05,
  oneAgainstAll: 0,
}

/** It looks at the commonest features only: the lines know what the others say. */
const SECOND_NETWORK_FEATURES = 12_000

/** Fits the classifier that suits a bot's size, in steps. */
export function* fitClassifier(
  rows: TrainingRows,
  bot: BotSize,
  random: RandomSource,
): Generator<void, { readonly classifier: ClassifierParts; readonly calibration: Calibration }> {
  if (bot.classes > MOST_LINES) {
    const network = yield* fitNetwork(rows, bot, LONE_NETWORK, random)
    return { classifier: { network }, calibration: NETWORK_CALIBRATION }
  }
  const isLarge = bot.utterances > LARGE
  const hasOutside = isLarge && bot.refused.count >= LEAST_REFUSED
  const lineRows = hasOutside ? withClassForRefused(rows, bot) : rows
  const sizes = { features: bot.features, classes: hasOutside ? bot.classes + 1 : bot.classes }
  const linear = yield* fitLinear(lineRows, sizes, isLarge ? LARGE_LINEAR_OPTIONS : LINEAR_OPTIONS, random)
  if (!isLarge) {
    const isFew = bot.utterances <= FEW * bot.classes
    return { classifier: { linear }, calibration: isFew ? FEW_CALIBRATION : LINEAR_CALIBRATION }
  }
  const common = withCommonest(rows, SECOND_NETWORK_FEATURES)
  yield
  const commonSizes = { features: Math.min(bot.features, SECOND_NETWORK_FEATURES), classes: bot.classes }
  const network = yield* fitNetwork(common, commonSizes, SECOND_NETWORK, random)
  return { classifier: { linear, network }, calibration: hasOutside ? TAUGHT_CALIBRATION : LARGE_CALIBRATION }
}

function withClassForRefused(rows: TrainingRows, { classes, refused }: BotSize): TrainingRows {
  const labels = rows.labels.slice()
  labels.fill(classes, refused.from, refused.from + refused.count)
  return { ...rows, labels }
}

// Features are numbered by how common they are.
function withCommonest(rows: TrainingRows, featureCount: number): TrainingRows {
  const starts = new Int32Array(rows.starts.length)
  const indices = new Int32Array(rows.indices.length)
  const values = new Float32Array(rows.values.length)
  let kept = 0
  for (let row = 0; row + 1 < starts.length; row += 1) {
    for (let i = rows.starts[row] as number; i < (rows.starts[row + 1] as number); i += 1) {
      const feature = rows.indices[i] as number
      if (feature >= featureCount) continue
      indices[kept] = feature
      values[kept++] = rows.values[i] as number
    }
    starts[row + 1] = kept
  }
  return { ...rows, starts, indices: indices.subarray(0, kept), values: values.subarray(0, kept) }
}

function* fitNetwork(
  rows: TrainingRows,
  sizes: { readonly features: number; readonly classes: number },
  options: TrainingOptions,
  random: RandomSource,
): Generator<void, NetworkParts> {
  const trainer = new NetworkTrainer(rows, sizes, options, random)
  yield* trainer.steps()
  return yield* quantize(trainer)
}
