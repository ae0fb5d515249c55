// Holds conversations with the assistant in process: its compiled bot, the real understanding and dialog, the real code
// hook, and a booking service over memory. Transcripts and handler tests talk through it.

import type { CodeHookOutcome } from "#bot/code-hook.ts"
import { compileBot } from "#bot/compile.ts"
import type { TurnBot, TurnResult } from "#bot/dialog/exchange.ts"
import { createSession, type Session } from "#bot/dialog/session-record.ts"
import { takeTurn } from "#bot/dialog/take-turn.ts"
import { trainLanguageModel } from "#bot/nlu/train.ts"
import { createSlotResolvers } from "#bot/slot-types/registry.ts"
import { addMs, type EpochMs, localDateTime } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import type { CodeHook } from "#handlers/create-code-hook.ts"

const bot = compileBot()

/** The assistant's bot, trained once for all conversations. */
export const TRAINED: TurnBot = trainedBot()

function trainedBot(): TurnBot {
  const [locale] = bot.locales
  if (locale === undefined) throw new Error("the bot has no locale")
  const resolvers = createSlotResolvers(locale)
  const model = trainLanguageModel(locale, resolvers)
  return { bot, locale, alias: { id: "TSTALIASID", name: "TestBotAlias" }, hasCodeHook: true, model, resolvers }
}

/** A conversation under way. */
export type Conversation = {
  /** @param attributes Session attributes that the client adds to those of the session. */
  readonly say: (
    text: string,
    requestAttributes?: Readonly<Record<string, string>>,
    attributes?: Readonly<Record<string, string>>,
  ) => Promise<TurnResult>
}

/** Starts a conversation of a visitor at a moment; each turn takes ten seconds of its clock. */
export function startConversation(codeHook: CodeHook, startMs: EpochMs, sessionId = "visitor-1"): Conversation {
  let count = 0
  const newId = (): string => `id-${count++}`
  const random = seededRandom(7)
  let nowMs = startMs
  let session: Session = createSession(sessionId, nowMs, newId)
  return {
    async say(text, requestAttributes = {}, attributes) {
      nowMs = addMs(nowMs, 10_000)
      const { date: today, time: timeOfDay } = localDateTime(nowMs, "UTC")
      const request = {
        input: { type: "text" as const, text },
        responseContentType: "text/plain; charset=utf-8",
        requestAttributes: { turnId: newId(), ...requestAttributes },
        ...(attributes === undefined
          ? {}
          : { sessionState: { sessionAttributes: { ...session.state.sessionAttributes, ...attributes } } }),
      }
      const turn = takeTurn(TRAINED, session, request, { nowMs, random, newId, today, timeOfDay })
      let step = turn.next()
      while (step.done !== true) step = turn.next(await call(codeHook, step.value.event))
      if (step.value.type === "answered") session = step.value.session
      return step.value
    },
  }
}

async function call(codeHook: CodeHook, event: unknown): Promise<CodeHookOutcome> {
  // Over the wire and back, as Lambda would see it.
  const body: unknown = JSON.parse(JSON.stringify(await codeHook(JSON.parse(JSON.stringify(event)))))
  return { type: "answered", body }
}
