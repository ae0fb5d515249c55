// Holds a conversation turn by turn and keeps what came of it, by the rules of the Lex Test Workbench: once the
// conversation is in another place than expected, the rest of it is skipped. Who answers is the caller's.
// https://docs.aws.amazon.com/lexv2/latest/dg/test-results-details-test-set.html

import type { TraceStep } from "#bot/dialog/trace.ts"
import { type ActualTurn, checkTurn, type Mismatch, NOTHING } from "./check-turn.ts"
import type { TestCase } from "./test-case.ts"
import type { TranscriptTurn } from "./transcript.ts"

/** What came back for one turn. */
export type Answer =
  | { readonly type: "answered"; readonly turn: ActualTurn; readonly trace?: readonly TraceStep[] }
  | { readonly type: "refused"; readonly message: string }

/** The other side of a conversation that has just begun. */
export interface Partner {
  say(text: string, attributes: Readonly<Record<string, string>>): Promise<Answer>
}

/** A turn and what became of it. */
export type TurnOutcome = {
  readonly turn: TranscriptTurn
  readonly status: "passed" | "failed" | "skipped"
  readonly mismatches: readonly Mismatch[]
  /** Absent when the turn was skipped. */
  readonly answer?: Answer
}

/** A conversation and what became of it. */
export type CaseOutcome = {
  readonly testCase: TestCase
  readonly status: "passed" | "failed" | "skipped"
  /** Why it was skipped. */
  readonly reason?: string
  readonly turns: readonly TurnOutcome[]
}

/** Differences after which the following turns mean nothing: another place, a slot not recognized, nothing said. */
function isElsewhere({ kind, actual }: Mismatch): boolean {
  const isMissing = actual === NOTHING && (kind === "slot" || kind === "message")
  return kind === "intent" || kind === "dialog-action" || isMissing
}

/** Holds a conversation to its end, or to where it goes astray. */
export async function runCase(testCase: TestCase, partner: Partner): Promise<CaseOutcome> {
  const turns: TurnOutcome[] = []
  for (const turn of testCase.turns) {
    const last = turns.at(-1)
    const isAstray =
      last?.status === "skipped" || last?.mismatches.some(isElsewhere) || last?.answer?.type === "refused"
    turns.push(isAstray ? { turn, status: "skipped", mismatches: [] } : await runTurn(turn, partner))
  }
  return { testCase, status: turns.every((turn) => turn.status === "passed") ? "passed" : "failed", turns }
}

async function runTurn(turn: TranscriptTurn, partner: Partner): Promise<TurnOutcome> {
  const answer = await partner.say(turn.guest, turn.attributes)
  if (answer.type === "refused") return { turn, status: "failed", mismatches: [], answer }
  const mismatches = checkTurn(turn.expectations, answer.turn)
  return { turn, status: mismatches.length === 0 ? "passed" : "failed", mismatches, answer }
}

/** A conversation that can't be held here, and why. */
export function skipCase(testCase: TestCase, reason: string): CaseOutcome {
  const turns = testCase.turns.map((turn) => ({ turn, status: "skipped" as const, mismatches: [] }))
  return { testCase, status: "skipped", reason, turns }
}
