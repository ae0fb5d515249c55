// The results of a test set for the terminal. The same as a page is html-report.ts.

import { formatMismatch } from "./check-turn.ts"
import type { CaseOutcome, TurnOutcome } from "./run-case.ts"
import type { Confusion, Coverage, Score, Summary } from "./summary.ts"

/** Lays out what failed in full, everything else in numbers. */
export function formatReport(outcomes: readonly CaseOutcome[], summary: Summary): string {
  const wrong = summary.confusions.filter(({ expected, actual }) => expected !== actual)
  return [
    ...outcomes.map(formatCase),
    "",
    ...section("Intents", summary.intents.map(formatScore)),
    ...section("Slots", summary.slots.map(formatScore)),
    ...section("Taken for another intent", wrong.map(formatConfusion)),
    ...section("Coverage", summary.coverage.map(formatCoverage)),
    `${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`,
  ].join("\n")
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""]
}

const MARKS = { passed: "✓", failed: "✗", skipped: "-" } as const satisfies Record<CaseOutcome["status"], string>

function formatCase({ testCase, status, reason, turns }: CaseOutcome): string {
  const head = `${MARKS[status]} ${testCase.source}: ${testCase.title}${reason === undefined ? "" : ` (${reason})`}`
  return [head, ...turns.flatMap(formatFailure)].join("\n")
}

function formatFailure(outcome: TurnOutcome): string[] {
  if (outcome.status !== "failed") return []
  const { answer, turn } = outcome
  const reasons = answer?.type === "refused" ? [`refused: ${answer.message}`] : outcome.mismatches.map(formatMismatch)
  return [`    line ${turn.line}, "${turn.guest}"`, ...reasons.map((reason) => `      ${reason}`)]
}

/** Right ones in percent, one decimal. */
export function percent(passed: number, total: number): string {
  return total === 0 ? "–" : `${((100 * passed) / total).toFixed(1)} %`
}

function formatScore({ name, passed, total }: Score): string {
  return `${name}: ${passed} of ${total}, ${percent(passed, total)}`
}

function formatConfusion({ expected, actual, count }: Confusion): string {
  return `${expected} as ${actual}: ${count}`
}

function formatCoverage({ name, total, missed }: Coverage): string {
  const reached = `${name}: ${total - missed.length} of ${total}, ${percent(total - missed.length, total)}`
  return missed.length === 0 ? reached : `${reached}; not ${missed.join(", ")}`
}
