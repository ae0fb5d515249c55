// The commands of `npm run predict`: history in, predictors trained, measured and promoted, and what they say of the bookings
// to come. The entry point is main.ts.

import { existsSync, readFileSync } from "node:fs"
import { type OptionValues, refused, runCommandLine } from "#backends/command-line.ts"
import { withLiveTables } from "#backends/dynamo-live-tables.ts"
import { listVersions, readDeployment } from "#backends/recommendation/model-registry.ts"
import { modelStores } from "#backends/recommendation/model-stores.ts"
import type { ObjectStore } from "#backends/recommendation/object-store.ts"
import { type Environment, parseConfig } from "#core/config.ts"
import { Fault } from "#core/errors.ts"
import { type IsoDate, systemClock } from "#core/time.ts"
import { toPastBooking } from "../booking-history.ts"
import { withPasts } from "../cancellation-report.ts"
import { listAllBookings } from "../dynamo-bookings.ts"
import { loadHistory, type PastBooking, parseHistory, saveHistory } from "../history.ts"
import {
  findLivePredictor,
  findPredictor,
  promotePredictor,
  publishPredictor,
  rollBackPredictor,
} from "../predictor-registry.ts"
import {
  chanceOfCancellation,
  measurePredictor,
  outlookOf,
  type PredictorKind,
  type PredictorMeasures,
} from "../predictors.ts"
import { makeSyntheticHistory } from "../synthetic-history.ts"

const USAGE = `usage: npm run predict -- COMMAND [--what cancellation|price]

  import --live            the bookings of the running assistant (or of DynamoDB in AWS)
  import FILE.csv          an own history, in the columns that docs/prediction.md lists
  import --synthetic N     make N bookings up [--seed N]
  train                    train, measure and publish a predictor; it isn't live before it is promoted
  evaluate                 every published predictor on what is set aside, beside the base rate
  promote VERSION          make it live, unless it is worse than the live one or than the base rate
  rollback                 make the one before live again
  upcoming [--days N]      the live predictors' answers for the bookings to come, most likely cancelled first; how the
                           price of each will change in N days (7)

Without --what it is about cancellations. History and predictors are kept where recommendation models are.`

const OPTIONS = {
  what: { type: "string", default: "cancellation" },
  live: { type: "boolean", default: false },
  synthetic: { type: "string" },
  seed: { type: "string", default: "1" },
  days: { type: "string", default: "7" },
} as const

type Options = OptionValues<typeof OPTIONS>

type Call = {
  readonly kind: PredictorKind
  /** The store of one kind of predictor; the history is with the first. */
  readonly storeOf: (kind: PredictorKind) => ObjectStore
  readonly operands: readonly string[]
  readonly options: Options
  readonly environment: Environment
  readonly print: (line: string) => void
}

const COMMANDS: Readonly<Record<string, (call: Call) => Promise<void>>> = {
  import: async (call) => {
    const history = await readHistory(call)
    await saveHistory(call.storeOf("cancellation"), history)
    call.print(`imported ${history.length} bookings`)
  },
  train: async ({ kind, storeOf, print }) => {
    const history = await loadHistory(storeOf("cancellation"))
    const { version, measures } = await publishPredictor(storeOf(kind), kind, history)
    print(`published ${version}: ${formatMeasures(measures)}`)
  },
  evaluate: async ({ kind, storeOf, print }) => {
    const history = await loadHistory(storeOf("cancellation"))
    const versions = await listVersions(storeOf(kind))
    if (versions.length === 0) throw refused(`no predictor of ${kind} is published: train one first`)
    const { live } = await readDeployment(storeOf(kind))
    for (const version of versions) {
      const mark = version === live ? " (live)" : ""
      print(`${version}${mark}: ${await describePredictor(storeOf(kind), version, history)}`)
    }
  },
  promote: async ({ kind, storeOf, operands, print }) => {
    const history = await loadHistory(storeOf("cancellation"))
    if (operands[0] === undefined) throw refused("name the version to promote: evaluate lists those there are")
    const outcome = await promotePredictor(storeOf(kind), operands[0], history)
    if (!outcome.ok) throw refused(`${operands[0]} is not promoted: ${outcome.refusal}`)
    print(`${operands[0]} is live: ${formatMeasures(outcome.value)}`)
  },
  rollback: async ({ kind, storeOf, print }) => {
    const version = await rollBackPredictor(storeOf(kind))
    if (version === undefined) throw refused("no predictor was live before that can still be read")
    print(`${version} is live again`)
  },
  upcoming: listUpcoming,
}

