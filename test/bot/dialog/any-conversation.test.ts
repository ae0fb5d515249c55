// Whatever the bot, the visitor, the client and the code hook do: every turn ends in a legal state or a named refusal,
// and a session that was written down goes on exactly as one that was not. CONVERSATIONS sets how many.

import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { CodeHookOutcome } from "#bot/code-hook.ts"
import type { Moment, SessionOverride, TurnBot, TurnInput, TurnRequest, TurnResult } from "#bot/dialog/exchange.ts"
import { createSession, type Session } from "#bot/dialog/session-record.ts"
import { takeTurn } from "#bot/dialog/take-turn.ts"
import { formatTraceStep } from "#bot/dialog/trace.ts"
import { toApiInterpretations, toApiSessionState } from "#bot/dialog/wire-views.ts"
import { addMs, epochMs, type IsoDate } from "#core/time.ts"
import { seededRandom } from "#core/units.ts"
import { loadShapeCheck } from "#test/support/smithy.ts"
import { ATTRIBUTES, compact, dictionary, INTENTS, maybe, SLOTS, someLocale, TEXTS } from "./any-bot.ts"
import { botOf } from "./bot-builder.ts"
import { fakeModel, fakeResolvers } from "./fake-language.ts"

const value = fc.constantFrom(
  null,
  { value: { originalValue: "x", interpretedValue: "x", resolvedValues: [] } },
  { value: { originalValue: "ten", resolvedValues: ["10:00", "22:00"] } },
  { value: { originalValue: "", interpretedValue: "", resolvedValues: [""] } },
  { shape: "List", values: [{ value: { originalValue: "ten", resolvedValues: ["10:00", "22:00"] } }] },
)

const someState = fc.record({
  dialogAction: fc
    .record({
      type: fc.constantFrom("Close", "ConfirmIntent", "Delegate", "ElicitIntent", "ElicitSlot"),
      slotToElicit: maybe(fc.constantFrom(...SLOTS)),
    })
    .map(compact),
  intent: maybe(
    fc
      .record({
        name: fc.constantFrom(...INTENTS),
        slots: fc.oneof(
          { weight: 5, arbitrary: fc.constant(undefined) },
          { weight: 1, arbitrary: dictionary(fc.constantFrom(...SLOTS), value, 2) },
        ),
        state: maybe(fc.constantFrom("Failed", "Fulfilled", "InProgress", "ReadyForFulfillment")),
        confirmationState: maybe(fc.constantFrom("Confirmed", "Denied", "None")),
      })
      .map(compact),
  ),
  sessionAttributes: maybe(dictionary(fc.constantFrom(...ATTRIBUTES), fc.constantFrom("", "1", "30"))),
  activeContexts: maybe(
    fc.constantFrom(
      [],
      [{ name: "ctx", timeToLive: { timeToLiveInSeconds: 30, turnsToLive: 1 }, contextAttributes: { City: "oslo" } }],
    ),
  ),
})

const reply: fc.Arbitrary<CodeHookOutcome | "echo"> = fc.oneof(
  { weight: 4, arbitrary: fc.constant("echo" as const) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        sessionState: someState.map(compact),
        messages: fc.constantFrom([], [{ contentType: "PlainText", content: "Hook {City}" }]),
      })
      .map((body): CodeHookOutcome => ({ type: "answered", body })),
  },
  { weight: 1, arbitrary: fc.anything().map((body): CodeHookOutcome => ({ type: "answered", body })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<CodeHookOutcome>(
      { type: "failed", error: "Unhandled" },
      { type: "timed-out" },
      { type: "throttled" },
    ),
  },
)

/** Stands for an answer that fits whatever is being asked. */
const FITTING: TurnInput = { type: "text", text: "(a fitting answer)" }

const ANSWERS: Readonly<Record<string, string>> = {
  City: "rome",
  Day: "friday",
  Count: "three",
  At: "10 am",
  Size: "big",
  Note: "anything",
  Tags: "red and blue",
  Car: "a red fiat",
}

