// The transcript on the screen: its lines, days, scrolling and keyboard. One line's looks are message.ts.
// It has no live semantics: what is to be read out goes through the announcer, once.

import { h, icon } from "../dom.ts"
import { type Entry, openSuggestions, type State } from "../state.ts"
import { prefersStillness } from "./card.ts"
import { buildLine, type Line } from "./message.ts"
import { buildTyping } from "./typing.ts"
import type { ViewContext } from "./view-port.ts"

/** The transcript. */
export type Transcript = {
  readonly element: HTMLElement
  render(state: State): void
  /** Scrolls a page up or down, for keys pressed in the message field. */
  page(direction: -1 | 1): void
  scrollToEnd(): void
}

/** This near the end counts as reading the end. */
const NEAR_PX = 80

/** What Enter leads to. Ways out of trouble and quick replies are no part of it: Tab reaches them directly. */
const CONTROLS = "a[href], button:not(.problem button, .chip)"

/** Creates an empty transcript. `leave` puts the focus back where writing goes on. */
export function createTranscript(context: ViewContext, leave: () => void): Transcript {
  return new TranscriptView(context, leave)
}

class TranscriptView implements Transcript {
  readonly element: HTMLElement
  readonly #context: ViewContext
  readonly #log: HTMLElement
  readonly #lines = h("div", { class: "lines" })
  readonly #typing: ReturnType<typeof buildTyping>
  readonly #leave: () => void
  readonly #latest: HTMLButtonElement
  readonly #latestText = h("span")
  readonly #built = new Map<string, { readonly line: Line; entry: Entry }>()
  readonly #days = new Map<string, HTMLElement>()
  #current: HTMLElement | undefined
  #missed = 0

  constructor(context: ViewContext, leave: () => void) {
    const { strings } = context
    this.#context = context
    this.#leave = leave
    this.#typing = buildTyping(context)
    this.#log = h(
      "div",
      {
        class: "log",
        part: "transcript",
        role: "region",
        "aria-label": strings.log,
        "aria-describedby": "log-help",
        tabindex: -1,
        onKeydown: (event: KeyboardEvent) => this.#onKey(event),
        onFocusin: (event: FocusEvent) => this.#onFocus(event),
        onFocusout: (event: FocusEvent) => this.#onBlur(event),
        onScroll: () => this.#onScroll(),
      },
      this.#lines,
    )
    this.#log.append(this.#typing.element)
    this.#latest = h(
      "button",
      { class: "latest", part: "latest", type: "button", hidden: true, onClick: () => this.#goToLatest() },
      icon("down"),
      this.#latestText,
    )
    const help = h("p", { class: "hidden-text", id: "log-help" }, strings.logHelp)
    this.element = h("div", { class: "log-frame" }, help, this.#log, this.#latest)
  }

