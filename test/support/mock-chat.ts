// A chat server for widget tests: speaks the HTTP contract with a small script of answers, and can be told to misbehave.
// It serves the built widget and the demo site under a strict content security policy. It is no model of the real bot.

import { readFile } from "node:fs/promises"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { extname } from "node:path"
import { type BuiltFile, buildWidget } from "#web/build-widget.ts"
import type { History, HistoryTurn, Message, Reply, SessionReply } from "#web/contract.ts"

import { tone, toPcm16, writeWav } from "./sound.ts"

/** One disturbance: it happens to the next call of that path, once. */
export type Trouble = {
  readonly path: string
  readonly status: number
  readonly type?: string
  readonly detail?: string
  readonly retryAfter?: string
}

/** What the server saw and what it can be told. */
export type MockChat = {
  readonly url: string
  /** Every message that arrived, repeats included. */
  readonly received: { readonly turnId: string; readonly text: string; readonly sessionId: string }[]
  readonly sessions: Map<string, HistoryTurn[]>
  readonly sessionRequests: unknown[]
  troubles: Trouble[]
  /** The policy pages are served with. */
  policy: string
  /** How long each reply takes. */
  delayMs: number
  /** What is understood of sound: one after the other, the last one again and again; nothing when `undefined`. */
  transcripts: (string | undefined)[]
  /** Every spoken turn that arrived, repeats included; `seconds` is how long its sound was. */
  readonly spoken: { readonly turnId: string; readonly isLive: boolean; readonly seconds: number }[]
  /** How long each message is heard when it is spoken. */
  speechSeconds: number
  /** Pages by path, for tests that need their own. */
  readonly pages: Map<string, string>
  /** Which paths were asked for. */
  readonly requests: string[]
  forgetSessions(): void
  close(): Promise<void>
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
}

const card = (id: string, title: string, subtitle: string, tag: string): Message => ({
  id,
  type: "card",
  title,
  subtitle,
  imageUrl: `/site/images/${tag}.svg`,
  buttons: [
    { text: "Book this stay", value: `book ${title}` },
    { text: "See details", value: `details ${title}` },
  ],
})

/** The script: what is answered to which words. */
function answer(text: string, id: string): { messages: Message[]; suggestions?: string[] } {
  const say = (said: string): Message => ({ id: `${id}-1`, type: "text", text: said })
  const words = text.toLowerCase()
  if (words.includes("places") || words.includes("recommend")) {
    return {
      messages: [
        say("Here are **three places** you may like this weekend:"),
        card(`${id}-2`, "Casa do Farol", "Cascais, Portugal · ★ 4.8 · from €189 a night", "by-the-sea"),
        card(`${id}-3`, "Haus am Grat", "Zermatt, Switzerland · ★ 4.7 · from CHF 240 a night", "mountains"),
        card(`${id}-4`, "The Arcade House", "Bologna, Italy · ★ 4.6 · from €142 a night", "historic"),
      ],
      suggestions: ["Somewhere warmer", "Under €150"],
    }
  }
  if (words.includes("hotel")) {
    return {
      messages: [card(`${id}-1`, "Casa do Farol", "Cascais, Portugal · ★ 4.8 · from €189 a night", "by-the-sea")],
    }
  }
  if (words.includes("markdown")) {
    return {
      messages: [
        say(
          "Check-in is from **15:00**. You will need:\n\n- your *booking code*\n- an `ID`\n\nSee [the rules](https://example.com/rules) or [this](javascript:alert(1)).",
        ),
      ],
    }
  }
  if (words.includes("custom")) {
    return {
      messages: [
        { id: `${id}-1`, type: "custom", payload: '{"secret":"data"}' },
        { id: `${id}-2`, type: "custom", payload: "plain words" },
      ],
    }
  }
  if (words.includes("long"))
    return { messages: [say(Array.from({ length: 40 }, (_, i) => `Line ${i + 1}.`).join("\n\n"))] }
  if (words.includes("book")) {
    return {
      messages: [say("With pleasure. **When would you like to arrive?**")],
      suggestions: ["Tonight", "Tomorrow", "Next Friday"],
    }
  }
  return { messages: [say(`Echo: ${text}`)] }
}

