// What an operator learns from the conversations: how often each intent came up, and what the bot didn't understand.
// Kept as counts by day, apart from the conversations; texts only as long as configured, and never with a session.

import type { Items } from "#aws/dynamo.ts"
import type { Log } from "#core/log.ts"
import { addMs, type Clock, formatInstant, toEpochSeconds } from "#core/time.ts"
import type { InsightsReply, Reply } from "./contract.ts"

/** Gathers counts and tells of them. */
export interface Insights {
  /** Adds a turn; the counts are stored with the next `flush`. */
  addTurn(said: string, reply: Reply): void
  addSession(): void
  /** Stores what was added. What can't be stored now is kept for the next time. Never throws. */
  flush(): Promise<void>
  /** Adds up the last days, today included. */
  read(dayCount: number): Promise<InsightsReply>
}

/** What the built-in intent for everything else is called, in every Lex bot. */
const FALLBACK_INTENT = "FallbackIntent"
const DAY_MS = 86_400_000
/** Counts by day and intent hold no text, and are kept for this long. */
const COUNT_DAYS = 400
const MAX_PENDING = 1000
const MAX_MISSED_SHOWN = 100
const MAX_TEXT_LENGTH = 200

/** What is added to one stored item: the attribute `text`, if any, and numbers to add by attribute. */
type Addition = { readonly text?: string; readonly counts: Record<string, number> }

/** Where the counts are kept. */
export type InsightsOptions = {
  readonly items: Items
  /** The table of conversations; days are partitions of their own in it (`insights#2026-03-02`). */
  readonly tableName: string
  /** How long missed texts are kept; 0 keeps none. */
  readonly missedUtteranceDays: number
  readonly clock: Clock
  readonly log: Log
}

/** Creates the insights of a process. */
export function createInsights(options: InsightsOptions): Insights {
  const { items, tableName, missedUtteranceDays, clock, log } = options
  let pending = new Map<string, Addition>()
  const today = () => formatInstant(clock()).slice(0, 10)

  const add = (entry: string, counts: Readonly<Record<string, number>>, text?: string) => {
    const id = `${today()} ${entry}`
    if (!pending.has(id) && pending.size >= MAX_PENDING) return
    const known = pending.get(id) ?? { counts: {}, ...(text === undefined ? {} : { text }) }
    for (const [name, count] of Object.entries(counts)) known.counts[name] = (known.counts[name] ?? 0) + count
    pending.set(id, known)
  }

  const store = async (id: string, addition: Addition) => {
    const day = id.slice(0, 10)
    const entry = id.slice(11)
    const days = addition.text === undefined ? COUNT_DAYS : missedUtteranceDays
    const names = Object.keys(addition.counts)
    const adds = names.map((name) => `#${name} :${name}`).join(", ")
    const text = addition.text === undefined ? "" : ", said = :said"
    await items.update(
      tableName,
      { sessionId: `insights#${day}`, entry },
      {
        expression: `SET expiresAtSeconds = :expiry${text} ADD ${adds}`,
        names: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        values: {
          ":expiry": toEpochSeconds(addMs(clock(), days * DAY_MS)),
          ...(addition.text === undefined ? {} : { ":said": addition.text }),
          ...Object.fromEntries(names.map((name) => [`:${name}`, addition.counts[name]])),
        },
      },
    )
  }

  const flush = async () => {
    const batch = pending
    pending = new Map()
    for (const [id, addition] of batch) {
      try {
        await store(id, addition)
      } catch {
        // Counts are worth less than conversations: told of, kept for the next time, and not in anyone's way.
        log.warn("insights-not-stored", { entries: batch.size })
        if (pending.size < MAX_PENDING && !pending.has(id)) pending.set(id, addition)
      }
    }
  }

  return {
    addTurn(said, reply) {
      const isMissed = reply.intent?.name === FALLBACK_INTENT
      const state = reply.intent?.state
      add("total", { turns: 1, missed: isMissed ? 1 : 0 })
      add(`intent#${reply.intent?.name ?? "none"}`, {
        turns: 1,
        fulfilled: state === "Fulfilled" ? 1 : 0,
        failed: state === "Failed" ? 1 : 0,
      })
      const text = isMissed && missedUtteranceDays > 0 ? redact(said) : ""
      // Sort keys have at most 1,024 bytes; the text itself, cut and lower case, has no more than 800.
      if (text !== "") add(`missed#${text.toLowerCase()}`, { count: 1 }, text)
    },
    addSession: () => add("total", { sessions: 1 }),
    flush,
    async read(dayCount) {
      await flush()
      const now = clock()
      const dates = Array.from({ length: dayCount }, (_, i) => formatInstant(addMs(now, -i * DAY_MS)).slice(0, 10))
      const days = await Promise.all(dates.map((date) => readDay(items, tableName, date)))
      return summarize(days, missedUtteranceDays)
    },
  }
}

