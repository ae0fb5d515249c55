// What the launcher and the lazily loaded panel know of each other. Types only.

import type { Options } from "./options.ts"
import type { Store } from "./store.ts"
import type { Strings } from "./strings/en.ts"
import type { Tabs } from "./tabs.ts"

/** What the panel may ask of the launcher. */
export type PanelHost = {
  readonly root: ShadowRoot
  /** Where the panel is put. */
  readonly frame: HTMLElement
  readonly store: Store
  readonly tabs: Tabs
  /** Adds style sheets to the root. */
  adopt(...styles: readonly string[]): CSSStyleSheet
  /** Takes one out again. */
  drop(sheet: CSSStyleSheet): void
  options(): Options
  strings(): Strings
  /** Reads a text out politely, once. */
  announce(text: string): void
  setUnread(count: number): void
  /** Closes the panel; the launcher puts the focus back on itself. */
  close(): void
  /** Tells the page. @returns whether nobody called `preventDefault`. */
  emit(name: string, detail: unknown): boolean
}

/** What a page may want when it opens the chat. */
export type OpenRequest = {
  /** Put into the message field. */
  readonly text?: string
  /** Sends the text at once instead of leaving it in the field. */
  readonly send?: boolean
  /** `false` leaves the focus where it is: for opening without a gesture of the visitor, after a reload for instance. */
  readonly focus?: boolean
}

/** What the launcher may ask of the panel. */
export type Panel = {
  open(request: OpenRequest): void
  close(): void
  /** Options or language have changed. */
  refresh(): void
  destroy(): void
}

/** The lazily loaded module. */
export type PanelModule = { createPanel(host: PanelHost): Panel }