const GREETING: Message = {
  id: "greeting-1",
  type: "text",
  text: "Good evening, and welcome. I can find you a room, change a booking, or suggest somewhere to go.",
}
const OPENING = ["Recommend places by the sea", "Book a room", "Change my booking"]

class ChatServer {
  readonly received: { turnId: string; text: string; sessionId: string }[] = []
  readonly sessions = new Map<string, HistoryTurn[]>()
  readonly sessionRequests: unknown[] = []
  readonly pages = new Map<string, string>()
  readonly requests: string[] = []
  troubles: Trouble[] = []
  policy = POLICY
  delayMs = 0
  transcripts: (string | undefined)[] = ["book a room"]
  readonly spoken: { turnId: string; isLive: boolean; seconds: number }[] = []
  speechSeconds = 1
  readonly #replies = new Map<string, Reply>()
  readonly #files: ReadonlyMap<string, BuiltFile>
  #count = 0

  constructor(files: ReadonlyMap<string, BuiltFile>) {
    this.#files = files
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://localhost").pathname
    this.requests.push(`${request.method} ${path}`)
    // What a real server allows the origins on its list; here any may come.
    response.setHeader("access-control-allow-origin", "*")
    if (request.method === "OPTIONS") {
      response.writeHead(204, {
        "access-control-allow-headers": "authorization, content-type",
        "access-control-allow-methods": "GET, POST, DELETE",
      })
      response.end()
      return
    }
    const trouble = this.troubles.find((candidate) => candidate.path === path)
    if (trouble !== undefined) {
      this.troubles = this.troubles.filter((candidate) => candidate !== trouble)
      this.#problem(response, trouble)
    } else if (path.startsWith("/api/")) {
      await this.#api(path, request, response)
    } else {
      await this.#file(path, response)
    }
  }

