// What the view offers the panel, and what it may ask for. Types only.

import type { Message } from "../../contract.ts"
import type { Options } from "../options.ts"
import type { Rating, State } from "../state.ts"
import type { Strings } from "../strings/en.ts"
import type { TranscriptFormat } from "../transcript-file.ts"

/** What a visitor can do. */
export type Actions = {
  submit(text: string, shown?: string): void
  /** Without a turn: starts or restores the conversation again. */
  retry(turnId?: string): void
  discard(turnId: string): void
  rate(turnId: string, rating: Rating): void
  /** The microphone button was pressed, or is held. */
  talk(how: "press" | "hold" | "release"): void
  /** Reads messages aloud. */
  play(messages: readonly Message[]): void
  /** Stops listening and speaking. @returns whether there was anything to stop. */
  hush(): boolean
  /** The photo of a turn, where this page knows it. */
  picture(turnId: string): HTMLElement | undefined
  score(stars: number, comment: string): void
  agree(): void
  close(): void
  clear(): void
  erase(): void
  download(format: TranscriptFormat): void
  /** Offers a custom message to the page. @returns whether the page left it to the widget. */
  custom(message: Message): boolean
}

/** What every part of the view is made with. */
export type ViewContext = {
  readonly strings: Strings
  readonly options: Options
  readonly actions: Actions
  announce(text: string): void
}

/** The panel on the screen. */
export type View = {
  /** Where the voice has its button and shows what it does. */
  readonly voice: { readonly button: HTMLButtonElement | undefined; readonly tray: HTMLElement }
  /** Where photos have their buttons, are shown before they are sent, and may be dropped. */
  readonly photo: { readonly tools: HTMLElement; readonly tray: HTMLElement; readonly panel: HTMLElement }
  open(): void
  close(): void
  /** Puts the focus where writing goes on: the message field, or the gate. */
  focus(): void
  render(state: State): void
  draft(): string
  setDraft(text: string): void
  destroy(): void
}
