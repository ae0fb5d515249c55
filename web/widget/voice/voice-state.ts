// Talking, as a state machine: what the microphone and the voice are doing, and every way that can change. Pure: no clock,
// no sound, no network. What the commands do is voice.ts; what it looks like is voice-bar.ts.

/** Why talking doesn't work just now. */
export type VoiceProblem =
  /** The visitor, the browser or the page doesn't allow the microphone. */
  | "denied"
  | "no-microphone"
  | "microphone-busy"
  | "not-heard"
  | "not-understood"
  | "offline"
  | "unavailable"
  | "expired"
  | "refused"
  /** The answer can be read, but not heard. */
  | "no-voice"

/** What is going on; `speaking` is the assistant's voice, the visitor's is `isHearing`. */
export type VoicePhase = "idle" | "explaining" | "asking" | "listening" | "thinking" | "speaking" | "failed"

/** The whole state. */
export type VoiceState = {
  readonly phase: VoicePhase
  /** A key is held down to talk: its release ends the turn, and nothing is listened to after the answer. */
  readonly isHeld: boolean
  /** Speech has begun in what is being listened to. */
  readonly isHearing: boolean
  readonly isMicrophoneOpen: boolean
  /** The visitor knows why the browser asks for the microphone. */
  readonly hasExplained: boolean
  readonly isMuted: boolean
  /** Whether speaking up interrupts the assistant, and listening goes on after an answer. */
  readonly isHandsFree: boolean
  /** The turn being listened to or answered. */
  readonly turnId: string | undefined
  /** What was understood so far, while it is being answered. */
  readonly transcript: string | undefined
  /** The assistant waits for an answer, so that listening goes on after it has spoken. */
  readonly isAnswerOpen: boolean
  /** Nobody asked to be listened to just now: silence is no problem. */
  readonly isFollowUp: boolean
  readonly problem: VoiceProblem | undefined
}

/** Everything that can happen. `turnId` is that of the turn which may begin. */
export type VoiceEvent =
  | { readonly type: "pressed"; readonly turnId: string }
  | { readonly type: "held"; readonly turnId: string }
  | { readonly type: "released" }
  | { readonly type: "agreed"; readonly turnId: string }
  | { readonly type: "dismissed" }
  | { readonly type: "microphone-opened" }
  | { readonly type: "microphone-failed"; readonly problem: VoiceProblem }
  | { readonly type: "speech-began"; readonly turnId: string }
  | { readonly type: "speech-ended" }
  | { readonly type: "nobody-spoke" }
  | { readonly type: "transcribed"; readonly turnId: string; readonly transcript: string }
  | { readonly type: "answered"; readonly turnId: string; readonly isOpen: boolean; readonly nextTurnId: string }
  | { readonly type: "turn-failed"; readonly turnId: string; readonly problem: VoiceProblem }
  | { readonly type: "retried"; readonly turnId: string }
  | { readonly type: "play-asked" }
  | { readonly type: "played"; readonly turnId: string }
  | { readonly type: "play-failed"; readonly turnId: string }
  | { readonly type: "muted"; readonly isMuted: boolean; readonly turnId: string }

/** What is to be done in the world. */
export type VoiceCommand =
  | { readonly do: "open-microphone" }
  | { readonly do: "close-microphone" }
  /** Begins an utterance; one that interrupts already has its first words. */
  | { readonly do: "listen"; readonly turnId: string; readonly isHeld: boolean; readonly isUnderWay: boolean }
  /** Listens for somebody who interrupts. */
  | { readonly do: "watch" }
  | { readonly do: "send"; readonly turnId: string }
  | { readonly do: "drop" }
  | { readonly do: "speak" }
  | { readonly do: "hush" }
  | { readonly do: "keep-mute"; readonly isMuted: boolean }

/** A state and what to do about it. */
export type VoiceStep = { readonly state: VoiceState; readonly commands: readonly VoiceCommand[] }

/** Before anything was said. */
export function initialVoiceState(options: {
  readonly isMuted: boolean
  readonly isHandsFree: boolean
  readonly hasExplained: boolean
}): VoiceState {
  return {
    ...options,
    phase: "idle",
    isHeld: false,
    isHearing: false,
    isMicrophoneOpen: false,
    turnId: undefined,
    transcript: undefined,
    isAnswerOpen: false,
    isFollowUp: false,
    problem: undefined,
  }
}

