// The microphone button: a press talks, the space bar held down talks for as long as it is held.

import { h, icon } from "../dom.ts"
import { canListen } from "../voice/can-listen.ts"
import type { ViewContext } from "./view-port.ts"

/** Held for less, a key is pressed. */
const HOLD_MS = 350

/**
 * Builds the button. What it leads to is loaded with the first press.
 *
 * @returns `undefined` where nobody can be listened to: no dead button.
 */
export function buildMic({ strings, actions, options }: ViewContext): HTMLButtonElement | undefined {
  if (options.voice === "off" || !canListen()) return undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isHeld = false
  const letGo = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (isHeld) actions.talk("release")
    isHeld = false
  }
  return h(
    "button",
    {
      class: "mic",
      part: "mic",
      type: "button",
      "aria-label": strings.talk,
      "aria-pressed": "false",
      onClick: () => actions.talk("press"),
      onKeydown: (event: KeyboardEvent) => {
        if (event.key !== " ") return
        event.preventDefault()
        if (event.repeat || timer !== undefined) return
        timer = setTimeout(() => {
          isHeld = true
          actions.talk("hold")
        }, HOLD_MS)
      },
      onKeyup: (event: KeyboardEvent) => {
        if (event.key !== " " || timer === undefined) return
        event.preventDefault()
        if (!isHeld) actions.talk("press")
        letGo()
      },
      onBlur: letGo,
    },
    icon("mic"),
  )
}
