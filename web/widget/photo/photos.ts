// A photo from the moment it is offered to its place in the transcript. What it looks like is photo-tray.ts; it is loaded
// when the first photo comes.

import type { Reply } from "../../contract.ts"
import { adoptStyles, dropStyles, h } from "../dom.ts"
import { toSpokenText } from "../spoken.ts"
import css from "./photo.css"
import type { PhotoHost, Photos } from "./photo-port.ts"
import { createPhotoTray, type PhotoTray } from "./photo-tray.ts"
import { type PreparedPhoto, preparePhoto, shrink } from "./prepare-photo.ts"
import { type PhotoFailure, sendPhoto } from "./send-photo.ts"
import { type PhotoStrings, photoStrings } from "./strings.ts"

/** The longest side of a photo in the transcript, in canvas pixels: twice what is shown, for sharp screens. */
const SHOWN_SIDE = 520
/** Browsers tell of a file above the panel several times a second; this long without means that it has gone. */
const HOVER_MS = 700
/** So many photos are kept for the transcript; older ones are told in words. */
const MOST_KEPT = 20

/** Creates what handles photos in one view. */
export function createPhotos(host: PhotoHost): Photos {
  return new PhotoDesk(host)
}

/** A photo about to be sent, and the turn it was tried as. */
type Draft = { readonly photo: PreparedPhoto; turnId: string; text: string }

class PhotoDesk implements Photos {
  readonly #host: PhotoHost
  readonly #strings: PhotoStrings
  readonly #styles: CSSStyleSheet
  readonly #overlay: HTMLElement
  readonly #pictures = new Map<string, HTMLCanvasElement>()
  readonly #tray: PhotoTray
  #hovering: ReturnType<typeof setTimeout> | undefined
  #draft: Draft | undefined
  #sending: AbortController | undefined
  #offers = 0

  constructor(host: PhotoHost) {
    this.#host = host
    this.#strings = photoStrings(host.options().locale)
    this.#styles = adoptStyles(host.root, css)
    this.#overlay = h(
      "div",
      { class: "photo-drop", hidden: true, "aria-hidden": "true" },
      h("p", {}, this.#strings.drop),
    )
    host.panel.append(this.#overlay)
    this.#tray = createPhotoTray(host, this.#strings, {
      send: () => void this.#send(),
      remove: () => this.#remove(),
      cancel: () => this.#sending?.abort(),
    })
  }

  offer(file: File): void {
    this.#leave()
    if (this.#sending !== undefined) return
    void this.#prepare(file)
  }

  hover(): void {
    this.#overlay.hidden = false
    clearTimeout(this.#hovering)
    this.#hovering = setTimeout(() => this.#leave(), HOVER_MS)
  }

  #leave(): void {
    clearTimeout(this.#hovering)
    this.#overlay.hidden = true
  }

  pictureOf(turnId: string): HTMLElement | undefined {
    return this.#pictures.get(turnId)
  }

  destroy(): void {
    this.#sending?.abort()
    this.#leave()
    this.#tray.close()
    this.#overlay.remove()
    const { root } = this.#host
    dropStyles(root, this.#styles)
  }

  async #prepare(file: File): Promise<void> {
    this.#offers += 1
    const offer = this.#offers
    this.#draft = undefined
    this.#tray.prepare()
    const photo = await preparePhoto(file)
    // Another one was offered, or this one taken away, meanwhile.
    if (offer !== this.#offers) return
    if (typeof photo === "string") {
      this.#tray.refuse(this.#strings.problems[photo])
      return
    }
    this.#draft = { photo, turnId: this.#host.newTurnId(), text: "" }
    this.#tray.show(shrink(photo.canvas, SHOWN_SIDE))
  }

  #remove(): void {
    this.#offers += 1
    this.#draft = undefined
    this.#tray.close()
    this.#host.focusInput()
  }

  async #send(): Promise<void> {
    const draft = this.#draft
    if (draft === undefined || this.#sending !== undefined) return
    const session = this.#host.session()
    if (session === undefined) {
      this.#tray.fail(this.#strings.notConnected)
      return
    }
    const text = this.#tray.caption()
    // With other words it is another turn.
    if (text !== draft.text) Object.assign(draft, { text, turnId: this.#host.newTurnId() })
    const startedAt = new Date().toISOString()
    this.#sending = new AbortController()
    this.#tray.send()
    const { blob } = draft.photo
    const upload = { endpoint: this.#host.options().endpoint, token: session.token, blob, text, turnId: draft.turnId }
    const outcome = await sendPhoto(upload, this.#sending.signal, (share) => this.#tray.progress(share))
    this.#sending = undefined
    if (outcome.ok) this.#take(draft, outcome.reply, startedAt)
    else this.#fail(draft, outcome.failure)
  }

  #take({ photo, turnId, text }: Draft, reply: Reply, at: string): void {
    this.#draft = undefined
    this.#tray.close()
    // What moderation refuses is shown nowhere.
    if (reply.image?.moderated !== true) this.#keep(turnId, photo.canvas, text)
    const { messages, suggestions, image } = reply
    this.#host.take(
      {
        turnId,
        at,
        text,
        messages,
        ...(image === undefined ? {} : { image }),
        ...(suggestions === undefined ? {} : { suggestions }),
      },
      reply,
    )
    const strings = this.#host.strings()
    const spoken = messages.map((message) => toSpokenText(message, strings)).filter((part) => part !== "")
    if (spoken.length > 0) this.#host.announce(`${strings.assistantSaid} ${spoken.join(" ")}`)
    this.#host.focusInput()
  }

  #keep(turnId: string, canvas: HTMLCanvasElement, text: string): void {
    const picture = shrink(canvas, SHOWN_SIDE)
    picture.className = "photo-picture"
    picture.setAttribute("role", "img")
    picture.setAttribute("aria-label", text === "" ? this.#strings.photo : text)
    this.#pictures.set(turnId, picture)
    const [oldest] = this.#pictures.keys()
    if (this.#pictures.size > MOST_KEPT && oldest !== undefined) this.#pictures.delete(oldest)
  }

  #fail(draft: Draft, failure: PhotoFailure): void {
    if (failure === "cancelled") {
      // It may have arrived all the same; sent again it is the same turn.
      this.#tray.fail(this.#strings.cancelled)
      return
    }
    if (failure === "expired") {
      draft.turnId = this.#host.newTurnId()
      this.#host.renewSession()
    }
    this.#tray.fail(this.#strings.problems[failure])
  }
}
