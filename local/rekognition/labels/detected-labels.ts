// What DetectLabels tells of the objects that were found: labels with their instances and ancestors, filtered and sorted.
// The request is read in detect-labels.ts.

import type { NamedScore } from "../models/label-model.ts"
import type { Detection } from "../models/object-detector.ts"
import { COCO_LABELS } from "./coco-labels.ts"
import { toPercent } from "./confidence.ts"
import type { DominantColor } from "./image-properties.ts"
import { findLabel } from "./label-taxonomy.ts"

/** A thing that was found, under its label. */
export type FoundObject = {
  readonly label: string
  /** Percent. */
  readonly confidence: number
  readonly box?: Detection["box"]
  readonly colors?: readonly DominantColor[]
}

/** Names or categories to keep, or to leave out; an empty list of what to keep keeps all. */
export type LabelFilters = {
  readonly labels: readonly string[]
  readonly categories: readonly string[]
  readonly excludedLabels: readonly string[]
  readonly excludedCategories: readonly string[]
}

/** A label of a picture. */
export type DetectedLabel = {
  readonly name: string
  /** Percent: that of its surest instance, or of the surest label below it. */
  readonly confidence: number
  readonly instances: readonly FoundObject[]
  readonly parents: readonly string[]
  readonly aliases: readonly string[]
  /** Empty for a label that isn't Rekognition's. */
  readonly categories: readonly string[]
}

/** Names the objects of the embedded detector, in their order. */
export function nameObjects(detections: readonly Detection[]): FoundObject[] {
  return detections.flatMap(({ kind, score, box }) => {
    const label = COCO_LABELS[kind]
    return label === undefined ? [] : [{ label, confidence: toPercent(score), box }]
  })
}

/** What a label model of the user's own says of the picture as a whole; its scores are taken at their word. */
export function nameScores(named: readonly NamedScore[]): FoundObject[] {
  return named.map(({ name, score }) => ({ label: name, confidence: 100 * score }))
}

/** Makes labels of objects, surest first; every ancestor is a label too. */
export function toLabels(
  objects: readonly FoundObject[],
  options: { readonly minConfidence: number; readonly maxLabels: number; readonly filters: LabelFilters },
): DetectedLabel[] {
  const byName = new Map<string, FoundObject[]>()
  const sureness = new Map<string, number>()
  for (const object of objects) {
    if (object.confidence < options.minConfidence) continue
    const instances = byName.get(object.label) ?? []
    if (object.box !== undefined) instances.push(object)
    byName.set(object.label, instances)
    for (const name of [object.label, ...(findLabel(object.label)?.parents ?? [])]) {
      sureness.set(name, Math.max(sureness.get(name) ?? 0, object.confidence))
    }
  }
  return [...sureness]
    .map(([name, confidence]) => describe(name, confidence, byName.get(name) ?? []))
    .filter((label) => passes(label, options.filters))
    .sort((a, b) => b.confidence - a.confidence || (a.name < b.name ? -1 : 1))
    .slice(0, options.maxLabels)
}

function describe(name: string, confidence: number, instances: readonly FoundObject[]): DetectedLabel {
  const facts = findLabel(name)
  return {
    name,
    confidence,
    instances: [...instances].sort((a, b) => b.confidence - a.confidence),
    parents: facts?.parents ?? [],
    aliases: facts?.aliases ?? [],
    categories: facts === undefined ? [] : [facts.category],
  }
}

function passes({ name, categories }: DetectedLabel, filters: LabelFilters): boolean {
  const isIn = (list: readonly string[]): boolean => categories.some((category) => list.includes(category))
  if (filters.excludedLabels.includes(name) || isIn(filters.excludedCategories)) return false
  if (filters.labels.length === 0 && filters.categories.length === 0) return true
  return filters.labels.includes(name) || isIn(filters.categories)
}
