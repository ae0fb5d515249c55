// How alike two pictures are: by what a network makes of them where both have that, else by what they show and their
// colors. Pure.

import type { Photo, PhotoColor, PhotoLabel } from "./photo-attribute.ts"

/** Cosines of unlike and of like pictures, between which likeness goes from 0 to 1; rooms of one kind have .68. */
const UNLIKE_COSINE = 0.4
const LIKE_COSINE = 0.8
/** What they show says more than their colors. */
const LABEL_SHARE = 0.7
/** The distance of black and white. */
const MAX_DISTANCE = Math.hypot(255, 255, 255)

/** @returns 0 for nothing in common, 1 for the same. */
export function likenessOf(one: Photo, other: Photo): number {
  const [a, b] = [one.embedding, other.embedding]
  if (a !== undefined && b !== undefined && a.length === b.length && a.length > 0)
    return clamp((cosine(a, b) - UNLIKE_COSINE) / (LIKE_COSINE - UNLIKE_COSINE))
  const labels = labelLikeness(one.labels, other.labels)
  const hasColors = one.colors.length > 0 && other.colors.length > 0
  return hasColors ? LABEL_SHARE * labels + (1 - LABEL_SHARE) * colorLikeness(one.colors, other.colors) : labels
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0)
  const lengths = Math.sqrt(dot(a, a) * dot(b, b))
  return lengths === 0 ? 0 : dot(a, b) / lengths
}

/** The weight of what both show, of the weight of what either shows. */
function labelLikeness(one: readonly PhotoLabel[], other: readonly PhotoLabel[]): number {
  const weights = (labels: readonly PhotoLabel[]) => new Map(labels.map(({ name, confidence }) => [name, confidence]))
  const [a, b] = [weights(one), weights(other)]
  const names = [...new Set([...a.keys(), ...b.keys()])]
  const sum = (pick: (x: number, y: number) => number) =>
    names.reduce((total, name) => total + pick(a.get(name) ?? 0, b.get(name) ?? 0), 0)
  return names.length === 0 ? 0 : sum(Math.min) / sum(Math.max)
}

/** How near each color of one has its nearest in the other, by their shares. */
function colorLikeness(one: readonly PhotoColor[], other: readonly PhotoColor[]): number {
  const near = (color: PhotoColor, among: readonly PhotoColor[]) =>
    Math.max(...among.map((candidate) => 1 - distance(color, candidate) / MAX_DISTANCE))
  const side = (colors: readonly PhotoColor[], among: readonly PhotoColor[]) => {
    const total = colors.reduce((sum, { share }) => sum + share, 0) || 1
    return colors.reduce((sum, color) => sum + (color.share / total) * near(color, among), 0)
  }
  return (side(one, other) + side(other, one)) / 2
}

function distance(a: PhotoColor, b: PhotoColor): number {
  return Math.hypot(a.red - b.red, a.green - b.green, a.blue - b.blue)
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}
