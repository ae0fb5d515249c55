// The one script of the one tag: registers <concierge-chat>, puts one on the page, and offers `window.concierge`.

import { ConciergeChat } from "./element.ts"
import type { OpenRequest } from "./panel-port.ts"

/** Written in by the build: where the lazily loaded files are, relative to this script. */
declare const PANEL_FILE: string
declare const LANGUAGE_FILES: Readonly<Record<string, string>>

/** The one global: what a page can do with its chat. */
type Concierge = {
  /** Opens the chat; `text` goes into the message field, or out at once with `send: true`. */
  open(request?: OpenRequest): Promise<void>
  close(): void
  toggle(): void
  /** The element on the page, for properties and `concierge:…` events. */
  readonly element: ConciergeChat | null
}

const TAG = "concierge-chat"

function findElement(): ConciergeChat | null {
  return document.querySelector<ConciergeChat>(TAG)
}

/** The element of the page; the script tag's own `data-…` attributes become the attributes of the one it adds. */
function ensureElement(script: HTMLScriptElement | null): void {
  if (findElement() !== null || script?.dataset.auto === "off") return
  const element = document.createElement(TAG)
  for (const { name, value } of script?.attributes ?? []) {
    if (name.startsWith("data-")) element.setAttribute(name.slice(5), value)
  }
  document.body.append(element)
}

/** Any element of the page with `data-concierge-text` or `data-concierge-open` opens the chat when pressed. */
function onPageClick(event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : undefined
  const opener = target?.closest<HTMLElement>("[data-concierge-text], [data-concierge-open]")
  if (opener === undefined || opener === null) return
  event.preventDefault()
  const { conciergeText, conciergeSend } = opener.dataset
  void concierge.open({
    ...(conciergeText === undefined ? {} : { text: conciergeText }),
    send: conciergeSend !== undefined,
  })
}

const concierge: Concierge = {
  open: async (request = {}) => {
    await findElement()?.show(request)
  },
  close: () => findElement()?.close(),
  toggle: () => findElement()?.toggle(),
  get element() {
    return findElement()
  },
}

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null
const base = script?.src || document.baseURI
const address = (file: string): string => new URL(file, base).href

if (customElements.get(TAG) === undefined) {
  const languages = Object.entries(LANGUAGE_FILES).map(([language, file]) => [language, address(file)])
  ConciergeChat.files = {
    scriptOrigin: new URL(base).origin,
    panel: address(PANEL_FILE),
    languages: Object.fromEntries(languages),
  }
  customElements.define(TAG, ConciergeChat)
  Object.defineProperty(window, "concierge", { value: concierge, configurable: true })
  document.addEventListener("click", onPageClick)
  if (document.body === null) document.addEventListener("DOMContentLoaded", () => ensureElement(script))
  else ensureElement(script)
}
