// Reads things out: a hidden live region that gets a copy of each finished message and is emptied soon after.
// The visible transcript has no live semantics, so nothing is read twice.

import { h } from "./dom.ts"

/** Long enough for every screen reader to have taken it, short enough not to be found by browsing. */
const STAYS_MS = 1000

/** Creates the region. Two texts in the same moment are read one after the other, in order. */
export function createAnnouncer(): { readonly element: HTMLElement; announce(text: string): void } {
  const element = h("div", { class: "hidden-text", role: "log", "aria-live": "polite", "aria-relevant": "additions" })
  return {
    element,
    announce: (text) => {
      if (text.trim() === "") return
      const line = h("p", {}, text)
      element.append(line)
      setTimeout(() => line.remove(), STAYS_MS)
    },
  }
}
