// Acts on what the visitor said: fills slots, calls the code hook that hears every answer, and picks the step that
// follows. The judgment itself is reading.ts.

import type { ElicitationCodeHook, Slot } from "../definition.ts"
import type { FilledSlot, Slots } from "../session.ts"
import { callCodeHook, type DialogRun, dialogVerdict, type HookVerdict, mayCallDialogHook } from "./code-hook-call.ts"
import { FREE_FORM, findMentions, gatherConfirmationEvidence, gatherSlotEvidence, isProgress } from "./evidence.ts"
import { retryConfirmation, sendsEveryInput } from "./intent-stages.ts"
import { combine } from "./list-change.ts"
import { followHookFailure } from "./outcome.ts"
import { type Prediction, predictAfterCapture, predictNext } from "./prediction.ts"
import { type Reading, readConfirmation, readSlotAnswer, type SlotChange } from "./reading.ts"
import { promptOf, retrySlot } from "./slot-stage.ts"
import { isFilled } from "./slot-values.ts"
import { NEXT, type Step } from "./step.ts"
import { changeIntent, currentIntent, findSlot, note, setSlot, type TurnState } from "./turn-state.ts"
import { waitOrContinue } from "./waiting.ts"

const SILENCE: Reading = { type: "not-understood", because: "nothing was said" }

/** Acts on an answer to a slot's prompt. */
export function* answerSlot(turn: TurnState, asked: Slot): DialogRun<Step> {
  const waiting = waitOrContinue(turn, asked)
  if (waiting !== undefined) return waiting
  // A client may ask again for a slot of an intent that had come to its end.
  changeIntent(turn, { state: "InProgress" })
  const { reading, text } = readBest(turn, (said) => readAnswer(turn, said, asked))
  if (reading.type === "other-intent") return openIntent(turn, reading.intentName, text)
  if (reading.type === "answer") applyChanges(turn, [...reading.others, { slotName: asked.name, value: reading.value }])
  if (reading.type === "correction") applyChanges(turn, reading.others)
  const ambiguous = reading.type === "not-understood" ? reading.value : undefined
  const isPart = isProgress(turn, asked, ambiguous)
  if (ambiguous !== undefined) applyChanges(turn, [{ slotName: asked.name, value: ambiguous }])
  turn.corrected = turn.corrected.filter((name) => name !== asked.name)
  turn.resume = resumedStep(turn, asked)
  const isOpen = reading.type === "not-understood" && !isPart
  const interruption = yield* sendAnswer(turn, asked.capture?.elicitationCodeHook, isOpen, {
    predicted: predictedFor(turn, asked, isOpen),
    failedState: asked.capture === undefined ? undefined : { type: "slot-failed", slotName: asked.name },
    codeHook: asked.capture?.codeHook,
  })
  if (interruption !== undefined) return interruption
  // The code hook may have filled the slot itself, or emptied it again.
  const isFilledNow = isFilled(asked, turn.intent?.slots[asked.name])
  turn.resume = resumedStep(turn, asked)
  if (isFilledNow || reading.type === "correction" || isPart) return NEXT
  return retrySlot(turn, asked)
}

function readAnswer(turn: TurnState, text: string, asked: Slot): Reading {
  if (asked.slotTypeName === FREE_FORM) {
    const value: FilledSlot = { value: { originalValue: text, interpretedValue: text, resolvedValues: [] } }
    return { type: "answer", value, others: [], because: "free-form input takes everything as it is said" }
  }
  const evidence = gatherSlotEvidence(turn, text, asked)
  turn.ranking = evidence.ranking
  return readSlotAnswer(evidence)
}

/** Once the corrections are through: on from the captured slot, or back to the question. */
function resumedStep(turn: TurnState, asked: Slot): Step {
  if (isFilled(asked, turn.intent?.slots[asked.name])) return { type: "slot-captured", slotName: asked.name }
  return { type: "elicit-slot", slotName: asked.name, isSilent: false }
}

function predictedFor(turn: TurnState, asked: Slot, isOpen: boolean): Prediction | undefined {
  if (isFilled(asked, turn.intent?.slots[asked.name])) return predictAfterCapture(turn, asked.name)
  const attempt = (turn.question?.attempt ?? 0) + (isOpen ? 1 : 0)
  const maxRetries = promptOf(asked, turn.question?.subSlotName)?.maxRetries ?? 0
  return attempt > maxRetries ? undefined : { slotName: asked.name, attempt }
}

/** Acts on an answer to the confirmation prompt. */
export function* answerConfirmation(turn: TurnState): DialogRun<Step> {
  changeIntent(turn, { state: "InProgress" })
  const { reading, text } = readBest(turn, (said) => {
    const evidence = gatherConfirmationEvidence(turn, said)
    turn.ranking = evidence.ranking
    return readConfirmation(evidence)
  })
  if (reading.type === "other-intent") return openIntent(turn, reading.intentName, text)
  if (reading.type === "yes") changeIntent(turn, { confirmationState: "Confirmed" })
  if (reading.type === "no") changeIntent(turn, { confirmationState: "Denied" })
  if (reading.type === "correction") correctBeforeConfirming(turn, reading.others)
  const confirmation = currentIntent(turn)?.confirmation
  const isOpen = reading.type === "not-understood"
  const interruption = yield* sendAnswer(turn, confirmation?.elicitationCodeHook, isOpen, {
    predicted: reading.type === "correction" ? predictNext(turn) : undefined,
    failedState: confirmation === undefined ? undefined : { type: "confirmation-failed" },
    codeHook: confirmation?.codeHook,
  })
  if (interruption !== undefined) return interruption
  if (turn.intent?.confirmationState === "Confirmed") return { type: "confirmed", isSilent: reading.type !== "yes" }
  if (turn.intent?.confirmationState === "Denied") return { type: "declined" }
  return isOpen ? retryConfirmation(turn) : NEXT
}

