// Whether a price is likely to rise, for who offers it: by the live predictor, and only where that has kept its word on prices
// it had not seen. Never waits, and never fails: what can't be read says nothing.

import { readDeployment } from "#backends/recommendation/model-registry.ts"
import type { ObjectStore } from "#backends/recommendation/object-store.ts"
import type { Log } from "#core/log.ts"
import {
  type Clock,
  daysBetween,
  type EpochMs,
  epochMs,
  formatInstant,
  type IsoDate,
  parseIsoDate,
} from "#core/time.ts"
import type { PriceFacts } from "./examples.ts"
import { findPredictor, type PublishedPredictor } from "./predictor-registry.ts"
import { CONFIDENT_CHANCE, isBorneOut, outlookOf, type PredictorMeasures, type PricePredictor } from "./predictors.ts"

/** A price as it is seen now. */
export type PriceSeen = Pick<PriceFacts, "kind" | "unit" | "start" | "rate">

/** Tells how prices will go. */
export interface PriceTrend {
  /** Whether a price is likely to rise within a week; false whenever nobody knows well enough. */
  isLikelyToRise(price: PriceSeen): boolean
}

/** A trend with a look at which predictor is live, which nobody need wait for. */
export type LivePriceTrend = PriceTrend & { refresh(): Promise<void> }

/** What it is told. */
export type PriceTrendOptions = {
  readonly store: ObjectStore
  readonly clock: Clock
  readonly log: Log
  /** How often the store is asked which predictor is live. */
  readonly checkEveryMs: number
}

/** How far it looks ahead; never to the day itself. */
const DAYS_AHEAD = 7

type Loaded = {
  readonly predictor: PricePredictor
  readonly confident: NonNullable<PredictorMeasures["confident"]>
}

/** Makes a trend that looks at once, and later behind the questions it is asked. */
export function createPriceTrend({ store, clock, log, checkEveryMs }: PriceTrendOptions): LivePriceTrend {
  let loaded: Loaded | undefined
  let version: string | undefined
  let checkedAt = clock()
  let checking: Promise<void> | undefined
  const look = async (): Promise<void> => {
    const { live } = await readDeployment(store)
    if (live === version) return
    loaded = live === undefined ? undefined : toLoaded(await findPredictor(store, live))
    version = live
  }
  const refresh = (): Promise<void> => {
    checkedAt = clock()
    checking ??= look()
      .catch((error: unknown) => {
        log.warn("price-predictor-kept", { reason: error instanceof Error ? error.message : "unknown" })
      })
      .finally(() => {
        checking = undefined
      })
    return checking
  }
  void refresh()
  return {
    refresh,
    isLikelyToRise(price) {
      // The distance either way: a clock that was put back must not put the next look off.
      if (Math.abs(clock() - checkedAt) >= checkEveryMs) void refresh()
      return loaded !== undefined && isRising(loaded, price, clock())
    },
  }
}

/** @returns `undefined` for one that was published before its word was measured. @throws when it can't answer. */
function toLoaded(published: PublishedPredictor | undefined): Loaded | undefined {
  const { predictor, measures } = published ?? {}
  if (predictor?.kind !== "price" || measures === undefined) throw new Error("the live predictor of prices is gone")
  const start = "2026-01-08" as IsoDate
  const price: PriceFacts = { kind: "stay", unit: "", start, rate: 1, bookedAt: epochMs(0), daysLater: 1 }
  const { change, chanceOfRise } = outlookOf(predictor, price)
  if (!Number.isFinite(change + chanceOfRise)) throw new Error("the live predictor of prices gives no numbers")
  return measures.confident === undefined ? undefined : { predictor, confident: measures.confident }
}

function isRising({ predictor, confident }: Loaded, price: PriceSeen, now: EpochMs): boolean {
  const isKnown = predictor.rates[price.unit] !== undefined
  if (!isBorneOut(isKnown ? confident.known : confident.unknown)) return false
  const today = parseIsoDate(formatInstant(now).slice(0, 10)) ?? price.start
  const daysLater = Math.min(DAYS_AHEAD, daysBetween(today, price.start) - 1)
  if (daysLater < 1) return false
  return outlookOf(predictor, { ...price, bookedAt: now, daysLater }).chanceOfRise >= CONFIDENT_CHANCE
}
