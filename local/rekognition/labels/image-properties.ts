// How a picture looks: its dominant colours, how bright, sharp and rich in contrast it is, as a whole and before and behind
// what is in it. What is in it, object-detector.ts tells.

import type { Pixels } from "../models/decode-image.ts"
import type { Box } from "../models/object-detector.ts"
import { CSS_COLORS, type NamedColor } from "./css-colors.ts"

/** A colour and how much of a picture has it. */
export type DominantColor = {
  readonly color: NamedColor
  /** Percent of the pixels. */
  readonly share: number
}

/** How an area looks; the scales are our own, each 0 to 100. */
export type Looks = {
  readonly colors: readonly DominantColor[]
  /** Mean brightness. */
  readonly brightness: number
  /** How hard the edges are. */
  readonly sharpness: number
  /** How far brightness varies. */
  readonly contrast: number
}

/** How a picture looks. */
export type ImageProperties = {
  readonly whole: Looks
  /** What lies in the boxes of the objects, and what lies outside them; absent when one of the two has no pixels. */
  readonly foreground?: Looks
  readonly background?: Looks
  /** The colours in each object's box, in the order of the objects. */
  readonly objects: readonly (readonly DominantColor[])[]
}

/** Longest side that looks are taken from: colours and edges of note survive it. */
export const LOOKS_SIDE = 512
/** Most colours that can be asked for; those with the fewest pixels are left out later. */
const MAX_COLORS = 20

/** Describes a picture and what is in the boxes. */
export function describeLooks(pixels: Pixels, boxes: readonly Box[]): ImageProperties {
  const names = nameColors(pixels)
  const grey = toGrey(pixels)
  const isInside = maskOf(pixels, boxes)
  const everywhere = (): boolean => true
  const inside = (at: number): boolean => isInside[at] === 1
  const outside = (at: number): boolean => isInside[at] === 0
  const hasInside = isInside.includes(1)
  const hasOutside = isInside.includes(0)
  return {
    whole: describeArea(pixels, names, grey, everywhere),
    ...(hasInside && hasOutside
      ? {
          foreground: describeArea(pixels, names, grey, inside),
          background: describeArea(pixels, names, grey, outside),
        }
      : {}),
    objects: boxes.map((box) => {
      const mask = maskOf(pixels, [box])
      return countColors(names, (at) => mask[at] === 1)
    }),
  }
}

type Area = (at: number) => boolean

function describeArea(pixels: Pixels, names: Uint8Array, grey: Float32Array, area: Area): Looks {
  return { colors: countColors(names, area), ...measure(pixels, grey, area) }
}

function maskOf({ width, height }: Pixels, boxes: readonly Box[]): Uint8Array {
  const mask = new Uint8Array(width * height)
  for (const box of boxes) {
    const fromX = Math.floor(box.left * width)
    const toX = Math.min(width, Math.ceil((box.left + box.width) * width))
    const toY = Math.min(height, Math.ceil((box.top + box.height) * height))
    for (let y = Math.floor(box.top * height); y < toY; y++) mask.fill(1, y * width + fromX, y * width + toX)
  }
  return mask
}

function countColors(names: Uint8Array, area: Area): DominantColor[] {
  const counts = new Uint32Array(CSS_COLORS.length)
  let total = 0
  for (let at = 0; at < names.length; at++) {
    if (!area(at)) continue
    counts[names[at] ?? 0] = (counts[names[at] ?? 0] ?? 0) + 1
    total += 1
  }
  return CSS_COLORS.map((color, i) => ({ color, share: (100 * (counts[i] ?? 0)) / Math.max(1, total) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, MAX_COLORS)
}

/** The named colour nearest to each pixel; worked out once for each of 32,768 coarser colours. */
function nameColors({ data }: Pixels): Uint8Array {
  const names = new Uint8Array(data.length / 3)
  for (let at = 0; at < names.length; at++) {
    const key =
      (((data[at * 3] ?? 0) >> 3) << 10) | (((data[at * 3 + 1] ?? 0) >> 3) << 5) | ((data[at * 3 + 2] ?? 0) >> 3)
    let name = NEAREST[key] ?? UNKNOWN
    if (name === UNKNOWN) {
      name = findNearest(key)
      NEAREST[key] = name
    }
    names[at] = name
  }
  return names
}

const UNKNOWN = 255
const NEAREST = new Uint8Array(32_768).fill(UNKNOWN)
const LAB_COLORS = CSS_COLORS.map(({ red, green, blue }) => toLab(red, green, blue))

function findNearest(key: number): number {
  const widen = (fiveBits: number): number => (fiveBits << 3) | (fiveBits >> 2)
  const [l, a, b] = toLab(widen(key >> 10), widen((key >> 5) & 31), widen(key & 31))
  let best = 0
  let bestDistance = Number.POSITIVE_INFINITY
  LAB_COLORS.forEach(([l2, a2, b2], i) => {
    const distance = (l - l2) ** 2 + (a - a2) ** 2 + (b - b2) ** 2
    if (distance >= bestDistance) return
    best = i
    bestDistance = distance
  })
  return best
}

/** CIE L*a*b* of an sRGB colour (D65), where distances are as people see them. */
function toLab(red: number, green: number, blue: number): readonly [number, number, number] {
  const linear = (value: number): number => {
    const share = value / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  const [r, g, b] = [linear(red), linear(green), linear(blue)]
  const root = (value: number): number => (value > 0.008_856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)
  const x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.950_47)
  const y = root(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.088_83)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** Brightness by pixel, 0 to 255. */
export function toGrey({ data }: { readonly data: ArrayLike<number> }): Float32Array {
  const grey = new Float32Array(data.length / 3)
  for (let at = 0; at < grey.length; at++) {
    grey[at] = 0.299 * (data[at * 3] ?? 0) + 0.587 * (data[at * 3 + 1] ?? 0) + 0.114 * (data[at * 3 + 2] ?? 0)
  }
  return grey
}

/** Spread of the second derivative that counts as half sharp: what a plain phone photo has. */
const HALF_SHARP = 15
/** Spread of brightness that counts as all there is: half the pixels black, half white. */
const FULL_CONTRAST = 127.5

/** Measures an area of a picture. */
export function measure(
  { width, height }: { readonly width: number; readonly height: number },
  grey: Float32Array,
  area: Area,
): Omit<Looks, "colors"> {
  const light = new Spread()
  const edges = new Spread()
  const isAtEdge = (at: number): boolean =>
    at < width || at >= width * (height - 1) || at % width === 0 || at % width === width - 1
  for (let at = 0; at < grey.length; at++) {
    if (!area(at)) continue
    const here = grey[at] ?? 0
    light.add(here)
    if (isAtEdge(at)) continue
    const around = (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - width] ?? 0) + (grey[at + width] ?? 0)
    edges.add(around - 4 * here)
  }
  return {
    brightness: (light.mean / 255) * 100,
    sharpness: 100 * (edges.deviation / (edges.deviation + HALF_SHARP)),
    contrast: Math.min(100, (light.deviation / FULL_CONTRAST) * 100),
  }
}

class Spread {
  #count = 0
  #sum = 0
  #squares = 0

  add(value: number): void {
    this.#count += 1
    this.#sum += value
    this.#squares += value * value
  }

  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count
  }

  get deviation(): number {
    return this.#count === 0 ? 0 : Math.sqrt(Math.max(0, this.#squares / this.#count - this.mean ** 2))
  }
}
