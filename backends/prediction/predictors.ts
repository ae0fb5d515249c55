// The two predictors: how likely a booking is cancelled, and how a price will change. Training, asking, measuring; pure.
// Which one is live is predictor-registry.ts.

import { wilson } from "#backends/recommendation/engine/wilson.ts"
import { Fault } from "#core/errors.ts"
import {
  type BookingFacts,
  cancellationExamples,
  cancellationInputs,
  type Example,
  middleRates,
  type Parts,
  type PriceFacts,
  partExamples,
  priceExamples,
  priceInputs,
  type UnitRates,
} from "./examples.ts"
import type { PastBooking } from "./history.ts"
import { answerOf, fitLogistic, fitRidge, type LinearModel, toChance } from "./linear-model.ts"
import { type ChanceMeasures, mean, measureChances } from "./measures.ts"

/** What is predicted. */
export type PredictorKind = "cancellation" | "price"

/** Says how likely a booking is cancelled. */
export type CancellationPredictor = {
  readonly kind: "cancellation"
  readonly model: LinearModel
  /** From the model's log-odds to those that examples apart from its own bore out (Platt). */
  readonly calibration: { readonly slope: number; readonly offset: number }
  /** Share of the bookings it learned from that were cancelled. */
  readonly baseChance: number
  readonly rates: UnitRates
}

/** Says how a price will change. */
export type PricePredictor = {
  readonly kind: "price"
  readonly model: LinearModel
  /** By how much changes passed what was predicted, on examples apart from the model's own; ascending. */
  readonly residuals: readonly number[]
  /** The median change of the examples it learned from, and the share of them that were rises. */
  readonly baseChange: number
  readonly baseChance: number
  readonly rates: UnitRates
}

/** Either of them. */
export type Predictor = CancellationPredictor | PricePredictor

/** How a price will change. */
export type PriceOutlook = {
  /** The change expected, as a share of the price: 0.1 is a tenth more. */
  readonly change: number
  /** The chance that it rises by more than a hundredth. */
  readonly chanceOfRise: number
}

/** A change smaller than this is rounding. */
const RISE = 0.01
const LAMBDAS = [0.1, 1, 10, 100]
const LEAST_EXAMPLES = 50
const RESIDUALS_KEPT = 1000

/** The chance that a booking is cancelled. */
export function chanceOfCancellation(
  { model, calibration, rates }: CancellationPredictor,
  facts: BookingFacts,
): number {
  return calibrated(model, calibration, cancellationInputs(facts, rates))
}

/** How a price will change. */
export function outlookOf(predictor: PricePredictor, facts: PriceFacts): PriceOutlook {
  return lookAhead(predictor, priceInputs(facts, predictor.rates))
}

/**
 * Trains a predictor; how strongly its weights are held small is picked on the examples its chances are set by.
 *
 * @throws {Fault} `data-invalid` when there are too few examples, or all of one kind.
 */
export function trainPredictor(kind: PredictorKind, history: readonly PastBooking[]): Predictor {
  const rates = middleRates(history)
  const parts = partExamples(examplesOf(kind, history, rates))
  if (Math.min(parts.learned.length, parts.calibrating.length) < LEAST_EXAMPLES)
    throw new Fault("data-invalid", {
      hint: `too little history for ${kind}: ${parts.learned.length} examples to learn from and ${parts.calibrating.length} to calibrate by, at least ${LEAST_EXAMPLES} of each are needed`,
    })
  return kind === "cancellation" ? trainCancellation(parts, rates) : trainPrice(parts, rates)
}

function trainCancellation({ learned, calibrating }: Parts, rates: UnitRates): CancellationPredictor {
  const baseChance = mean(learned.map(({ target }) => target))
  if (baseChance === 0 || baseChance === 1)
    throw new Fault("data-invalid", { hint: "all bookings of the history ended the same way: nothing to tell apart" })
  const candidates = LAMBDAS.map((lambda) => {
    const model = fitLogistic(learned, lambda)
    const calibration = calibrate(model, calibrating)
    const forecasts = calibrating.map(({ inputs, target }) => ({
      chance: calibrated(model, calibration, inputs),
      came: target === 1,
    }))
    return { model, calibration, loss: measureChances(forecasts, baseChance).logLoss }
  })
  const { model, calibration } = best(candidates)
  return { kind: "cancellation", model, calibration, baseChance, rates }
}

