// The sign that an answer is under way: dots for the eye, one sentence for the ear, said once per wait.

import { h } from "../dom.ts"
import type { State } from "../state.ts"
import type { ViewContext } from "./view-port.ts"

/** After this long a second sentence says that work goes on. */
const LONG_WAIT_MS = 8000

/** Builds the indicator. */
export function buildTyping({ strings }: ViewContext): { readonly element: HTMLElement; render(state: State): void } {
  const element = h("div", { class: "typing-status", role: "status" })
  let wait: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const show = (text: string): void => {
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"))
    element.replaceChildren(
      h("span", { class: "typing", part: "typing" }, dots, h("span", { class: "typing-text" }, text)),
    )
  }
  return {
    element,
    render: (state) => {
      const now = waitOf(state)
      if (now === wait) return
      wait = now
      clearTimeout(timer)
      if (now === undefined) {
        element.replaceChildren()
        return
      }
      show(now === "connecting" ? strings.connecting : strings.typing)
      timer = setTimeout(() => {
        show(strings.stillWorking)
        element.firstElementChild?.classList.add("is-long")
      }, LONG_WAIT_MS)
    },
  }
}

/** What is being waited for; a new value is a new wait. */
function waitOf(state: State): string | undefined {
  if (state.phase === "starting" || state.phase === "restoring" || state.phase === "erasing") return "connecting"
  return state.activeTurnId
}
