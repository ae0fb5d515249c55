// The operator page in the browser: asks the API with the operator's token and shows what it says. Everything is set as
// text; the token is kept in memory only.

import type { InsightsReply, Problem } from "../contract.ts"
import type { CancellationsReport, ModelsReport } from "../owner-contract.ts"
import { showCancellations } from "./parts/cancellations.ts"
import { showConversations } from "./parts/conversations.ts"
import { element, find } from "./parts/elements.ts"
import { showModels } from "./parts/models.ts"

/** Asks for a report. @returns the problem instead, when there is one. */
async function ask<Report>(token: string, path: string): Promise<{ readonly report: Report } | Problem> {
  const response = await fetch(`/api/operator/${path}`, { headers: { Authorization: `Bearer ${token}` } })
  if (!response.ok) return (await response.json()) as Problem
  return { report: (await response.json()) as Report }
}

function wordsOf({ status, detail, title }: Problem): string {
  return status === 401 ? "That is not the operator token." : (detail ?? title)
}

/** Shows a report in a section of its own; one that can't be had takes nothing from the others. */
async function fill<Report>(
  id: string,
  asking: Promise<{ readonly report: Report } | Problem>,
  show: (place: HTMLElement, report: Report) => void,
): Promise<void> {
  const place = find(id, HTMLElement)
  const answer = await asking
  if ("report" in answer) show(place, answer.report)
  else place.replaceChildren(element("p", wordsOf(answer)))
}

async function load(token: string, days: string): Promise<string> {
  const insights = await ask<InsightsReply>(token, `insights?days=${encodeURIComponent(days)}`)
  if (!("report" in insights)) return wordsOf(insights)
  showConversations(insights.report)
  await Promise.all([
    fill("cancellations", ask<CancellationsReport>(token, "cancellations"), showCancellations),
    fill("models", ask<ModelsReport>(token, "models"), showModels),
  ])
  find("report", HTMLElement).hidden = false
  return ""
}

find("access", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault()
  const status = find("status", HTMLParagraphElement)
  status.textContent = "Loading …"
  load(find("token", HTMLInputElement).value, find("days", HTMLSelectElement).value).then(
    (message) => {
      status.textContent = message
    },
    () => {
      status.textContent = "The server can't be reached."
    },
  )
})
