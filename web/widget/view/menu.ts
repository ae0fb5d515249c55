// The options: download, rate, clear, erase. A button that discloses a list of buttons.

import { h, type IconName, icon } from "../dom.ts"
import type { TranscriptFormat } from "../transcript-file.ts"
import type { ViewContext } from "./view-port.ts"

/** What the menu leads to besides the downloads. */
export type MenuTargets = { rate(): void; clear(): void; erase(): void }

/** The menu; `close` tells whether it was open. */
export type Menu = { readonly element: HTMLElement; readonly button: HTMLButtonElement; close(): boolean }

/** Creates the menu, closed. */
export function createMenu({ strings, actions }: ViewContext, targets: MenuTargets): Menu {
  const close = (): boolean => {
    const wasOpen = !list.hidden
    list.hidden = true
    button.setAttribute("aria-expanded", "false")
    return wasOpen
  }
  const item = (name: string, symbol: IconName, act: () => void): HTMLElement =>
    h(
      "li",
      {},
      h(
        "button",
        {
          class: "menu-item",
          type: "button",
          onClick: () => {
            close()
            button.focus()
            act()
          },
        },
        icon(symbol),
        name,
      ),
    )
  const list = h(
    "ul",
    { class: "menu", part: "menu", id: "menu", hidden: true },
    buildDownloads(strings, actions),
    item(strings.rate, "star", targets.rate),
    item(strings.clear, "retry", targets.clear),
    item(strings.erase, "trash", targets.erase),
  )
  const button = h(
    "button",
    {
      class: "round",
      part: "menu-button",
      type: "button",
      "aria-label": strings.menu,
      "aria-expanded": "false",
      "aria-controls": "menu",
      onClick: () => {
        list.hidden = !list.hidden
        button.setAttribute("aria-expanded", String(!list.hidden))
      },
    },
    icon("more", "icon icon-bold"),
  )
  const element = h("div", { class: "menu-frame" }, button, list)
  element.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) close()
  })
  element.addEventListener("keydown", (event) => moveInList(event, list))
  return { element, button, close }
}

/** Up and down go through the list's buttons, as people expect of a menu; Tab does too. */
function moveInList(event: KeyboardEvent, list: HTMLElement): void {
  if (list.hidden || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return
  const buttons = [...list.querySelectorAll("button")]
  const root = list.getRootNode()
  const at = buttons.findIndex((button) => root instanceof ShadowRoot && button === root.activeElement)
  const next = event.key === "ArrowDown" ? at + 1 : at - 1
  buttons[(next + buttons.length) % buttons.length]?.focus()
  event.preventDefault()
}

function buildDownloads(strings: ViewContext["strings"], actions: ViewContext["actions"]): HTMLElement {
  const format = (name: string, value: TranscriptFormat): HTMLElement =>
    h(
      "button",
      {
        class: "format",
        type: "button",
        "aria-label": `${strings.download}: ${name}`,
        onClick: () => actions.download(value),
      },
      name,
    )
  return h(
    "li",
    { class: "menu-row" },
    h("span", { class: "menu-label" }, icon("download"), strings.download),
    h(
      "span",
      { class: "formats" },
      format(strings.asText, "text"),
      format(strings.asHtml, "html"),
      format(strings.asJson, "json"),
    ),
  )
}
