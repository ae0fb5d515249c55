// A conversation with the dialog engine in a test: holds the session between turns and plays the code hook.

import type { CodeHookEvent, CodeHookOutcome } from "#bot/code-hook.ts"
import type { BotLocale } from "#bot/definition.ts"
import type {
  CodeHookCall,
  DialogSettings,
  Moment,
  TurnBot,
  TurnInput,
  TurnRequest,
  TurnResult,
} from "#bot/dialog/exchange.ts"
import { createSession, type Session } from "#bot/dialog/session-record.ts"
import { takeTurn } from "#bot/dialog/take-turn.ts"
import { epochMs, type IsoDate } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import { botOf } from "./bot-builder.ts"
import { type FakeKnowledge, fakeModel, fakeResolvers } from "./fake-language.ts"

/** A code hook: the answer's body, or an outcome other than an answer. */
export type Hook = (event: CodeHookEvent, call: CodeHookCall) => unknown

export type Answered = Extract<TurnResult, { type: "answered" }>

export type ConversationOptions = {
  readonly hook?: Hook
  readonly knowledge?: FakeKnowledge
  readonly settings?: Partial<DialogSettings>
  readonly bot?: Partial<TurnBot>
}

/** Marks what a hook gives back as an outcome, not a body. */
export function outcome(value: CodeHookOutcome): { readonly outcome: CodeHookOutcome } {
  return { outcome: value }
}

function toOutcome(given: unknown): CodeHookOutcome {
  if (typeof given === "object" && given !== null && "outcome" in given) return given.outcome as CodeHookOutcome
  return { type: "answered", body: given }
}

/** Talks to a bot; every turn must be answered unless `refused` is used. */
export class TestConversation {
  readonly events: CodeHookEvent[] = []
  readonly calls: CodeHookCall[] = []
  session: Session
  nowMs = 1_772_445_600_000
  readonly #bot: TurnBot
  readonly #hook: Hook | undefined
  readonly #random = seededRandom(7)
  #ids = 0

  constructor(locale: BotLocale, options: ConversationOptions = {}) {
    const { hook, knowledge, settings, bot } = options
    this.#hook = hook
    this.#bot = {
      bot: botOf(locale),
      locale,
      alias: { id: "TSTALIASID", name: "TestBotAlias" },
      hasCodeHook: hook !== undefined,
      model: fakeModel(locale, knowledge),
      resolvers: fakeResolvers(locale),
      ...(settings === undefined ? {} : { settings }),
      ...bot,
    }
    this.session = createSession("u-1", epochMs(this.nowMs), () => this.#newId())
  }

  #newId(): string {
    this.#ids++
    return `id-${this.#ids}`
  }

  /** Takes a turn, whatever comes of it; only an answered one is kept. */
  take(input: TurnInput, request: Partial<TurnRequest> = {}): TurnResult {
    const moment: Moment = {
      nowMs: epochMs(this.nowMs),
      random: this.#random,
      newId: () => this.#newId(),
      today: "2026-03-02" as IsoDate,
      timeOfDay: "10:00",
    }
    const full: TurnRequest = { input, responseContentType: "text/plain; charset=utf-8", ...request }
    const turn = takeTurn(this.#bot, this.session, full, moment)
    let next = turn.next()
    while (next.done !== true) {
      this.calls.push(next.value)
      this.events.push(next.value.event)
      if (this.#hook === undefined) throw new Error("the bot called a code hook that the test doesn't have")
      next = turn.next(toOutcome(this.#hook(next.value.event, next.value)))
    }
    if (next.value.type === "answered") this.session = next.value.session
    return next.value
  }

  /** Says something that is answered. */
  say(text: string, request: Partial<TurnRequest> = {}): Answered {
    return this.#answered(this.take({ type: "text", text }, request))
  }

  /** Moves the conversation as PutSession does. */
  put(sessionState: TurnRequest["sessionState"], request: Partial<TurnRequest> = {}): Answered {
    const state = sessionState === undefined ? {} : { sessionState }
    return this.#answered(this.take({ type: "none" }, { ...state, ...request }))
  }

  /** Says something that is refused. */
  refused(text: string, request: Partial<TurnRequest> = {}): Extract<TurnResult, { type: "refused" }> {
    const result = this.take({ type: "text", text }, request)
    if (result.type !== "refused") throw new Error(`not refused: ${texts(result).join(" / ")}`)
    return result
  }

  #answered(result: TurnResult): Answered {
    if (result.type === "answered") return result
    throw new Error(`${result.code}: ${result.message}`)
  }
}

/** What was said, texts only. */
export function texts(result: Answered): string[] {
  return result.messages.map((message) =>
    message.contentType === "ImageResponseCard" ? message.imageResponseCard.title : message.content,
  )
}

/** The state in one line: `ElicitSlot Size | Book InProgress None | Size=Large`. */
export function summary({ sessionState }: Answered): string {
  const { dialogAction, intent } = sessionState
  const waits = [dialogAction?.type, dialogAction?.slotToElicit, dialogAction?.subSlotToElicit?.name].filter(Boolean)
  if (intent === undefined) return waits.join(" ")
  const slots = Object.entries(intent.slots).map(([name, value]) => `${name}=${value?.value?.interpretedValue ?? ""}`)
  const parts = [waits.join(" "), `${intent.name} ${intent.state} ${intent.confirmationState}`, slots.join(" ")]
  return parts.filter((part) => part !== "").join(" | ")
}
