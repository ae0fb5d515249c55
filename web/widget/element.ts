// <concierge-chat>: the launcher in the corner of the page. It loads the panel when someone wants it, and not before.

import { createAnnouncer } from "./announcer.ts"
import { adoptStyles, dropStyles, h, icon, SMALL_SCREEN } from "./dom.ts"
import styles from "./launcher.css"
import { ATTRIBUTES, type AttributeName, isRightToLeft, type Options, readOptions } from "./options.ts"
import type { OpenRequest, Panel, PanelHost, PanelModule } from "./panel-port.ts"
import { openStore, type Store } from "./store.ts"
import { en, type Strings } from "./strings/en.ts"
import { openTabs, type Tabs } from "./tabs.ts"

/** Where the lazily loaded files are: full addresses. */
export type WidgetFiles = {
  readonly scriptOrigin: string
  readonly panel: string
  readonly languages: Readonly<Record<string, string>>
}

/** The custom element. Properties mirror the attributes; see docs/widget.md. */
export class ConciergeChat extends HTMLElement {
  static readonly observedAttributes = Object.keys(ATTRIBUTES)
  /** Set before the element is registered. */
  static files: WidgetFiles = { scriptOrigin: "", panel: "", languages: {} }

  readonly #root = this.attachShadow({ mode: "open" })
  readonly #announcer = createAnnouncer()
  readonly #badge = h("span", { class: "badge", part: "badge", "aria-hidden": "true", hidden: true })
  readonly #launcher: HTMLButtonElement
  readonly #frame = h("div", { class: "frame", id: "frame" })
  readonly #shell: HTMLElement
  #strings: Strings = en
  #ownStrings: Partial<Strings> = {}
  /** The texts of the language itself, without the page's own. */
  #spoken: Strings = en
  #language = "en"
  #store: Store | undefined
  #tabs: Tabs | undefined
  #panel: Panel | undefined
  #loading: Promise<Panel | undefined> | undefined
  #teaser: HTMLElement | undefined
  #unread = 0
  #isShown = false