const still = (state: VoiceState, ...commands: VoiceCommand[]): VoiceStep => ({ state, commands })

/** Gives what follows from an event. An event that makes no sense in the state changes nothing. */
export function reduceVoice(state: VoiceState, event: VoiceEvent): VoiceStep {
  switch (event.type) {
    case "pressed":
    case "held":
    case "agreed":
      return wantToTalk(state, event)
    case "released":
      return release(state)
    case "dismissed":
      return state.phase === "idle" ? still(state) : rest(state)
    case "microphone-opened":
    case "microphone-failed":
      return onMicrophone(state, event)
    case "speech-began":
    case "speech-ended":
    case "nobody-spoke":
      return onSpeech(state, event)
    case "transcribed":
    case "answered":
    case "turn-failed":
    case "retried":
      return onTurn(state, event)
    case "play-asked":
    case "played":
    case "play-failed":
      return onPlaying(state, event)
    case "muted":
      return mute(state, event)
  }
}

type Of<Type extends VoiceEvent["type"]> = Extract<VoiceEvent, { readonly type: Type }>

function wantToTalk(state: VoiceState, event: Of<"pressed" | "held" | "agreed">): VoiceStep {
  const isHeld = event.type === "held"
  switch (state.phase) {
    case "idle":
    case "failed":
      return state.hasExplained
        ? begin({ ...state, isHeld }, event.turnId)
        : still({ ...state, phase: "explaining", problem: undefined })
    case "explaining":
      return begin({ ...state, hasExplained: true, isHeld: false }, event.turnId)
    case "speaking": {
      const next = begin({ ...state, isHeld }, event.turnId)
      return { ...next, commands: [{ do: "hush" }, ...next.commands] }
    }
    case "listening":
      if (event.type !== "pressed" || state.isHeld) return still(state)
      return state.isHearing ? finish(state) : rest(state)
    case "asking":
      return event.type === "pressed" ? rest(state) : still(state)
    case "thinking":
      return still(state)
  }
}

/** Listens to a turn, after opening the microphone when need be. */
function begin(state: VoiceState, turnId: string, isFollowUp = false): VoiceStep {
  const fresh = { ...state, turnId, isFollowUp, isHearing: false, transcript: undefined, problem: undefined }
  return state.isMicrophoneOpen
    ? still({ ...fresh, phase: "listening" }, { do: "listen", turnId, isHeld: state.isHeld, isUnderWay: false })
    : still({ ...fresh, phase: "asking" }, { do: "open-microphone" })
}

/** What was said is sent. A visitor who holds a key has the microphone for that long only. */
function finish(state: VoiceState): VoiceStep {
  if (state.turnId === undefined) return still(state)
  const { turnId, isHeld, isHandsFree } = state
  const isKept = isHandsFree && !isHeld
  return still(
    { ...state, phase: "thinking", isHearing: false, isMicrophoneOpen: isKept },
    { do: "send", turnId },
    ...(isKept ? [] : [{ do: "close-microphone" } as const]),
  )
}

/** Lets go of everything: nothing is listened to, nothing is said. */
function rest(state: VoiceState, problem?: VoiceProblem): VoiceStep {
  const quiet = { isHeld: false, isHearing: false, isMicrophoneOpen: false, isAnswerOpen: false, isFollowUp: false }
  const isFailed = problem !== undefined
  return still(
    { ...state, ...quiet, problem, phase: isFailed ? "failed" : "idle", turnId: isFailed ? state.turnId : undefined },
    { do: "hush" },
    { do: "close-microphone" },
    ...(isFailed ? [] : [{ do: "drop" } as const]),
  )
}

function release(state: VoiceState): VoiceStep {
  if (!state.isHeld) return still(state)
  if (state.phase === "listening") return finish(state)
  return state.phase === "asking" ? rest(state) : still({ ...state, isHeld: false })
}

function onMicrophone(state: VoiceState, event: Of<"microphone-opened" | "microphone-failed">): VoiceStep {
  if (event.type === "microphone-failed") {
    return state.phase === "asking" || state.isMicrophoneOpen ? rest(state, event.problem) : still(state)
  }
  // The visitor has thought better of it while the browser asked.
  if (state.phase !== "asking" || state.turnId === undefined) return still(state, { do: "close-microphone" })
  return begin({ ...state, isMicrophoneOpen: true }, state.turnId, state.isFollowUp)
}

