// The recommendation models on the page: which are live, and what visitors did with those on trial.

import type { ModelsReport } from "../../owner-contract.ts"
import { type Cell, element, percent, scrollingTable } from "./elements.ts"

type Models = ModelsReport["catalogues"][number]
type Trial = NonNullable<Models["trial"]>
type Comparison = Trial["comparison"]

const NAMES: Readonly<Record<Models["catalogue"], string>> = { places: "Places to stay", movies: "Films" }
const HEADINGS = [
  "Model",
  "Visitors",
  "Shown",
  "Taken",
  "Turned down",
  "Took something",
  "Of the visitors",
  "95% interval",
] as const

/** Shows the models of both catalogues. */
export function showModels(place: HTMLElement, { catalogues }: ModelsReport): void {
  place.replaceChildren(
    ...catalogues.flatMap((models) => [element("h3", NAMES[models.catalogue]), ...describe(models)]),
  )
}

function describe({ catalogue, live, trial, problem }: Models): readonly HTMLElement[] {
  if (problem !== undefined) return [element("p", `The record of live models can't be read: ${problem}.`)]
  if (live === undefined)
    return [
      element("p", "No trained model is live: what was asked for and guests' ratings recommend."),
      element("p", command(catalogue, "import --live", "train", "promote VERSION"), "command"),
    ]
  if (trial === undefined)
    return [
      element("p", `The model ${live} serves all visitors. Another can be tried on a part of them:`),
      element("p", command(catalogue, "challenge VERSION 0.2"), "command"),
    ]
  const { version, share, since, comparison } = trial
  const began = since === undefined ? "" : ` since ${since.slice(0, 10)}`
  return [
    element("p", `The model ${version} is tried on ${percent(share, 0)} of the visitors${began}, beside ${live}.`),
    scrollingTable(`${NAMES[catalogue]}: what visitors of each model did`, HEADINGS, [
      row(`${live} (live)`, comparison.live),
      row(`${version} (on trial)`, comparison.challenger),
    ]),
    element("p", verdictOf(comparison), "verdict"),
    element("p", differenceOf(comparison)),
  ]
}

function command(catalogue: Models["catalogue"], ...commands: readonly string[]): string {
  return commands.map((one) => `npm run recommend -- ${one} --catalogue ${catalogue}`).join("\n")
}

function row(name: string, { visitors, shown, taken, dismissed, takers, rate }: Comparison["live"]): readonly Cell[] {
  const isKnown = visitors > 0
  return [
    ...[name, visitors, shown, taken, dismissed, takers],
    { figure: isKnown ? percent(rate.share) : "–" },
    { figure: isKnown ? `${percent(rate.low)} – ${percent(rate.high)}` : "–" },
  ]
}

function verdictOf({ verdict }: Comparison): string {
  switch (verdict) {
    case "too-early":
      return "Too early to tell: too few visitors have taken something, or left it."
    case "no-difference-seen":
      return "No difference seen: chance alone may have made what there is."
    case "challenger-is-better":
      return "The model on trial does better than the live one."
    case "live-is-better":
      return "The live model does better than the one on trial."
  }
}

/** In points: a hundredth of all visitors. */
function points(share: number): string {
  return (100 * share).toLocaleString(undefined, { maximumFractionDigits: 1, signDisplay: "exceptZero" })
}

function differenceOf({ difference, detectable, pValue, verdict, visitorsOfBoth }: Comparison): string {
  const { share, low, high } = difference
  const chance = pValue < 0.001 ? "less than 0.001" : pValue.toLocaleString(undefined, { maximumFractionDigits: 3 })
  const both =
    visitorsOfBoth === 0 ? "" : ` ${visitorsOfBoth.toLocaleString()} visitors of both models count for neither.`
  if (verdict === "too-early") return `The rates can't be compared yet.${both}`
  const least = (100 * detectable).toLocaleString(undefined, { maximumFractionDigits: 1 })
  return `Difference: ${points(share)} points, 95% interval ${points(low)} to ${points(high)}; p = ${chance}. So many visitors show a true difference of ${least} points four times out of five.${both}`
}
