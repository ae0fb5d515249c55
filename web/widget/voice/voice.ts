// The voice of the widget, put together: state, microphone, player, bar. Loaded when somebody first talks or wants to hear.

import type { Message, Reply } from "../../contract.ts"
import { adoptStyles, dropStyles } from "../dom.ts"
import { toSpokenText } from "../spoken.ts"
import { createLiveLine, type LiveLine } from "./live-line.ts"
import { createMicrophone, type Microphone } from "./microphone.ts"
import { createPlayer, type Player } from "./player.ts"
import { type VoiceStrings, voiceStrings } from "./strings.ts"
import styles from "./voice.css"
import { createVoiceBar, type VoiceBar } from "./voice-bar.ts"
import type { Voice, VoiceHost } from "./voice-port.ts"
import { initialVoiceState, reduceVoice, type VoiceCommand, type VoiceEvent, type VoiceState } from "./voice-state.ts"
import { createVoiceTransport, type SpokenOutcome, type VoiceTransport } from "./voice-transport.ts"

/** Written in by the build: the audio thread's part, beside this file. */
declare const CAPTURE_FILE: string

/** Creates the voice. */
export function createVoice(host: VoiceHost): Voice {
  return new WidgetVoice(host)
}

class WidgetVoice implements Voice {
  readonly #host: VoiceHost
  readonly #transport: VoiceTransport
  readonly #microphone: Microphone
  readonly #line: LiveLine
  readonly #player: Player
  readonly #bar: VoiceBar
  readonly #cleanups: (() => void)[] = []
  #context: AudioContext | undefined
  #state: VoiceState
  /** What is to be read aloud: the last answer, or what was asked for. */
  #messages: readonly Message[] = []
  #recording: Int16Array[] = []
  /** Whether any of the turn went over the line, so that the server knows it as a live one. */
  #wasLive = false

