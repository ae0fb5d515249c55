// What people ask, and what the bot missed, on the page.

import type { InsightsReply } from "../../contract.ts"
import { type Cell, element, find, percent, scrollingTable } from "./elements.ts"

/** Shows the counts. */
export function showConversations(insights: InsightsReply): void {
  const sum = (name: "sessions" | "turns" | "missed") => insights.days.reduce((total, day) => total + day[name], 0)
  const turns = sum("turns")
  const understood = turns === 0 ? "–" : percent(1 - sum("missed") / turns)
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
  fill(
    "intents",
    "Intents",
    ["Intent", "Turns", "Fulfilled", "Failed"],
    insights.intents.map(({ name, turns: count, fulfilled, failed }) => [name, count, fulfilled, failed]),
  )
  fill(
    "by-day",
    "By day",
    ["Day", "Conversations", "Turns", "Not understood"],
    insights.days.map(({ date, sessions, turns: count, missed }) => [date, sessions, count, missed]),
  )
  const missed = insights.missedUtterances
  find("missed-note", HTMLParagraphElement).textContent =
    missed === undefined
      ? "Texts are not kept (MISSED_UTTERANCE_DAYS is 0)."
      : `Kept for ${insights.missedUtteranceDays} days, without e-mail addresses and long numbers.`
  fill(
    "missed",
    "Not understood",
    missed === undefined ? [] : ["Text", "Times", "Last"],
    (missed ?? []).map(({ text, count, lastDate }) => [text, count, lastDate]),
  )
}

function fill(id: string, name: string, headings: readonly string[], rows: readonly (readonly Cell[])[]): void {
  find(id, HTMLElement).replaceChildren(...(headings.length === 0 ? [] : [scrollingTable(name, headings, rows)]))
}
