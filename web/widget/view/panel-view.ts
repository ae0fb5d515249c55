// The panel on the screen: header, banner, gate or transcript, and message field, put together.

import cards from "../cards.css"
import compose from "../compose.css"
import { h, icon } from "../dom.ts"
import panel from "../panel.css"
import type { PanelHost } from "../panel-port.ts"
import type { State } from "../state.ts"
import transcript from "../transcript.css"
import { createComposer } from "./composer.ts"
import { buildGate, buildNotice } from "./gate.ts"
import { createMenu } from "./menu.ts"
import { createSheet } from "./sheet.ts"
import { createTranscript } from "./transcript.ts"
import type { Actions, View, ViewContext } from "./view-port.ts"
import { createPanelWindow } from "./window.ts"

/** Creates the panel in the launcher's frame, closed. */
export function createView(host: PanelHost, actions: Actions): View {
  const context: ViewContext = {
    strings: host.strings(),
    options: host.options(),
    actions,
    announce: (text) => host.announce(text),
  }
  return new PanelView(host, context)
}

class PanelView implements View {
  readonly #context: ViewContext
  readonly #composer: ReturnType<typeof createComposer>
  readonly #transcript: ReturnType<typeof createTranscript>
  readonly #gate: ReturnType<typeof buildGate>
  readonly #menu: ReturnType<typeof createMenu>
  readonly #sheet: ReturnType<typeof createSheet>
  readonly #banner: ReturnType<typeof buildBanner>
  readonly #window: ReturnType<typeof createPanelWindow>
  readonly #talk: HTMLElement
  readonly #removeStyles: () => void
  #isGated = false

  constructor(host: PanelHost, context: ViewContext) {
    const { strings, actions, options } = context
    this.#context = context
    const leave = (): void => this.#composer.input.focus()
    this.#composer = createComposer(context, (direction) => this.#transcript.page(direction))
    this.#transcript = createTranscript(context, leave)
    this.#gate = buildGate(context)
    this.#banner = buildBanner(context)
    this.#sheet = createSheet(
      context,
      (isWaiting) => {
        for (const part of [header, main]) part.inert = isWaiting
      },
      () => this.#menu.button.focus(),
    )
    this.#menu = createMenu(context, {
      rate: () => this.#sheet.rate((stars, comment) => actions.score(stars, comment)),
      clear: () =>
        this.#sheet.confirm(
          { title: strings.clearQuestion, detail: strings.clearDetail, yes: strings.clear },
          actions.clear,
        ),
      erase: () =>
        this.#sheet.confirm(
          { title: strings.eraseQuestion, detail: strings.eraseDetail, yes: strings.erase },
          actions.erase,
        ),
    })
    const notice = options.consent === "notice" ? buildNotice(context) : undefined
    this.#talk = h(
      "div",
      { class: "talk" },
      ...(notice === undefined ? [] : [notice]),
      this.#transcript.element,
      this.#composer.element,
    )
    const header = buildHeader(context, this.#menu.element)
    const main = h("div", { class: "main" }, this.#banner.element, this.#gate.element, this.#talk)
    this.#window = createPanelWindow(host, [header, main, this.#sheet.element], () => this.#escape())
    this.#window.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return
      event.preventDefault()
      event.stopPropagation()
      this.#escape()
    })
    const sheet = host.adopt(panel, transcript, cards, compose)
    this.#removeStyles = () => host.drop(sheet)
    host.frame.append(this.#window.element)
  }

  get voice(): View["voice"] {
    return { button: this.#composer.mic, tray: this.#composer.tray }
  }

  get photo(): View["photo"] {
    return { tools: this.#composer.tools, tray: this.#composer.tray, panel: this.#window.element }
  }

  open(): void {
    this.#window.open()
    this.#transcript.scrollToEnd()
  }

  close(): void {
    this.#menu.close()
    this.#window.close()
  }

  focus(): void {
    if (this.#isGated) this.#gate.accept.focus()
    else this.#composer.input.focus()
  }

  draft(): string {
    return this.#composer.input.value
  }

  setDraft(text: string): void {
    this.#composer.setText(text)
  }

  render(state: State): void {
    const wasGated = this.#isGated
    this.#isGated = state.phase === "gate"
    this.#gate.element.hidden = !this.#isGated
    this.#talk.hidden = this.#isGated
    this.#banner.render(state)
    this.#transcript.render(state)
    if (state.session?.locale !== undefined) this.#transcript.element.lang = state.session.locale
    // Erasing everything brings the gate back: the focus goes there, as it was in what has gone.
    if (this.#isGated && !wasGated && this.#window.element.open) this.focus()
  }

  destroy(): void {
    this.#window.destroy()
    this.#removeStyles()
  }

  /** Closes the innermost thing that is open. */
  #escape(): void {
    if (this.#sheet.close()) return
    if (this.#menu.close()) this.#menu.button.focus()
    else if (!this.#context.actions.hush()) this.#context.actions.close()
  }
}

function buildHeader({ strings, options, actions }: ViewContext, menu: HTMLElement): HTMLElement {
  return h(
    "div",
    { class: "header", part: "header" },
    h("div", { class: "mark", part: "mark" }, icon("bell")),
    h(
      "div",
      { class: "names" },
      h("h2", { class: "title", id: "panel-title", part: "title", dir: "auto" }, options.title || strings.title),
      h("p", { class: "subtitle", part: "subtitle", dir: "auto" }, options.subtitle || strings.subtitle),
    ),
    menu,
    h(
      "button",
      {
        class: "round",
        part: "close",
        type: "button",
        "aria-label": strings.closeChat,
        onClick: () => actions.close(),
      },
      icon("close"),
    ),
  )
}

/** The line above the transcript for what concerns the whole conversation: offline, or not to be started. */
function buildBanner({ strings, actions, announce }: ViewContext): {
  readonly element: HTMLElement
  render(state: State): void
} {
  const text = h("span")
  const retry = h(
    "button",
    { class: "link-button", type: "button", hidden: true, onClick: () => actions.retry() },
    strings.retry,
  )
  const element = h("div", { class: "banner", part: "banner", hidden: true }, icon("offline"), text, retry)
  let wasOnline = true
  return {
    element,
    render: (state) => {
      const { failure, isOnline, phase } = state
      const isFailed = phase === "failed" && failure !== undefined
      element.hidden = isOnline && !isFailed
      retry.hidden = !isOnline || !isFailed
      text.textContent =
        isOnline && isFailed ? `${strings.startFailed} ${strings.failures[failure.reason]}` : strings.offline
      if (isOnline !== wasOnline) announce(isOnline ? strings.backOnline : strings.offline)
      wasOnline = isOnline
    },
  }
}
