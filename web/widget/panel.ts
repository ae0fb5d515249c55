// The panel's composition: state, transport, tabs and view, put together. Loaded when someone opens the chat.

import type { HistoryTurn, Message, Reply } from "../contract.ts"
import type { DownloadModule } from "./download.ts"
import type { OpenRequest, Panel, PanelHost } from "./panel-port.ts"
import { createPhotoLoader, type PhotoLoader } from "./photo/photo-loader.ts"
import { reduce } from "./reduce.ts"
import { createRunner, type Runner } from "./runner.ts"
import { type Event, initialState, outboxOf, type State } from "./state.ts"
import type { TabMessage } from "./tabs.ts"
import type { TranscriptFormat } from "./transcript-file.ts"
import { createView } from "./view/panel-view.ts"
import type { View } from "./view/view-port.ts"
import { createVoiceLoader, type VoiceLoader } from "./voice/voice-loader.ts"

/** Written in by the build: what saves transcripts, beside this file. */
declare const DOWNLOAD_FILE: string

/** How long a tab waits for another tab's offer before it starts a conversation of its own. */
const OFFER_WAIT_MS = 120

/** A turn's id: what makes sending it again harmless. `randomUUID` needs a secure context, a site on plain HTTP has none. */
function newTurnId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** Creates the panel inside the launcher's frame, closed. */
export function createPanel(host: PanelHost): Panel {
  return new ConversationPanel(host)
}

class ConversationPanel implements Panel {
  readonly #host: PanelHost
  readonly #runner: Runner
  readonly #cleanups: (() => void)[] = []
  #state: State
  #view: View
  #voice: VoiceLoader
  #photos: PhotoLoader | undefined
  #isOpen = false
  #waitsForOffer = false

