// Does what the conversation's commands say: calls the server, waits, tells the other tabs, reads out. Decides nothing.

import type { Message } from "../contract.ts"
import { toLocaleId } from "./options.ts"
import type { PanelHost } from "./panel-port.ts"
import { toSpokenText } from "./spoken.ts"
import type { Command, Event, Failure, Session, State } from "./state.ts"
import { createTransport, type Transport } from "./transport.ts"

/** A turn may take this long: some answers are worth waiting for, and the visitor is told that work goes on. */
const TURN_TIMEOUT_MS = 90_000

/** Runs commands. */
export type Runner = {
  run(command: Command): void
  /** Deletes the conversation; with everything the browser keeps of it when `forgetsAll`. */
  erase(forgetsAll: boolean): void
  stop(): void
}

/** Creates a runner; what comes of a command arrives as an event. */
export function createRunner(host: PanelHost, state: () => State, dispatch: (event: Event) => void): Runner {
  const transport = createTransport({
    endpoint: () => host.options().endpoint,
    fetch: (url, init) => fetch(url, init),
    isOnline: () => navigator.onLine,
    timeoutMs: TURN_TIMEOUT_MS,
  })
  return new CommandRunner(host, transport, state, dispatch)
}

class CommandRunner implements Runner {
  readonly #host: PanelHost
  readonly #transport: Transport
  readonly #state: () => State
  readonly #dispatch: (event: Event) => void
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #forgetsAll = false

  constructor(host: PanelHost, transport: Transport, state: () => State, dispatch: (event: Event) => void) {
    this.#host = host
    this.#transport = transport
    this.#state = state
    this.#dispatch = dispatch
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }

  erase(forgetsAll: boolean): void {
    this.#forgetsAll = forgetsAll
    this.stop()
    this.#dispatch({ type: "erase-asked" })
  }

  run(command: Command): void {
    const strings = this.#host.strings()
    switch (command.do) {
      case "start-session":
        void this.#startSession()
        return
      case "load-history":
        void this.#loadHistory()
        return
      case "post":
        void this.#post(command.turnId, command.text)
        return
      case "wait":
        this.#wait(command.turnId, command.delayMs)
        return
      case "erase":
        void this.#erase()
        return
      case "announce":
        this.#announce(command.messages)
        return
      case "announce-notice":
        this.#host.announce(strings[command.notice])
        return
      case "announce-failure":
        this.#tellFailure(command.failure)
        return
      case "tell-tabs-turn": {
        const sessionId = this.#state().session?.sessionId
        if (sessionId !== undefined) this.#host.tabs.tell({ kind: "turn", sessionId, turn: command.turn })
        return
      }
      case "tell-tabs-seen":
        this.#host.tabs.tell({ kind: "seen" })
    }
  }

  async #startSession(): Promise<void> {
    const { locale, consent, consentVersion, greeting } = this.#host.options()
    const localeId = toLocaleId(locale)
    const agreed = consent === "gate" ? { consent: consentVersion } : {}
    let outcome = await this.#transport.startSession({
      ...(localeId === undefined ? {} : { locale: localeId }),
      ...agreed,
    })
    // A language the assistant doesn't speak: it answers in its own.
    if (!outcome.ok && outcome.status === 400 && localeId !== undefined) {
      outcome = await this.#transport.startSession(agreed)
    }
    if (!outcome.ok) {
      this.#dispatch({ type: "session-failed", failure: outcome.failure })
      return
    }
    const own: readonly Message[] = greeting === "" ? [] : [{ id: "greeting", type: "text", text: greeting }]
    const reply = outcome.value.messages.length > 0 ? outcome.value : { ...outcome.value, messages: [...own] }
    this.#dispatch({ type: "session-started", reply, atMs: Date.now() })
    const { session } = this.#state()
    if (session !== undefined) this.#host.tabs.tell({ kind: "session", session })
  }

  async #loadHistory(): Promise<void> {
    const { session } = this.#state()
    if (session === undefined) return
    const outcome = await this.#transport.loadHistory(session)
    this.#dispatch(
      outcome.ok
        ? { type: "history-loaded", turns: outcome.value.turns }
        : { type: "history-failed", failure: outcome.failure, atMs: Date.now() },
    )
  }

  async #post(turnId: string, text: string): Promise<void> {
    const { session } = this.#state()
    if (session === undefined) return
    const outcome = await this.#transport.sendText(session, { turnId, text })
    const atMs = Date.now()
    this.#dispatch(
      outcome.ok
        ? { type: "replied", turnId, reply: outcome.value, atMs }
        : { type: "turn-failed", turnId, failure: outcome.failure, atMs },
    )
    if (outcome.ok) this.#host.emit("reply", outcome.value)
  }

  #wait(turnId: string, delayMs: number): void {
    clearTimeout(this.#timers.get(turnId))
    this.#timers.set(
      turnId,
      setTimeout(() => this.#dispatch({ type: "retry-due", turnId }), delayMs),
    )
  }

  async #erase(): Promise<void> {
    const { session } = this.#state()
    if (session !== undefined && !(await this.#eraseOnServer(session))) {
      this.#dispatch({ type: "erase-failed", atMs: Date.now() })
      return
    }
    this.#host.store.clear({ keepsAgreement: !this.#forgetsAll })
    this.#host.store.save({ isOpen: true })
    this.#host.tabs.tell({ kind: "cleared" })
    const isGated = this.#forgetsAll && this.#host.options().consent === "gate"
    this.#dispatch({ type: "erased", next: isGated ? "gate" : "idle" })
    if (this.#forgetsAll) this.#host.announce(this.#host.strings().erased)
    this.#host.emit("erase", { everything: this.#forgetsAll })
  }

  async #eraseOnServer(session: Session): Promise<boolean> {
    const outcome = await this.#transport.erase(session)
    return outcome.ok
  }

  #announce(messages: readonly Message[]): void {
    const strings = this.#host.strings()
    const state = this.#state()
    if (!state.isSeen) {
      if (state.unread > 0) this.#host.announce(strings.newMessages(state.unread))
      return
    }
    const spoken = messages.map((message) => toSpokenText(message, strings)).filter((text) => text !== "")
    if (spoken.length > 0) this.#host.announce(`${strings.assistantSaid} ${spoken.join(" ")}`)
  }

  #tellFailure(failure: Failure): void {
    const strings = this.#host.strings()
    this.#host.announce(`${strings.notSent} ${strings.failures[failure.reason]}`)
    this.#host.emit("error", failure)
  }
}