/** What was changed is confirmed anew; what was taken back is asked for first. */
function correctBeforeConfirming(turn: TurnState, changes: readonly SlotChange[]): void {
  turn.question = undefined
  applyChanges(turn, changes)
  changeIntent(turn, { confirmationState: "None" })
  const isConfigured = currentIntent(turn)?.confirmation?.isActive === true
  if (isConfigured && changes.every(({ value }) => value !== null)) turn.resume = { type: "confirm", isSilent: false }
}

type AnswerCall = {
  readonly predicted: Prediction | undefined
  /** Where Failed with Delegate leads; absent: the intent ends. */
  readonly failedState: Step | undefined
  readonly codeHook: Parameters<typeof followHookFailure>[2]
}

/**
 * Calls the code hook that hears the visitor's answers, if the bot definition has one at this point.
 *
 * @returns the step it decided on, or `undefined` when the dialog goes on as if it weren't there.
 */
function* sendAnswer(
  turn: TurnState,
  hook: ElicitationCodeHook | undefined,
  isOpen: boolean,
  call: AnswerCall,
): DialogRun<Step | undefined> {
  if (!hearsAnswer(turn, hook, isOpen) || !mayCallDialogHook(turn)) return undefined
  const reply = yield* callCodeHook(turn, {
    source: "DialogCodeHook",
    ...(hook?.invocationLabel === undefined ? {} : { label: hook.invocationLabel }),
    ...(call.predicted === undefined ? {} : { predicted: call.predicted }),
  })
  const verdict: HookVerdict = dialogVerdict(turn, reply)
  switch (verdict.type) {
    case "continue":
      return undefined
    case "step":
      return verdict.step
    case "failed":
      if (!verdict.isError && call.failedState !== undefined) return call.failedState
      return yield* followHookFailure(turn, verdict, call.codeHook)
    case "timed-out":
      return yield* followHookFailure(turn, verdict, call.codeHook)
  }
}

function hearsAnswer(turn: TurnState, hook: ElicitationCodeHook | undefined, isOpen: boolean): boolean {
  if (hook !== undefined) return hook.enabled && (isOpen || turn.settings.elicitationHookRuns === "every-answer")
  const definition = currentIntent(turn)
  return definition?.isDialogCodeHookEnabled === true && sendsEveryInput(definition)
}

/** Sets slots by the visitor's words; a value that replaces another is captured before the dialog goes on. */
function applyChanges(turn: TurnState, changes: readonly SlotChange[]): void {
  const corrected = changes.filter(({ slotName, value }) => {
    const isCorrection = value !== null && isFilled(findSlot(turn, slotName), turn.intent?.slots[slotName])
    setSlot(turn, slotName, value, "the visitor")
    return isCorrection
  })
  // What was confirmed is not what it is now.
  if (corrected.length > 0) changeIntent(turn, { confirmationState: "None" })
  turn.corrected = [...turn.corrected, ...corrected.map(({ slotName }) => slotName)]
  turn.heardSlots = {
    ...turn.heardSlots,
    ...Object.fromEntries(changes.map(({ slotName, value }) => [slotName, value])),
  }
}

/** Reads the guesses at what was said, best first, until one makes sense; else the first counts. */
function readBest(
  turn: TurnState,
  read: (text: string) => Reading,
): { readonly reading: Reading; readonly text: string } {
  const guesses = turn.heard.transcriptions
    .map(({ transcription }) => transcription)
    .filter((text) => text.trim() !== "")
  const [best] = guesses
  let reading = best === undefined ? SILENCE : read(best)
  let text = best ?? ""
  for (const guess of guesses.slice(1)) {
    if (reading.type !== "not-understood") break
    const next = read(guess)
    if (next.type === "not-understood" || next.type === "other-intent") continue
    reading = next
    text = guess
  }
  note(turn, { type: "understood", text, as: describe(reading), because: reading.because, ranking: turn.ranking })
  return { reading, text }
}

function describe(reading: Reading): string {
  switch (reading.type) {
    case "answer":
      return "the answer"
    case "correction":
      return "a correction"
    case "yes":
    case "no":
      return reading.type
    case "other-intent":
      return `intent ${reading.intentName}`
    case "not-understood":
      return "no answer"
  }
}

/** Starts an intent with the slots its utterance has. */
export function openIntent(turn: TurnState, intentName: string, text: string): Step {
  const slots = openingSlots(turn, intentName, text)
  turn.heardSlots = slots
  return { type: "start-intent", intentName, slots, source: "the visitor", isSilent: false }
}

function openingSlots(turn: TurnState, intentName: string, text: string): Slots {
  const definition = turn.on.locale.intents.find(({ name }) => name === intentName)
  if (definition === undefined || definition.slots.length === 0) return {}
  turn.asked = undefined
  const mentions = findMentions(turn, text, intentName).filter(({ isNegated }) => !isNegated)
  return Object.fromEntries(
    definition.slots.flatMap((slot) => {
      const values = mentions.filter(({ slotName }) => slotName === slot.name).map((mention) => mention.slot)
      const value = slot.allowsMultipleValues ? combine(values) : values[0]
      return value === undefined ? [] : [[slot.name, value] as const]
    }),
  )
}
