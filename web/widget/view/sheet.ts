// Questions over the transcript: confirm a deletion, rate the conversation. The rest of the panel waits meanwhile.

import { h, icon } from "../dom.ts"
import type { ViewContext } from "./view-port.ts"

/** A place for one question at a time. */
export type Sheet = {
  readonly element: HTMLElement
  confirm(question: { readonly title: string; readonly detail: string; readonly yes: string }, act: () => void): void
  rate(send: (stars: number, comment: string) => void): void
  /** Closes it. @returns whether it was open. */
  close(): boolean
}

/**
 * Creates the place, empty.
 *
 * @param setWaiting Makes the rest of the panel unreachable, or reachable again.
 * @param comeBack Puts the focus back where it came from.
 */
export function createSheet(
  { strings }: ViewContext,
  setWaiting: (isWaiting: boolean) => void,
  comeBack: () => void,
): Sheet {
  const element = h("div", { class: "sheet-frame", hidden: true })
  const close = (): boolean => {
    if (element.hidden) return false
    element.hidden = true
    element.replaceChildren()
    setWaiting(false)
    comeBack()
    return true
  }
  const show = (role: string, title: string, content: readonly Node[], first: HTMLElement): void => {
    const sheet = h(
      "div",
      { class: "sheet", part: "sheet", role, "aria-labelledby": "sheet-title", "aria-describedby": "sheet-detail" },
      h("h2", { id: "sheet-title" }, title),
      ...content,
    )
    element.replaceChildren(sheet)
    element.hidden = false
    setWaiting(true)
    first.focus()
  }
  const cancel = (): HTMLButtonElement =>
    h("button", { class: "button", type: "button", onClick: () => void close() }, strings.cancel)
  return {
    element,
    close,
    confirm: ({ title, detail, yes }, act) => {
      const no = cancel()
      const go = h("button", { class: "button button-danger", type: "button" }, yes)
      go.addEventListener("click", () => {
        close()
        act()
      })
      show(
        "alertdialog",
        title,
        [h("p", { id: "sheet-detail" }, detail), h("div", { class: "sheet-buttons" }, no, go)],
        no,
      )
    },
    rate: (send) => {
      const form = buildRatingForm(strings, cancel(), (stars, comment) => {
        close()
        send(stars, comment)
      })
      const first = form.querySelector("input")
      if (first !== null) show("dialog", strings.rateQuestion, [form], first)
    },
  }
}

function buildRatingForm(
  strings: ViewContext["strings"],
  cancel: HTMLElement,
  send: (stars: number, comment: string) => void,
): HTMLFormElement {
  const stars = [1, 2, 3, 4, 5].map((value) =>
    h(
      "label",
      { class: "star" },
      h("input", { type: "radio", name: "stars", value, required: true, class: "hidden-text" }),
      icon("star", "icon icon-star"),
      h("span", { class: "hidden-text" }, strings.stars(value)),
    ),
  )
  const comment = h("textarea", { class: "comment", id: "comment", rows: 2, maxlength: 1000, dir: "auto" })
  const form = h(
    "form",
    {},
    h(
      "fieldset",
      { class: "stars", id: "sheet-detail" },
      h("legend", { class: "hidden-text" }, strings.rateQuestion),
      ...stars,
    ),
    h("label", { class: "comment-label", for: "comment" }, strings.comment),
    comment,
    h(
      "div",
      { class: "sheet-buttons" },
      cancel,
      h("button", { class: "button button-primary", type: "submit" }, strings.rateSend),
    ),
  )
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    send(Number(new FormData(form).get("stars")), comment.value.trim())
  })
  return form
}