  render(state: State): void {
    const wasAtEnd = this.#isAtEnd()
    const known = new Set(this.#built.keys())
    this.#sync(state)
    this.#typing.render(state)
    const added = state.entries.filter((entry) => !known.has(entry.key))
    if (added.length > 0) this.#follow(added, wasAtEnd || known.size === 0, known.size === 0)
    else if (wasAtEnd) this.scrollToEnd()
  }

  page(direction: -1 | 1): void {
    this.#log.scrollBy({ top: direction * this.#log.clientHeight * 0.85, behavior: this.#behavior() })
  }

  scrollToEnd(): void {
    this.#log.scrollTop = this.#log.scrollHeight
    this.#setMissed(0)
  }

  /** Makes the lines on the screen those of the state; lines that stay are the same elements. */
  #sync(state: State): void {
    const keys = new Set(state.entries.map((entry) => entry.key))
    for (const key of this.#built.keys()) if (!keys.has(key)) this.#built.delete(key)
    const wanted: HTMLElement[] = []
    let day = this.#formatDay(Date.now())
    for (const entry of state.entries) {
      const entryDay = this.#formatDay(entry.atMs)
      if (entryDay !== day) wanted.push(this.#dayElement(entryDay))
      day = entryDay
      wanted.push(this.#lineElement(entry))
    }
    const open = openSuggestions(state)
    for (const { line, entry } of this.#built.values()) line.offer(entry === open, entry)
    for (const [i, element] of wanted.entries()) {
      const there = this.#lines.children[i]
      if (there !== element) this.#lines.insertBefore(element, there ?? null)
    }
    while (this.#lines.children.length > wanted.length) this.#lines.lastElementChild?.remove()
    if (this.#current?.isConnected !== true) this.#setCurrent(this.#all().at(-1))
  }

  #formatDay(atMs: number): string {
    return new Intl.DateTimeFormat(this.#context.options.locale, { dateStyle: "full" }).format(atMs)
  }

  #dayElement(day: string): HTMLElement {
    const element = this.#days.get(day) ?? h("p", { class: "day" }, day)
    this.#days.set(day, element)
    return element
  }

  #lineElement(entry: Entry): HTMLElement {
    const built = this.#built.get(entry.key)
    if (built === undefined) {
      const line = buildLine(entry, this.#context, this.#leave)
      this.#built.set(entry.key, { line, entry })
      this.#setInside(line.element, false)
      return line.element
    }
    if (built.entry !== entry) {
      built.entry = entry
      built.line.update(entry)
    }
    return built.line.element
  }

  #all(): readonly HTMLElement[] {
    return [...this.#lines.querySelectorAll<HTMLElement>(".line")]
  }

  /** Goes along with what is new for whoever reads the end; everyone else stays and is told. */
  #follow(added: readonly Entry[], isFollowing: boolean, isFirst: boolean): void {
    const isOwn = added.some((entry) => entry.kind === "visitor" && entry.delivery !== "sent")
    if (this.#log.getRootNode() instanceof ShadowRoot && !this.#log.contains(this.#focused())) {
      this.#setCurrent(this.#all().at(-1))
    }
    if (!isFollowing && !isOwn) {
      this.#setMissed(this.#missed + added.length)
      return
    }
    const lastKey = added.at(-1)?.key ?? ""
    const line = this.#built.get(lastKey)?.line.element
    const end = this.#log.scrollHeight - this.#log.clientHeight
    // A reply longer than the window is shown from its beginning.
    const top = line === undefined || isFirst ? end : Math.min(end, line.offsetTop - 16)
    this.#log.scrollTo({ top, behavior: isFirst ? "instant" : this.#behavior() })
    this.#setMissed(0)
  }

  #behavior(): ScrollBehavior {
    return prefersStillness() ? "instant" : "smooth"
  }

  #isAtEnd(): boolean {
    return this.#log.scrollHeight - this.#log.clientHeight - this.#log.scrollTop < NEAR_PX
  }

  #setMissed(count: number): void {
    this.#missed = count
    this.#latest.hidden = count === 0 && this.#isAtEnd()
    this.#latestText.textContent = this.#context.strings.latest(count)
    this.#latestText.classList.toggle("hidden-text", count === 0)
  }

  #onScroll(): void {
    if (this.#isAtEnd()) this.#setMissed(0)
    else this.#latest.hidden = false
  }

  #goToLatest(): void {
    this.#log.scrollTo({ top: this.#log.scrollHeight, behavior: this.#behavior() })
    const last = this.#all().at(-1)
    this.#setCurrent(last)
    last?.focus({ preventScroll: true })
    this.#setMissed(0)
  }

  #focused(): Element | null {
    const root = this.#log.getRootNode()
    return root instanceof ShadowRoot ? root.activeElement : null
  }

  /** The one line Tab comes to. */
  #setCurrent(line: HTMLElement | undefined): void {
    if (this.#current !== undefined) this.#current.tabIndex = -1
    this.#current = line
    if (line !== undefined) line.tabIndex = 0
  }

  /** Whether Tab goes through the controls of a line. */
  #setInside(line: HTMLElement, isInside: boolean): void {
    for (const control of line.querySelectorAll<HTMLElement>(CONTROLS)) control.tabIndex = isInside ? 0 : -1
  }

  #lineOf(target: EventTarget | null): HTMLElement | undefined {
    return target instanceof Element ? (target.closest<HTMLElement>(".line") ?? undefined) : undefined
  }

  /** Whether Tab reaches it without going into its line. */
  #isDirect(target: EventTarget | null): boolean {
    return target instanceof Element && target.closest(".chips, .problem") !== null
  }

  #onFocus(event: FocusEvent): void {
    const line = this.#lineOf(event.target)
    if (line === undefined) return
    this.#setCurrent(line)
    if (event.target !== line && !this.#isDirect(event.target)) this.#setInside(line, true)
  }

  #onBlur(event: FocusEvent): void {
    const line = this.#lineOf(event.target)
    if (line !== undefined && this.#lineOf(event.relatedTarget) !== line) this.#setInside(line, false)
  }

  #onKey(event: KeyboardEvent): void {
    const line = this.#lineOf(event.target)
    if (line === undefined || event.ctrlKey || event.metaKey || event.altKey || this.#isDirect(event.target)) return
    const isHandled = event.target === line ? this.#onLineKey(event.key, line) : this.#onInnerKey(event.key, line)
    if (!isHandled) return
    event.preventDefault()
    event.stopPropagation()
  }

  #onLineKey(key: string, line: HTMLElement): boolean {
    if (key === "Enter") {
      const control = [...line.querySelectorAll<HTMLElement>(CONTROLS)].find((element) => element.offsetParent !== null)
      control?.focus()
      return control !== undefined
    }
    const lines = this.#all()
    const at = lines.indexOf(line)
    const targets: Readonly<Record<string, number>> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: lines.length - 1,
    }
    const target = targets[key]
    if (target === undefined) return false
    lines[target]?.focus()
    return true
  }

  #onInnerKey(key: string, line: HTMLElement): boolean {
    if (key !== "Escape") return false
    line.focus()
    return true
  }
}