type Day = { readonly date: string; readonly entries: readonly Readonly<Record<string, unknown>>[] }

async function readDay(items: Items, tableName: string, date: string): Promise<Day> {
  const entries: Readonly<Record<string, unknown>>[] = []
  let after: Readonly<Record<string, unknown>> | undefined
  do {
    const key = { expression: "sessionId = :day", values: { ":day": `insights#${date}` } }
    const page = await items.query(tableName, { key, ...(after === undefined ? {} : { after }) })
    entries.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return { date, entries }
}

const numberOf = (value: unknown) => (typeof value === "number" ? value : 0)

function summarize(days: readonly Day[], missedUtteranceDays: number): InsightsReply {
  const intents = new Map<string, { name: string; turns: number; fulfilled: number; failed: number }>()
  const missed = new Map<string, { text: string; count: number; lastDate: string }>()
  // The local DynamoDB deletes nothing by itself, so what is past its days is left out here as well.
  const keptDates = new Set(days.slice(0, missedUtteranceDays).map(({ date }) => date))
  for (const { date, entries } of days) {
    for (const item of entries) {
      const [kind = "", name = ""] = splitOnce(String(item.entry), "#")
      if (kind === "intent") {
        const known = intents.get(name) ?? { name, turns: 0, fulfilled: 0, failed: 0 }
        known.turns += numberOf(item.turns)
        known.fulfilled += numberOf(item.fulfilled)
        known.failed += numberOf(item.failed)
        intents.set(name, known)
      }
      if (kind === "missed" && keptDates.has(date)) {
        const known = missed.get(name) ?? { text: String(item.said), count: 0, lastDate: date }
        known.count += numberOf(item.count)
        missed.set(name, known)
      }
    }
  }
  return {
    days: days.map(({ date, entries }) => {
      const total = entries.find((item) => item.entry === "total")
      const { sessions, turns, missed: missedCount } = total ?? {}
      return { date, sessions: numberOf(sessions), turns: numberOf(turns), missed: numberOf(missedCount) }
    }),
    intents: [...intents.values()].sort((one, other) => other.turns - one.turns || one.name.localeCompare(other.name)),
    ...(missedUtteranceDays === 0
      ? {}
      : {
          missedUtterances: [...missed.values()]
            .sort((one, other) => other.count - one.count)
            .slice(0, MAX_MISSED_SHOWN),
        }),
    missedUtteranceDays,
  }
}

function splitOnce(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark)
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)]
}

/** Cuts a text short and takes out what most often tells who somebody is: e-mail addresses and long numbers. */
export function redact(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MAX_TEXT_LENGTH)
    .toWellFormed()
    .replace(/[^\s@]{1,64}@[^\s@]{1,190}/g, "[e-mail]")
    .replace(/\p{Nd}(?:[\s().+/-]?\p{Nd}){3,}/gu, "[number]")
}
