// Linear models of a few numbers: ridge regression for an amount, logistic regression for a chance, both in closed form or a
// few Newton steps, in a fixed order: the same data gives the same bits. What the numbers are is examples.ts.

import { invertInPlace } from "#backends/recommendation/engine/inverse.ts"
import type { Example } from "./examples.ts"

/** Weights of numbers that are first brought to mean 0 and deviation 1. */
export type LinearModel = {
  readonly means: readonly number[]
  readonly deviations: readonly number[]
  readonly weights: readonly number[]
  readonly intercept: number
}

/** The model's answer: the amount itself, or the log-odds. */
export function answerOf({ means, deviations, weights, intercept }: LinearModel, inputs: readonly number[]): number {
  return weights.reduce(
    (sum, weight, at) => sum + (weight * ((inputs[at] ?? 0) - (means[at] ?? 0))) / (deviations[at] ?? 1),
    intercept,
  )
}

/** The chance of log-odds. */
export function toChance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}

/** Fits an amount by least squares. @param lambda How strongly weights are held small, above 0. */
export function fitRidge(examples: readonly Example[], lambda: number): LinearModel {
  const scale = measureScale(examples)
  const rows = examples.map(({ inputs, target }) => ({ row: withOne(inputs, scale), target, importance: 1 }))
  return toModel(solve(rows, lambda), scale)
}

const NEWTON_STEPS = 25

/** Fits a chance by maximum likelihood; targets are 0 or 1. @param lambda As in `fitRidge`. */
export function fitLogistic(examples: readonly Example[], lambda: number): LinearModel {
  const scale = measureScale(examples)
  const inputs = examples.map((example) => withOne(example.inputs, scale))
  let weights = new Float64Array(scale.means.length + 1)
  for (let step = 0; step < NEWTON_STEPS; step++) {
    // Newton's step is a weighted least-squares fit of where the log-odds should go.
    const rows = inputs.map((row, at) => {
      const logOdds = row.reduce((sum, value, column) => sum + value * (weights[column] ?? 0), 0)
      const chance = toChance(logOdds)
      const importance = Math.max(chance * (1 - chance), 1e-6)
      return { row, importance, target: logOdds + ((examples[at]?.target ?? 0) - chance) / importance }
    })
    const next = solve(rows, lambda)
    const moved = next.reduce((most, value, at) => Math.max(most, Math.abs(value - (weights[at] ?? 0))), 0)
    weights = next
    if (moved < 1e-9) break
  }
  return toModel(weights, scale)
}

type Scale = { readonly means: readonly number[]; readonly deviations: readonly number[] }

function measureScale(examples: readonly Example[]): Scale {
  const columns = examples[0]?.inputs.map((_, at) => examples.map(({ inputs }) => inputs[at] ?? 0)) ?? []
  const means = columns.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length)
  const deviations = columns.map((values, at) => {
    const square = values.reduce((sum, value) => sum + (value - (means[at] ?? 0)) ** 2, 0) / values.length
    // A number that never changes says nothing; any deviation will do.
    return square < 1e-12 ? 1 : Math.sqrt(square)
  })
  return { means, deviations }
}

function withOne(inputs: readonly number[], { means, deviations }: Scale): readonly number[] {
  return [1, ...inputs.map((value, at) => (value - (means[at] ?? 0)) / (deviations[at] ?? 1))]
}

type Row = { readonly row: readonly number[]; readonly target: number; readonly importance: number }

/** Weighted least squares; the first weight, of the one, is not held small. */
function solve(rows: readonly Row[], lambda: number): Float64Array<ArrayBuffer> {
  const size = rows[0]?.row.length ?? 1
  const gram = new Float64Array(size * size)
  const sums = new Float64Array(size)
  for (const { row, target, importance } of rows) {
    for (let one = 0; one < size; one++) {
      const value = importance * (row[one] ?? 0)
      sums[one] = (sums[one] ?? 0) + value * target
      for (let other = 0; other <= one; other++) {
        gram[one * size + other] = (gram[one * size + other] ?? 0) + value * (row[other] ?? 0)
      }
    }
  }
  for (let at = 0; at < size; at++) gram[at * size + at] = (gram[at * size + at] ?? 0) + (at === 0 ? 1e-9 : lambda)
  invertInPlace(gram, size)
  return Float64Array.from({ length: size }, (_, one) =>
    sums.reduce((sum, value, other) => sum + value * (gram[one * size + other] ?? 0), 0),
  )
}

function toModel(solved: Float64Array, { means, deviations }: Scale): LinearModel {
  const [intercept = 0, ...weights] = solved
  return { means, deviations, weights, intercept }
}
