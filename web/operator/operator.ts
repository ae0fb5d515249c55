// The operator page in the browser: asks the API with the operator's token and shows the counts. Everything is set as
// text; the token is kept in memory only.

import type { InsightsReply, Problem } from "../contract.ts"

type Cell = string | number

function find<Type extends Element>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id)
  if (!(element instanceof type)) throw new Error(`the page has no ${id}`)
  return element
}

function element(name: string, text: Cell, className = ""): HTMLElement {
  const made = document.createElement(name)
  made.textContent = typeof text === "number" ? text.toLocaleString() : text
  made.className = className
  return made
}

function fillTable(id: string, headings: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const isNumber = (column: number) => typeof rows[0]?.[column] === "number"
  const head = document.createElement("tr")
  head.append(
    ...headings.map((heading, column) => {
      const cell = element("th", heading, isNumber(column) ? "number" : "")
      cell.setAttribute("scope", "col")
      return cell
    }),
  )
  const body = rows.map((row) => {
    const line = document.createElement("tr")
    line.append(...row.map((value) => element("td", value, typeof value === "number" ? "number" : "")))
    return line
  })
  find(id, HTMLTableElement).replaceChildren(head, ...body)
}

function show(insights: InsightsReply): void {
  const sum = (name: "sessions" | "turns" | "missed") => insights.days.reduce((total, day) => total + day[name], 0)
  const turns = sum("turns")
  const understood = turns === 0 ? "–" : `${Math.round((1 - sum("missed") / turns) * 1000) / 10} %`
  const totals: readonly (readonly [string, Cell])[] = [
    ["Conversations", sum("sessions")],
    ["Turns", turns],
    ["Not understood", sum("missed")],
    ["Understood", understood],
  ]
  find("totals", HTMLDListElement).replaceChildren(
    ...totals.map(([name, value]) => {
      const group = document.createElement("div")
      group.append(element("dt", name), element("dd", value))
      return group
    }),
  )
  fillTable(
    "intents",
    ["Intent", "Turns", "Fulfilled", "Failed"],
    insights.intents.map(({ name, turns: count, fulfilled, failed }) => [name, count, fulfilled, failed]),
  )
  fillTable(
    "by-day",
    ["Day", "Conversations", "Turns", "Not understood"],
    insights.days.map(({ date, sessions, turns: count, missed }) => [date, sessions, count, missed]),
  )
  const missed = insights.missedUtterances
  find("missed-note", HTMLParagraphElement).textContent =
    missed === undefined
      ? "Texts are not kept (MISSED_UTTERANCE_DAYS is 0)."
      : `Kept for ${insights.missedUtteranceDays} days, without e-mail addresses and long numbers.`
  fillTable(
    "missed",
    missed === undefined ? [] : ["Text", "Times", "Last"],
    (missed ?? []).map(({ text, count, lastDate }) => [text, count, lastDate]),
  )
  find("report", HTMLElement).hidden = false
}

async function load(token: string, days: string): Promise<string> {
  const response = await fetch(`/api/operator/insights?days=${encodeURIComponent(days)}`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  if (!response.ok) {
    const problem = (await response.json()) as Problem
    return problem.status === 401 ? "That is not the operator token." : (problem.detail ?? problem.title)
  }
  show((await response.json()) as InsightsReply)
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
