// How good predictions are on examples they were not made from. Pure.

/** A predicted chance, 0 to 1, and whether it came so. */
export type Forecast = { readonly chance: number; readonly came: boolean }

/** How good chances are; beside them the same for who always says the base rate. */
export type ChanceMeasures = {
  readonly examples: number
  /** Share of the examples in which it came so. */
  readonly share: number
  /** Mean of minus the logarithm of the chance given to what came; smaller is better. */
  readonly logLoss: number
  /** Mean squared distance between chance and outcome; smaller is better. */
  readonly brier: number
  /** Chance that one that came was given a higher chance than one that didn't; 0.5 is guessing. */
  readonly auroc: number
  /** Mean distance between chance and share over ten bins of equal width, weighted by their size. */
  readonly calibrationError: number
  readonly base: { readonly chance: number; readonly logLoss: number; readonly brier: number }
}

const BINS = 10
/** No chance is taken for quite 0 or 1: one surprise would cost everything. */
const LEAST_CHANCE = 1e-6

/** Measures chances. @param baseChance What the training examples alone would say of everyone. */
export function measureChances(forecasts: readonly Forecast[], baseChance: number): ChanceMeasures {
  const always = forecasts.map(({ came }) => ({ chance: baseChance, came }))
  return {
    examples: forecasts.length,
    share: mean(forecasts.map(({ came }) => Number(came))),
    logLoss: logLoss(forecasts),
    brier: brier(forecasts),
    auroc: auroc(forecasts),
    calibrationError: calibrationError(forecasts),
    base: { chance: baseChance, logLoss: logLoss(always), brier: brier(always) },
  }
}

function logLoss(forecasts: readonly Forecast[]): number {
  return mean(
    forecasts.map(({ chance, came }) => {
      const given = came ? chance : 1 - chance
      return -Math.log(Math.min(1, Math.max(LEAST_CHANCE, given)))
    }),
  )
}

function brier(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ chance, came }) => (chance - Number(came)) ** 2))
}

/** By ranks (Mann and Whitney); equal chances share theirs. */
function auroc(forecasts: readonly Forecast[]): number {
  const sorted = forecasts.toSorted((a, b) => a.chance - b.chance)
  let [ranks, positives] = [0, 0]
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (to < sorted.length && sorted[to]?.chance === sorted[from]?.chance) to++
    const came = sorted.slice(from, to).filter((one) => one.came).length
    ranks += came * ((from + 1 + to) / 2)
    positives += came
    from = to
  }
  const negatives = sorted.length - positives
  return positives === 0 || negatives === 0
    ? 0.5
    : (ranks - (positives * (positives + 1)) / 2) / (positives * negatives)
}

function calibrationError(forecasts: readonly Forecast[]): number {
  const bins = Map.groupBy(forecasts, ({ chance }) => Math.min(BINS - 1, Math.floor(chance * BINS)))
  const errors = [...bins.values()].map((bin) => {
    const distance = Math.abs(mean(bin.map(({ chance }) => chance)) - mean(bin.map(({ came }) => Number(came))))
    return (distance * bin.length) / forecasts.length
  })
  return errors.reduce((sum, error) => sum + error, 0)
}

/** The mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
