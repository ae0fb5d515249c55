// What the panel and the lazily loaded voice know of each other. Types only.

import type { HistoryTurn, Message, Reply } from "../../contract.ts"
import type { PanelHost } from "../panel-port.ts"
import type { Session } from "../state.ts"

/** What the voice may ask of the panel. */
export type VoiceHost = Pick<PanelHost, "root" | "store" | "options" | "strings" | "announce" | "emit"> & {
  /** The microphone button; absent where nobody can be listened to. */
  readonly button: HTMLButtonElement | undefined
  /** Where the voice shows what it does. */
  readonly tray: HTMLElement
  session(): Session | undefined
  /** A turn that was spoken and answered. */
  take(turn: HistoryTurn, reply: Reply): void
  /** The server no longer knows the session: begins another. */
  renewSession(): void
  focusInput(): void
  newTurnId(): string
}

/** What the panel may ask of the voice. */
export type Voice = {
  /** A short press on the microphone button. */
  press(): void
  /** The button is held by a key; `release` ends it. */
  hold(): void
  release(): void
  /** Reads messages aloud. */
  play(messages: readonly Message[]): void
  /** Stops listening and speaking. @returns whether there was anything to stop. */
  hush(): boolean
  destroy(): void
}

/** The lazily loaded module. */
export type VoiceModule = { createVoice(host: VoiceHost): Voice }
