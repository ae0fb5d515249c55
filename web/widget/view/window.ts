// The panel as a window: a non-modal dialog in the corner, or a modal one that fills a small screen.

import { h, SMALL_SCREEN } from "../dom.ts"
import type { PanelHost } from "../panel-port.ts"

/** The window. */
export type PanelWindow = {
  readonly element: HTMLDialogElement
  open(): void
  close(): void
  destroy(): void
}

/**
 * Creates the window, closed.
 *
 * @param dismiss Called when the visitor's system closes it (a phone's back gesture).
 */
export function createPanelWindow(host: PanelHost, content: readonly Node[], dismiss: () => void): PanelWindow {
  const { root } = host
  const element = h(
    "dialog",
    { class: "panel", part: "panel", "aria-labelledby": "panel-title", "aria-modal": "false" },
    ...content,
  )
  const small = matchMedia(SMALL_SCREEN)
  const measures = host.adopt("")
  const lock = new CSSStyleSheet()
  lock.replaceSync("html{overflow:hidden!important}")
  const measure = (): void => {
    const viewport = window.visualViewport
    // What a phone's keyboard leaves of the screen.
    measures.replaceSync(
      viewport === null || !small.matches ? "" : `:host{--_height:${viewport.height}px;--_top:${viewport.offsetTop}px}`,
    )
  }
  const place = (): void => {
    const isModal = small.matches
    element.classList.toggle("is-full", isModal)
    element.setAttribute("aria-modal", String(isModal))
    document.adoptedStyleSheets = [
      ...document.adoptedStyleSheets.filter((sheet) => sheet !== lock),
      ...(isModal ? [lock] : []),
    ]
    measure()
    if (isModal) element.showModal()
    // Unlike show(), this leaves the focus where it is: who opened it decides.
    else element.open = true
  }
  const onChange = (): void => {
    if (!element.open) return
    const focused = root.activeElement
    element.close()
    place()
    if (focused instanceof HTMLElement) focused.focus()
  }
  small.addEventListener("change", onChange)
  window.visualViewport?.addEventListener("resize", measure)
  window.visualViewport?.addEventListener("scroll", measure)
  element.addEventListener("cancel", (event) => {
    event.preventDefault()
    dismiss()
  })
  const close = (): void => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== lock)
    element.close()
  }
  return {
    element,
    open: () => {
      if (!element.open) place()
    },
    close,
    destroy: () => {
      small.removeEventListener("change", onChange)
      window.visualViewport?.removeEventListener("resize", measure)
      window.visualViewport?.removeEventListener("scroll", measure)
      close()
      host.drop(measures)
      element.remove()
    },
  }
}
