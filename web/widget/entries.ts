// The lines of a transcript: how turns become entries, and where they go. Pure. When that happens is reduce.ts.

import type { HistoryTurn, Message } from "../contract.ts"
import type { AssistantEntry, Entry, NoticeName, State, VisitorEntry } from "./state.ts"

/** Changes one visitor entry; the others stay the same objects, so that a view can tell what changed. */
export function editVisitor(
  entries: readonly Entry[],
  turnId: string,
  edit: (entry: VisitorEntry) => VisitorEntry,
): readonly Entry[] {
  return entries.map((entry) => (entry.kind === "visitor" && entry.turnId === turnId ? edit(entry) : entry))
}

/** Finds what the visitor said in a turn. */
export function findVisitor(entries: readonly Entry[], turnId: string): VisitorEntry | undefined {
  return entries.find((entry): entry is VisitorEntry => entry.kind === "visitor" && entry.turnId === turnId)
}

/** A visitor entry without the traces of failed attempts. */
export function withDelivery(entry: VisitorEntry, delivery: VisitorEntry["delivery"]): VisitorEntry {
  const { failure: _failure, retryAtMs: _retryAtMs, ...rest } = entry
  return { ...rest, delivery }
}

/** Adds what the visitor said; a suggestion on offer that says the same is marked as chosen. */
export function addVisitor(entries: readonly Entry[], visitor: VisitorEntry): readonly Entry[] {
  const said = visitor.shown ?? visitor.text
  const last = entries.findLast((entry) => entry.kind !== "notice")
  const marked =
    last?.kind === "assistant" && last.suggestions.includes(said)
      ? entries.map((entry) => (entry === last ? { ...last, chosen: said } : entry))
      : entries
  return [...marked, visitor]
}

/** The entry of one reply. */
export function assistantEntry(
  turn: {
    readonly turnId: string
    readonly messages: readonly Message[]
    readonly suggestions?: readonly string[] | undefined
  },
  atMs: number,
  ratings: State["ratings"],
): AssistantEntry {
  const rating = ratings[turn.turnId]
  return {
    kind: "assistant",
    key: `a:${turn.turnId}`,
    turnId: turn.turnId,
    atMs,
    messages: turn.messages,
    suggestions: turn.suggestions ?? [],
    ...(rating === undefined ? {} : { rating }),
  }
}

/** Puts a reply right behind what it answers; at the end when that is not there. A reply already there stays as it is. */
export function addReply(entries: readonly Entry[], reply: AssistantEntry): readonly Entry[] {
  if (entries.some((entry) => entry.key === reply.key)) return entries
  const asked = entries.findIndex((entry) => entry.key === `v:${reply.turnId}`)
  return asked < 0 ? [...entries, reply] : [...entries.slice(0, asked + 1), reply, ...entries.slice(asked + 1)]
}

/** What the visitor said in a turn the server has answered. */
export function answeredVisitor(turn: HistoryTurn, labels: State["labels"]): VisitorEntry | undefined {
  if (turn.text === undefined) return undefined
  const shown = labels[turn.turnId]
  return {
    kind: "visitor",
    key: `v:${turn.turnId}`,
    turnId: turn.turnId,
    text: turn.text,
    atMs: Date.parse(turn.at),
    delivery: "sent",
    attempts: 1,
    ...(shown === undefined ? {} : { shown }),
    ...(turn.image === undefined ? {} : { image: turn.image }),
  }
}

/** Adds a turn the server has answered: what was asked, unless it is there, and the reply. */
export function addTurn(entries: readonly Entry[], turn: HistoryTurn, state: State): readonly Entry[] {
  const visitor = answeredVisitor(turn, state.labels)
  const isThere = findVisitor(entries, turn.turnId) !== undefined
  const asked = isThere
    ? editVisitor(entries, turn.turnId, (entry) => withDelivery(entry, "sent"))
    : visitor === undefined
      ? entries
      : addVisitor(entries, visitor)
  return turn.messages.length === 0 ? asked : addReply(asked, assistantEntry(turn, Date.parse(turn.at), state.ratings))
}

/** Adds a line of the widget's own, once: the same notice twice in a row says nothing new. */
export function addNotice(entries: readonly Entry[], notice: NoticeName, atMs: number): readonly Entry[] {
  const last = entries.at(-1)
  if (last?.kind === "notice" && last.notice === notice) return entries
  return [...entries, { kind: "notice", key: `n:${atMs}:${entries.length}`, atMs, notice }]
}