function onSpeech(state: VoiceState, event: Of<"speech-began" | "speech-ended" | "nobody-spoke">): VoiceStep {
  if (event.type === "speech-began") {
    if (state.phase === "listening") return still({ ...state, isHearing: true })
    return state.phase === "speaking" && state.isMicrophoneOpen ? interrupt(state, event.turnId) : still(state)
  }
  if (state.phase !== "listening" || state.isHeld) return still(state)
  if (event.type === "speech-ended") return finish(state)
  return rest(state, state.isFollowUp ? undefined : "not-heard")
}

function interrupt(state: VoiceState, turnId: string): VoiceStep {
  return still(
    { ...state, phase: "listening", turnId, isHearing: true, isFollowUp: false, transcript: undefined },
    { do: "hush" },
    { do: "listen", turnId, isHeld: false, isUnderWay: true },
  )
}

function onTurn(state: VoiceState, event: Of<"transcribed" | "answered" | "turn-failed" | "retried">): VoiceStep {
  if (event.type === "retried") return state.phase === "failed" ? retry(state, event.turnId) : still(state)
  const isThis = event.turnId === state.turnId && (state.phase === "thinking" || state.phase === "listening")
  if (!isThis) return still(state)
  switch (event.type) {
    case "transcribed": {
      // Lex has heard the end of it, perhaps before the browser has.
      const transcribed = { ...state, transcript: event.transcript }
      return state.phase === "listening" ? finish(transcribed) : still(transcribed)
    }
    case "turn-failed":
      return rest(state, event.problem)
    case "answered": {
      const answered = { ...state, isAnswerOpen: event.isOpen, isHearing: false, transcript: undefined }
      return state.isMuted ? afterAnswer(answered, event.nextTurnId) : speak(answered)
    }
  }
}

/** Says what was answered; who is listened to meanwhile may interrupt. */
function speak(state: VoiceState): VoiceStep {
  const speaking = { ...state, phase: "speaking" as const }
  return state.isMicrophoneOpen ? still(speaking, { do: "speak" }, { do: "watch" }) : still(speaking, { do: "speak" })
}

/** The answer is over: the conversation goes on by itself while the assistant waits for an answer. */
function afterAnswer(state: VoiceState, nextTurnId: string): VoiceStep {
  const goesOn = state.isHandsFree && state.isAnswerOpen && state.isMicrophoneOpen
  return goesOn ? begin(state, nextTurnId, true) : rest(state)
}

/** Problems that the same words, sent again, may get over. The others want to be spoken anew. */
const WORTH_SENDING_AGAIN: ReadonlySet<VoiceProblem | undefined> = new Set(["offline", "unavailable", "expired"])

function retry(state: VoiceState, turnId: string): VoiceStep {
  if (!WORTH_SENDING_AGAIN.has(state.problem) || state.turnId === undefined) return begin(state, turnId)
  return still({ ...state, phase: "thinking", problem: undefined }, { do: "send", turnId: state.turnId })
}

function onPlaying(state: VoiceState, event: Of<"play-asked" | "played" | "play-failed">): VoiceStep {
  if (event.type === "play-asked") {
    // An answer is on its way, and will be said.
    if (state.phase === "thinking") return still(state)
    const quiet = rest(state)
    return { state: { ...quiet.state, phase: "speaking" }, commands: [...quiet.commands, { do: "speak" }] }
  }
  if (state.phase !== "speaking") return still(state)
  if (event.type === "played") return afterAnswer(state, event.turnId)
  // The text is there to be read: the conversation goes on, and the visitor is told why it is silent.
  const next = afterAnswer(state, event.turnId)
  return next.state.phase === "idle"
    ? { ...next, state: { ...next.state, phase: "failed", problem: "no-voice" } }
    : { ...next, state: { ...next.state, problem: "no-voice" } }
}

function mute(state: VoiceState, { isMuted, turnId }: Of<"muted">): VoiceStep {
  const next = { ...state, isMuted }
  const keep = { do: "keep-mute", isMuted } as const
  if (!isMuted || state.phase !== "speaking") return still(next, keep)
  const after = afterAnswer(next, turnId)
  return { ...after, commands: [keep, { do: "hush" }, ...after.commands] }
}
