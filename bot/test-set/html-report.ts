// The results of a test set as a page of its own, without scripts or anything from elsewhere. The same for the terminal
// is text-report.ts.

import { type ActualMessage, formatMismatch } from "./check-turn.ts"
import type { CaseOutcome, TurnOutcome } from "./run-case.ts"
import type { Confusion, Coverage, Score, Summary } from "./summary.ts"
import { percent } from "./text-report.ts"

const STYLE = `:root { color-scheme: light dark; --line: light-dark(#ccc, #555); --good: light-dark(#146c2e, #7ddf98);
  --bad: light-dark(#b3261e, #ff8a80); --dim: light-dark(#555, #aaa) }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
table { border-collapse: collapse; margin: 0 0 1.5rem } th, td { border: 1px solid var(--line); padding: .25rem .6rem }
th { text-align: start } td { text-align: end } td.text { text-align: start } .scroll { overflow-x: auto }
.passed { color: var(--good) } .failed { color: var(--bad) } .skipped { color: var(--dim) }
td.right { background: light-dark(#d7f2de, #1d3b26) } td.wrong { background: light-dark(#fbdcd9, #4a1f1b) }
details { border-block-start: 1px solid var(--line); padding: .4rem 0 } summary { cursor: pointer }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem .8rem; margin: .5rem 0 .5rem 1rem }
dd { margin: 0; overflow-wrap: anywhere } dt { color: var(--dim) }`

/**
 * Makes the page.
 *
 * @param title What was tested, for the heading.
 */
export function renderReport(title: string, outcomes: readonly CaseOutcome[], summary: Summary): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p><strong class="passed">${summary.passed} passed</strong>, <strong class="failed">${summary.failed} failed</strong>,
<span class="skipped">${summary.skipped} skipped</span></p>
${scoreTable("Intents", summary.intents)}
${confusionMatrix(summary.confusions)}
${scoreTable("Slots", summary.slots)}
${coverageTable(summary.coverage)}
<h2>Conversations</h2>
${outcomes.map(renderCase).join("\n")}
</body>
</html>
`
}

/** Makes text safe to stand in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
}

function scoreTable(title: string, scores: readonly Score[]): string {
  if (scores.length === 0) return ""
  const rows = scores.map(
    ({ name, passed, total }) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td>${passed}</td><td>${total}</td><td>${percent(passed, total)}</td></tr>`,
  )
  return `<h2>${title}</h2>
<table><tr><td></td><th scope="col">right</th><th scope="col">of</th><th scope="col">share</th></tr>
${rows.join("\n")}
</table>`
}

/** Expected intents down, actual ones across. */
function confusionMatrix(confusions: readonly Confusion[]): string {
  if (confusions.length === 0) return ""
  const expected = [...new Set(confusions.map((one) => one.expected))]
  const actual = [...new Set([...expected, ...confusions.map((one) => one.actual)])]
  const counts = new Map(confusions.map((one) => [JSON.stringify([one.expected, one.actual]), one.count]))
  const cell = (row: string, column: string) => {
    const count = counts.get(JSON.stringify([row, column]))
    if (count === undefined) return "<td></td>"
    return `<td class="${row === column ? "right" : "wrong"}">${count}</td>`
  }
  const rows = expected.map(
    (row) => `<tr><th scope="row">${escapeHtml(row)}</th>${actual.map((column) => cell(row, column)).join("")}</tr>`,
  )
  return `<h2>Confusion of intents</h2>
<div class="scroll" tabindex="0"><table><caption>Expected intents down, what they were taken for across</caption>
<tr><td></td>${actual.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("")}</tr>
${rows.join("\n")}
</table></div>`
}

function coverageTable(coverage: readonly Coverage[]): string {
  if (coverage.length === 0) return ""
  const rows = coverage.map(({ name, total, missed }) => {
    const reached = total - missed.length
    return `<tr><th scope="row">${name}</th><td>${reached}</td><td>${total}</td><td>${percent(reached, total)}</td><td class="text">${escapeHtml(missed.join(", "))}</td></tr>`
  })
  return `<h2>Coverage</h2>
<table><tr><td></td><th scope="col">reached</th><th scope="col">of</th><th scope="col">share</th><th scope="col">not reached</th></tr>
${rows.join("\n")}
</table>`
}

function renderCase({ testCase, status, reason, turns }: CaseOutcome): string {
  const open = status === "failed" ? " open" : ""
  const note = reason === undefined ? "" : ` (${escapeHtml(reason)})`
  return `<details${open}><summary><span class="${status}">${status}</span> ${escapeHtml(testCase.title)}
<small>${escapeHtml(testCase.source)}</small>${note}</summary>
<dl>${turns.map(renderTurn).join("\n")}</dl></details>`
}

function renderTurn({ turn, status, mismatches, answer }: TurnOutcome): string {
  const said = answer?.type === "answered" ? (answer.turn.messages ?? []) : []
  const flaws = answer?.type === "refused" ? [`refused: ${answer.message}`] : mismatches.map(formatMismatch)
  return [
    `<dt>guest</dt><dd>${escapeHtml(turn.guest)}${status === "skipped" ? ' <span class="skipped">(skipped)</span>' : ""}</dd>`,
    ...said.map((message) => `<dt>bot</dt><dd>${escapeHtml(describeMessage(message))}</dd>`),
    ...flaws.map((flaw) => `<dt class="failed">wrong</dt><dd class="failed">${escapeHtml(flaw)}</dd>`),
  ].join("")
}

function describeMessage(message: ActualMessage): string {
  const card = message.imageResponseCard
  if (card === undefined) return message.content ?? ""
  const buttons = card.buttons?.map((button) => ` [${button.text ?? ""}]`) ?? []
  return `card: ${card.title ?? ""}${buttons.join("")}`
}
