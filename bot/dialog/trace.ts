// The steps of a turn as a bot developer reads them: what was understood, what the dialog did, and why. Made while the
// turn runs; showing it is web/operator's and local/lex's job.

import type { CodeHookOutcome } from "../code-hook.ts"

/** One step of a turn. Texts are the visitor's and the bot's own: never to be logged. */
export type TraceStep =
  /** What the words were taken for, and the rule that decided it. */
  | {
      readonly type: "understood"
      readonly text: string
      readonly as: string
      readonly because: string
      readonly ranking: readonly { readonly intentName: string; readonly confidence: number }[]
    }
  /** An intent could not be chosen: these of its input contexts are not active. */
  | { readonly type: "left-out"; readonly intentName: string; readonly missingContexts: readonly string[] }
  /** A slot took or lost a value. */
  | { readonly type: "slot"; readonly slotName: string; readonly value: string | null; readonly source: string }
  /** A stage of the dialog was entered. */
  | { readonly type: "stage"; readonly stage: string; readonly because?: string }
  /** A branch condition was tried. */
  | {
      readonly type: "condition"
      readonly branch: string
      readonly expression: string
      /** The expression with every reference replaced by what it stood for. */
      readonly evaluated: string
      readonly result: boolean
      readonly problem?: string
    }
  /** A next step of the bot definition was followed. */
  | { readonly type: "next-step"; readonly action: string; readonly target?: string }
  /** A code hook was called, and what became of it. */
  | {
      readonly type: "code-hook"
      readonly invocationSource: "DialogCodeHook" | "FulfillmentCodeHook"
      readonly invocationLabel?: string
      readonly outcome: CodeHookOutcome["type"]
      readonly action?: string
      readonly problem?: string
    }
  /** A code hook that could have been called was not. */
  | { readonly type: "code-hook-skipped"; readonly because: string }
  /** Something was said. */
  | { readonly type: "message"; readonly content: string; readonly from: string }
  /** Something in the bot, or in a code hook's answer, that Lex tolerates but the developer should know. */
  | { readonly type: "warning"; readonly text: string }
  /** The turn ended, waiting for this. */
  | { readonly type: "waiting"; readonly action: string; readonly slotToElicit?: string }
  /** The turn was refused. */
  | { readonly type: "refused"; readonly message: string }

/** Writes a step as one line of plain English. */
export function formatTraceStep(step: TraceStep): string {
  switch (step.type) {
    case "understood":
      return `"${step.text}" understood as ${step.as}: ${step.because}${formatRanking(step.ranking)}`
    case "left-out":
      return `intent ${step.intentName} left out: context ${step.missingContexts.join(", ")} not active`
    case "slot":
      return `slot ${step.slotName} = ${step.value ?? "(empty)"} from ${step.source}`
    case "stage":
      return joined(": ", `stage ${step.stage}`, step.because)
    case "condition":
      return joined(
        " ! ",
        `condition "${step.branch}" ${step.result}: ${step.expression} -> ${step.evaluated}`,
        step.problem,
      )
    case "next-step":
      return joined(" ", `next step ${step.action}`, step.target)
    case "code-hook":
      return joined(
        ": ",
        joined(" ", step.invocationSource, step.invocationLabel, step.outcome, step.action),
        step.problem,
      )
    case "code-hook-skipped":
      return `code hook not called: ${step.because}`
    case "message":
      return `says (${step.from}): ${step.content}`
    case "warning":
      return `warning: ${step.text}`
    case "waiting":
      return joined(" ", `waits: ${step.action}`, step.slotToElicit)
    case "refused":
      return `refused: ${step.message}`
  }
}

function joined(separator: string, ...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(separator)
}

function formatRanking(ranking: readonly { readonly intentName: string; readonly confidence: number }[]): string {
  if (ranking.length === 0) return ""
  const best = ranking.slice(0, 5).map(({ intentName, confidence }) => `${intentName} ${confidence.toFixed(2)}`)
  return ` [${best.join(", ")}]`
}