function fitting(session: Session): TurnInput {
  const { question } = session
  const text = question === undefined ? "alpha" : (ANSWERS[question.slotName ?? ""] ?? "yes")
  return { type: "text", text }
}

const input: fc.Arbitrary<TurnInput> = fc.oneof(
  { weight: 12, arbitrary: fc.constant(FITTING) },
  { weight: 12, arbitrary: fc.constantFrom(...TEXTS).map((text): TurnInput => ({ type: "text", text })) },
  { weight: 1, arbitrary: fc.string().map((text): TurnInput => ({ type: "text", text })) },
  { weight: 1, arbitrary: fc.constant<TurnInput>({ type: "dtmf", digits: "3" }) },
  { weight: 1, arbitrary: fc.constant<TurnInput>({ type: "silence", inputMode: "Speech" }) },
  { weight: 1, arbitrary: fc.constant<TurnInput>({ type: "none" }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...TEXTS), { minLength: 1, maxLength: 3 }).map(
      (texts): TurnInput => ({
        type: "speech",
        transcriptions: texts.map((transcription) => ({ transcription, transcriptionConfidence: 0.5 })),
      }),
    ),
  },
)

const someTurn = fc.record({
  input,
  override: fc.option(someState, { nil: undefined, freq: 15 }),
  replies: fc.array(reply, { minLength: 1, maxLength: 3 }),
  waitMs: fc.constantFrom(0, 1000, 40_000),
})

type Turn = typeof someTurn extends fc.Arbitrary<infer T> ? T : never

/** Most conversations begin with something the bot knows. */
const turns = fc
  .tuple(
    fc.constantFrom("alpha", "beta", "alpha to rome on friday"),
    fc.array(someTurn, { minLength: 2, maxLength: 8, size: "max" }),
  )
  .map(([text, others]): readonly Turn[] => {
    const opening: Turn = { input: { type: "text", text }, override: undefined, replies: ["echo"], waitMs: 0 }
    return [opening, ...others]
  })

function momentAt(nowMs: number): Moment {
  let ids = 0
  return {
    nowMs: epochMs(nowMs),
    random: seededRandom(nowMs),
    newId: () => {
      ids++
      return `id-${ids}`
    },
    today: "2026-03-02" as IsoDate,
    timeOfDay: "10:00",
  }
}

function run(bot: TurnBot, session: Session, turn: Turn, nowMs: number): TurnResult {
  const request: TurnRequest = {
    input: turn.input === FITTING ? fitting(session) : turn.input,
    responseContentType: "text/plain; charset=utf-8",
    requestAttributes: { b: "r" },
    ...(turn.override === undefined ? {} : { sessionState: compact(turn.override) as SessionOverride }),
  }
  const steps = takeTurn(bot, session, request, momentAt(nowMs))
  let next = steps.next()
  for (let i = 0; next.done !== true; i++) {
    const given = turn.replies[i % turn.replies.length] ?? "echo"
    const { sessionState } = next.value.event
    const echo: CodeHookOutcome = {
      type: "answered",
      body: { sessionState: { ...sessionState, dialogAction: { type: "Delegate" } } },
    }
    next = steps.next(given === "echo" ? echo : given)
  }
  return next.value
}

const STATES = ["Failed", "Fulfilled", "InProgress", "ReadyForFulfillment", "Waiting", "FulfillmentInProgress"]

