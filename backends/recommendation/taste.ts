// What a visitor's past says about the items at hand: the trained model's scores and reasons, and what is like something
// they turned down. Pure; which items fit what was asked is content-scores.ts.

import { fitContent, type ItemFeatures } from "./engine/content.ts"
import { type ItemTable, weightBetween } from "./engine/item-table.ts"
import { findReason, scoreItems } from "./engine/ranking-model.ts"
import type { LoadedModel } from "./live-models.ts"
import type { Feedback, Recommendation } from "./recommendation-service.ts"

/** How much a visitor's past moves an item, and the item of the past that speaks most for it. */
export type Taste = { readonly lift: number; readonly because?: string }

/** How like each other the items of a catalogue are. */
export type Likeness = { readonly table: ItemTable; readonly columnOf: ReadonlyMap<string, number> }

/** How much each kind of feedback says; what was merely shown says nothing. */
const FEEDBACK_WEIGHTS: Readonly<Record<Feedback["kind"], number>> = {
  shown: 0,
  viewed: 0.5,
  chosen: 1,
  booked: 1,
  dismissed: 0,
}
/** Older feedback than this many events is left out: taste changes, and scoring stays quick. */
const HISTORY_LENGTH = 200
/** How far taste can lift an item above one that fits what was asked equally well. */
const TASTE_LIFT = 0.5
/** How far an item falls that is entirely like one that was turned down. */
const DISMISSAL_FALL = 0.3
const LIKE_KEPT = 60

/** Measures how like each other items are. */
export function measureLikeness(featuresOf: ReadonlyMap<string, ItemFeatures>): Likeness {
  const itemIds = [...featuresOf.keys()]
  return {
    table: fitContent(itemIds, featuresOf, LIKE_KEPT),
    columnOf: new Map(itemIds.map((itemId, column) => [itemId, column])),
  }
}

/** Items a visitor turned down. */
export function findDismissed(feedback: readonly Feedback[]): readonly string[] {
  return feedback.filter(({ kind }) => kind === "dismissed").map(({ itemId }) => itemId)
}

/** Gives a function that says what a visitor's past means for an item; without a past it means nothing. */
export function readTaste(
  feedback: readonly Feedback[],
  likeness: Likeness,
  loaded: LoadedModel | undefined,
): (itemId: string) => Taste {
  const dismissed = findDismissed(feedback)
  const liked = feedback.filter(({ kind, itemId }) => FEEDBACK_WEIGHTS[kind] > 0 && !dismissed.includes(itemId))
  const weights = new Map<string, number>()
  for (const { itemId, kind } of liked.slice(-HISTORY_LENGTH))
    weights.set(itemId, Math.max(FEEDBACK_WEIGHTS[kind], weights.get(itemId) ?? 0))
  const learned = loaded === undefined ? undefined : readModel(weights, loaded)
  return (itemId) => {
    const own = learned?.(itemId) ?? readLikeness(weights, likeness, itemId)
    const fall = Math.max(0, ...dismissed.map((other) => likenessOf(likeness, other, itemId)))
    const lift = TASTE_LIFT * own.lift - DISMISSAL_FALL * fall
    return own.because === undefined ? { lift } : { lift, because: own.because }
  }
}

/** By the trained model. Gives `undefined` for an item it doesn't know. */
function readModel(
  liked: ReadonlyMap<string, number>,
  { model, columnOf }: LoadedModel,
): ((itemId: string) => Taste | undefined) | undefined {
  const known = [...liked].flatMap(([itemId, weight]) => {
    const item = columnOf.get(itemId)
    return item === undefined ? [] : [{ item, weight }]
  })
  if (known.length === 0) return undefined
  const history = { items: known.map(({ item }) => item), weights: known.map(({ weight }) => weight) }
  const scores = scoreItems(model, history)
  const most = scores.reduce((highest, score) => Math.max(highest, score), 0)
  return (itemId) => {
    const column = columnOf.get(itemId)
    if (column === undefined || most === 0) return undefined
    const lift = Math.max(0, (scores[column] ?? 0) / most)
    const reason = lift === 0 ? undefined : findReason(model, history, column)
    const because = reason === undefined ? undefined : model.itemIds[reason]
    return because === undefined ? { lift } : { lift, because }
  }
}

/** By likeness alone: the liked item that is most like it. */
function readLikeness(liked: ReadonlyMap<string, number>, likeness: Likeness, itemId: string): Taste {
  let most: Taste = { lift: 0 }
  for (const [because, weight] of liked) {
    const lift = weight * likenessOf(likeness, because, itemId)
    if (lift > most.lift) most = { lift, because }
  }
  return most
}

function likenessOf({ table, columnOf }: Likeness, itemId: string, other: string): number {
  const [from, to] = [columnOf.get(itemId), columnOf.get(other)]
  return from === undefined || to === undefined ? 0 : weightBetween(table, from, to)
}

/** How much an item loses for being like one that is already on the list. */
const SAMENESS = 0.15

/**
 * Picks the best few that are not all alike: each next one is the best after what it shares with those before is taken
 * off (maximal marginal relevance).
 */
export function pickDiverse<Item extends { readonly id: string }>(
  candidates: readonly Recommendation<Item>[],
  limit: number,
  likeness: Likeness,
): readonly Recommendation<Item>[] {
  // Far down the list nothing can make up for its score; looking there costs time only.
  const rest = candidates.slice(0, limit * 5)
  const picked: Recommendation<Item>[] = []
  const worth = ({ item, score }: Recommendation<Item>): number =>
    score - SAMENESS * Math.max(0, ...picked.map((other) => likenessOf(likeness, other.item.id, item.id)))
  while (picked.length < limit && rest.length > 0) {
    const worths = rest.map(worth)
    const place = worths.indexOf(Math.max(...worths))
    picked.push(...rest.splice(place, 1))
  }
  return picked
}
