// What talking looks like: a bar above the message field with what is going on, how loud it is, and the ways out; and the
// state of the microphone button. What goes on is voice-state.ts.

import { h, icon } from "../dom.ts"
import type { VoiceStrings } from "./strings.ts"
import type { VoiceProblem, VoiceState } from "./voice-state.ts"

/** What a visitor can do in the bar. */
export type VoiceBarActions = {
  agree(): void
  dismiss(): void
  retry(): void
  type(): void
  mute(isMuted: boolean): void
}

/** The bar. */
export type VoiceBar = {
  readonly element: HTMLElement
  render(state: VoiceState): void
  /** Shows how loud it is: root mean square, 1 is full scale. */
  showLevel(level: number): void
}

/** Trying again can't help against these. */
const HOPELESS: ReadonlySet<VoiceProblem | undefined> = new Set(["denied", "no-microphone", "no-voice"])
/** The softest sound the meter shows, in decibels. */
const METER_FLOOR_DB = -55

/** Creates the bar, hidden. */
export function createVoiceBar(
  strings: VoiceStrings,
  actions: VoiceBarActions,
  button: HTMLButtonElement | undefined,
): VoiceBar {
  const status = h("p", { class: "voice-status", role: "status" })
  const heard = h("p", { class: "voice-heard", dir: "auto", hidden: true })
  const meter = h("span", { class: "voice-meter", "aria-hidden": "true" }, h("i"), h("i"), h("i"), h("i"), h("i"))
  const mute: HTMLButtonElement = h(
    "button",
    {
      class: "round voice-mute",
      type: "button",
      "aria-label": strings.voiceMute,
      onClick: (): void => actions.mute(mute.getAttribute("aria-pressed") !== "true"),
    },
    icon("speaker"),
  )
  const stop = h(
    "button",
    { class: "round", type: "button", "aria-label": strings.voiceStop, onClick: () => actions.dismiss() },
    icon("close"),
  )
  const choices = h("div", { class: "voice-choices" })
  const element = h(
    "div",
    { class: "voice", part: "voice", hidden: true },
    h("div", { class: "voice-row" }, meter, h("div", { class: "voice-texts" }, status, heard), mute, stop),
    choices,
  )
  let shown = ""
  return {
    element,
    render: (state) => {
      element.hidden = state.phase === "idle"
      element.dataset.phase = state.phase
      mute.setAttribute("aria-pressed", String(state.isMuted))
      heard.hidden = state.transcript === undefined
      heard.textContent = state.transcript ?? ""
      showOnButton(button, state)
      const text = describe(state, strings)
      // The same words said again would be read out again.
      if (status.textContent !== text) status.textContent = text
      const key = `${state.phase} ${state.problem}`
      if (key === shown) return
      shown = key
      const hadFocus = choices.matches(":focus-within")
      choices.replaceChildren(...buildChoices(state, strings, actions))
      if (hadFocus) button?.focus()
      if (state.phase === "explaining") choices.querySelector("button")?.focus()
    },
    showLevel: (level) => {
      const share = 1 + (20 * Math.log10(Math.max(level, 1e-6))) / -METER_FLOOR_DB
      element.style.setProperty("--_level", Math.max(0, Math.min(1, share)).toFixed(2))
    },
  }
}

function showOnButton(button: HTMLButtonElement | undefined, { phase }: VoiceState): void {
  if (button === undefined) return
  button.dataset.phase = phase
  button.setAttribute("aria-pressed", String(phase === "listening" || phase === "asking"))
}

function describe(state: VoiceState, strings: VoiceStrings): string {
  switch (state.phase) {
    case "idle":
      return ""
    case "explaining":
      return strings.voiceExplain
    case "asking":
      return strings.voiceAsking
    case "listening": {
      const listening = state.isHeld
        ? strings.voiceHeld
        : state.isHearing
          ? strings.voiceHearing
          : strings.voiceListening
      return state.problem === undefined ? listening : `${strings.voiceProblems[state.problem]} ${listening}`
    }
    case "thinking":
      return strings.voiceThinking
    case "speaking":
      return state.isMicrophoneOpen ? `${strings.voiceSpeaking}. ${strings.voiceInterrupt}` : strings.voiceSpeaking
    case "failed":
      return state.problem === undefined ? "" : strings.voiceProblems[state.problem]
  }
}

function buildChoices(state: VoiceState, strings: VoiceStrings, actions: VoiceBarActions): readonly HTMLElement[] {
  const choice = (text: string, act: () => void, isMain = false): HTMLElement =>
    h("button", { class: `button${isMain ? " button-primary" : ""}`, type: "button", onClick: act }, text)
  if (state.phase === "explaining") {
    return [choice(strings.voiceContinue, actions.agree, true), choice(strings.voiceNotNow, () => actions.type())]
  }
  if (state.phase !== "failed") return []
  return [
    ...(HOPELESS.has(state.problem) ? [] : [choice(strings.voiceRetry, actions.retry, true)]),
    choice(strings.voiceType, actions.type),
  ]
}
