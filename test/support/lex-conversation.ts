// Conversations with the local Lex as a stream, with the real SDK client over HTTP/2: what the client sends is a script, each
// step of which waits for an answer of the bot.

import {
  type ConfigurationEvent,
  StartConversationCommand,
  type StartConversationRequestEventStream,
  type StartConversationResponseEventStream,
} from "@aws-sdk/client-lex-runtime-v2"
import { createStreamingClient, type LocalLex, type LocalLexOptions, startLocalLex } from "./local-lex.ts"

/** An event of the client, and one of the bot. */
export type ClientEvent = StartConversationRequestEventStream
export type ServerEvent = StartConversationResponseEventStream

/** Events to send, after an event of that name has come and not before; `now` is called just before. */
export type Step = { readonly after?: string; readonly now?: () => void; readonly send: readonly ClientEvent[] }

/** What came of a conversation. */
export type Conversed = {
  readonly names: readonly string[]
  readonly events: readonly ServerEvent[]
  readonly error: unknown
}

/** How a conversation is held; by default in the trip bot, whose session is `visitor-1`. */
export type ConversationWay = {
  readonly mode: "TEXT" | "AUDIO"
  readonly botId?: string
  readonly sessionId?: string
  /** Ends the client's side after the last step, as one does who has said it all. */
  readonly endsInput?: boolean
}

/** Holds a conversation at an endpoint. */
export async function converseAt(url: string, way: ConversationWay, steps: readonly Step[]): Promise<Conversed> {
  const client = createStreamingClient(url)
  const seen: string[] = []
  const events: ServerEvent[] = []
  let wake = () => {}
  let finish = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const isDue = (after: string | undefined) => after === undefined || seen.includes(after)

  async function* requests(): AsyncGenerator<ClientEvent> {
    for (const { after, now, send } of steps) {
      while (!isDue(after)) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (after !== undefined) seen.splice(0, seen.indexOf(after) + 1)
      now?.()
      yield* send
    }
    const last = steps.at(-1)?.send.at(-1)
    const isOver = way.endsInput === true || (last !== undefined && "DisconnectionEvent" in last)
    // Otherwise the stream stays open on this side until the bot ends it.
    if (!isOver) await finished
  }
  let error: unknown
  try {
    const { responseEventStream = [] } = await client.send(
      new StartConversationCommand({
        botId: way.botId ?? "TRIPBOT001",
        botAliasId: "TSTALIASID",
        localeId: "en_US",
        sessionId: way.sessionId ?? "visitor-1",
        conversationMode: way.mode,
        requestEventStream: requests(),
      }),
    )
    for await (const event of responseEventStream as AsyncIterable<ServerEvent>) {
      events.push(event)
      seen.push(nameOf(event))
      wake()
    }
  } catch (caught) {
    error = caught
  } finally {
    finish()
    client.destroy()
  }
  return { names: events.map(nameOf), events, error }
}

const opened: LocalLex[] = []

/** Holds a conversation with a local Lex of its own, which `closeConversations` closes. */
export async function converse(
  options: LocalLexOptions,
  mode: ConversationWay["mode"],
  steps: readonly Step[],
  way: Partial<ConversationWay> = {},
): Promise<Conversed & { readonly url: string }> {
  const lex = await startLocalLex(options)
  opened.push(lex)
  return { ...(await converseAt(lex.url, { mode, ...way }, steps)), url: lex.url }
}

/** Closes what `converse` has opened. */
export async function closeConversations(): Promise<void> {
  for (const lex of opened.splice(0)) await lex.close()
}

/** The name of an event. */
function nameOf(event: ServerEvent): string {
  return Object.keys(event)[0] ?? ""
}

/** The first event, which asks for text unless it says otherwise. */
export function configure(more: Partial<ConfigurationEvent> = {}): ClientEvent {
  return { ConfigurationEvent: { responseContentType: "text/plain; charset=utf-8", ...more } }
}

/** Something typed. */
export function type(text: string): ClientEvent {
  return { TextInputEvent: { text } }
}

/** Keys, one event each. */
export function press(keys: string): ClientEvent[] {
  return [...keys].map((inputCharacter) => ({ DTMFInputEvent: { inputCharacter } }))
}

/** The end. */
export const disconnect: ClientEvent = { DisconnectionEvent: {} }

/** The prompt has been heard. */
export const played: ClientEvent = { PlaybackCompletionEvent: {} }

/** The texts the bot has said. */
export function textOf(events: readonly ServerEvent[]): (string | undefined)[] {
  return events.flatMap((event) => event.TextResponseEvent?.messages?.map(({ content }) => content) ?? [])
}

/** The sound the bot has sent, in one piece. */
export function soundOf(events: readonly ServerEvent[]): Buffer {
  return Buffer.concat(events.map((event) => event.AudioResponseEvent?.audioChunk ?? new Uint8Array()))
}

/** 8 kHz PCM as audio events of some size; each has an id. */
export function audioEvents(samples: Int16Array, chunkBytes = 320, rate: 8000 | 16_000 = 8000): ClientEvent[] {
  const contentType =
    rate === 8000
      ? "audio/lpcm; sample-rate=8000; sample-size-bits=16; channel-count=1; is-big-endian=false"
      : "audio/l16; rate=16000; channels=1"
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength)
  const events: ClientEvent[] = []
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const audioChunk = bytes.slice(at, at + chunkBytes)
    events.push({ AudioInputEvent: { contentType, audioChunk, eventId: `SOUND-${at}` } })
  }
  return events
}

/** A tone of 440 Hz. */
export function tone(ms: number): ClientEvent[] {
  return audioEvents(Int16Array.from({ length: ms * 8 }, (_, i) => 8000 * Math.sin((2 * Math.PI * 440 * i) / 8000)))
}

/** Nothing to be heard. */
export function silence(ms: number): ClientEvent[] {
  return audioEvents(new Int16Array(ms * 8))
}
