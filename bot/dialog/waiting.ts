// "Hold on a minute": a visitor of a streaming conversation who needs time before answering, and comes back. The clock
// that ticks meanwhile is local/lex: it sends silence as often as the bot wants to be heard.
// https://docs.aws.amazon.com/lexv2/latest/dg/wait-and-continue.html

import type { Slot, WaitAndContinueSpecification } from "../definition.ts"
import { languageOf } from "../languages/languages.ts"
import { tokenize } from "../slot-types/tokens.ts"
import { FREE_FORM } from "./evidence.ts"
import type { Question } from "./session-record.ts"
import type { Step } from "./step.ts"
import { changeIntent, note, saySpecification, type TurnState } from "./turn-state.ts"

/** Words around the request that change nothing of it. */
const OPENING =
  "(?:(?:ok|okay|alright|right|well|so|sorry|um|uh|hey|oh|yes|yeah|no|please|just|now|then|can you|could you|would you) )*"
const TIME =
  "(?:(?:a|an|one|another|the|few|couple|of|quick|little|some|more) )*(?:moment|minute|minutes|second|seconds|sec|secs|min|mins|bit|while|time)"
const POLITE = "(?: (?:please|thanks|thank you|for me|now|again|there|with me))*"

/** A visitor who asks for time, and perhaps says for what. */
const WAITS = new RegExp(
  `^${OPENING}(?:let me (?:check|look|see|think|find|get|grab|fetch|ask)(?: .*)?` +
    `|(?:(?:wait|hold on|hang on|hold|hold the line|stand by|bear with me|stay on the line)(?: (?:on )?(?:for )?${TIME})?` +
    `|(?:(?:i|ill|i will) )?(?:give me|need) ${TIME}|${TIME})` +
    `${POLITE}(?: (?:while i|until i|till i|let me|i need to|i have to|i must|(?:im|i am) (?:looking|searching|checking|getting)) ?.*)?)$`,
)

/** A visitor who is back. */
const CONTINUES = new RegExp(
  `^${OPENING}(?:ok|okay|ready|back|here|done|(?:im|i am) (?:back|ready|here|done|all set)(?: and ready)?|here i am|all set` +
    "|(?:(?:lets|let us|we can|you can|you may) )?(?:go on|go ahead|carry on|continue|proceed|resume)" +
    "|(?:i|ive|i have) (?:just )?(?:got|found|have|have got|have found) (?:it|them|that)|(?:thanks|thank you) for waiting)" +
    `(?: to (?:go on|go ahead|continue|carry on|proceed))?${POLITE}$`,
)

/** Where a language has no words of its own in bot/languages. */
const OTHER_WAIT = phrases("wacht even")
const OTHER_CONTINUE = phrases("ga verder")

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.split("|").map(folded))
}

function folded(text: string): string {
  const words = tokenize(text).filter(({ kind }) => kind !== "mark")
  return words.map(({ word }) => word).join(" ")
}

function asksForTime(said: string, localeId: string): boolean {
  const language = languageOf(localeId)
  return language === undefined ? OTHER_WAIT.has(said) || WAITS.test(said) : phrases(language.waiting.wait).has(said)
}

function isBack(said: string, localeId: string): boolean {
  const language = languageOf(localeId)
  if (language === undefined) return OTHER_CONTINUE.has(said) || CONTINUES.test(said)
  return phrases(language.waiting.resume).has(said)
}

/**
 * Lets the visitor wait, or go on.
 *
 * @returns the end of the turn, or `undefined` when what was said is an answer like any other.
 */
export function waitOrContinue(turn: TurnState, asked: Slot): Step | undefined {
  const { question } = turn
  const setting = asked.waitAndContinue
  if (question === undefined || setting?.isActive !== true || asked.slotTypeName === FREE_FORM) return undefined
  if (turn.request.isStreaming !== true) return undefined
  const said = folded(turn.heard.transcript)
  const { localeId } = turn.on.locale
  const since = question.waitingSinceMs
  if (asksForTime(said, localeId)) return startWaiting(turn, setting, question)
  if (since === undefined) return undefined
  if (said === "" && keepsWaiting(turn, setting, since)) return waitedStep(turn)
  const { waitingSinceMs: _over, ...open } = question
  turn.question = open
  changeIntent(turn, { state: "InProgress" })
  if (!isBack(said, localeId)) return undefined
  note(turn, { type: "stage", stage: "continue" })
  saySpecification(turn, setting.continue, "continue response")
  return waitedStep(turn)
}

function startWaiting(turn: TurnState, setting: WaitAndContinueSpecification, question: Question): Step {
  turn.question = { ...question, waitingSinceMs: turn.moment.nowMs }
  changeIntent(turn, { state: "Waiting" })
  note(turn, { type: "stage", stage: "wait", because: "the visitor asked for time" })
  saySpecification(turn, setting.waiting, "waiting response")
  return waitedStep(turn)
}

/** Says that the bot still waits, as long as it does. */
function keepsWaiting(turn: TurnState, setting: WaitAndContinueSpecification, sinceMs: number): boolean {
  const { stillWaiting } = setting
  if (stillWaiting === undefined || turn.moment.nowMs - sinceMs >= stillWaiting.timeoutInSeconds * 1000) return false
  saySpecification(turn, stillWaiting, "still-waiting response")
  return true
}

/** The question stays as it was asked. */
function waitedStep(turn: TurnState): Step {
  const slotToElicit = turn.question?.slotName ?? ""
  const action = turn.dialogAction?.type === "ElicitSlot" ? turn.dialogAction : undefined
  return { type: "wait", dialogAction: action ?? { type: "ElicitSlot", slotToElicit } }
}