  constructor(host: PanelHost) {
    this.#host = host
    this.#state = initialState(this.#remember())
    this.#runner = createRunner(
      host,
      () => this.#state,
      (event) => this.#dispatch(event),
    )
    this.#view = this.#createView()
    this.#voice = this.#createVoice()
    this.#photos = this.#createPhotos()
    this.#view.setDraft(host.store.load().draft ?? "")
    this.#listen()
    this.#view.render(this.#state)
    if (this.#state.session === undefined) host.tabs.tell({ kind: "hello" })
    if (outboxOf(this.#state).length > 0) this.#dispatch({ type: "opened" })
  }

  open(request: OpenRequest): void {
    this.#isOpen = true
    this.#view.open()
    this.#updateSeen()
    this.#begin()
    const text = request.text?.trim() ?? ""
    if (text !== "" && request.send === true) this.#submit(text)
    else if (text !== "") this.#view.setDraft(text)
    if (request.focus !== false) this.#view.focus()
  }

  close(): void {
    this.#isOpen = false
    this.#voice.hush()
    this.#view.close()
    this.#updateSeen()
  }

  refresh(): void {
    const draft = this.#view.draft()
    this.#voice.destroy()
    this.#photos?.destroy()
    this.#view.destroy()
    this.#view = this.#createView()
    this.#voice = this.#createVoice()
    this.#photos = this.#createPhotos()
    this.#view.setDraft(draft)
    if (this.#isOpen) this.#view.open()
    this.#view.render(this.#state)
  }

  destroy(): void {
    for (const cleanup of this.#cleanups) cleanup()
    this.#runner.stop()
    this.#voice.destroy()
    this.#photos?.destroy()
    this.#view.destroy()
  }

  #remember(): Parameters<typeof initialState>[0] {
    const { store } = this.#host
    const { consent, consentVersion } = this.#host.options()
    const kept = store.load()
    return {
      hasAgreed: consent !== "gate" || store.loadAgreement()?.version === consentVersion,
      isOnline: navigator.onLine,
      session: kept.session,
      outbox: kept.outbox ?? [],
      unread: kept.unread ?? 0,
      labels: kept.labels ?? {},
      ratings: kept.ratings ?? {},
    }
  }

  #listen(): void {
    const on = (target: EventTarget, name: string, act: () => void): void => {
      target.addEventListener(name, act)
      this.#cleanups.push(() => target.removeEventListener(name, act))
    }
    on(window, "online", () => this.#dispatch({ type: "went-online" }))
    on(window, "offline", () => this.#dispatch({ type: "went-offline" }))
    on(document, "visibilitychange", () => this.#updateSeen())
    on(window, "pagehide", () => this.#host.store.save({ draft: this.#view.draft() }))
    this.#cleanups.push(this.#host.tabs.listen((message) => this.#hear(message)))
  }

  #hear(message: TabMessage): void {
    const { session } = this.#state
    switch (message.kind) {
      case "hello":
        if (session !== undefined) this.#host.tabs.tell({ kind: "offer", session })
        return
      case "offer":
        if (session === undefined)
          this.#dispatch({ type: "session-adopted", session: message.session, atMs: Date.now() })
        return
      case "session":
        this.#dispatch({ type: "session-adopted", session: message.session, atMs: Date.now() })
        return
      case "turn":
        if (session?.sessionId === message.sessionId) this.#dispatch({ type: "turn-heard", turn: message.turn })
        return
      case "seen":
        this.#dispatch({ type: "seen-heard" })
        return
      case "cleared":
        this.#dispatch({ type: "clearing-heard", atMs: Date.now() })
    }
  }

  /** Starts or restores; a tab without a conversation first gives the others a moment to offer theirs. */
  #begin(): void {
    if (this.#state.session !== undefined || this.#state.phase !== "idle") {
      this.#dispatch({ type: "opened" })
      return
    }
    if (this.#waitsForOffer) return
    this.#waitsForOffer = true
    const timer = setTimeout(() => {
      this.#waitsForOffer = false
      this.#dispatch({ type: "opened" })
    }, OFFER_WAIT_MS)
    this.#cleanups.push(() => clearTimeout(timer))
  }

  #updateSeen(): void {
    this.#dispatch({ type: "seen", isSeen: this.#isOpen && document.visibilityState === "visible" })
  }

  #submit(text: string, shown?: string): void {
    this.#voice.hush()
    const event: Event = { type: "submitted", turnId: newTurnId(), text, atMs: Date.now() }
    this.#dispatch(shown === undefined || shown === text ? event : { ...event, shown })
    this.#host.emit("send", { text })
  }

  /** What every further way to say something is given; the view's part of it comes on top. */
  #channelHost() {
    const { root, store, tabs } = this.#host
    return {
      root,
      store,
      options: () => this.#host.options(),
      strings: () => this.#host.strings(),
      announce: (text: string) => this.#host.announce(text),
      emit: (name: string, detail: unknown) => this.#host.emit(name, detail),
      session: () => this.#state.session,
      take: (turn: HistoryTurn, reply: Reply) => {
        this.#dispatch({ type: "turn-heard", turn })
        tabs.tell({ kind: "turn", sessionId: reply.sessionId, turn })
        this.#host.emit("reply", reply)
      },
      renewSession: () => this.#dispatch({ type: "expired", atMs: Date.now() }),
      focusInput: () => this.#view.focus(),
      newTurnId,
    }
  }

  #createVoice(): VoiceLoader {
    return createVoiceLoader({ ...this.#channelHost(), ...this.#view.voice }, () => this.#failToLoad())
  }

  #createPhotos(): PhotoLoader | undefined {
    if (!this.#host.options().hasPhotos) return undefined
    return createPhotoLoader({ ...this.#channelHost(), ...this.#view.photo }, () => this.#failToLoad())
  }

  #failToLoad(): void {
    this.#host.announce(this.#host.strings().loadFailed)
  }

  #createView(): View {
    return createView(this.#host, {
      submit: (text, shown) => this.#submit(text, shown),
      retry: (turnId) =>
        this.#dispatch({ type: "retried", atMs: Date.now(), ...(turnId === undefined ? {} : { turnId }) }),
      discard: (turnId) => this.#dispatch({ type: "discarded", turnId }),
      rate: (turnId, rating) => {
        this.#dispatch({ type: "rated", turnId, rating })
        this.#host.emit("rating", { turnId, rating: this.#state.ratings[turnId] ?? null })
      },
      talk: (how) => this.#voice.use((voice) => voice[how]()),
      play: (messages) => this.#voice.use((voice) => voice.play(messages)),
      hush: () => this.#voice.hush(),
      picture: (turnId) => this.#photos?.pictureOf(turnId),
      score: (stars, comment) => {
        this.#host.emit("score", { stars, comment })
        this.#dispatch({ type: "noticed", notice: "rateThanks", atMs: Date.now() })
      },
      agree: () => {
        const { consentVersion } = this.#host.options()
        this.#host.store.saveAgreement({ version: consentVersion, at: new Date().toISOString() })
        this.#dispatch({ type: "agreed" })
        this.#host.emit("consent", { version: consentVersion })
        this.#view.focus()
      },
      close: () => this.#host.close(),
      clear: () => this.#runner.erase(false),
      erase: () => this.#runner.erase(true),
      download: (format) => void this.#download(format),
      custom: (message: Message) => this.#host.emit("custom", message),
    })
  }

  async #download(format: TranscriptFormat): Promise<void> {
    const { entries } = this.#state
    try {
      const { saveTranscript } = (await import(new URL(DOWNLOAD_FILE, import.meta.url).href)) as DownloadModule
      saveTranscript(entries, format, this.#host.strings(), this.#host.options())
    } catch {
      // Offline, and not loaded before.
      this.#failToLoad()
    }
  }

  #dispatch(event: Event): void {
    const before = this.#state
    const { state, commands } = reduce(before, event)
    this.#state = state
    if (state !== before) {
      this.#persist()
      this.#host.setUnread(state.unread)
      this.#view.render(state)
    }
    for (const command of commands) this.#runner.run(command)
  }

  #persist(): void {
    const { session, unread, labels, ratings, phase } = this.#state
    // While erasing, nothing new is written: what is being erased must not come back.
    if (phase === "erasing") return
    this.#host.store.save({ outbox: outboxOf(this.#state), unread, labels, ratings, session })
  }
}
