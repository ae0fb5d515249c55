// The photo above the message field: shown, described, sent, cancelled, or why it can't be. When is photos.ts.

import { h, icon } from "../dom.ts"
import type { PhotoHost } from "./photo-port.ts"
import type { PhotoStrings } from "./strings.ts"

/** What the visitor can do with it. */
export type PhotoTrayActions = { send(): void; remove(): void; cancel(): void }

/** The tray. */
export type PhotoTray = {
  /** A photo is being made ready. */
  prepare(): void
  show(picture: HTMLCanvasElement): void
  /** A file that can't be sent at all. */
  refuse(reason: string): void
  send(): void
  /** How much has gone up, 0 to 1; at 1 it is being looked at. */
  progress(share: number): void
  /** It was not answered; it can be sent again. */
  fail(reason: string): void
  caption(): string
  close(): void
}

const LONGEST_CAPTION = 1000

/** Creates the tray, closed. */
export function createPhotoTray(host: PhotoHost, strings: PhotoStrings, actions: PhotoTrayActions): PhotoTray {
  return new TrayView(host, strings, actions)
}

class TrayView implements PhotoTray {
  readonly #host: PhotoHost
  readonly #strings: PhotoStrings
  readonly #element: HTMLElement
  readonly #frame = h("div", { class: "photo-frame" })
  readonly #input: HTMLInputElement
  readonly #captionField: HTMLElement
  readonly #status = h("p", { class: "photo-status", id: "photo-status" })
  readonly #bar: HTMLProgressElement
  readonly #send: HTMLButtonElement
  readonly #remove: HTMLButtonElement
  readonly #cancel: HTMLButtonElement

  constructor(host: PhotoHost, strings: PhotoStrings, actions: PhotoTrayActions) {
    this.#host = host
    this.#strings = strings
    this.#input = h("input", {
      class: "photo-caption",
      id: "photo-caption",
      type: "text",
      maxlength: LONGEST_CAPTION,
      autocomplete: "off",
      enterkeyhint: "send",
      dir: "auto",
      placeholder: strings.captionExample,
    })
    this.#bar = h("progress", { class: "photo-progress", max: 1, "aria-label": strings.sending })
    const button = (text: string, act: () => void): HTMLButtonElement =>
      h("button", { class: "photo-button", type: "button", onClick: act }, text)
    this.#send = button(strings.send, () => actions.send())
    this.#send.classList.add("is-main")
    this.#cancel = button(strings.cancel, () => actions.cancel())
    this.#remove = h(
      "button",
      {
        class: "photo-remove",
        type: "button",
        "aria-label": strings.remove,
        title: strings.remove,
        onClick: () => actions.remove(),
      },
      icon("close"),
    )
    this.#captionField = h(
      "div",
      {},
      h("label", { class: "photo-label", for: "photo-caption" }, strings.caption),
      this.#input,
    )
    this.#element = h(
      "div",
      { class: "photo", part: "photo", role: "group", "aria-label": strings.photo },
      this.#frame,
      h(
        "div",
        { class: "photo-side" },
        this.#captionField,
        this.#status,
        this.#bar,
        h("div", { class: "photo-buttons" }, this.#send, this.#cancel),
      ),
      this.#remove,
    )
    this.#element.addEventListener("keydown", (event) => this.#onKey(event, actions))
  }

  prepare(): void {
    this.#input.value = ""
    this.#frame.replaceChildren()
    this.#layOut({ status: this.#strings.preparing })
    this.#host.tray.append(this.#element)
  }

  show(picture: HTMLCanvasElement): void {
    picture.setAttribute("role", "img")
    picture.setAttribute("aria-label", this.#strings.photo)
    this.#frame.replaceChildren(picture)
    this.#layOut({ canSend: true, hasCaption: true })
    this.#input.focus()
  }

  refuse(reason: string): void {
    this.#layOut({ status: reason, isError: true })
    this.#host.announce(reason)
    this.#remove.focus()
  }

  send(): void {
    this.#bar.value = 0
    this.#layOut({ status: this.#strings.sending, isSending: true })
    this.#host.announce(this.#strings.sending)
    this.#cancel.focus()
  }

  progress(share: number): void {
    if (share < 1) {
      this.#bar.value = share
      return
    }
    this.#bar.removeAttribute("value")
    this.#status.textContent = this.#strings.looking
  }

  fail(reason: string): void {
    this.#layOut({ status: reason, isError: true, canSend: true, hasCaption: true })
    this.#send.textContent = this.#strings.retry
    this.#host.announce(reason)
    this.#send.focus()
  }

  caption(): string {
    return this.#input.value.trim()
  }

  close(): void {
    this.#element.remove()
  }

  #layOut(shown: {
    readonly status?: string
    readonly isError?: boolean
    readonly canSend?: boolean
    readonly hasCaption?: boolean
    readonly isSending?: boolean
  }): void {
    this.#status.textContent = shown.status ?? ""
    this.#status.classList.toggle("is-error", shown.isError === true)
    this.#send.textContent = this.#strings.send
    this.#send.hidden = shown.canSend !== true
    this.#captionField.hidden = shown.hasCaption !== true
    this.#bar.hidden = shown.isSending !== true
    this.#cancel.hidden = shown.isSending !== true
    this.#remove.hidden = shown.isSending === true
  }

  /** Enter sends what is written; Escape takes the innermost thing away, which is the photo and not the chat. */
  #onKey(event: KeyboardEvent, actions: PhotoTrayActions): void {
    if (event.isComposing) return
    const isSendKey = event.key === "Enter" && event.target === this.#input
    if (!isSendKey && event.key !== "Escape") return
    event.preventDefault()
    event.stopPropagation()
    if (isSendKey) actions.send()
    else if (this.#cancel.hidden) actions.remove()
    else actions.cancel()
  }
}
