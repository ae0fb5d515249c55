// A bot behind a Lex V2 runtime endpoint: AWS itself, or anything that speaks its wire. In this process it is
// in-process-partner.ts.

import type { AwsSettings } from "#aws/clients.ts"
import { createLexRuntime, type LexBot } from "#aws/lex.ts"
import type { BotLocale } from "#bot/definition.ts"
import type { Answer } from "#bot/test-set/run-case.ts"
import type { Given } from "#bot/test-set/transcript.ts"
import { Fault } from "#core/errors.ts"
import { localDateTime, systemClock } from "#core/time.ts"
import { findForeignFact } from "./in-process-partner.ts"
import type { PartnerSource } from "./partner-source.ts"

/** Long enough for a code hook of the longest kind. */
const TIMEOUT_MS = 130_000

/** Faults that are an answer to this turn; any other ends the whole run. */
const REFUSALS: ReadonlySet<string> = new Set(["data-invalid", "fulfillment-failed", "session-busy", "dialog-timeout"])

/** What the endpoint is asked for. */
export type EndpointOptions = {
  readonly settings: AwsSettings
  readonly bot: LexBot
  readonly localeId: string
  /** The bot's definition, for coverage. */
  readonly locale: BotLocale | undefined
  /** Conversations are held although their date is not today's, and their facts are not arranged. */
  readonly ignoresGiven: boolean
}

/** Begins conversations, each in a session of its own that is deleted when the source is closed. */
export function createEndpointSource(options: EndpointOptions): PartnerSource {
  const runtime = createLexRuntime(options.settings, options.bot, TIMEOUT_MS)
  const begun: { sessionId: string; localeId: string }[] = []
  return {
    locale: options.locale,
    start: async (given) => {
      const problem = options.ignoresGiven ? undefined : findObstacle(given)
      if (problem !== undefined) return { unavailable: problem }
      const session = { sessionId: `test-${crypto.randomUUID()}`, localeId: given.localeId ?? options.localeId }
      begun.push(session)
      return {
        say: (text, attributes) =>
          say(() =>
            runtime.recognizeText(session, text, {
              requestAttributes: attributes,
              signal: AbortSignal.timeout(TIMEOUT_MS),
            }),
          ),
      }
    },
    close: async () => {
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      await Promise.all(begun.map((session) => runtime.deleteSession(session, signal)))
    },
  }
}

/** An endpoint lives today, and its backends are its own. */
function findObstacle(given: Given): string | undefined {
  const { date } = localDateTime(systemClock(), "UTC")
  if (given.today !== undefined && given.today !== date) return `an endpoint can't be taken to ${given.today}`
  return findForeignFact(given)
}

async function say(recognize: () => ReturnType<ReturnType<typeof createLexRuntime>["recognizeText"]>): Promise<Answer> {
  try {
    return { type: "answered", turn: await recognize() }
  } catch (error) {
    if (!(error instanceof Fault && REFUSALS.has(error.code))) throw error
    return { type: "refused", message: error.hint ?? error.code }
  }
}
