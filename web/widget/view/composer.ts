// Where the visitor writes. Other ways to say something (microphone, photo) are put into its two slots.

import { h, icon } from "../dom.ts"
import { buildMic } from "./mic.ts"
import type { ViewContext } from "./view-port.ts"

/** The longest message the server takes, in UTF-16 units. */
const LONGEST = 1024
/** From here on the visitor is told how much room is left. */
const NEARLY_LONGEST = 900
const MOST_ROWS = 5

/** The message field with its buttons. */
export type Composer = {
  readonly element: HTMLElement
  /** Buttons of further ways to say something go in here. */
  readonly tools: HTMLElement
  /** Previews and recordings go in here, above the field. */
  readonly tray: HTMLElement
  readonly input: HTMLTextAreaElement
  /** Absent where nobody can be listened to. */
  readonly mic: HTMLButtonElement | undefined
  setText(text: string): void
}

/** Creates the message field. `page` scrolls the transcript. */
export function createComposer(context: ViewContext, page: (direction: -1 | 1) => void): Composer {
  const { strings, actions } = context
  const input = h("textarea", {
    class: "input",
    part: "input",
    id: "input",
    rows: 1,
    autocomplete: "off",
    enterkeyhint: "send",
    dir: "auto",
    placeholder: strings.placeholder,
    "aria-describedby": "input-room",
  })
  const room = h("p", { class: "room", id: "input-room" })
  const send = buildSend(context)
  const update = (): void => {
    const { length } = input.value.trim()
    input.rows = Math.min(input.value.split("\n").length, MOST_ROWS)
    send.setAttribute("aria-disabled", String(length === 0 || length > LONGEST))
    const isLong = length > LONGEST
    input.setAttribute("aria-invalid", String(isLong))
    room.textContent = isLong
      ? strings.characterLimit(LONGEST)
      : length > NEARLY_LONGEST
        ? strings.charactersLeft(LONGEST - length)
        : ""
    room.classList.toggle("is-error", isLong)
  }
  const submit = (): void => {
    const text = input.value.trim()
    if (text.length > LONGEST) context.announce(strings.characterLimit(LONGEST))
    if (text === "" || text.length > LONGEST) return
    input.value = ""
    update()
    actions.submit(text)
  }
  input.addEventListener("input", update)
  input.addEventListener("keydown", (event) => onInputKey(event, input, submit, page))
  const mic = buildMic(context)
  const tools = h("div", { class: "tools", part: "tools" })
  const tray = h("div", { class: "tray", part: "tray" })
  const form = h(
    "form",
    {
      class: "composer",
      part: "composer",
      onSubmit: (event: SubmitEvent) => {
        event.preventDefault()
        submit()
      },
    },
    tray,
    h("label", { class: "hidden-text", for: "input" }, strings.message),
    h("div", { class: "field" }, tools, input, mic, send),
    room,
  )
  return {
    element: form,
    tools,
    tray,
    input,
    mic,
    setText: (text) => {
      input.value = text
      update()
    },
  }
}

function buildSend({ strings }: ViewContext): HTMLButtonElement {
  const send = h(
    "button",
    { class: "send", part: "send", type: "submit", "aria-label": strings.send, "aria-disabled": "true" },
    icon("send"),
  )
  // A press on it must not take the focus, and with it a phone's keyboard, away from the field.
  send.addEventListener("pointerdown", (event) => event.preventDefault())
  return send
}

function onInputKey(
  event: KeyboardEvent,
  input: HTMLTextAreaElement,
  submit: () => void,
  page: (direction: -1 | 1) => void,
): void {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault()
    submit()
  } else if ((event.key === "PageUp" || event.key === "PageDown") && input.value === "") {
    event.preventDefault()
    page(event.key === "PageUp" ? -1 : 1)
  }
}