/**
 * Runs a command line.
 *
 * @returns the exit code: 0 done, 1 refused or failed, 2 not understood.
 */
export async function runPredict(
  args: readonly string[],
  environment: Environment,
  print: (line: string) => void,
  complain: (line: string) => void,
): Promise<number> {
  const line = { args, options: OPTIONS, commands: COMMANDS, usage: USAGE, complain }
  return await runCommandLine(line, async (command, operands, options) => {
    const kind = (["cancellation", "price"] as const).find((known) => known === options.what)
    if (kind === undefined) throw refused("--what is cancellation or price")
    const config = parseConfig(environment)
    const open = await modelStores(config, config.dataDir)
    const storeOf = (of: PredictorKind) => open(`prediction-${of}`)
    await command({ kind, storeOf, operands, options, environment, print })
  })
}

async function readHistory({ operands, options, environment }: Call): Promise<readonly PastBooking[]> {
  if (options.live) return readLiveHistory(environment)
  if (options.synthetic !== undefined) {
    const [bookings, seed] = [toCount(options.synthetic, "--synthetic"), toCount(options.seed, "--seed")]
    return makeSyntheticHistory({ bookings, seed, first: "2026-01-01" as IsoDate })
  }
  const [file = ""] = operands
  if (!existsSync(file)) throw refused(`there is no file ${file}`)
  return parseHistory(readText(file))
}

function readText(file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    throw refused(`${file} can't be read as UTF-8: ${error instanceof Error ? error.message : "unknown"}`)
  }
}

async function describePredictor(
  store: ObjectStore,
  version: string,
  history: readonly PastBooking[],
): Promise<string> {
  try {
    const published = await findPredictor(store, version)
    return published === undefined ? "is gone" : formatMeasures(measurePredictor(published.predictor, history))
  } catch (error) {
    // One that is damaged takes nothing from what there is to say of the others.
    if (error instanceof Fault && error.code === "data-invalid") return `can't be evaluated: ${error.hint}`
    throw error
  }
}

function readLiveHistory(environment: Environment): Promise<readonly PastBooking[]> {
  return withLiveTables(environment, async ({ items, named }) => {
    const bookings = await listAllBookings(items, named("bookings"))
    return bookings.flatMap((booking) => toPastBooking(booking, systemClock()) ?? [])
  })
}

async function listUpcoming({ storeOf, options, environment, print }: Call): Promise<void> {
  const [cancellation, price] = await Promise.all([
    findLivePredictor(storeOf("cancellation")),
    findLivePredictor(storeOf("price")),
  ])
  if (cancellation?.kind !== "cancellation") throw refused("no predictor of cancellations is live: promote one")
  const daysLater = toCount(options.days, "--days")
  const history = await readLiveHistory(environment)
  const upcoming = history.filter(({ outcome }) => outcome === "open")
  const factsOf = withPasts(history)
  const answers = upcoming.map((booking) => {
    const chance = chanceOfCancellation(cancellation, factsOf(booking))
    const facts = { ...booking, bookedAt: systemClock(), daysLater }
    const outlook = price?.kind === "price" ? outlookOf(price, facts) : undefined
    return { booking, chance, outlook }
  })
  for (const { booking, chance, outlook } of answers.toSorted((a, b) => b.chance - a.chance)) {
    const rise =
      outlook === undefined
        ? ""
        : `, price in ${daysLater} days ${formatPercent(outlook.change)}, rises with ${formatPercent(outlook.chanceOfRise)}`
    print(`${booking.reference} ${booking.unit} ${booking.start}: cancelled with ${formatPercent(chance)}${rise}`)
  }
  print(`${answers.length} bookings to come`)
}

function toCount(text: string, name: string): number {
  const value = Number(text)
  if (text === "" || !Number.isSafeInteger(value) || value < 0) throw refused(`${name} must be a whole number`)
  return value
}

function formatPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function formatMeasures({ chances, change, confident }: PredictorMeasures): string {
  const { logLoss, brier, auroc, calibrationError, base, examples } = chances
  const told = confident === undefined ? "" : `; ${confident.known.rose} of ${confident.known.told} told to rise rose`
  const price =
    change === undefined
      ? ""
      : `mean error ${change.meanError.toFixed(4)} (base ${change.baseMeanError.toFixed(4)}); of a rise: `
  return `${price}log loss ${logLoss.toFixed(4)} (base ${base.logLoss.toFixed(4)}), Brier ${brier.toFixed(4)} (base ${base.brier.toFixed(4)}), AUROC ${auroc.toFixed(3)}, calibration error ${calibrationError.toFixed(4)}, on ${examples} examples set aside${told}`
}
