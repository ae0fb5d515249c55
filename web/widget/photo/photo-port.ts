// What the panel and the lazily loaded photo chunk know of each other. Types only.

import type { HistoryTurn, Reply } from "../../contract.ts"
import type { PanelHost } from "../panel-port.ts"
import type { Session } from "../state.ts"

/** What photos may ask of the panel. */
export type PhotoHost = Pick<PanelHost, "root" | "options" | "strings" | "announce" | "emit"> & {
  /** Where the buttons go. */
  readonly tools: HTMLElement
  /** Where a photo is shown before it is sent. */
  readonly tray: HTMLElement
  /** Photos can be dropped anywhere on it, and pasted. */
  readonly panel: HTMLElement
  session(): Session | undefined
  /** A photo that was answered. */
  take(turn: HistoryTurn, reply: Reply): void
  /** The server no longer knows the session: begins another. */
  renewSession(): void
  focusInput(): void
  newTurnId(): string
}

/** What the panel may ask of the photo chunk. */
export type Photos = {
  /** Shows a photo before it is sent; one that is shown already is replaced, unless it is on its way. */
  offer(file: File): void
  /** A file is dragged over the panel; told again and again while it is. */
  hover(): void
  /** The photo of a turn, for the transcript; `undefined` when it isn't known in this page. */
  pictureOf(turnId: string): HTMLElement | undefined
  destroy(): void
}

/** The lazily loaded module. */
export type PhotoModule = { createPhotos(host: PhotoHost): Photos }
