// Quick replies: real buttons in a named group below the reply they belong to. The chosen one stays readable there.

import { h, icon } from "../dom.ts"
import type { AssistantEntry } from "../state.ts"
import type { ViewContext } from "./view-port.ts"

/** The group of one reply. */
export type Chips = {
  readonly element: HTMLElement
  /** Open: every reply can be chosen. Closed for good: only the chosen one is left, if one was. */
  offer(isOpen: boolean, entry: AssistantEntry): void
}

/**
 * Builds the group.
 *
 * @param leave Puts the focus where writing goes on, when the chip that has it goes away.
 */
export function buildChips(entry: AssistantEntry, { strings, actions }: ViewContext, leave: () => void): Chips {
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
  const chips = new Map(entry.suggestions.map((text) => [text, build(text)]))
  const element = h(
    "div",
    { class: "chips", part: "chips", role: "group", "aria-label": strings.suggestions },
    ...chips.values(),
  )
  let wasOpen = true
  return {
    element,
    offer: (isOpen, { chosen }) => {
      if (isOpen || !wasOpen) return
      wasOpen = false
      const hadFocus = element.matches(":focus-within")
      for (const [text, chip] of chips) {
        if (text !== chosen) chip.remove()
        else {
          chip.setAttribute("aria-disabled", "true")
          chip.replaceChildren(icon("check"), h("span", { class: "hidden-text" }, strings.chosen("")), text)
        }
      }
      element.hidden = element.childElementCount === 0
      if (hadFocus && !element.matches(":focus-within")) leave()
    },
  }
}