function trainPrice({ learned, calibrating }: Parts, rates: UnitRates): PricePredictor {
  const candidates = LAMBDAS.map((lambda) => {
    const model = fitRidge(learned, lambda)
    const residuals = calibrating.map(({ inputs, target }) => target - answerOf(model, inputs))
    return { model, residuals, loss: mean(residuals.map(Math.abs)) }
  })
  const { model, residuals } = best(candidates)
  const sorted = residuals.toSorted((a, b) => a - b)
  const step = Math.max(1, sorted.length / RESIDUALS_KEPT)
  const kept = Array.from(
    { length: Math.min(sorted.length, RESIDUALS_KEPT) },
    (_, at) => sorted[Math.floor(at * step)] ?? 0,
  )
  const changes = learned.map(({ target }) => target).toSorted((a, b) => a - b)
  const baseChange = changes[changes.length >> 1] ?? 0
  const baseChance = mean(changes.map((change) => Number(change > RISE)))
  return { kind: "price", model, residuals: kept, baseChange, baseChance, rates }
}

function best<Candidate extends { readonly loss: number }>(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((one, other) => (other.loss < one.loss ? other : one))
}

function calibrate(model: LinearModel, examples: readonly Example[]): CancellationPredictor["calibration"] {
  const seen = examples.map(({ group, inputs, target }) => ({ group, inputs: [answerOf(model, inputs)], target }))
  const { means, deviations, weights, intercept } = fitLogistic(seen, 1e-3)
  const slope = (weights[0] ?? 1) / (deviations[0] ?? 1)
  return { slope, offset: intercept - slope * (means[0] ?? 0) }
}

function calibrated(
  model: LinearModel,
  { slope, offset }: CancellationPredictor["calibration"],
  inputs: readonly number[],
): number {
  return toChance(slope * answerOf(model, inputs) + offset)
}

function lookAhead({ model, residuals }: PricePredictor, inputs: readonly number[]): PriceOutlook {
  const change = answerOf(model, inputs)
  const rising = residuals.filter((residual) => change + residual > RISE).length
  return { change, chanceOfRise: residuals.length === 0 ? 0 : rising / residuals.length }
}

function examplesOf(kind: PredictorKind, history: readonly PastBooking[], rates: UnitRates): readonly Example[] {
  return kind === "cancellation" ? cancellationExamples(history, rates) : priceExamples(history, rates)
}

/** From this chance on a price is told to be likely to rise. */
export const CONFIDENT_CHANCE = 0.8
/** What "likely" means, in the words of the IPCC's guidance on uncertainty (2010): at least so often. */
const LIKELY = 0.66

/** Prices that a predictor would have told to be likely to rise, and how many of them rose. */
export type Told = { readonly told: number; readonly rose: number }

/** Whether what was told came true often enough to be called likely, with 95 % confidence. */
export function isBorneOut({ told, rose }: Told): boolean {
  return wilson(rose, told).low >= LIKELY
}

/** How good a predictor is on what is set aside; for prices also how far changes are off, beside the median change's. */
export type PredictorMeasures = {
  readonly chances: ChanceMeasures
  readonly change?: { readonly meanError: number; readonly baseMeanError: number }
  /** For prices: what would have been told, of units whose middle rate is known, and as if it were not. */
  readonly confident?: { readonly known: Told; readonly unknown: Told }
}

/** Measures a predictor on the part of a history that no training sees. */
export function measurePredictor(predictor: Predictor, history: readonly PastBooking[]): PredictorMeasures {
  const { aside } = partExamples(examplesOf(predictor.kind, history, predictor.rates))
  if (predictor.kind === "cancellation") {
    const { model, calibration, baseChance } = predictor
    const chances = aside.map(({ inputs, target }) => ({
      chance: calibrated(model, calibration, inputs),
      came: target === 1,
    }))
    return { chances: measureChances(chances, baseChance) }
  }
  const lookAtAll = (examples: readonly Example[]) =>
    examples.map(({ inputs, target }) => ({ ...lookAhead(predictor, inputs), target }))
  const outlooks = lookAtAll(aside)
  const withoutRates = lookAtAll(partExamples(examplesOf(predictor.kind, history, {})).aside)
  const chances = outlooks.map(({ chanceOfRise, target }) => ({ chance: chanceOfRise, came: target > RISE }))
  return {
    chances: measureChances(chances, predictor.baseChance),
    change: {
      meanError: mean(outlooks.map(({ change, target }) => Math.abs(change - target))),
      baseMeanError: mean(outlooks.map(({ target }) => Math.abs(predictor.baseChange - target))),
    },
    confident: { known: countTold(outlooks), unknown: countTold(withoutRates) },
  }
}

function countTold(outlooks: readonly { readonly chanceOfRise: number; readonly target: number }[]): Told {
  const told = outlooks.filter(({ chanceOfRise }) => chanceOfRise >= CONFIDENT_CHANCE)
  return { told: told.length, rose: told.filter(({ target }) => target > RISE).length }
}

/** The number that decides between predictors, and the base's: log loss of chances, mean error of prices; smaller is better. */
export function lossOf({ chances, change }: PredictorMeasures): { readonly own: number; readonly base: number } {
  if (change !== undefined) return { own: change.meanError, base: change.baseMeanError }
  return { own: chances.logLoss, base: chances.base.logLoss }
}