/** What of a state could not be: empty when it is legal. */
function illegalities(bot: TurnBot, result: Extract<TurnResult, { type: "answered" }>): string[] {
  const { sessionState, messages, interpretations, session } = result
  const { dialogAction, intent: current } = sessionState
  const definition = bot.locale.intents.find(({ name }) => name === current?.name)
  const names = definition?.slots.map(({ name }) => name) ?? []
  const rules: [string, boolean][] = [
    ["at most ten messages", messages.length <= 10],
    ["at most five readings", interpretations.length <= 5],
    ["the intent is the bot's", current === undefined || definition !== undefined],
    [
      "every slot of the intent and no other",
      current === undefined || Object.keys(current.slots).toSorted().join() === names.toSorted().join(),
    ],
    ["a known state", current === undefined || STATES.includes(current.state)],
    [
      "ElicitIntent has no intent",
      dialogAction?.type !== "ElicitIntent" || current === undefined || session.question === undefined,
    ],
    [
      "a question belongs to the intent",
      session.question === undefined || session.question.intentName === current?.name,
    ],
    [
      "ElicitSlot waits in progress for a slot there is",
      dialogAction?.type !== "ElicitSlot" ||
        session.question === undefined ||
        (current?.state === "InProgress" && names.includes(dialogAction.slotToElicit ?? "")),
    ],
    ["the first reading is the intent", current === undefined || interpretations[0]?.intent === current],
    ["what waits to be captured is filled", session.uncaptured.every((name) => current?.slots[name] !== null)],
    [
      "contexts have turns left",
      (sessionState.activeContexts ?? []).every(({ timeToLive }) => timeToLive.turnsToLive > 0),
    ],
  ]
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule)
}

const checkShape = loadShapeCheck("lex-runtime-v2-2020-08-07")

/** What of an answer the service model doesn't allow. */
function checkApiView({
  sessionState,
  interpretations,
  messages,
}: Extract<TurnResult, { type: "answered" }>): string[] {
  if (checkShape === undefined) return []
  return [
    ...checkShape("SessionState", toApiSessionState(sessionState)),
    ...checkShape("Interpretations", toApiInterpretations(interpretations)),
    ...(messages.length === 0 ? [] : checkShape("Messages", messages)),
  ]
}

/** Plays a conversation, each turn both from the living and from the stored session. */
function findTrouble(bot: TurnBot, turns: readonly Turn[]): string[] {
  let nowMs = 1_772_445_600_000
  let session = createSession("s-1", epochMs(nowMs), () => "id-0")
  const trouble: string[] = []
  for (const turn of turns) {
    nowMs = addMs(epochMs(nowMs), turn.waitMs)
    const stored: Session = JSON.parse(JSON.stringify(session))
    const result = run(bot, session, turn, nowMs)
    const resumed = run(bot, stored, turn, nowMs)
    if (JSON.stringify(result) !== JSON.stringify(resumed)) trouble.push("a stored session goes on differently")
    result.trace.forEach(formatTraceStep)
    if (result.type !== "answered") continue
    trouble.push(...illegalities(bot, result))
    expect(JSON.parse(JSON.stringify(result.session))).toStrictEqual(result.session)
    trouble.push(...checkApiView(result))
    session = result.session
  }
  return trouble
}

/** How many conversations make ten thousand turns and more, in about ten seconds. */
const CONVERSATIONS = 2500
const LEAST_TURNS = 10_000

describe("any conversation", () => {
  it("ends every turn in a legal state or a named refusal, and resumes from what is stored", async () => {
    const numRuns = Number(process.env.CONVERSATIONS ?? CONVERSATIONS)
    let turnCount = 0
    await fc.assert(
      fc.property(someLocale, fc.boolean(), turns, (only, hasCodeHook, said) => {
        const bot: TurnBot = {
          bot: botOf(only),
          locale: only,
          alias: { id: "TSTALIASID", name: "TestBotAlias" },
          hasCodeHook,
          model: fakeModel(only),
          resolvers: fakeResolvers(only),
        }
        turnCount += said.length
        expect(findTrouble(bot, said)).toEqual([])
      }),
      { numRuns, seed: Number(process.env.SEED ?? 20_260_302) },
    )
    expect(turnCount).toBeGreaterThanOrEqual((numRuns * LEAST_TURNS) / CONVERSATIONS)
  }, 600_000)
})
