import { describe, expect, it } from "vitest"
import {
  initialVoiceState,
  reduceVoice,
  type VoiceCommand,
  type VoiceEvent,
  type VoiceProblem,
  type VoiceState,
} from "#web/widget/voice/voice-state.ts"

const START = initialVoiceState({ isMuted: false, isHandsFree: true, hasExplained: true })

/** What comes of events, one after the other. */
function run(events: readonly VoiceEvent[], from: VoiceState = START): { state: VoiceState; done: readonly string[] } {
  const done: string[] = []
  let state = from
  for (const event of events) {
    const step = reduceVoice(state, event)
    state = step.state
    done.push(...step.commands.map(describeCommand))
  }
  return { state, done }
}

function describeCommand(command: VoiceCommand): string {
  if (command.do === "listen")
    return `listen ${command.turnId}${command.isUnderWay ? " under way" : ""}${command.isHeld ? " held" : ""}`
  return command.do === "send" ? `send ${command.turnId}` : command.do
}

const press: VoiceEvent = { type: "pressed", turnId: "t1" }
const opened: VoiceEvent = { type: "microphone-opened" }
const began: VoiceEvent = { type: "speech-began", turnId: "t9" }
const ended: VoiceEvent = { type: "speech-ended" }
const answered: VoiceEvent = { type: "answered", turnId: "t1", isOpen: true, nextTurnId: "t2" }
const closed: VoiceEvent = { ...answered, isOpen: false }
const played: VoiceEvent = { type: "played", turnId: "t2" }
const failed = (problem: VoiceProblem): VoiceEvent => ({ type: "turn-failed", turnId: "t1", problem })

describe("talking for the first time", () => {
  const stranger = { ...START, hasExplained: false }

  it("asks for the microphone only after saying why", () => {
    const { state, done } = run([press], stranger)

    expect(state.phase).toBe("explaining")
    expect(done).toEqual([])
    expect(run([press, { type: "agreed", turnId: "t1" }], stranger)).toMatchObject({
      state: { phase: "asking", hasExplained: true },
      done: ["open-microphone"],
    })
  })

  it("takes a no", () => {
    expect(run([press, { type: "dismissed" }], stranger).state.phase).toBe("idle")
  })

  it("says what is in the way", () => {
    const { state, done } = run([press, { type: "microphone-failed", problem: "denied" }])

    expect(state).toMatchObject({ phase: "failed", problem: "denied", isMicrophoneOpen: false })
    expect(done).toContain("close-microphone")
  })

  it("lets go of a microphone that comes after all", () => {
    expect(run([press, press, opened])).toMatchObject({
      state: { phase: "idle" },
      done: expect.arrayContaining(["close-microphone"]),
    })
  })
})

describe("a conversation without hands", () => {
  it("listens, sends, speaks, and listens again", () => {
    const { state, done } = run([press, opened, began, ended, answered, played])

    expect(state).toMatchObject({ phase: "listening", turnId: "t2", isFollowUp: true, isHearing: false })
    expect(done).toEqual(["open-microphone", "listen t1", "send t1", "speak", "watch", "listen t2"])
  })

  it("ends when the assistant waits for no answer", () => {
    const { state, done } = run([press, opened, began, ended, closed, played])

    expect(state.phase).toBe("idle")
    expect(done).toContain("close-microphone")
  })

  it("ends quietly when nobody answers, and says so when nobody spoke at all", () => {
    const silence: VoiceEvent = { type: "nobody-spoke" }

    expect(run([press, opened, began, ended, answered, played, silence]).state).toMatchObject({
      phase: "idle",
      problem: undefined,
    })
    expect(run([press, opened, silence]).state).toMatchObject({ phase: "failed", problem: "not-heard" })
  })

  it("goes on without a voice when it is muted, or has none", () => {
    const muted = { ...START, isMuted: true }

    expect(run([press, opened, began, ended, answered], muted)).toMatchObject({
      state: { phase: "listening", turnId: "t2" },
      done: expect.not.arrayContaining(["speak"]),
    })
    expect(run([press, opened, began, ended, answered, { type: "play-failed", turnId: "t2" }]).state).toMatchObject({
      phase: "listening",
      problem: "no-voice",
    })
  })

  it("ends the turn where Lex has heard its end, before the browser does", () => {
    const transcribed: VoiceEvent = { type: "transcribed", turnId: "t1", transcript: "a room" }
    const { state, done } = run([press, opened, began, transcribed, ended])

    expect(state).toMatchObject({ phase: "thinking", transcript: "a room" })
    expect(done).toEqual(["open-microphone", "listen t1", "send t1"])
  })
})

describe("interrupting", () => {
  const speaking = run([press, opened, began, ended, answered]).state

  it("by speaking stops the voice, and what was said so far counts", () => {
    const { state, done } = run([began], speaking)

    expect(state).toMatchObject({ phase: "listening", turnId: "t9", isHearing: true })
    expect(done).toEqual(["hush", "listen t9 under way"])
  })

  it("by a press stops the voice and listens", () => {
    expect(run([{ type: "pressed", turnId: "t5" }], speaking)).toMatchObject({
      state: { phase: "listening", turnId: "t5" },
      done: ["hush", "listen t5"],
    })
  })

  it("by muting stops the voice and listens on", () => {
    expect(run([{ type: "muted", isMuted: true, turnId: "t5" }], speaking)).toMatchObject({
      state: { phase: "listening", turnId: "t5", isMuted: true },
      done: ["keep-mute", "hush", "listen t5"],
    })
  })

  it("by speaking is not possible where the page has turned it off", () => {
    const tap = { ...START, isHandsFree: false }
    const { state, done } = run([press, opened, began, ended, answered, began, played], tap)

    expect(state.phase).toBe("idle")
    expect(done).not.toContain("watch")
  })
})