  constructor(host: VoiceHost) {
    this.#host = host
    const { options, store } = host
    const kept = store.loadVoice()
    this.#state = initialVoiceState({
      isMuted: kept.isMuted === true,
      isHandsFree: options().voice === "on",
      hasExplained: kept.hasExplainedMicrophone === true,
    })
    this.#transport = createVoiceTransport(
      () => options().endpoint,
      () => host.session(),
      () => navigator.onLine,
    )
    this.#line = createLiveLine({
      openSocket: () => new WebSocket(`${options().endpoint.replace(/^http/, "ws").replace(/\/$/, "")}/api/live`),
      token: () => host.session()?.token,
      onTranscript: (turnId, transcript) => this.#dispatch({ type: "transcribed", turnId, transcript }),
    })
    const processorUrl = new URL(CAPTURE_FILE, import.meta.url).href
    this.#microphone = createMicrophone(() => this.#audio(), processorUrl, {
      onEvent: (event) => this.#onSpeech(event),
      onLevel: (level) => this.#bar.showLevel(level),
      onSound: (pcm) => this.#keep(pcm),
      onLost: () => this.#dispatch({ type: "microphone-failed", problem: "no-microphone" }),
    })
    this.#player = createPlayer({
      context: () => this.#audio(),
      source: {
        fetchSpeech: async (id, signal) =>
          (await this.#line.takeSpeech(id)) ?? (await this.#transport.fetchSpeech(id, signal)),
      },
      findElement: (id) => host.root.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`) ?? undefined,
    })
    this.#bar = this.#createBar(voiceStrings(options().locale, host.strings() as Partial<VoiceStrings>))
    this.#listen()
  }

  press(): void {
    this.#unlock()
    this.#dispatch({ type: "pressed", turnId: this.#host.newTurnId() })
  }

  hold(): void {
    this.#unlock()
    this.#dispatch({ type: "held", turnId: this.#host.newTurnId() })
  }

  release(): void {
    this.#dispatch({ type: "released" })
  }

  play(messages: readonly Message[]): void {
    this.#unlock()
    if (this.#state.phase === "thinking") return
    this.#messages = messages
    this.#dispatch({ type: "play-asked" })
  }

  hush(): boolean {
    const isBusy = this.#state.phase !== "idle"
    this.#dispatch({ type: "dismissed" })
    return isBusy
  }

  destroy(): void {
    this.hush()
    for (const cleanup of this.#cleanups) cleanup()
    this.#line.close()
    this.#bar.element.remove()
    void this.#context?.close()
  }

  #createBar(strings: VoiceStrings): VoiceBar {
    const { button, tray, root } = this.#host
    const bar = createVoiceBar(
      strings,
      {
        agree: () => {
          // The press that loaded this file may be too long ago for the browser to count.
          this.#unlock()
          this.#dispatch({ type: "agreed", turnId: this.#host.newTurnId() })
        },
        dismiss: () => {
          this.hush()
          button?.focus()
        },
        retry: () => {
          this.#unlock()
          this.#dispatch({ type: "retried", turnId: this.#host.newTurnId() })
        },
        type: () => {
          this.hush()
          this.#host.focusInput()
        },
        mute: (isMuted) => this.#dispatch({ type: "muted", isMuted, turnId: this.#host.newTurnId() }),
      },
      button,
    )
    const sheet = adoptStyles(root, styles)
    this.#cleanups.push(() => {
      dropStyles(root, sheet)
    })
    if (button !== undefined) button.title = strings.voiceHold
    tray.append(bar.element)
    return bar
  }

  #listen(): void {
    const onHidden = (): void => {
      if (document.visibilityState === "hidden") this.hush()
    }
    document.addEventListener("visibilitychange", onHidden)
    this.#cleanups.push(() => document.removeEventListener("visibilitychange", onHidden))
  }

  #audio(): AudioContext {
    this.#context ??= new AudioContext({ latencyHint: "interactive" })
    return this.#context
  }

  /** Browsers let sound out after a gesture only; every gesture here counts as one. */
  #unlock(): void {
    const audio = this.#audio()
    if (audio.state !== "running") void audio.resume().catch(() => undefined)
  }

  #onSpeech(event: "began" | "ended" | "nobody-spoke"): void {
    if (event === "began") this.#dispatch({ type: "speech-began", turnId: this.#host.newTurnId() })
    else this.#dispatch({ type: event === "ended" ? "speech-ended" : "nobody-spoke" })
  }

  #dispatch(event: VoiceEvent): void {
    const before = this.#state
    const { state, commands } = reduceVoice(before, event)
    this.#state = state
    if (state.phase !== before.phase) this.#host.emit("voice", { phase: state.phase })
    this.#bar.render(state)
    for (const command of commands) this.#run(command)
  }

  #run(command: VoiceCommand): void {
    switch (command.do) {
      case "open-microphone":
        void this.#openMicrophone()
        return
      case "close-microphone":
        this.#microphone.close()
        return
      case "listen":
        if (!command.isUnderWay) this.#recording = []
        this.#wasLive = false
        // A line that broke meanwhile is opened again.
        this.#line.connect()
        this.#microphone.listen(command)
        return
      case "watch":
        this.#recording = []
        this.#microphone.watch()
        return
      case "send":
        this.#microphone.pause()
        void this.#send(command.turnId)
        return
      case "drop":
        this.#recording = []
        this.#line.cancel()
        return
      case "speak":
        void this.#speak()
        return
      case "hush":
        this.#player.stop()
        this.#line.hush()
        return
      case "keep-mute":
        this.#host.store.saveVoice({ isMuted: command.isMuted })
    }
  }

  /** A piece of what is said: kept until it is answered, and sent at once where there is a line. */
  #keep(pcm: Int16Array): void {
    const { turnId, isMuted } = this.#state
    if (this.#recording.length === 0 && turnId !== undefined) this.#line.begin(turnId, !isMuted)
    this.#recording.push(pcm)
    this.#line.push(pcm)
  }

  async #openMicrophone(): Promise<void> {
    this.#line.connect()
    const problem = await this.#microphone.open()
    if (problem !== undefined) {
      this.#dispatch({ type: "microphone-failed", problem })
      return
    }
    this.#host.store.saveVoice({ hasExplainedMicrophone: true })
    this.#dispatch({ type: "microphone-opened" })
  }

  async #send(turnId: string): Promise<void> {
    const atMs = Date.now()
    const pcm = joined(this.#recording)
    const { outcome, wasLive } = await this.#line.end(turnId)
    this.#wasLive ||= wasLive
    // A line that broke has lost nothing: the same turn, sent whole, is answered once.
    this.#settle(turnId, atMs, outcome ?? (await this.#transport.sendUtterance(turnId, pcm, this.#wasLive)))
  }

  #settle(turnId: string, atMs: number, outcome: SpokenOutcome): void {
    if (!outcome.ok) {
      if (outcome.problem === "expired") this.#host.renewSession()
      this.#dispatch({ type: "turn-failed", turnId, problem: outcome.problem })
      return
    }
    this.#recording = []
    const { reply } = outcome
    this.#show(reply, atMs)
    this.#messages = reply.messages
    const isOpen = reply.dialogAction !== "Close" && reply.dialogAction !== "None"
    // What is spoken needn't be read out as well.
    if (this.#state.isMuted || this.#state.turnId !== turnId) this.#announce(reply)
    this.#dispatch({ type: "answered", turnId, isOpen, nextTurnId: this.#host.newTurnId() })
  }

  #show(reply: Reply, atMs: number): void {
    const { turnId, transcript, messages, suggestions } = reply
    const turn = {
      turnId,
      at: new Date(atMs).toISOString(),
      messages,
      ...(transcript === undefined ? {} : { text: transcript }),
      ...(suggestions === undefined ? {} : { suggestions }),
    }
    this.#host.take(turn, reply)
  }

  #announce({ messages }: Reply): void {
    const strings = this.#host.strings()
    const spoken = messages.map((message) => toSpokenText(message, strings)).filter((text) => text !== "")
    if (spoken.length > 0) this.#host.announce(`${strings.assistantSaid} ${spoken.join(" ")}`)
  }

  async #speak(): Promise<void> {
    const strings = this.#host.strings()
    const spoken = this.#messages.filter((message) => toSpokenText(message, strings) !== "")
    const outcome = spoken.length === 0 ? "played" : await this.#player.play(spoken)
    // Whoever stopped it has gone on already.
    if (outcome === "stopped") return
    const turnId = this.#host.newTurnId()
    this.#dispatch({ type: outcome === "played" ? "played" : "play-failed", turnId })
  }
}

function joined(parts: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const whole = new Int16Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
