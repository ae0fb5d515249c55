// What differs between two bots, and that as text a reviewer reads. How a bot becomes words is outline.ts.

import type { Bot } from "#bot/definition.ts"
import { type Outline, outlineBot } from "./outline.ts"

/** One difference. */
export type Change = {
  readonly kind: "added" | "removed" | "changed"
  /** From the outside in: `locale en_US`, `intent BookHotel`, `slot Nights`, `required`. */
  readonly place: readonly string[]
  /** What was there; absent for what was added. */
  readonly before?: string
  /** What is there now; absent for what was removed. */
  readonly after?: string
}

/**
 * Compares two bots. Identifiers and the order of intents, slots and utterances don't count; the order of asking,
 * of messages and of branches does.
 *
 * @returns the differences in the order of the second bot, removed things last; empty when there is none.
 */
export function diffBots(before: Bot, after: Bot): readonly Change[] {
  return diffOutlines(outlineBot(before), outlineBot(after), [])
}

function diffOutlines(before: Outline | undefined, after: Outline | undefined, place: readonly string[]): Change[] {
  if (before === undefined) return after ? diffWhole("added", after, place) : []
  if (after === undefined) return diffWhole("removed", before, place)
  if (before.type === "parts" && after.type === "parts") return diffParts(before.parts, after.parts, place)
  if (before.type === "list" && after.type === "list") return diffLists(before, after, place)
  const [old, fresh] = [summarize(before), summarize(after)]
  return old === fresh ? [] : [{ kind: "changed", place, before: old, after: fresh }]
}

/** A thing of its own is told in one line; any other part by what is in it. */
function diffWhole(kind: "added" | "removed", outline: Outline, place: readonly string[]): Change[] {
  if (outline.type === "parts" && outline.summary === "") {
    return [...outline.parts].flatMap(([name, part]) => diffWhole(kind, part, [...place, name]))
  }
  const texts = outline.type === "list" ? outline.items : [summarize(outline)]
  return texts.map((text) => (kind === "added" ? { kind, place, after: text } : { kind, place, before: text }))
}

function diffParts(
  before: ReadonlyMap<string, Outline>,
  after: ReadonlyMap<string, Outline>,
  place: readonly string[],
): Change[] {
  const removed = [...before.keys()].filter((name) => !after.has(name))
  return [...after.keys(), ...removed].flatMap((name) =>
    diffOutlines(before.get(name), after.get(name), [...place, name]),
  )
}

type OutlineList = Extract<Outline, { type: "list" }>

function diffLists(before: OutlineList, after: OutlineList, place: readonly string[]): Change[] {
  const removed = subtract(before.items, after.items)
  const added = subtract(after.items, before.items)
  const [first, second] = [removed[0], added[0]]
  if (removed.length === 1 && added.length === 1 && first !== undefined && second !== undefined) {
    return [{ kind: "changed", place, before: first, after: second }]
  }
  const isMoved = after.isOrdered && removed.length + added.length === 0 && !isSameList(before.items, after.items)
  if (isMoved) return [{ kind: "changed", place, before: before.items.join(", "), after: after.items.join(", ") }]
  return [
    ...added.map((item): Change => ({ kind: "added", place, after: item })),
    ...removed.map((item): Change => ({ kind: "removed", place, before: item })),
  ]
}

/** The items of one list that the other has fewer of. */
function subtract(items: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1)
  return items.filter((item) => {
    const count = left.get(item) ?? 0
    left.set(item, count - 1)
    return count <= 0
  })
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i])
}

/** A whole part in a few words. */
function summarize(outline: Outline): string {
  if (outline.type === "text") return outline.text
  if (outline.type === "list") return outline.items.join(", ")
  return outline.summary
}

const SIGNS = { added: "+", removed: "-", changed: "~" } as const satisfies Record<Change["kind"], string>

/**
 * Lays out differences as an indented tree: `+` added, `-` removed, `~` changed.
 *
 * @returns lines without a final line break; "No differences." when there are none.
 */
export function formatDiff(changes: readonly Change[]): string {
  if (changes.length === 0) return "No differences."
  const lines: string[] = []
  const counts = new Map<string, number>()
  for (const { place } of changes) counts.set(place.join("\n"), (counts.get(place.join("\n")) ?? 0) + 1)
  let open: readonly string[] = []
  for (const change of changes) {
    const shared = change.place.findIndex((name, i) => name !== open[i])
    // Several changes at one place are the items of a list.
    const isList = change.kind !== "changed" && (counts.get(change.place.join("\n")) ?? 0) > 1
    const headings = isList ? change.place : change.place.slice(0, -1)
    const from = shared < 0 ? change.place.length : shared
    for (const [i, name] of headings.entries()) if (i >= from) lines.push(`${"  ".repeat(i)}${name}`)
    open = headings
    lines.push(`${"  ".repeat(headings.length)}${SIGNS[change.kind]} ${describe(change, isList)}`)
  }
  return lines.join("\n")
}

function describe(change: Change, isList: boolean): string {
  const { before = "", after = "" } = change
  const name = change.place.at(-1) ?? ""
  if (change.kind === "changed") return `${name}: ${before} → ${after}`
  const value = change.kind === "added" ? after : before
  if (isList) return value
  const isThing = /^(locale|intent|slot|slot type|branch|part) /.test(name)
  return isThing ? `${name} (${value})` : `${name}: ${value}`
}
