import { describe, expect, it } from "vitest"
import type { LiveEvent, Reply } from "#web/contract.ts"
import { createLiveLine, type LineSocket } from "#web/widget/voice/live-line.ts"

/** A socket whose other side is the test. */
class TestSocket implements LineSocket {
  binaryType: BinaryType = "blob"
  readonly sent: unknown[] = []
  isClosed = false
  readonly #listeners = new Map<string, (event: MessageEvent) => void>()

  addEventListener(type: string, listener: (event: MessageEvent) => void): void {
    this.#listeners.set(type, listener)
  }
  send(data: unknown): void {
    this.sent.push(typeof data === "string" ? JSON.parse(data) : data)
  }
  close(): void {
    this.isClosed = true
  }
  fire(type: string, data?: unknown): void {
    this.#listeners.get(type)?.({ data } as MessageEvent)
  }
  tell(event: LiveEvent): void {
    this.fire("message", JSON.stringify(event))
  }
}

const PCM = Int16Array.of(1, 2, 3)
const REPLY: Reply = {
  sessionId: "s",
  turnId: "t1",
  messages: [{ id: "t1.0", type: "text", text: "Hello." }],
  dialogAction: "ElicitIntent",
}

function open(token = () => "token-1" as string | undefined) {
  const sockets: TestSocket[] = []
  const heard: string[] = []
  const line = createLiveLine({
    openSocket: () => {
      const socket = new TestSocket()
      sockets.push(socket)
      return socket
    },
    token,
    onTranscript: (_turnId, transcript) => heard.push(transcript),
  })
  line.connect()
  const socket = sockets[0] as TestSocket
  const greet = () => {
    socket.fire("open")
    socket.tell({ type: "ready" })
  }
  return { line, sockets, socket, heard, greet }
}

describe("a live line", () => {
  it("says who calls, then sends sound as it comes, and gives the answer", async () => {
    const { line, socket, heard, greet } = open()
    greet()

    line.begin("t1", false)
    line.push(PCM)
    const ending = line.end("t1")
    socket.tell({ type: "transcript", turnId: "t1", transcript: "hi" })
    socket.tell({ type: "reply", turnId: "t1", reply: REPLY })

    expect(await ending).toEqual({ outcome: { ok: true, reply: REPLY }, wasLive: true })
    expect(heard).toEqual(["hi"])
    expect(socket.sent).toEqual([
      { type: "hello", token: "token-1" },
      { type: "begin", turnId: "t1", speak: false },
      PCM,
      { type: "end" },
    ])
  })

  it("sends what was said before it was there as soon as it is", () => {
    const { line, socket, greet } = open()

    line.begin("t1", true)
    line.push(PCM)
    greet()
    line.push(PCM)

    expect(socket.sent.slice(1)).toEqual([{ type: "begin", turnId: "t1", speak: true }, PCM, PCM])
  })

  it("hands the turn back when it breaks, or was never there", async () => {
    const broken = open()
    broken.greet()
    broken.line.begin("t1", false)
    const ending = broken.line.end("t1")
    broken.socket.fire("close")
    const late = open()
    late.line.begin("t1", false)

    expect(await ending).toEqual({ outcome: undefined, wasLive: true })
    expect(await late.line.end("t1")).toEqual({ outcome: undefined, wasLive: false })
    expect(await late.line.end("another")).toEqual({ outcome: undefined, wasLive: false })
  })

  it("tells what went wrong with the turn", async () => {
    const { line, socket, greet } = open()
    greet()

    line.begin("t1", false)
    const ending = line.end("t1")
    const problem = { type: "/problems/speech-not-understood", title: "…", status: 422 }
    socket.tell({ type: "problem", turnId: "t1", problem })

    expect(await ending).toMatchObject({ outcome: { ok: false, problem: "not-understood" } })
  })

  it("gathers the sound of each message", async () => {
    const { line, socket, greet } = open()
    greet()
    line.begin("t1", true)
    const ending = line.end("t1")
    socket.tell({ type: "reply", turnId: "t1", reply: REPLY })
    await ending

    const speech = line.takeSpeech("t1.0")
    socket.tell({ type: "speech", messageId: "t1.0", marks: "marks" })
    for (const byte of [7, 8]) socket.fire("message", Uint8Array.of(byte).buffer)
    socket.tell({ type: "speech-end", messageId: "t1.0", isWhole: true })

    expect(await speech).toEqual({ sound: Uint8Array.of(7, 8).buffer, marks: "marks" })
    expect(await line.takeSpeech("t1.0")).toBeUndefined()
  })

  it("waits for no sound that was interrupted, cut off, or lost", async () => {
    for (const end of ["hush", "cut", "lost"] as const) {
      const { line, socket, greet } = open()
      greet()
      line.begin("t1", true)
      const ending = line.end("t1")
      socket.tell({ type: "reply", turnId: "t1", reply: REPLY })
      await ending

      const speech = line.takeSpeech("t1.0")
      socket.tell({ type: "speech", messageId: "t1.0", marks: "" })
      if (end === "hush") line.hush()
      if (end === "cut") socket.tell({ type: "speech-end", messageId: "t1.0", isWhole: false })
      if (end === "lost") socket.fire("close")

      expect(await speech).toBeUndefined()
    }
  })

  it("asks a server without live lines twice, and no more", () => {
    const { line, sockets } = open()

    sockets[0]?.fire("close")
    line.connect()
    sockets[1]?.fire("close")
    line.connect()

    expect(sockets).toHaveLength(2)
  })

  it("is opened anew for a new conversation", () => {
    let token: string | undefined = "one"
    const { line, sockets, greet } = open(() => token)
    greet()

    token = "two"
    line.connect()

    expect(sockets).toHaveLength(2)
    expect(sockets[0]?.isClosed).toBe(true)
  })
})
