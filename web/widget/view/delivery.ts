// What became of a visitor's message: waiting, on its way, or failed, with the reason and a way out.

import { h, icon } from "../dom.ts"
import type { VisitorEntry } from "../state.ts"
import type { ViewContext } from "./view-port.ts"

/** The two places a message's fate is shown in. */
export type Delivery = {
  readonly problem: HTMLElement
  readonly status: HTMLElement
  update(entry: VisitorEntry): void
}

/** Builds both; they keep themselves up to date while a waiting time runs. */
export function buildDelivery(first: VisitorEntry, context: ViewContext): Delivery {
  const status = h("span", { class: "delivery", part: "delivery" })
  const reason = h("span", {})
  const retry = h(
    "button",
    { class: "link-button", type: "button", onClick: () => context.actions.retry(first.turnId) },
    icon("retry"),
    context.strings.retry,
  )
  const discard = h(
    "button",
    { class: "link-button", type: "button", onClick: () => context.actions.discard(first.turnId) },
    context.strings.discard,
  )
  const problem = h(
    "div",
    { class: "problem", part: "problem", hidden: true },
    icon("alert"),
    h("div", {}, h("p", {}, reason), h("div", { class: "problem-actions" }, retry, discard)),
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  const update = (entry: VisitorEntry): void => {
    clearTimeout(timer)
    problem.hidden = entry.failure === undefined
    reason.textContent = explain(entry, context)
    retry.hidden = isTooEarly(entry)
    status.replaceChildren(...describe(entry, context))
    const isCounting = entry.retryAtMs !== undefined && entry.retryAtMs > Date.now()
    if (isCounting) timer = setTimeout(() => status.isConnected && update(entry), 1000)
  }
  update(first)
  return { problem, status, update }
}

/** The server asked to be left alone until then. Our own pauses may be cut short. */
function isTooEarly(entry: VisitorEntry): boolean {
  return entry.failure?.retryAfterMs !== undefined && (entry.retryAtMs ?? 0) > Date.now()
}

function explain(entry: VisitorEntry, { strings, options }: ViewContext): string {
  const { failure, retryAtMs = 0, delivery } = entry
  if (failure === undefined) return ""
  const isRefused = failure.reason === "refused" && failure.detail !== undefined
  const said = [strings.notSent, isRefused ? (failure.detail ?? "") : strings.failures[failure.reason]]
  const seconds = Math.ceil((retryAtMs - Date.now()) / 1000)
  if (seconds > 0 && delivery === "queued") said.push(strings.retryIn(seconds))
  else if (seconds > 0) {
    const format = new Intl.DateTimeFormat(options.locale, { timeStyle: "medium" })
    said.push(strings.retryFrom(format.format(retryAtMs)))
  }
  return said.join(" ")
}

function describe(entry: VisitorEntry, { strings }: ViewContext): readonly (Node | string)[] {
  if (entry.failure !== undefined) return []
  switch (entry.delivery) {
    case "queued":
      return [icon("clock"), navigator.onLine ? strings.waiting : strings.queued]
    case "sending":
      return [strings.sending]
    case "sent":
      return [icon("check"), h("span", { class: "hidden-text" }, strings.sent)]
    case "failed":
      return []
  }
}
