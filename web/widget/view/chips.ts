// Quick replies: real buttons in a named group. The chosen one stays readable until the next ones come.

import { h, icon } from "../dom.ts"
import { type AssistantEntry, openSuggestions, type State } from "../state.ts"
import type { ViewContext } from "./view-port.ts"

/**
 * Builds the group.
 *
 * @param leave Puts the focus back in the message field, where writing goes on.
 * @param log Takes the focus when a chip that has it goes away on a touch screen.
 */
export function buildChips(
  { strings, actions }: ViewContext,
  leave: () => void,
  log: HTMLElement,
): { readonly element: HTMLElement; render(state: State): void } {
  const element = h("div", {
    class: "chips",
    part: "chips",
    role: "group",
    "aria-label": strings.suggestions,
    hidden: true,
  })
  let shown: AssistantEntry | undefined
  const build = (text: string): HTMLButtonElement => {
    const button = h("button", { class: "chip", part: "chip", type: "button", dir: "auto" }, text)
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return
      actions.submit(text)
      // With a finger, the field would bring up the keyboard.
      if (matchMedia("(pointer: fine)").matches) leave()
    })
    return button
  }
  const replace = (chips: readonly HTMLElement[]): void => {
    const hadFocus = element.matches(":focus-within")
    element.replaceChildren(...chips)
    element.hidden = chips.length === 0
    if (hadFocus && !element.matches(":focus-within")) log.focus({ preventScroll: true })
  }
  const settle = (chosen: string | undefined): void => {
    for (const chip of [...element.querySelectorAll("button")]) {
      if (chip.getAttribute("aria-disabled") === "true") continue
      if (chip.textContent !== chosen) {
        chip.remove()
        continue
      }
      chip.setAttribute("aria-disabled", "true")
      chip.replaceChildren(icon("check"), h("span", { class: "hidden-text" }, strings.chosen("")), chosen)
    }
    element.hidden = element.childElementCount === 0
  }
  return {
    element,
    render: (state) => {
      const open = openSuggestions(state)
      if (open !== undefined && open.key !== shown?.key) {
        replace(open.suggestions.map(build))
      } else if (open === undefined && shown !== undefined) {
        const key = shown.key
        const latest = state.entries.find(
          (entry): entry is AssistantEntry => entry.key === key && entry.kind === "assistant",
        )
        settle(latest?.chosen)
      }
      shown = open
    },
  }
}
