// The results of a test set in numbers: conversations, intents, slots, confusions, and how much of the bot was reached.
// Showing them is text-report.ts and html-report.ts.

import type { BotLocale } from "#bot/definition.ts"
import type { ActualTurn } from "./check-turn.ts"
import type { CaseOutcome, TurnOutcome } from "./run-case.ts"

/** How many of something were as expected. */
export type Score = { readonly name: string; readonly passed: number; readonly total: number }

/** How often one intent was taken for another. */
export type Confusion = { readonly expected: string; readonly actual: string; readonly count: number }

/** How much of one kind of thing the conversations reached. */
export type Coverage = { readonly name: string; readonly total: number; readonly missed: readonly string[] }

/** Everything about a run. */
export type Summary = {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** By the expected intent; turns that expect none are not counted. */
  readonly intents: readonly Score[]
  /** By `Intent.Slot`. */
  readonly slots: readonly Score[]
  /** Right ones included, so that it is a whole matrix. */
  readonly confusions: readonly Confusion[]
  /** Intents, slots, prompts and branches; empty without the bot's definition. */
  readonly coverage: readonly Coverage[]
}

/**
 * Counts.
 *
 * @param locale What coverage is measured against.
 */
export function summarize(outcomes: readonly CaseOutcome[], locale?: BotLocale): Summary {
  const turns = outcomes.flatMap((outcome) => outcome.turns).filter((turn) => turn.status !== "skipped")
  const count = (status: CaseOutcome["status"]) => outcomes.filter((outcome) => outcome.status === status).length
  return {
    passed: count("passed"),
    failed: count("failed"),
    skipped: count("skipped"),
    intents: scoreBy(turns.flatMap(intentResults)),
    slots: scoreBy(turns.flatMap(slotResults)),
    confusions: countConfusions(turns),
    coverage: locale ? measureCoverage(turns, locale) : [],
  }
}

function actualOf(outcome: TurnOutcome): ActualTurn["sessionState"] {
  return outcome.answer?.type === "answered" ? outcome.answer.turn.sessionState : undefined
}

type Result = { readonly name: string; readonly isRight: boolean }

function scoreBy(results: readonly Result[]): Score[] {
  const scores = new Map<string, { passed: number; total: number }>()
  for (const { name, isRight } of results) {
    const score = scores.get(name) ?? { passed: 0, total: 0 }
    scores.set(name, { passed: score.passed + (isRight ? 1 : 0), total: score.total + 1 })
  }
  return [...scores].map(([name, score]) => ({ name, ...score })).toSorted((a, b) => a.name.localeCompare(b.name))
}

function intentResults(outcome: TurnOutcome): Result[] {
  const { intentName } = outcome.turn.expectations
  return intentName === undefined ? [] : [{ name: intentName, isRight: actualOf(outcome)?.intent?.name === intentName }]
}

function slotResults(outcome: TurnOutcome): Result[] {
  const { intentName, slots = {}, spokenSlots = {} } = outcome.turn.expectations
  const intent = intentName ?? actualOf(outcome)?.intent?.name ?? "?"
  const wrong = new Set(outcome.mismatches.filter(({ kind }) => kind === "slot").map(({ subject }) => subject))
  const isAnswered = outcome.answer?.type === "answered"
  return [...Object.keys(slots), ...Object.keys(spokenSlots)].map((name) => ({
    name: `${intent}.${name}`,
    isRight: isAnswered && !wrong.has(name),
  }))
}

function countConfusions(turns: readonly TurnOutcome[]): Confusion[] {
  const counts = new Map<string, Confusion>()
  for (const outcome of turns) {
    const expected = outcome.turn.expectations.intentName
    if (expected === undefined) continue
    const actual = actualOf(outcome)?.intent?.name ?? "(none)"
    const key = JSON.stringify([expected, actual])
    counts.set(key, { expected, actual, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()].toSorted((a, b) => a.expected.localeCompare(b.expected) || b.count - a.count)
}

function measureCoverage(turns: readonly TurnOutcome[], locale: BotLocale): Coverage[] {
  const states = turns.map(actualOf).filter((state) => state !== undefined)
  const intents = new Set(states.map((state) => state.intent?.name))
  const slots = new Set(
    states.flatMap(({ intent }) =>
      Object.entries(intent?.slots ?? {}).flatMap(([name, value]) => (value ? [`${intent?.name}.${name}`] : [])),
    ),
  )
  const prompts = new Set(
    states.map(({ intent, dialogAction }) => {
      if (dialogAction?.type === "ConfirmIntent") return `${intent?.name} confirmation`
      return `${intent?.name}.${dialogAction?.slotToElicit}`
    }),
  )
  return [
    cover(
      "intents",
      locale.intents.map((intent) => intent.name),
      intents,
    ),
    cover(
      "slots",
      locale.intents.flatMap((intent) => intent.slots.map((slot) => `${intent.name}.${slot.name}`)),
      slots,
    ),
    cover("prompts", promptsOf(locale), prompts),
    ...coverBranches(turns, locale),
  ]
}

function promptsOf(locale: BotLocale): string[] {
  return locale.intents.flatMap((intent) => [
    ...intent.slots.flatMap((slot) => (slot.prompt || slot.subSlots ? [`${intent.name}.${slot.name}`] : [])),
    ...(intent.confirmation?.isActive ? [`${intent.name} confirmation`] : []),
  ])
}

function cover(name: string, all: readonly string[], reached: ReadonlySet<string | undefined>): Coverage {
  return { name, total: all.length, missed: all.filter((one) => !reached.has(one)) }
}

/** Branches count where the partner tells its steps; those of one name and condition are one. */
function coverBranches(turns: readonly TurnOutcome[], locale: BotLocale): Coverage[] {
  const traces = turns.flatMap((turn) => (turn.answer?.type === "answered" ? [turn.answer.trace] : []))
  if (!traces.some((trace) => trace !== undefined)) return []
  const taken = new Set(
    traces
      .flatMap((trace) => trace ?? [])
      .flatMap((step) => (step.type === "condition" && step.result ? [`${step.branch}: ${step.expression}`] : [])),
  )
  const all = new Set(locale.intents.flatMap((intent) => findBranches(intent)))
  return all.size === 0 ? [] : [cover("branches", [...all], taken)]
}

/** Every branch below a value, wherever conditionals stand in it. */
function findBranches(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return []
  const below = Object.values(value).flatMap(findBranches)
  const isBranch = "expression" in value && "name" in value && !("specifications" in value)
  return isBranch ? [`${String(value.name)}: ${String(value.expression)}`, ...below] : below
}
