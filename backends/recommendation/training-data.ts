// What models learn from: events of visitors and the items they are about, as kept in an object store. Erased visitors
// leave it whole; models hold items only, never visitors.

import { parseCsv } from "#backends/booking/csv.ts"
import { Fault } from "#core/errors.ts"
import { type ItemFeatures, toFeatures } from "./engine/content.ts"
import { buildInteractions, type Interaction, type Interactions } from "./engine/interactions.ts"
import { type ObjectStore, readText, writeText } from "./object-store.ts"

/** How much each kind of event says that a visitor likes an item; a dismissal takes the other events back. */
const EVENT_WEIGHTS: Readonly<Record<string, number>> = {
  shown: 0,
  viewed: 0.5,
  chosen: 1,
  rated: 1,
  booked: 1,
  dismissed: -1,
}

/** Something a visitor did. */
export type TrainingEvent = {
  readonly visitorId: string
  readonly itemId: string
  /** `shown`, `viewed`, `chosen`, `rated`, `booked` or `dismissed`. */
  readonly kind: string
}

/** An item as models see it. */
export type TrainingItem = {
  readonly id: string
  readonly title: string
  /** Genres, moods, tags. */
  readonly tags: readonly string[]
  /** What its photos show, as Rekognition names it. */
  readonly labels?: readonly string[]
  readonly text?: string
}

/** Events and items, read. */
export type TrainingData = { readonly interactions: Interactions; readonly items: readonly TrainingItem[] }

const EVENTS_KEY = "events.csv"
const ITEMS_KEY = "items.json"
const HEADER = "visitorId,itemId,kind"

/** Replaces the training data. */
export async function saveTrainingData(
  store: ObjectStore,
  events: readonly TrainingEvent[],
  items: readonly TrainingItem[],
): Promise<void> {
  const lines = events.map(({ visitorId, itemId, kind }) => [visitorId, itemId, kind].map(quote).join(","))
  await writeText(store, EVENTS_KEY, `${[HEADER, ...lines].join("\n")}\n`)
  await writeText(store, ITEMS_KEY, `${JSON.stringify(items, null, 1)}\n`)
}

function quote(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/**
 * Reads the training data.
 *
 * @throws {Fault} `data-invalid` when there are no events, or a file is not what it should be.
 */
export async function loadTrainingData(store: ObjectStore): Promise<TrainingData> {
  const events = await loadEvents(store)
  const items = parseItems(await readText(store, ITEMS_KEY))
  const interactions = toInteractions(events, items)
  if (interactions.columns.length === 0) {
    throw new Fault("data-invalid", {
      hint: `nothing to learn from: ${EVENTS_KEY} has no event that says someone likes something`,
    })
  }
  return { interactions, items }
}

/**
 * Erases a visitor from the training data; the next training knows nothing of them.
 *
 * @returns how many events there were.
 */
export async function eraseVisitor(store: ObjectStore, visitorId: string): Promise<number> {
  const events = await loadEvents(store)
  const kept = events.filter((event) => event.visitorId !== visitorId)
  if (kept.length < events.length) {
    await saveTrainingData(store, kept, parseItems(await readText(store, ITEMS_KEY)))
  }
  return events.length - kept.length
}

/** Turns events into the matrix; an item somebody turned down is taken out of what they liked. */
export function toInteractions(events: readonly TrainingEvent[], items: readonly TrainingItem[]): Interactions {
  const pairOf = ({ visitorId, itemId }: TrainingEvent): string => `${visitorId}\u0000${itemId}`
  const dismissed = new Set(events.filter(({ kind }) => kind === "dismissed").map(pairOf))
  const liked: Interaction[] = []
  for (const event of events) {
    const weight = EVENT_WEIGHTS[event.kind] ?? 0
    if (weight <= 0 || (dismissed.size > 0 && dismissed.has(pairOf(event)))) continue
    liked.push({ userId: event.visitorId, itemId: event.itemId, weight })
  }
  return buildInteractions(
    liked,
    items.map(({ id }) => id),
  )
}

/** What items are like, for the content model; items without properties are left out. */
export function featuresOf(items: readonly TrainingItem[]): ReadonlyMap<string, ItemFeatures> {
  const all = items.map((item) => [item.id, toFeatures([...item.tags, ...(item.labels ?? [])], item.text)] as const)
  return new Map(all.filter(([, features]) => Object.keys(features).length > 0))
}

async function loadEvents(store: ObjectStore): Promise<readonly TrainingEvent[]> {
  const text = await readText(store, EVENTS_KEY)
  if (text === undefined) throw new Fault("data-invalid", { hint: `there is no ${EVENTS_KEY}: import events first` })
  const [header, ...rows] = parseCsv(text, ",", EVENTS_KEY)
  if (header?.cells.join(",") !== HEADER) {
    throw new Fault("data-invalid", { hint: `${EVENTS_KEY} must begin with the line ${HEADER}` })
  }
  return rows.map(({ line, cells }) => {
    const [visitorId = "", itemId = "", kind = ""] = cells
    if (visitorId === "" || itemId === "" || EVENT_WEIGHTS[kind] === undefined) {
      const kinds = Object.keys(EVENT_WEIGHTS).join(", ")
      throw new Fault("data-invalid", {
        hint: `${EVENTS_KEY} line ${line}: must be a visitor, an item and one of ${kinds}`,
      })
    }
    return { visitorId, itemId, kind }
  })
}

function parseItems(text: string | undefined): readonly TrainingItem[] {
  if (text === undefined) return []
  const value = parseJson(text)
  if (!Array.isArray(value) || !value.every(isItem)) {
    throw new Fault("data-invalid", { hint: `${ITEMS_KEY} must be a list of {id, title, tags, labels, text}` })
  }
  return value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Fault("data-invalid", { cause: error, hint: `${ITEMS_KEY} is not JSON` })
  }
}

function isItem(value: unknown): value is TrainingItem {
  const item = value as Partial<TrainingItem> | null
  return (
    typeof item === "object" &&
    typeof item?.id === "string" &&
    typeof item.title === "string" &&
    Array.isArray(item.tags) &&
    item.tags.every((tag) => typeof tag === "string") &&
    (item.labels === undefined ||
      (Array.isArray(item.labels) && item.labels.every((label) => typeof label === "string"))) &&
    (item.text === undefined || typeof item.text === "string")
  )
}