  constructor() {
    super()
    this.#launcher = h(
      "button",
      {
        class: "launcher",
        part: "launcher",
        type: "button",
        "aria-expanded": "false",
        "aria-controls": "frame",
        onClick: () => this.toggle(),
        onPointerEnter: () => void this.#load(),
        onFocus: () => void this.#load(),
      },
      icon("bell", "icon launcher-bell"),
      icon("down", "icon launcher-down"),
      this.#badge,
    )
    // An empty title keeps the host's `title` attribute from popping up as a tooltip over everything.
    this.#shell = h("div", { class: "shell", title: "" }, this.#frame, this.#launcher, this.#announcer.element)
    this.#root.append(this.#shell)
  }

  /** What the attributes say. */
  get options(): Options {
    return readOptions((name) => this.getAttribute(name) ?? ATTRIBUTES[name], {
      scriptOrigin: ConciergeChat.files.scriptOrigin,
      language: document.documentElement.lang,
      browserLanguage: navigator.language,
    })
  }

  /** The page's own words for some or all of the widget's texts; see strings/en.ts for their names. */
  get strings(): Partial<Strings> {
    return this.#ownStrings
  }

  set strings(own: Partial<Strings>) {
    this.#ownStrings = own
    if (this.#store !== undefined) this.#applyLanguage()
  }

  connectedCallback(): void {
    if (this.#root.adoptedStyleSheets.length === 0) {
      adoptStyles(this.#root, styles).insertRule(`:host{--_r:${getComputedStyle(this).fontSize}}`)
    }
    const { endpoint, persist } = this.options
    this.#store = openStore(endpoint, persist)
    this.#tabs = openTabs(endpoint)
    this.#tabs.listen((message) => {
      if (this.#panel !== undefined) return
      if (message.kind === "turn") this.#setUnread(this.#unread + message.turn.messages.length)
      if (message.kind === "seen" || message.kind === "cleared") this.#setUnread(0)
    })
    const kept = this.#store.load()
    this.#setUnread(kept.unread ?? 0)
    this.#applyLanguage()
    // On a small screen the panel would cover the page that was just gone to, perhaps from a link in the chat.
    const wasOpen = kept.isOpen === true && !matchMedia(SMALL_SCREEN).matches
    if (this.hasAttribute("open") || wasOpen) void this.show({ focus: false })
    // Something written before the reload still has to go out, even if nobody opens the panel.
    else if ((kept.outbox?.length ?? 0) > 0) void this.#load()
    else if (kept.isTeaserDismissed !== true) this.#showTeaser()
  }

  disconnectedCallback(): void {
    this.#panel?.destroy()
    this.#panel = undefined
    this.#loading = undefined
    this.#tabs?.close()
    this.#frame.replaceChildren()
    this.#teaser?.remove()
  }

  attributeChangedCallback(name: AttributeName, before: string | null, after: string | null): void {
    if (before === after || this.#store === undefined) return
    if (name === "open") {
      if (after === null) this.#hide()
      else if (!this.#isShown) void this.#reveal({ focus: false })
    } else if (name === "locale") {
      this.#applyLanguage()
    } else {
      this.#panel?.refresh()
    }
  }

  /** Opens the panel, loading it first when need be. Resolves when it is there. */
  async show(request: OpenRequest = {}): Promise<void> {
    await this.#reveal(request)
  }

  /** Closes the panel. */
  close(): void {
    if (!this.hasAttribute("open")) return
    this.removeAttribute("open")
    this.#launcher.focus()
  }

  /** Opens or closes the panel. */
  toggle(): void {
    if (this.hasAttribute("open")) this.close()
    else void this.show()
  }

  async #reveal(request: OpenRequest): Promise<void> {
    const panel = await this.#load()
    if (panel === undefined || !this.isConnected) return
    this.#dismissTeaser()
    this.#launcher.setAttribute("aria-expanded", "true")
    this.#store?.save({ isOpen: true })
    const wasShown = this.#isShown
    this.#isShown = true
    this.setAttribute("open", "")
    panel.open(request)
    this.#label()
    if (!wasShown) this.emit("open", {})
  }

  #hide(): void {
    this.#isShown = false
    this.#panel?.close()
    this.#store?.save({ isOpen: false })
    this.#launcher.setAttribute("aria-expanded", "false")
    this.#label()
    this.emit("close", {})
  }

  #load(): Promise<Panel | undefined> {
    this.#loading ??= this.#loadPanel()
    return this.#loading
  }

  async #loadPanel(): Promise<Panel | undefined> {
    this.#launcher.setAttribute("aria-busy", "true")
    try {
      const module = (await import(ConciergeChat.files.panel)) as PanelModule
      const host = this.#host()
      if (host === undefined) return undefined
      this.#panel = module.createPanel(host)
      return this.#panel
    } catch (error) {
      // Offline, or a new version was published meanwhile: say so, and let the next press try again.
      this.#loading = undefined
      this.#announcer.announce(this.#strings.loadFailed)
      this.#showBubble(this.#strings.loadFailed)
      this.emit("error", { reason: "load-failed", error })
      return undefined
    } finally {
      this.#launcher.removeAttribute("aria-busy")
    }
  }

  #host(): PanelHost | undefined {
    const [store, tabs] = [this.#store, this.#tabs]
    if (store === undefined || tabs === undefined) return undefined
    return {
      root: this.#root,
      frame: this.#frame,
      store,
      tabs,
      adopt: (...css) => adoptStyles(this.#root, ...css),
      drop: (sheet) => dropStyles(this.#root, sheet),
      options: () => this.options,
      strings: () => this.#strings,
      announce: (text) => this.#announcer.announce(text),
      setUnread: (count) => this.#setUnread(count),
      close: () => this.close(),
      emit: (name, detail) => this.emit(name, detail),
    }
  }

  /** Tells the page what happened, as `concierge:NAME`. @returns whether nobody called `preventDefault`. */
  emit(name: string, detail: unknown): boolean {
    return this.dispatchEvent(
      new CustomEvent(`concierge:${name}`, { detail, bubbles: true, composed: true, cancelable: true }),
    )
  }

  #setUnread(count: number): void {
    this.#unread = count
    this.#badge.hidden = count === 0
    this.#badge.textContent = count > 99 ? "99+" : String(count)
    this.#label()
  }

  #label(): void {
    const { openChat, closeChat, newMessages } = this.#strings
    const name = this.hasAttribute("open") ? closeChat : openChat
    this.#launcher.setAttribute("aria-label", this.#unread === 0 ? name : `${name}, ${newMessages(this.#unread)}`)
  }

  #applyLanguage(): void {
    const { locale } = this.options
    const language = new Intl.Locale(locale).language
    const address = ConciergeChat.files.languages[language]
    this.#shell.dir = isRightToLeft(locale) ? "rtl" : "ltr"
    const use = (strings: Strings): void => {
      this.#strings = { ...strings, ...this.#ownStrings }
      this.#spoken = strings
      this.#shell.lang = strings === en ? "en" : language
      this.#label()
      this.#panel?.refresh()
    }
    if (address === undefined || language === this.#language) {
      use(address === undefined ? en : this.#spoken)
      this.#language = language
      return
    }
    this.#language = language
    import(address).then(
      (module: { readonly strings: Strings }) => {
        if (this.#language === language) use(module.strings)
      },
      () => use(en),
    )
  }

  #showTeaser(): void {
    const { teaser } = this.options
    if (teaser !== "") this.#showBubble(teaser)
  }

  #showBubble(text: string): void {
    this.#teaser?.remove()
    this.#teaser = h(
      "div",
      { class: "teaser", part: "teaser" },
      h("button", { class: "teaser-text", type: "button", onClick: () => void this.show() }, text),
      h(
        "button",
        {
          class: "teaser-close",
          type: "button",
          "aria-label": this.#strings.dismiss,
          onClick: () => {
            this.#dismissTeaser()
            this.#launcher.focus()
          },
        },
        icon("close"),
      ),
    )
    this.#shell.insertBefore(this.#teaser, this.#launcher)
  }

  #dismissTeaser(): void {
    if (this.#teaser === undefined) return
    this.#teaser.remove()
    this.#teaser = undefined
    this.#store?.save({ isTeaserDismissed: true })
  }
}

function toPropertyName(attribute: string): string {
  return attribute.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** Gives the element a property for each attribute: `consentText` for `consent-text`; `open` is a boolean. */
function mirrorAttributes(): void {
  for (const name of Object.keys(ATTRIBUTES) as AttributeName[]) {
    const isBoolean = name === "open"
    Object.defineProperty(ConciergeChat.prototype, toPropertyName(name), {
      configurable: true,
      enumerable: true,
      get(this: ConciergeChat): string | boolean {
        return isBoolean ? this.hasAttribute(name) : (this.getAttribute(name) ?? ATTRIBUTES[name])
      },
      set(this: ConciergeChat, value: unknown) {
        if (value === null || value === undefined || (isBoolean && !value)) this.removeAttribute(name)
        else this.setAttribute(name, isBoolean ? "" : String(value))
      },
    })
  }
}
mirrorAttributes()