describe("a key held down", () => {
  const hold: VoiceEvent = { type: "held", turnId: "t1" }
  const release: VoiceEvent = { type: "released" }

  it("listens until it is let go, whatever is heard", () => {
    const { state, done } = run([hold, opened, began, ended, release])

    expect(state).toMatchObject({ phase: "thinking", isMicrophoneOpen: false })
    expect(done).toEqual(["open-microphone", "listen t1 held", "send t1", "close-microphone"])
  })

  it("listens to one turn only", () => {
    expect(run([hold, opened, release, answered, played]).state.phase).toBe("idle")
  })

  it("that is let go before the microphone is there asks for nothing", () => {
    expect(run([hold, release, opened]).state).toMatchObject({ phase: "idle", isMicrophoneOpen: false })
  })
})

describe("a press on the button", () => {
  it("while somebody speaks ends the turn; before that it gives up", () => {
    expect(run([press, opened, began, press])).toMatchObject({
      state: { phase: "thinking" },
      done: expect.arrayContaining(["send t1"]),
    })
    expect(run([press, opened, press])).toMatchObject({
      state: { phase: "idle" },
      done: expect.arrayContaining(["close-microphone"]),
    })
  })

  it("while an answer is on its way changes nothing", () => {
    const thinking = run([press, opened, began, ended]).state

    expect(run([press], thinking).state).toBe(thinking)
  })
})

describe("a turn that failed", () => {
  it.each<{ problem: VoiceProblem; again: string }>([
    { problem: "offline", again: "send t1" },
    { problem: "unavailable", again: "send t1" },
    { problem: "expired", again: "send t1" },
    { problem: "not-understood", again: "open-microphone" },
    { problem: "not-heard", again: "open-microphone" },
  ])("($problem) is tried again by '$again'", ({ problem, again }) => {
    const { state } = run([press, opened, began, ended, failed(problem)])

    expect(state).toMatchObject({ phase: "failed", problem })
    expect(run([{ type: "retried", turnId: "t3" }], state).done).toEqual([again])
  })

  it("is not the visitor's business any more once it was given up", () => {
    const { state } = run([press, opened, began, ended, { type: "dismissed" }, answered])

    expect(state.phase).toBe("idle")
  })
})

describe("reading aloud", () => {
  const play: VoiceEvent = { type: "play-asked" }

  it("stops listening first, and leaves it at that afterwards", () => {
    expect(run([press, opened, play])).toMatchObject({ state: { phase: "speaking", isMicrophoneOpen: false } })
    expect(run([play, played]).state.phase).toBe("idle")
  })

  it("tells when it can't be done", () => {
    expect(run([play, { type: "play-failed", turnId: "t2" }]).state).toMatchObject({
      phase: "failed",
      problem: "no-voice",
    })
  })

  it("waits for the answer that is on its way", () => {
    const thinking = run([press, opened, began, ended]).state

    expect(run([play], thinking).state).toBe(thinking)
  })
})

describe("whatever happens", () => {
  const EVENTS: readonly VoiceEvent[] = [
    press,
    { type: "held", turnId: "t1" },
    { type: "released" },
    { type: "agreed", turnId: "t1" },
    { type: "dismissed" },
    opened,
    { type: "microphone-failed", problem: "no-microphone" },
    began,
    ended,
    { type: "nobody-spoke" },
    answered,
    closed,
    failed("offline"),
    { type: "retried", turnId: "t1" },
    { type: "play-asked" },
    played,
    { type: "play-failed", turnId: "t1" },
    { type: "muted", isMuted: true, turnId: "t1" },
  ]

  it("Escape leads out: nothing is listened to, nothing is said", () => {
    // Every sequence of four events, from a stranger's first press on.
    const reached = new Map<string, VoiceState>()
    let edge: readonly VoiceState[] = [START, { ...START, hasExplained: false }]
    for (let depth = 0; depth < 6; depth++) {
      const next = edge.flatMap((state) => EVENTS.map((event) => reduceVoice(state, event).state))
      edge = next.filter((state) => !reached.has(JSON.stringify(state)))
      for (const state of edge) reached.set(JSON.stringify(state), state)
    }

    const stuck = [...reached.values()].filter((state) => {
      const { state: after } = reduceVoice(state, { type: "dismissed" })
      return after.phase !== "idle" || after.isMicrophoneOpen
    })
    const heardUnseen = [...reached.values()].filter(
      ({ phase, isMicrophoneOpen }) => isMicrophoneOpen && (phase === "idle" || phase === "failed"),
    )

    expect(reached.size).toBeGreaterThan(100)
    expect(stuck).toEqual([])
    expect(heardUnseen).toEqual([])
  })
})