  #problem(
    response: ServerResponse,
    { status, type = "about:blank", detail, retryAfter }: Omit<Trouble, "path">,
  ): void {
    response.writeHead(status, {
      "content-type": "application/problem+json",
      ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
    })
    response.end(JSON.stringify({ type, title: "Trouble", status, detail }))
  }

  async #api(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: Buffer[] = []
    for await (const chunk of request) body.push(chunk)
    const isJson = request.headers["content-type"]?.startsWith("application/json") ?? false
    const data = isJson ? JSON.parse(Buffer.concat(body).toString()) : {}
    if (this.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.delayMs))
    if (path === "/api/sessions") {
      this.#json(response, 201, this.#startSession(data))
      return
    }
    const sessionId = (request.headers.authorization ?? "").replace("Bearer token-", "")
    const turns = this.sessions.get(sessionId)
    if (turns === undefined) {
      this.#problem(response, { status: 401, type: "/problems/session-expired", detail: "The session has expired." })
    } else if (path === "/api/history") {
      const history: History = { sessionId, turns }
      this.#json(response, 200, history)
    } else if (path === "/api/sessions/current" && request.method === "DELETE") {
      this.sessions.delete(sessionId)
      response.writeHead(204).end()
    } else if (path === "/api/voice") {
      const query = new URL(request.url ?? "/", "http://localhost").searchParams
      this.#hear(response, sessionId, turns, query, Buffer.concat(body).length)
    } else if (path.startsWith("/api/speech/")) {
      this.#speak(response, turns, path.slice("/api/speech/".length), request.url?.endsWith("?marks=word") ?? false)
    } else {
      this.#json(response, 200, this.#reply(sessionId, turns, data))
    }
  }

  #hear(
    response: ServerResponse,
    sessionId: string,
    turns: HistoryTurn[],
    query: URLSearchParams,
    bytes: number,
  ): void {
    const turnId = query.get("turnId") ?? ""
    this.spoken.push({ turnId, isLive: query.has("live"), seconds: bytes / 32_000 })
    const [text] = this.transcripts
    if (this.transcripts.length > 1) this.transcripts.shift()
    if (text === undefined) {
      this.#problem(response, { status: 422, type: "/problems/speech-not-understood", detail: "Say it again." })
      return
    }
    this.#json(response, 200, { ...this.#reply(sessionId, turns, { turnId, text }), transcript: text })
  }

  /** A tone that lasts, and marks that spread the words over it. */
  #speak(response: ServerResponse, turns: readonly HistoryTurn[], messageId: string, isMarks: boolean): void {
    const message = turns.flatMap(({ messages }) => messages).find(({ id }) => id === messageId)
    if (message === undefined) {
      this.#problem(response, { status: 404, type: "/problems/message-not-found" })
      return
    }
    const words = (message.type === "text" ? message.text : "a card").match(/[\p{L}\p{N}']+/gu) ?? []
    const step = (this.speechSeconds * 1000) / Math.max(1, words.length)
    const marks = words.map((value, i) => JSON.stringify({ time: Math.round(i * step), type: "word", value }))
    const sound = writeWav({ sampleRateHz: 16_000, data: toPcm16(tone(300, this.speechSeconds, 16_000)) })
    response.writeHead(200, { "content-type": isMarks ? "application/x-json-stream" : "audio/mpeg" })
    response.end(isMarks ? `${marks.join("\n")}\n` : sound)
  }

  #startSession(request: unknown): SessionReply {
    this.sessionRequests.push(request)
    this.#count += 1
    const sessionId = `s${this.#count}`
    const at = new Date().toISOString()
    this.sessions.set(sessionId, [{ turnId: `greet-${sessionId}`, at, messages: [GREETING], suggestions: OPENING }])
    const expiresAt = new Date(Date.now() + 1_800_000 + this.#count).toISOString()
    return {
      token: `token-${sessionId}`,
      sessionId,
      expiresAt,
      locale: "en_US",
      messages: [GREETING],
      suggestions: OPENING,
    }
  }

  #reply(sessionId: string, turns: HistoryTurn[], { turnId, text }: { turnId: string; text: string }): Reply {
    this.received.push({ turnId, text, sessionId })
    const before = this.#replies.get(`${sessionId}/${turnId}`)
    if (before !== undefined) return before
    const said = answer(text, `m${this.received.length}`)
    const reply: Reply = { sessionId, turnId, dialogAction: "ElicitIntent", ...said }
    this.#replies.set(`${sessionId}/${turnId}`, reply)
    turns.push({ turnId, at: new Date().toISOString(), text, ...said })
    return reply
  }

  #json(response: ServerResponse, status: number, value: object): void {
    response.writeHead(status, { "content-type": "application/json" })
    response.end(JSON.stringify(value))
  }

  async #file(path: string, response: ServerResponse): Promise<void> {
    const page = this.pages.get(path)
    const built = this.#files.get(path)
    if (page !== undefined) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": this.policy })
      response.end(page)
    } else if (built !== undefined) {
      response.writeHead(200, { "content-type": built.contentType })
      response.end(built.body)
    } else {
      await this.#siteFile(path === "/" ? "/site/index.html" : path, response)
    }
  }

  async #siteFile(path: string, response: ServerResponse): Promise<void> {
    if (!/^\/site\/[\w./-]+$/.test(path) || path.includes("..")) {
      response.writeHead(404).end()
      return
    }
    try {
      const body = await readFile(new URL(`../../web${path}`, import.meta.url))
      response.writeHead(200, {
        "content-type": TYPES[extname(path)] ?? "application/octet-stream",
        "content-security-policy": this.policy,
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  }
}

let built: Promise<ReadonlyMap<string, BuiltFile>> | undefined

/** Starts a server on a port of the system's choice. */
export async function startMockChat(): Promise<MockChat> {
  built ??= buildWidget()
  const chat = new ChatServer(await built)
  const server: Server = createServer((request, response) => {
    chat.handle(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(chat, {
    url: `http://127.0.0.1:${port}`,
    forgetSessions: () => chat.sessions.clear(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
