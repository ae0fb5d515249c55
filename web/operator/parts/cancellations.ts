// The bookings to come on the page: how many are likely to be cancelled, and which.

import type { CancellationsReport } from "../../owner-contract.ts"
import { type Cell, element, percent, scrollingTable } from "./elements.ts"

type Forecast = NonNullable<CancellationsReport["forecast"]>

const TRAINING = ["import --live", "train", "promote VERSION"].map((one) => `npm run predict -- ${one}`).join("\n")

/** Shows the forecast, or how to come by one. */
export function showCancellations(place: HTMLElement, { predictor, forecast, problem }: CancellationsReport): void {
  if (problem !== undefined) {
    place.replaceChildren(element("p", `The predictor of cancellations can't be used: ${problem}.`))
  } else if (predictor === undefined || forecast === undefined) {
    place.replaceChildren(
      element("p", "No predictor of cancellations is live. Train one on past bookings and promote it:"),
      element("p", TRAINING, "command"),
    )
  } else {
    const { version, bookings, baseChance, calibrationError } = predictor
    const made = `By the predictor ${version}, trained on ${bookings.toLocaleString()} bookings of which ${percent(baseChance, 0)} were cancelled; on bookings set aside its chances were ${percent(calibrationError)} off on average.`
    place.replaceChildren(...tell(forecast), element("p", made))
  }
}

function tell(forecast: Forecast): readonly HTMLElement[] {
  if (forecast.bookings === 0) return [element("p", "No bookings are to come.")]
  return [
    element("p", `Of ${forecast.bookings.toLocaleString()} bookings to come, ${rangeOf(forecast)}.`, "verdict"),
    element(
      "p",
      "A chance is that of all the time between booking and start: what has lasted nearly as long is cancelled less often.",
    ),
    scrollingTable(
      "Cancellations expected by hotel and flight",
      ["Hotel or flight", "Bookings", "Expected cancellations"],
      forecast.byTitle.map(({ title, bookings, expected }) => [title, bookings, { figure: oneDigit(expected) }]),
    ),
    scrollingTable(
      "Bookings to come, the likeliest to be cancelled first",
      ["Booking", "What", "Start", "Nights", "Party", "Chance of cancellation"],
      forecast.upcoming.map((one): readonly Cell[] => [
        ...[one.reference, one.title, one.start],
        { figure: one.kind === "trip" ? "–" : one.nights.toLocaleString() },
        ...[one.party, { figure: percent(one.chance, 0) }],
      ]),
    ),
    ...(forecast.upcoming.length < forecast.bookings
      ? [element("p", `The ${forecast.upcoming.length} likeliest are shown.`)]
      : []),
  ]
}

function rangeOf({ expected, low, high }: Forecast): string {
  return `about ${oneDigit(expected)} are expected to be cancelled (95% interval ${oneDigit(low)} – ${oneDigit(high)})`
}

function oneDigit(count: number): string {
  return count.toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}
